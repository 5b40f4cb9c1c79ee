import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { ReviewState } from '../review/index.ts';
import type { RecordFacets } from './facets.ts';
import { inRange, type Query, type QueryTerm } from './query.ts';
import { hasArgument, searchableText, textOfRole } from './record-text.ts';
import { mayHold, type TextSketch } from './text-sketch.ts';

/** What is in memory of one record. */
export interface SearchEntry {
  readonly facets: RecordFacets;
  readonly sketch: TextSketch;
  readonly review: ReviewState;
}

/** What memory alone says: it is one, it is none, or the record has to be read. */
export type QuickAnswer = 'yes' | 'no' | 'read';

/** Answers a query from memory as far as that goes. A query with an impossible value finds nothing. */
export function quickMatch(query: Query, entry: SearchEntry): QuickAnswer {
  if (query.impossible) return 'no';
  let answer: QuickAnswer = 'yes';
  for (const term of query.terms) {
    const one = quickTerm(term, entry);
    if (one === 'no') return 'no';
    if (one === 'read') answer = 'read';
  }
  return answer;
}

function quickTerm(term: QueryTerm, { facets, sketch, review }: SearchEntry): QuickAnswer {
  const { field, value, not } = term;
  const known = facetHolds(term, facets, review);
  if (known !== undefined) return known === not ? 'no' : 'yes';
  // What is left is text: a sketch can say that it is not there, never that it is.
  const part = field === 'arg' ? value.slice(value.indexOf('=') + 1) : value;
  const absent = (field === 'arg' && !facets.args.includes(argName(value))) || !mayHold(sketch, escaped(part));
  if (absent) return not ? 'yes' : 'no';
  return 'read';
}

/** The sketch is of texts as they are; values of arguments stand in it as JSON. Parts with such signs are not asked of it. */
function escaped(part: string): string {
  return /["\\\n]/.test(part) ? '' : part;
}

/** Whether a term holds by the facets; undefined where only the record can say. */
function facetHolds({ field, value }: QueryTerm, facets: RecordFacets, review: ReviewState): boolean | undefined {
  switch (field) {
    case 'error':
      return value === 'none' ? facets.errorType === undefined : facets.errorType === Number(value);
    case 'tool':
      return facets.tools.some((name) => name.includes(value));
    case 'arg':
      return value.includes('=') ? undefined : facets.args.some((name) => name.includes(value));
    case 'cert':
      return certHolds(value, facets.certificates);
    case 'verdict':
      return verdictHolds(value, facets);
    case 'review':
      return value === 'edited' ? facets.edited : review === value;
    case 'kind':
      return facets.kind.toLowerCase().includes(value);
    case 'turns':
      return inRange(facets.turns, value);
    case 'calls':
      return inRange(facets.calls, value);
    case 'pair':
      return facets.pair === (value === 'yes');
    case 'id':
      return facets.id.toLowerCase().includes(value);
    default:
      return undefined;
  }
}

function certHolds(value: string, names: readonly string[]): boolean {
  if (value === 'none') return names.length === 0;
  if (value === 'failed') return names.some((name) => name.endsWith('!'));
  return names.includes(value) || names.includes(`${value}!`);
}

function verdictHolds(value: string, { calls, invalid, notChecked, failed }: RecordFacets): boolean {
  if (value === 'invalid') return invalid > 0;
  if (value === 'not-checked') return notChecked > 0;
  if (value === 'failed') return failed > 0;
  return calls > 0 && invalid === 0 && notChecked === 0;
}

function argName(value: string): string {
  return value.slice(0, value.indexOf('='));
}

/** Whether the terms that memory cannot answer hold of the record itself. */
export function fullMatch(
  query: Query,
  record: TrajectoryRecord,
  { facets, review }: Omit<SearchEntry, 'sketch'>,
): boolean {
  let text: string | undefined;
  return query.terms.every((term) => {
    const known = facetHolds(term, facets, review);
    const { field, value, not } = term;
    if (known !== undefined) return known !== not;
    if (field === 'arg') return hasArgument(record, argName(value), value.slice(value.indexOf('=') + 1)) !== not;
    if (field === 'user' || field === 'assistant') return textOfRole(record, field).includes(value) !== not;
    if (field === 'output') return textOfRole(record, 'tool').includes(value) !== not;
    text ??= searchableText(record);
    return text.includes(value) !== not;
  });
}
