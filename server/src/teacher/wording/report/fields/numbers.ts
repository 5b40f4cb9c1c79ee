import { isPlural, isUncounted, plural, singular, spoken, unitOf, withArticle } from '../../../../english/index.ts';
import { placeOfCounted } from '../../wish/phrase/measures.ts';
import { thingsCounted } from '../../wish/phrase/number.ts';
import { type Field, factOf, PARTICIPLE, type Predicate } from './field.ts';
import { isSum, ownNoun, unitBehind } from './units.ts';

/** "costs 412.5 EUR", "comes to 20", "the fee is 5". */
export function price({ value, words, name, last, said }: Field): Predicate | undefined {
  if (typeof value === 'number' && /^(?:fee|charge|refund|penalty|deposit|surcharge|tax|discount)$/.test(last))
    return factOf(spoken(words), said, 4);
  // `amount_refunded`: the amount refunded is 20.
  if (typeof value === 'number' && words.length === 2 && isSum(words[0] as string) && PARTICIPLE.test(last))
    return factOf(spoken(words), said, 2);
  if (/^(?:price|cost|fare)$/.test(last))
    return {
      text: `${/^(?:price|cost|fare)$/.test(name) ? 'costs' : `has ${withArticle(spoken(words))} of`} ${said}`,
      alone: { noun: /^(?:price|cost|fare)$/.test(name) ? name : spoken(words), said },
      rank: 2,
    };
  if (/^(?:total|amount|sum)$/.test(last) && typeof value === 'number')
    return {
      text: name === last ? `comes to ${said}` : `has ${withArticle(spoken(words))} of ${said}`,
      alone: { noun: spoken(words), said },
      rank: 2,
    };
  return undefined;
}

/** "59 jars left", "26 labels needed", "22 percent water": numbers whose name says of what they are a number. */
export function numberOfThings({ words, value, last, said }: Field): Predicate | undefined {
  if (typeof value !== 'number') return undefined;
  const [first = ''] = words;
  const what = spoken(words.slice(0, -1));
  // "fines_due" 40: what is due is a sum.
  if (last === 'due' && words.length > 1) return { text: `has ${withArticle(what)} of ${said} due`, rank: 4 };
  const per = words.at(-2) === 'per' ? `${value} per ${last}` : undefined;
  if (per !== undefined && words.length <= 3)
    return { text: `${/^(?:price|cost|rate|fee)$/.test(first) ? 'costs' : 'comes to'} ${per}`, rank: 4 };
  if (
    words.length > 1 &&
    (isPlural(what) || isUncounted(what)) &&
    /^(?:left|remaining|free|available|open|ready|taken|used|sold)$/.test(last)
  )
    return { text: `has ${said} ${value === 1 ? singular(what) : what} ${last}`, rank: 4 };
  if (words.length > 1 && isPlural(what) && /^(?:needed|required|missing)$/.test(last))
    return {
      text: `${last === 'missing' ? 'misses' : 'needs'} ${said} ${value === 1 ? singular(what) : what}`,
      rank: 4,
    };
  if (words.length > 1 && isPlural(what) && PARTICIPLE.test(last))
    return { text: `has ${said} ${value === 1 ? singular(what) : what} ${last}`, rank: 4 };
  const things = thingsCounted(words, said, value);
  if (things !== undefined) return { text: `has ${things}`, rank: 4 };
  // `in_stock` 8: "has 8 in stock".
  if (words.length === 2 && /^(?:in|on|at)$/.test(first)) return { text: `has ${said} ${words.join(' ')}`, rank: 4 };
  if (words.length === 1 && PARTICIPLE.test(first)) return { text: `has ${said} ${first}`, rank: 4 };
  if (said !== String(value) && /^(?:remaining|left)$/.test(what)) return { text: `has ${said} left`, rank: 4 };
  if (said !== String(value) && what === 'estimated') return { text: `is estimated at ${said}`, rank: 4 };
  const unit = words.length > 1 ? unitBehind(words) : undefined;
  // Grams of filament, litres of paint; a weight is of grams.
  if ((unit?.dimension === 'mass' || unit?.dimension === 'volume') && !OF_MEASURE.test(what) && !PARTICIPLE.test(what))
    return { text: `has ${said} of ${what}`, rank: 4 };
  if (words.length === 1 && /^(?:remaining|left)$/.test(first)) return { text: `has ${said} left`, rank: 4 };
  if (words.length === 1 && /^(?:missing|available|free|overdue|pending|open|taken)$/.test(first))
    return { text: `has ${said} ${first}`, rank: 4 };
  if (/^(?:season|floor|level|row|gate|page)$/.test(words.join(' ')))
    return { text: `is ${placeOfCounted(last)} ${last} ${said}`, rank: 4 };
  if (/^(?:year|version|page|floor|index|level|position|rank|seat|gate|row|season|episode)$/.test(last))
    return { text: `has the ${spoken(words)} ${said}`, rank: 4 };
  if (isUncounted(what) && said !== String(value))
    return { text: `has ${said}${/ percent$/.test(said) ? '' : ' of'} ${what}`, rank: 4 };
  return undefined;
}

/** "has 5 seats", "takes 90 minutes", "has an average of 4 stars", "has a weight of 2 kilograms". */
export function quantity({ value, words, name, last, said }: Field): Predicate | undefined {
  if (typeof value !== 'number') return undefined;
  const [first = ''] = words;
  const noun = ownNoun(words);
  // "applied_l": litres that were applied.
  if (words.length === 2 && /ed$/.test(noun) && said !== String(value)) return { text: `has ${said} ${noun}`, rank: 4 };
  const counted = words.length > 1 && last === 'count' ? plural(spoken(words.slice(0, -1))) : undefined;
  if (counted !== undefined)
    return { text: `has ${value === 0 ? 'no' : said} ${value === 1 ? singular(counted) : counted}`, rank: 4 };
  // "has 5" of a quantity says nothing.
  if (name === last && /^(?:count|quantity)$/.test(last)) return factOf(noun, said, 4);
  const alone = words.length === 1 ? unitBehind(words) : undefined;
  if (alone !== undefined)
    return {
      text: `${alone.dimension === 'time' ? 'takes' : 'has'} ${said} ${value === 1 ? singular(alone.said) : alone.said}`,
      rank: 4,
    };
  if (words.length > 1 && isPlural(noun) && /^(?:average|avg|total|maximum|max|minimum|min)$/.test(first))
    return { text: `has ${withArticle(spoken([first]))} of ${said} ${spoken(words.slice(1))}`, rank: 4 };
  if (isPlural(noun)) return { text: `has ${said} ${value === 1 ? singular(noun) : noun}`, rank: 4 };
  const bare = unitOf(last) === undefined && /^(?:count|quantity)$/.test(last);
  return { alone: { noun, said }, text: bare ? `has ${said}` : `has ${withArticle(noun)} of ${said}`, rank: 4 };
}

const OF_MEASURE =
  /(?:^| )(?:weight|mass|volume|capacity|load|dose|amount|quantity|size|limit|content|max|min|maximum|minimum|total|average|yield|rate|consumption)$/;
