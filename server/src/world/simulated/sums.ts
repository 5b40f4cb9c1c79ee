import type { FunctionReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber, saysNumber } from './number-schema.ts';
import type { Source } from './plan.ts';
import { standingCount } from './standing-counts.ts';
import { isIdentifierKey } from './tables.ts';

/** A number of an answer, and the records that it may sum up. */
export interface Summing {
  readonly words: readonly string[];
  readonly name: string;
  readonly types: readonly string[];
  readonly tables: ReadonlyMap<string, TableModel>;
  /** Table of the records that the answer lists. */
  readonly table: TableModel | undefined;
}

type How = Extract<Source, { from: 'aggregate' }>['how'];

const HOWS: Readonly<Record<string, How>> = {
  total: 'sum',
  sum: 'sum',
  overall: 'sum',
  combined: 'sum',
  average: 'average',
  avg: 'average',
  mean: 'average',
  minimum: 'least',
  lowest: 'least',
  cheapest: 'least',
  smallest: 'least',
  maximum: 'most',
  highest: 'most',
  largest: 'most',
};

/** `total_balance` of a list of accounts, `average_price` and `product_count` of all products. */
export function aggregateSource({ words, tables, table, types }: Summing, response: JsonSchema): Source | undefined {
  const how = HOWS[words[0] ?? ''];
  const rest = words.slice(1).join('_');
  const candidates = table === undefined ? [...tables.values()].filter(({ single }) => !single) : [table];
  const holding = candidates.filter((one) => rest !== '' && isNumber(one.fields.get(rest)));
  const [only] = holding;
  if (how !== undefined && only !== undefined && holding.length === 1)
    return { from: 'aggregate', how, table: only.name, field: rest };
  const told =
    how === undefined || table === undefined ? undefined : toldNumber(table, words, rest, types, response, how);
  if (how !== undefined && table !== undefined && told !== undefined)
    return { from: 'aggregate', how, table: table.name, ...told };
  const standing = table === undefined ? standingCount(words, candidates) : undefined;
  if (standing !== undefined) return standing;
  if (table !== undefined)
    return words.join(' ') === 'total' && types.includes('integer') && listsRecords(response)
      ? { from: 'count' }
      : undefined;
  const counted = words.at(-1) === 'count' ? words.slice(0, -1) : words[0] === 'total' ? words.slice(1) : [];
  const named = candidates.find(({ name }) => name === counted.join('_'));
  return named === undefined ? undefined : { from: 'aggregate', how: 'count', table: named.name, field: '' };
}

/** Names of what one record comes to, in money. */
const MONEY = /(?:^|_)(?:amount|price|fine|fee|cost|total|charge|value|sum|rent|premium|payment|due)$/;

/** Names of how good something is. */
const AVERAGED = /^(?:score|rating|star|grade|mark|point|percent)$/;

/** `total` of payments, `total_words` of jobs that have a word count, `total_open` of invoices that are open or not. */
function toldNumber(
  table: TableModel,
  words: readonly string[],
  rest: string,
  types: readonly string[],
  response: JsonSchema,
  how: How,
): Pick<Extract<Source, { from: 'aggregate' }>, 'field' | 'state'> | undefined {
  const lines = Object.values(response.properties ?? {}).map((list) => itemsOf(list));
  const [line] = lines.filter((one) => one !== undefined);
  const shown = Object.keys(line ?? {}).map((name) => fieldKey(name, table.name));
  const numbers = shown.filter((key) => isNumber(table.fields.get(key)));
  const called = numbers.filter((key) => rest !== '' && key.split('_').includes(rest));
  if (called.length === 1) return { field: called[0] as string };
  // `average` of marks is that of their scores.
  const marks = how === 'average' && rest === '' ? numbers.filter((key) => AVERAGED.test(key)) : [];
  if (marks.length === 1) return { field: marks[0] as string };
  const shownSums = numbers.filter((key) => MONEY.test(key));
  // `total_spent` of purchases whose lines tell no price: that of each all the same.
  const unshown = [...table.fields].flatMap(([key, schema]) => (isNumber(schema) && MONEY.test(key) ? key : []));
  const sums = shownSums.length > 0 || !/^(?:spent|paid|cost|price|amount)$/.test(rest) ? shownSums : unshown;
  const [field] = sums;
  if (field === undefined || sums.length > 1 || (words.length === 1 && types.includes('integer'))) return undefined;
  if (rest === '' || /^(?:amount|price|cost|value|sum|due|paid|spent)$/.test(rest)) return { field };
  const state = table.fields.get(table.state ?? '')?.enum?.find((choice) => choice === rest);
  return typeof state === 'string' ? { field, state } : undefined;
}

