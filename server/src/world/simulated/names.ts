import { keyWords } from '../../english/index.ts';

const memory = new Map<string, string>();

/**
 * One key for all writings of a field's name: `orderStatus`, `order_status` and `new_status` of an order are its
 * `status`.
 */
export function fieldKey(name: string, entity = ''): string {
  const known = memory.get(`${entity}\n${name}`);
  if (known !== undefined) return known;
  const words = withoutOwner(withoutRole(keyWords(name)), keyWords(entity));
  const number = /\d+$/.exec(name)?.[0];
  const numbered = number === undefined || words.at(-1) === number ? words : [...words, number];
  const key = numbered.join('_') || name;
  if (memory.size > 20_000) memory.clear();
  memory.set(`${entity}\n${name}`, key);
  return key;
}

/** A changed value is from now on the value. */
function withoutRole(words: readonly string[]): readonly string[] {
  return words.length > 1 && (words[0] === 'new' || words[0] === 'updated') ? words.slice(1) : words;
}

function withoutOwner(words: readonly string[], owner: readonly string[]): readonly string[] {
  const led = owner.length > 0 && words.length > owner.length && owner.every((word, at) => words[at] === word);
  return led ? words.slice(owner.length) : words;
}

/** Names that say nothing of what a value is; in the answer of a deed they hold its confirmation. */
const EMPTY = new Set('message confirmation return result output response detail text content value note'.split(' '));

export function saysNothing(words: readonly string[]): boolean {
  return words.length <= 1 && EMPTY.has(words[0] ?? 'value');
}

/** `{returns: {…}}`, `{data: {…}}`: what is inside is the answer itself. */
const WRAPPERS = new Set('return result data response output payload body item record'.split(' '));

export function isWrapperName(name: string): boolean {
  const words = keyWords(name);
  return words.length <= 1 && WRAPPERS.has(words[0] ?? '');
}

/** Names of counts: `count`, `total_results`, `number_of_items`. */
export function isCountName(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (last === 'count' || words[0] === 'count') return true;
  return (
    (words[0] === 'total' && words.length === 2 && COUNTED.has(last)) || (words[0] === 'number' && words[1] === 'of')
  );
}
const COUNTED = new Set('result item record hit match entry row element'.split(' '));

/** States in which a record is over; general words, not those of one service. */
const OVER =
  /^(?:cancel|close|delet|remov|archiv|void|terminat|expir|refund|return|reject|revok|dismiss|withdraw|discard|deactivat|complet|finish|resolv|ended)/;

export function isOver(state: string): boolean {
  return OVER.test(state.toLowerCase());
}

/** States that end a record in so many words: no later deed can build on them. */
const ENDS = /^(?:cancel|delet|remov|void|terminat|revok|discard)/;

export function endsRecord(state: string): boolean {
  return ENDS.test(state.toLowerCase());
}

/** Verbs that bring back what was over. */
export const REVIVING = new Set(
  'reopen restore reactivate undo reinstate resume renew recover unarchive undelete'.split(' '),
);
