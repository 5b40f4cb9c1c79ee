import {
  capitalize,
  counted,
  isPlural,
  isUncounted,
  joinList,
  plural,
  singular,
  splitWords,
  spoken,
} from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { WRAPPERS } from '../../phrases/slots.ts';
import { ENGLISH_TELLING as BOOK } from '../../phrases/telling.ts';
import { actionOf, objectNoun } from '../action.ts';
import { frame } from '../frame.ts';
import { isQuality } from '../quality.ts';
import { sayValue } from '../values.ts';
import type { CallReport } from './call-report.ts';
import { HOLDS_ENTRIES, headOf, headText, isUnitOfAnother, isWorthTelling } from './entries.ts';
import { detail } from './fields/detail.ts';
import { withWholeName } from './fields/field.ts';
import { isEcho } from './subject.ts';

/** How many there are, and the first of them. */
export function tellList(report: CallReport, items: readonly Json[], noun: string, leads = BOOK.found): string {
  const { choices, deed } = report;
  // What cannot be counted is a number of entries.
  if (noun !== 'entries' && (isUncounted(noun) || /^contents?$/.test(noun)) && items.every((item) => isObject(item)))
    return tellList(report, items, 'entries', leads);
  if (items.length === 0 && noun === 'entries') return `${capitalize(`the ${deed.object} is empty`)}.`;
  if (items.length === 0)
    return saidOf(
      report,
      choices.pick('none', BOOK.foundNone).replace('{n}', () => plural(singular(noun))),
    );
  const opening = frame(choices.pick('found', deed.kind === 'list' ? leads : leads.filter(isPlainLead)), {
    n: counted(items.length, noun),
    be: items.length === 1 ? 'is' : 'are',
  });
  const lead = saidOf(report, opening);
  const shown = items.slice(0, MAX_ITEMS).map((item) => itemText(report, item, singular(noun)));
  // Records of which nothing can be said are counted.
  if (shown.some((text) => text === '')) return `${lead}.`;
  const rest = items.length - shown.length;
  if (items.length >= 3 && shown.some((text) => text.includes(' (')))
    return `${lead}:\n${[...shown.map((text) => `- ${text}`), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')}`;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return `${lead}: ${shown.some((text) => text.includes(' (')) ? all.join('; ') : joinList(all)}.`;
}

/** "For patient 7, there are 3 prescriptions": of several answers each says what it is of. */
export function saidOf({ apart }: CallReport, sentence: string): string {
  if (apart === undefined) return sentence;
  return `For ${apart}, ${sentence.replace(/^(?:There|Here|The|No|It|That|What)\b/, (word) => word.toLowerCase())}`;
}

/** One item of a list: the thing, and in passing what is known of it. */
function itemText(report: CallReport, item: Json, noun = ''): string {
  if (!isObject(item))
    return Array.isArray(item) ? joinList(item.slice(0, 4).map((part) => itemText(report, part))) : sayValue(item);
  const entries = withWholeName(
    Object.entries(item).filter(
      ([key, value]) => isWorthTelling(key, value as Json) && !isObject(value) && !Array.isArray(value),
    ) as [string, Json][],
  );
  const fresh = entries.filter(([key, value]) => !isEcho(report.call, key, value));
  const head = headOf(fresh, noun) ?? entries[0];
  if (head === undefined) return '';
  const others = fresh.filter(
    (entry) =>
      entry !== head &&
      entry[1] !== head[1] &&
      entry[1] !== false &&
      !isNothing(entry[1]) &&
      !isUnitOfAnother(entry[0], entries),
  );
  const details = others.slice(0, 4).map(([key, value]) => detail(key, value, entries));
  const main = headText(head);
  return details.length === 0 ? main : `${main} (${details.join(', ')})`;
}

/** A word that says that there is none of it. */
function isNothing(value: Json): boolean {
  return typeof value === 'string' && /^(?:none|n\/a|unknown|default)$/i.test(value);
}

/** What the items of a bare list are: from the function's object, else "results". */
export function nounOfItems({ call, deed: { object, kind } }: CallReport): string {
  const noun = objectNoun(actionOf(call.tool.signature).rest);
  if (noun !== undefined && isPlural(noun)) return noun;
  if (kind === 'look' && HOLDS_ENTRIES.test(object)) return 'entries';
  return kind === 'list' && object !== '' ? plural(object) : 'results';
}

/** What the items of a list are, by the key that holds it; a wrapper such as `items` says nothing of them. */
export function nounOfListKey(report: CallReport, key: string): string {
  const words = splitWords(key);
  const last = words.at(-1) ?? '';
  if (
    WRAPPERS.has(key.toLowerCase()) ||
    /^(?:list|results?|items|data|output|values|records|content|entries|hits|matches)$/.test(last)
  )
    return words.length > 1 && last === 'list' ? plural(spoken(words.slice(0, -1))) : nounOfItems(report);
  // `applied: [...]` says what was done with them, not what they are.
  if (words.length === 1 && !isPlural(last) && isQuality(last)) return nounOfItems(report);
  return plural(singular(spoken(withoutBy(words))));
}

/** `by_screening` is a list of screenings. */
export function withoutBy(words: readonly string[]): readonly string[] {
  return words.length > 1 && words[0] === 'by' ? words.slice(1) : words;
}

const MAX_ITEMS = 5;

/** Who looks at one thing has not searched. */
function isPlainLead(text: string): boolean {
  return !/search|came across|turned up/.test(text);
}