function itemsOf(schema: JsonSchema): JsonSchema['properties'] {
  const items = typeof schema === 'object' ? schema.items : undefined;
  return typeof items === 'object' && items !== null ? items.properties : undefined;
}

function listsRecords({ properties }: JsonSchema): boolean {
  return Object.values(properties ?? {}).some(
    (schema) => typeof schema === 'object' && typesOf(schema).includes('array'),
  );
}

/** The number of all records for a name that speaks of a total, else of those shown. */
export function countOf(words: readonly string[]): Source {
  return words.includes('total') ? { from: 'count' } : { from: 'count', shown: true };
}

/** `page`, `page_size`, `total_pages`, `has_more` of a list. */
export function pagingSource(
  reading: FunctionReading,
  name: string,
  words: readonly string[],
  types: readonly string[],
): Source | undefined {
  const said = words.join(' ');
  if (types.includes('boolean'))
    return /^(?:ha|has|is)?\s*(?:more|next|next page|more result|more page|truncated)$/.test(said) ||
      /has_?(?:more|next)/i.test(name)
      ? { from: 'paging', what: 'more' }
      : undefined;
  if (!saysNumber(types)) return undefined;
  const paged = reading.inputs.some(({ role }) => role === 'paging');
  if (paged && /^(?:total|number of|page) (?:page|count)$/.test(said) && words.includes('page'))
    return { from: 'paging', what: 'pages' };
  if (/^(?:current |page )?(?:page|number)$/.test(said) && words.includes('page'))
    return { from: 'paging', what: 'page' };
  if (paged && /^(?:page size|per page|limit|size)$/.test(said)) return { from: 'paging', what: 'size' };
  return paged && /^(?:offset|skip)$/.test(said) ? { from: 'paging', what: 'offset' } : undefined;
}

/** `comment_count` of an issue that comments refer to. */
export function relatedCount(
  words: readonly string[],
  table: TableModel | undefined,
  tables: ReadonlyMap<string, TableModel>,
): Source | undefined {
  if (table === undefined || table.single) return undefined;
  const counted =
    words.at(-1) === 'count' ? words.slice(0, -1) : words[0] === 'number' && words[1] === 'of' ? words.slice(2) : [];
  const open = openOf(words, table, tables);
  if (open !== undefined) return open;
  const other = tables.get(counted.join('_'));
  if (other === undefined || table.fields.has(fieldKey(counted.join('_')))) return undefined;
  const via = [...other.references].find(([, to]) => to === table.name)?.[0];
  return via === undefined ? undefined : { from: 'related count', table: other.name, via };
}

/** `open_invoices` of a client: as many of its invoices as stand so. */
function openOf(
  words: readonly string[],
  table: TableModel,
  tables: ReadonlyMap<string, TableModel>,
): Source | undefined {
  const [state, ...rest] = words;
  const other = rest.length === 0 ? undefined : tables.get(rest.join('_'));
  const via = [...(other?.references ?? [])].find(([, to]) => to === table.name)?.[0];
  const choices = other?.fields.get(other.state ?? '')?.enum;
  const choice = choices?.find((one) => typeof one === 'string' && one.toLowerCase() === state);
  if (other === undefined || via === undefined || typeof choice !== 'string') return undefined;
  return { from: 'related count', table: other.name, via, state: choice };
}

