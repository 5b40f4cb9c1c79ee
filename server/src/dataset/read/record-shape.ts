import { isObject, type Json, type JsonObject } from '../../json/index.ts';

/**
 * What stands where in a canonical record. Whoever reads a record relies on it: a text where a number belongs would end a
 * command or become markup on a page. Fields that are not named here are anything.
 */
type Shape = 'text' | 'number' | 'yes-or-no' | readonly [Shape] | { readonly [field: string]: Shape };

const TURNS: Shape = [
  { kind: 'text', functions: ['text'], origins: ['text'], missing: { function: 'text', parameter: 'text' } },
];

const MESSAGES: Shape = [
  { role: 'text', content: 'text', name: 'text', tool_call_id: 'text', tool_calls: [{ id: 'text' }] },
];

const RECORD: Shape = {
  id: 'text',
  index: 'number',
  kind: 'text',
  catalogHash: 'text',
  path: {
    seed: 'text',
    index: 'number',
    turns: TURNS,
    operations: [{ op: 'text', turn: 'number' }],
    stages: { walk: TURNS, merge: TURNS, insert: TURNS, split: TURNS },
  },
  tools: [{ function: { name: 'text', description: 'text' } }],
  withheld: [{ name: 'text', until: 'number' }],
  messages: MESSAGES,
  rejected: MESSAGES,
  turns: [
    {
      index: 'number',
      kind: 'text',
      messages: ['number'],
      calls: [{ message: 'number', call: 'number', sources: [{ kind: 'text' }] }],
      notes: ['text'],
    },
  ],
  divergesAt: {
    message: 'number',
    errorType: 'number',
    reason: 'text',
    preferred: 'text',
    avoided: 'text',
    wrong: 'text',
    right: 'text',
    madeUp: 'yes-or-no',
  },
  certificates: [{ kind: 'text', turn: 'number', holds: 'yes-or-no', detail: 'text' }],
  provenance: {
    teacher: 'text',
    model: 'text',
    parameters: {},
    promptHash: 'text',
    tokens: { input: 'number', output: 'number' },
    costUsd: 'number',
    seed: 'text',
    world: 'text',
    outage: 'text',
    codeVersion: 'text',
    negative: 'text',
    student: 'text',
    judge: 'text',
    replaces: { id: 'text', catalogHash: 'text', why: ['text'] },
  },
  review: { status: 'text', edits: ['text'] },
};

/** Where a record holds something else than belongs there, in words; undefined where it does not. */
export function shapeProblem(record: JsonObject): string | undefined {
  return problemAt(record, RECORD, '');
}

/** Fields that a record may be without, and that a table loader fills with null. */
const OPTIONAL: ReadonlySet<string> = new Set(
  ['outage', 'negative', 'student', 'judge', 'replaces'].map((field) => `provenance.${field}`),
);

const CALLED = { text: 'a text', number: 'a number', 'yes-or-no': 'true or false' } as const;
const TYPES = { text: 'string', number: 'number', 'yes-or-no': 'boolean' } as const;

function problemAt(value: Json | undefined, shape: Shape, at: string): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return OPTIONAL.has(at) ? undefined : `${at} is null`;
  if (typeof shape === 'string') return typeof value === TYPES[shape] ? undefined : `${at} is not ${CALLED[shape]}`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${at} is not a list`;
    for (const [index, item] of value.entries()) {
      const found = problemAt(item, shape[0], `${at}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return `${at} is not an object`;
  for (const [field, inner] of Object.entries(shape)) {
    const found = problemAt(value[field], inner, at === '' ? field : `${at}.${field}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
