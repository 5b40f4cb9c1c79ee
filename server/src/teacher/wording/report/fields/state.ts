import { isPlural, spoken, withArticle } from '../../../../english/index.ts';
import { isQuality } from '../../quality.ts';
import { type Field, factOf, PARTICIPLE, type Predicate } from './field.ts';
import { quoted } from './texts.ts';

/** "is open", "is called X", "has no notes". */
export function stateOrName({ value, words, name, last, said }: Field): Predicate | undefined {
  if (/^(?:status|state|stage|condition)$/.test(last))
    return ADJECTIVAL.test(said) ? { text: `is ${said}`, rank: 1 } : factOf(spoken(words), said, 1);
  // A person's name: "Patient PA-1 is Lena Winter".
  if (
    /^(?:full )?name$/.test(name) &&
    typeof value === 'string' &&
    /^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)+$/u.test(value)
  )
    return { text: `is ${value}`, rank: 0 };
  if (/^(?:title|name|subject|heading)$/.test(name)) return { text: `is called ${quoted(said)}`, rank: 0 };
  if (typeof value === 'string' && /^(?:none|n\/a|nothing)$/i.test(value))
    return { text: `has no ${spoken(words)}`, rank: 8 };
  if (/^(?:priority|severity|urgency)$/.test(last) && typeof value === 'string')
    return { text: `has ${said} ${spoken(words)}`, rank: 3 };
  return undefined;
}

const ADJECTIVAL =
  /^(?:[\p{L}]+(?:ed|able|ible|ive|ful|ant|ent|al)|running|pending|waiting|ongoing|missing|outstanding|working|processing|upcoming|awaiting|incoming|standing|charging|booting|starting|stopping|recording|playing|sleeping|loading|moving|growing|flying|boarding|trading|failing|passing|open|closed|shut|free|busy|new|done|ready|late|on time|paid|sent|lost|sold|full|empty|active|urgent|public|private|online|offline|in [\p{L}]+|on [\p{L}]+|up|down|out [\p{L} ]+)(?: [\p{L}]+)?$/u;

/** "ready on 3 May", "valid until 3 May", "approved by Ana Ruiz", "sent to Vienna": the name is the predicate. */
export function stateWithPreposition({ words, value, last, said }: Field): Predicate | undefined {
  const start = words.slice(0, -1).join(' ');
  if (words.length !== 2 || typeof value !== 'string') return undefined;
  const dated = /^\d{1,2} \p{L}+ \d{4}/u.test(said);
  if (/^(?:by|to|from|with|for|in)$/.test(last) && PARTICIPLE.test(start))
    return { text: `was ${start} ${last} ${said}`, rank: 4 };
  if (/^(?:until|till)$/.test(last) && PARTICIPLE.test(start)) return { text: `is ${start} until ${said}`, rank: 4 };
  if (/^(?:on|at|until|since|from|by|till)$/.test(last) && isQuality(start) && !PARTICIPLE.test(start))
    return { text: `is ${start} ${last === 'at' && dated ? 'on' : last} ${said}`, rank: 4 };
  return undefined;
}

export function booleanPredicate(all: readonly string[], value: boolean): string {
  const words = all.length > 1 && /^(?:flag|flg|indicator|yn)$/.test(all.at(-1) ?? '') ? all.slice(0, -1) : all;
  const [first = '', ...rest] = words;
  // "not unschedulable" is schedulable.
  const positive = words.length === 1 && !value ? /^un(\p{L}{3,}(?:able|ible|ed))$/u.exec(first)?.[1] : undefined;
  if (positive !== undefined) return `is ${positive}`;
  const not = value ? '' : 'not ';
  // "on display", "in stock": how it stands.
  if (/^(?:on|in|at|under|off|out)$/.test(first) && rest.length > 0) return `is ${not}${words.join(' ')}`;
  if (/^(?:is|can|was|will|should)$/.test(first) && rest.length > 0) return `${first} ${not}${rest.join(' ')}`;
  if (first === 'has' && rest.length > 0)
    return value ? `has ${withArticle(rest.join(' '))}` : `has no ${rest.join(' ')}`;
  const last = words.at(-1) ?? '';
  // "ads enabled": a thing and how it stands.
  if (words.length === 2 && /ed$/.test(last) && isPlural(first))
    return value ? `has ${words.join(' ')}` : `has no ${words.join(' ')}`;
  if (words.length === 2 && last === 'sent') return value ? `was sent the ${first}` : `was not sent the ${first}`;
  if (words.length === 2 && PARTICIPLE.test(last) && !/^(?:not|auto|fully|partly|already)$/.test(first))
    return value ? `has the ${first} ${last}` : `has no ${first} ${last}`;
  if (
    words.length <= 3 &&
    isQuality(first) &&
    rest.every((word) => /^(?:today|now|yet|again|online|already)$/.test(word))
  )
    return `is ${not}${words.join(' ')}`;
  if (isPlural(last) && !/ss$/.test(last)) return value ? `has ${spoken(words)}` : `has no ${spoken(words)}`;
  if (isQuality(last) && words.length <= 2) return `is ${not}${words.join(' ')}`;
  return value ? `comes with ${spoken(words)}` : `comes without ${spoken(words)}`;
}

/** `queen_seen`: what was seen or done, told of the thing that its name speaks of. */
export function whatHappened(words: readonly string[], value: boolean): { noun: string; said: string } | undefined {
  const last = words.at(-1) ?? '';
  if (words.length < 2 || words.length > 3 || !HAPPENED.test(last) || isQuality(words[0] ?? '')) return undefined;
  return { noun: spoken(words.slice(0, -1)), said: `${value ? '' : 'not '}${last}` };
}

const HAPPENED = /^(?:seen|found|noticed|observed|detected|present|broken|worn)$/;