/** `total_minutes` of a ticket that entries with minutes refer to, also where the answer is about a new entry. */
export function relatedSum(
  words: readonly string[],
  table: TableModel | undefined,
  tables: ReadonlyMap<string, TableModel>,
  makes: boolean,
): Source | undefined {
  const field = words.slice(1).join('_');
  if (table === undefined || table.single || field === '' || HOWS[words[0] ?? ''] !== 'sum') return undefined;
  if (makes && isNumber(table.fields.get(field))) {
    const vias = [...table.references.keys()];
    const [via] = vias;
    return via === undefined || vias.length > 1
      ? undefined
      : { from: 'related sum', table: table.name, via, field, beside: true };
  }
  if (table.fields.has(field)) return undefined;
  const owned = [...tables.values()].flatMap((other) => {
    const via = [...other.references].find(([, to]) => to === table.name)?.[0];
    return via !== undefined && !other.single && isNumber(other.fields.get(field)) ? [{ other, via }] : [];
  });
  const [only] = owned;
  return only === undefined || owned.length > 1
    ? undefined
    : { from: 'related sum', table: only.other.name, via: only.via, field, beside: false };
}

const BEFORE = /^(?:from|old|previous|prior|former)$/;

/** `from_location` of what is moved, `old_status` of what is changed: the value that the call changes. */
export function beforeSource(
  name: string,
  table: TableModel | undefined,
  { inputs, operation }: FunctionReading,
): Source | undefined {
  const [word = '', ...rest] = keyWords(name);
  const field = rest.join('_');
  const given = inputs.some(({ parameter }) => keyWords(parameter).join('_') === keyWords(name).join('_'));
  const party = inputs.some(({ parameter }) => keyWords(parameter)[0] === word);
  if (table === undefined || given || party || !BEFORE.test(word) || !table.fields.has(field)) return undefined;
  return operation === 'update' || operation === 'act' ? { from: 'before', field } : undefined;
}

/** Words before the key of one of two parties. */
const PARTIES = new Set(
  'from to source destination sender recipient receiver payer payee target origin old new'.split(' '),
);

/** `from_balance` after `from_account_id`: the balance of that account. */
export function partySource(
  name: string,
  { inputs }: FunctionReading,
  tables: ReadonlyMap<string, TableModel>,
): Source | undefined {
  const [party, ...rest] = keyWords(name);
  if (party === undefined || rest.length === 0 || !PARTIES.has(party)) return undefined;
  const input = inputs.find(
    ({ role, of, parameter }) =>
      (role === 'key' || role === 'reference') && of !== undefined && keyWords(parameter)[0] === party,
  );
  const table = tables.get(input?.of?.entity ?? '');
  if (input === undefined || table === undefined) return undefined;
  const field = [rest, rest.slice(1)].map((words) => words.join('_')).find((key) => table.fields.has(key));
  const known =
    field !== undefined &&
    !isIdentifierKey(table, rest.join('_')) &&
    !keyWords(input.parameter).join('_').endsWith(rest.join('_'));
  return known ? { from: 'field of', argument: input.parameter, table: table.name, field } : undefined;
}

/** What an answer tells of the record that was made beside its own. */
export function asideSource(
  name: string,
  made: TableModel | undefined,
  own: TableModel | undefined,
  given: readonly string[],
): Source | undefined {
  if (made === undefined || given.includes(name)) return undefined;
  const key = fieldKey(name);
  if (key !== 'id' && isIdentifierKey(made, key)) return { from: 'aside', table: made.name };
  const field = fieldKey(name, made.name);
  if (own?.fields.has(fieldKey(name, own.name)) === true && !keyWords(name).join('_').startsWith(made.name))
    return undefined;
  return made.fields.has(field) && field !== made.state ? { from: 'aside', table: made.name, field } : undefined;
}
