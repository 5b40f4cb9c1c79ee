import { REVIEW_STATES } from '../review/index.ts';

/** Fields that a term can name, with what stands behind the colon: the help of the panel is made from it. */
export const QUERY_FIELDS = {
  error: { takes: '1 to 5, or none', example: 'error:3', meaning: 'the type of the mistake of the wrong side' },
  tool: { takes: 'part of a name', example: 'tool:book', meaning: 'a function that is called' },
  arg: { takes: 'a name, or name=value', example: 'arg:city=Oslo', meaning: 'an argument of a call' },
  cert: { takes: 'a kind, failed, or none', example: 'cert:insert', meaning: 'a certificate that the record states' },
  verdict: {
    takes: 'valid, invalid, not-checked or failed',
    example: 'verdict:invalid',
    meaning: 'what is said of a call',
  },
  review: {
    takes: 'accepted, rejected, flagged, unreviewed or edited',
    example: 'review:flagged',
    meaning: 'what was decided about the record',
  },
  kind: { takes: 'part of a kind', example: 'kind:multi', meaning: 'the kind of record' },
  turns: { takes: 'a number, 3.., ..3 or 2..5', example: 'turns:4..', meaning: 'how many turns it has' },
  calls: { takes: 'a number, 3.., ..3 or 2..5', example: 'calls:2..5', meaning: 'how many calls it makes' },
  pair: { takes: 'yes or no', example: 'pair:no', meaning: 'whether it has a wrong side' },
  user: { takes: 'text', example: 'user:refund', meaning: 'what a user says' },
  assistant: { takes: 'text', example: 'assistant:sorry', meaning: 'what the agent says' },
  output: { takes: 'text', example: 'output:null', meaning: 'what a call gives back' },
  id: { takes: 'part of an id', example: 'id:3fa9', meaning: 'the id of the record' },
} as const;
export type QueryField = keyof typeof QUERY_FIELDS;

/** One thing that must hold of a record, or must not. */
export interface QueryTerm {
  /** Absent: the value may stand anywhere in the record's texts. */
  readonly field?: QueryField;
  /** Lower case. */
  readonly value: string;
  readonly not: boolean;
}

export interface Query {
  readonly terms: readonly QueryTerm[];
  /** What could not be understood, in a sentence each. */
  readonly problems: readonly string[];
  /** A field has a value that it cannot have: nothing is found. */
  readonly impossible: boolean;
}

const TERM = /(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))/g;

/** Reads what a person typed: terms apart by spaces, all of which must hold; `-` before one that must not. */
export function parseQuery(text: string): Query {
  const terms: QueryTerm[] = [];
  const problems: string[] = [];
  let impossible = false;
  for (const [whole, minus = '', name, quoted, bare] of text.matchAll(TERM)) {
    const value = (quoted ?? bare ?? '').toLowerCase();
    const not = minus === '-' && whole.length > 1;
    if (name === undefined || !isField(name.toLowerCase())) {
      // A colon in the middle of text, as of a time or an address, is text; a word before it may be a slip.
      if (name !== undefined) problems.push(`“${name}:” is no field, so “${name}:${value}” is looked for as text`);
      const said = `${name === undefined ? '' : `${name.toLowerCase()}:`}${value}`;
      if (said !== '') terms.push({ value: said, not });
      continue;
    }
    const field = name.toLowerCase() as QueryField;
    const problem = valueProblem(field, value);
    if (problem !== undefined) {
      problems.push(problem);
      impossible = true;
    }
    terms.push({ field, value, not });
  }
  return { terms, problems, impossible };
}

function isField(name: string): name is QueryField {
  return Object.hasOwn(QUERY_FIELDS, name);
}

const VALUES: Partial<Record<QueryField, RegExp>> = {
  error: /^(?:[0-5]|none)$/,
  verdict: /^(?:valid|invalid|not-checked|failed)$/,
  review: new RegExp(`^(?:${[...REVIEW_STATES, 'edited'].join('|')})$`),
  turns: /^(?:\d+|\d+\.\.\d*|\.\.\d+)$/,
  calls: /^(?:\d+|\d+\.\.\d*|\.\.\d+)$/,
  pair: /^(?:yes|no)$/,
  cert: /^(?:none|failed|insert|miss_func|miss_params|negative|long-dependency|replay|coherent)$/,
};

function valueProblem(field: QueryField, value: string): string | undefined {
  const form = VALUES[field];
  if (value !== '' && (form === undefined || form.test(value))) return undefined;
  return `${field}: takes ${QUERY_FIELDS[field].takes}`;
}

/** Whether a number is what `3`, `3..`, `..3` or `2..5` says. */
export function inRange(number: number, range: string): boolean {
  const [from = '', to] = range.split('..');
  if (to === undefined) return number === Number(from);
  return number >= (from === '' ? 0 : Number(from)) && number <= (to === '' ? Number.POSITIVE_INFINITY : Number(to));
}
