import {
  isUncounted,
  joinList,
  plural,
  singular,
  splitWords,
  spoken,
  unitOrSymbolOf,
} from '../../../../english/index.ts';
import { isObject, type Json, type JsonSchema } from '../../../../json/index.ts';
import { ADDRESS_PARTS } from '../../../phrases/slots.ts';
import { isQuality } from '../../quality.ts';
import { COMMON_NOUN } from '../../values.ts';
import { MASSES } from './measures.ts';
import { inQuotes, itemText } from './shown.ts';

export function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return typeof items === 'object' && !Array.isArray(items) ? items : undefined;
}

const BEFORE = /^(?:old|from|before|original|current|search|find|previous)(?:_?[a-zA-Z]*)$/;

const AFTER = /^(?:new|to|after|replacement|replace|updated|with)(?:_?[a-zA-Z]*)$/;

/** One entry of a list: old and new text as a replacement, a number of something as "2 of …", else the thing and its parts. */
export function entryText(item: Json, schema?: JsonSchema): string {
  if (!isObject(item)) return itemText(item);
  const entries = Object.entries(item).filter(
    ([key, value]) =>
      !isHollow(value as Json) && !(value === false && !/^is_?/i.test(key) && Object.keys(item).length > 3),
  ) as [string, Json][];
  const old = entries.find(([key, value]) => typeof value === 'string' && BEFORE.test(key));
  const fresh = entries.find(([key, value]) => typeof value === 'string' && AFTER.test(key));
  const pair = old !== undefined && fresh !== undefined;
  if (pair && entries.length === 2 && !/^from$/.test(old[0]))
    return `replace ${inQuotes(String(old[1]))} with ${inQuotes(String(fresh[1]))}`;
  const money = entries.find(([, value]) => typeof value === 'number');
  const currency = entries.find(([key, value]) => typeof value === 'string' && /currency/i.test(key));
  if (entries.length === 2 && money !== undefined && currency !== undefined) return `${money[1]} ${currency[1]}`;
  // An amount beside a description is a sum: a line of an invoice.
  const line = entries.some(([key]) => /^(?:description|service|reason|label)$/i.test(key));
  const count = entries.find(
    ([key, value]) =>
      Number.isInteger(value) && !(line && /amount/i.test(key)) && /quantity|qty|count(?!ry)|amount/i.test(key),
  );
  const [only, ...more] = entries.filter((entry) => entry !== count);
  if (count !== undefined && only !== undefined && typeof only[1] === 'string') {
    const unit = more.find(([key, value]) => /^unit$/i.test(key) && typeof value === 'string');
    if (unit !== undefined && more.length === 1)
      return `${String(count[1])} ${String(unit[1])} of ${itemText(only[1])}`;
    const about = more.map(([key, value]) => partText(key, value, schema));
    const things = countedThings(Number(count[1]), only);
    if (things !== undefined) return `${things}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
    return `${String(count[1])} of ${itemText(only[1])}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
  }
  const head = pair
    ? `${String(old[1])} to ${String(fresh[1])}`
    : (entries.find(([key, value]) => typeof value !== 'object' && /(?:name|title|id|label|key)$/i.test(key)) ??
      entries.find(([key, value]) => typeof value === 'string' && HEADS.test(key)));
  const rest = entries.filter((entry) => entry !== head && !(pair && (entry === old || entry === fresh)));
  if (head === undefined) return entries.map(([key, value]) => partText(key, value, schema)).join(', ');
  const texts = rest.filter(([key, value]) => isTextual(key, value));
  const others = rest.filter((entry) => !texts.includes(entry)).map(([key, value]) => partText(key, value, schema));
  const said = texts
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map((text) => `"${String(text)}"`);
  const start = typeof head === 'string' ? head : itemText(head[1]);
  // "Delivery at 20": one thing with what it costs.
  if (others.length === 1 && said.length === 0 && others[0]?.startsWith('at ')) return `${start} ${others[0]}`;
  return `${start}${others.length === 0 ? '' : ` (${others.join(', ')})`}${said.length === 0 ? '' : `: ${joinList(said)}`}`;
}

/** "5 shirts" for a sort of things in a common noun; a name or a quality is no noun to count by. */
function countedThings(count: number, [key, value]: [string, Json]): string | undefined {
  if (typeof value !== 'string' || !COMMON_NOUN.test(value)) return undefined;
  if (isUncounted(value) || isQuality(value) || NO_THINGS.test(splitWords(key).at(-1) ?? '')) return undefined;
  return count === 1 ? `1 ${singular(value)}` : `${count} ${plural(singular(value))}`;
}

/** What says how something is, or which it is, and not what. */
const NO_THINGS =
  /^(?:size|colou?r|grade|status|state|level|code|id|sku|key|unit|reason|note|language|category|class|material|flavou?r)$/;

/** What an entry without a name goes by. */
const HEADS = /^(?:description|item|product|service|article|text|field|column|subject|topic|step|task|action)$/i;

/** There is nothing in it to speak of. */
export function isHollow(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isHollow);
  return (
    value === null || value === '' || (isObject(value) && Object.values(value).every((item) => isHollow(item as Json)))
  );
}

/** Sentences that belong to a thing: what is noted, written, observed of it. */
function isTextual(key: string, value: Json): boolean {
  const all = Array.isArray(value) ? value : [value];
  return all.length > 0 && all.every((item) => typeof item === 'string' && /\s/.test(item)) && !/name|title/i.test(key);
}

function partText(key: string, value: Json, schema?: JsonSchema): string {
  const own = schema?.properties?.[key];
  // What can only be one of a few words, and the parts of an address, need no noun.
  if (typeof value === 'string' && (Array.isArray(own?.enum) || ADDRESS_PARTS.has(splitWords(key).at(-1) ?? '')))
    return itemText(value);
  const noun = spoken(splitWords(key)).replace(/ (?:id|ids)$/, '');
  if (typeof value === 'number' && /^(?:amount|price|unit price|cost|rate)$/.test(noun)) return `at ${value}`;
  if (/^(?:name|title|id|key|label)$/.test(noun) || /(?:^| )(?:type|kind|category|status|role)$/.test(noun))
    return itemText(value);
  const words = splitWords(key);
  const unit = typeof value === 'number' && words.length > 1 ? unitOrSymbolOf(words.at(-1) as string) : undefined;
  if (unit !== undefined) {
    const measured = `${value} ${value === 1 ? singular(unit.said) : unit.said}`;
    if (MASSES.test(spoken(words.slice(0, -1)))) return measured;
    if (unit.dimension === 'time' && /^(?:time|start|offset|position|timestamp)$/.test(spoken(words.slice(0, -1))))
      return `at ${measured}`;
    return words.length === 2 && /^(?:start|end)$/.test(words[0] as string)
      ? `${words[0] === 'start' ? 'from' : 'to'} ${measured}`
      : `${spoken(words.slice(0, -1))} ${measured}`;
  }
  if (typeof value === 'boolean') return value ? noun.replace(/^is /, '') : `not ${noun.replace(/^is /, '')}`;
  if (isObject(value)) return `${noun} ${entryText(value, own)}`;
  if (Array.isArray(value))
    return value.length === 0
      ? `no ${plural(noun)}`
      : `${noun} ${joinList(value.map((item) => entryText(item, itemsOf(own ?? {}))))}`;
  return `${noun} ${itemText(value)}`;
}
