import { isUncounted } from '../../english/index.ts';
import { typesOf } from '../../signature/index.ts';
import { fieldName } from '../nouns.ts';
import { leadOfText } from '../phrase.ts';
import { PAGING, PLURAL_OF_ONE, QUERY_TEXT, SERIES_NOUNS } from '../vocabulary.ts';
import { isAdviceOfArguments, isComputedGetter } from './computing.ts';
import type { Draft, Facts } from './facts.ts';
import { namedNumber } from './named-number.ts';

/** Verbs that always look for many. */
const MANY_VERBS = new Set(
  'list search browse discover filter ls grep enumerate explore suggest recommend query scan'.split(' '),
);

export function draftOfReading(facts: Facts, said: string, sure: number): Draft {
  const { phrase, text, inputs, name } = facts;
  const list = (because: string, certainty = sure): Draft => ({ operation: 'list', certainty, because });
  const get = (because: string, certainty = sure): Draft => ({ operation: 'get', certainty, because });
  const head = facts.name.object.at(-1) ?? text.object.at(-1) ?? '';
  if (phrase.verb === 'query' && facts.name.object.length === 0 && text.verbClass === 'run') return list(said, 0.5);
  if (phrase.verb === 'count' && name.verb === 'count') return get('a count is one number');
  if (isAdviceOfArguments(facts))
    return { operation: 'compute', certainty: 0.7, because: 'it follows from choices and numbers' };
  if (MANY_VERBS.has(phrase.verb)) return isOneByKey(facts, head) ? get(said, sure * 0.8) : list(said);
  if (isComputedGetter(facts))
    return { operation: 'compute', certainty: 0.7, because: `${head} follows from the arguments` };
  if (NUMBER_TEXT.test(facts.signature.description.slice(0, 80))) return get('the description speaks of a number');
  const many = manyInAnswer(facts);
  // `total_orders(customer_id)`: how many there are, or what they come to.
  if (many === undefined && namedNumber(facts.signature.name, name.verb) !== undefined)
    return get('the name says that it is one number');
  if (many === true) return list('the answer is a list of records');
  if (SERIES_NOUNS.has(head)) return list(`${head} is a list of records`, sure * 0.85);
  const plural = facts.name.object.length > 0 ? facts.name.many : text.many;
  if (plural && !PLURAL_OF_ONE.has(head) && !isUncounted(head) && many !== false)
    return list(`${said} of several`, sure * 0.95);
  if (saysMany(facts.signature.description) && !PLURAL_OF_ONE.has(head) && many !== false)
    return list('the description speaks of a list', sure * 0.85);
  if (
    inputs.some(({ name }) => /^(?:page|page_?size|per_?page|cursor|offset|page_?token|limit)$/i.test(name)) &&
    many !== false
  )
    return list('it pages through results', sure * 0.75);
  if (phrase.verbClass === 'list') return isLookup(facts) ? get(said, sure * 0.8) : list(said, sure * 0.8);
  return get(said);
}

/** `scan_ticket(ticket_id)`: who gives the identifier of one has one. */
function isOneByKey({ inputs, name }: Facts, head: string): boolean {
  return (
    !name.many &&
    head !== '' &&
    name.object.length === 1 &&
    inputs.some(
      ({ required, many, identifies, owner }) => required && !many && identifies >= 0.75 && owner?.at(-1) === head,
    )
  );
}

const MIN_NAMING = 0.45;

/** `find_customer(phone)`, `lookup_order(order_id)`: one record by what names it, not a search. */
function isLookup({ name, phrase, inputs, text }: Facts): boolean {
  if (name.many || text.many) return false;
  if (phrase.verb !== 'find' && phrase.verb !== 'lookup' && phrase.verb !== 'locate') return false;
  if (name.preposition === 'by') return true;
  if (inputs.some(({ name: input }) => QUERY_TEXT.has(fieldName(input)) || PAGING.has(fieldName(input)))) return false;
  if (text.verb === phrase.verb && name.object.length > 0 && text.object.length > 0) return true;
  return inputs.some(({ identifies, words }) => identifies >= MIN_NAMING || words.at(-1) === 'phone');
}

const LIST_TEXT =
  /^\W*(?:(?:get|gets|fetch|fetches|retrieve|retrieves|return|returns|show|shows|read|reads|view|views|load|loads)\s+)?(?:an?\s+|the\s+)?(?:(?:paginated|filtered|sorted|full|complete)\s+)*(?:lists?|arrays?|collections?)\s+(?:of|all)\b|^\W*lists?\s|^\W*(?:get|gets|fetch|fetches|retrieve|retrieves|return|returns|show|shows)\s+(?:all|every|multiple|several)\s/i;

/** `Gets the number of documents in a collection`. */
const NUMBER_TEXT =
  /^\W*(?:(?:get|fetch|retrieve|return|show|read|count|tell)s?\s+)?(?:the\s+)?(?:total\s+|current\s+)?(?:number|count|size|sum)\s+of\b/i;

export function saysMany(description: string): boolean {
  const opening = description.slice(0, 160);
  return LIST_TEXT.test(opening) || (/^\W*all\s/i.test(opening) && leadOfText(opening).many);
}

/** Whether a documented answer is one list of records; undefined where none is documented or it does not tell. */
export function manyInAnswer({ signature, outputs, name }: Facts): boolean | undefined {
  const { response } = signature;
  if (response === undefined) return undefined;
  if (typesOf(response).includes('array')) return true;
  const top = outputs.filter(({ path }) => !path.includes('.') && !path.includes('[]'));
  if (top.length === 0) return undefined;
  const lists = top.filter(({ composite, many }) => composite && many);
  const records = lists.filter(({ path }) => outputs.some((output) => output.path.startsWith(`${path}[].`)));
  const own = top.filter((output) => !lists.includes(output) && !isEnvelope(output.name));
  const head = name.object.at(-1) ?? '';
  // `get_menu` answers with the dishes of one menu.
  if (lists.length === 1 && own.length === 0)
    return name.many || head === '' || SERIES_NOUNS.has(head) || lists[0]?.words.at(-1) === head ? true : undefined;
  if (records.some((record) => record.words.at(-1) === head) && own.every(({ type }) => type === 'number')) return true;
  return own.length >= 2 ? false : undefined;
}

function isEnvelope(name: string): boolean {
  return /^(?:total|count|page|next|has_?more|cursor|limit|offset|success|status|message|ok|error|meta|pagination|links?)/i.test(
    name,
  );
}
