import {
  counted,
  countryOfCode,
  isPlural,
  isThirdPerson,
  isUncounted,
  joinList,
  languageOfCode,
  plural,
  singular,
  splitWords,
  spoken,
  type Unit,
  unitOf,
  unitOrSymbolOf,
  withArticle,
} from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { LOCATION_NOUNS } from '../../phrases/slots.ts';
import { isQuality } from '../quality.ts';
import { isDate, isMoment, sayValue } from '../values.ts';
import { bareNoun, isSelfEvident, named } from '../wish/noun.ts';
import { inCapitals } from '../wish/phrase/capitals.ts';
import { PEOPLE } from '../wish/phrase/people.ts';

export type Entries = readonly (readonly [string, Json])[];

/** One field said of a thing: "is open", "costs 412.5 EUR"; the subject stands before it. */
export interface Predicate {
  readonly text: string;
  /** Lower comes first: what a thing is called, how it stands, what it costs, the rest. */
  readonly rank: number;
  /** The same where nothing is named that has it: "the total is 472.7 kilowatt hours". */
  readonly alone?: { readonly noun: string; readonly said: string };
  /** The same as a fact of its own: "the route is Line 4". */
  readonly fact?: { readonly noun: string; readonly said: string };
}

/** What a thing or a person does itself. */
const ITSELF =
  /^(?:applied|arrived|departed|started|ended|expired|joined|finished|landed|returned|happened|occurred|logged)$/;

const ADJECTIVAL =
  /^(?:[\p{L}]+(?:ed|ing|able|ible|ive|ful|ant|ent|al)|open|closed|shut|free|busy|new|done|ready|late|on time|paid|sent|lost|sold|full|empty|active|urgent|public|private|online|offline|in [\p{L}]+|on [\p{L}]+|up|down|out [\p{L} ]+)(?: [\p{L}]+)?$/u;

/** What is said of a thing by one of its fields, with the other fields at hand for currencies. */
export function predicateOf(key: string, value: Json, siblings: Entries): Predicate {
  const words = withoutNew(splitWords(key));
  const last = words.at(-1) ?? '';
  const said = inClause(withUnit(words, value, siblings));
  const all = words.join(' ');
  if (typeof value === 'boolean') return { text: booleanPredicate(words, value), rank: 3 };
  if (Array.isArray(value)) return { text: sentTo(words, value) ?? listPredicate(words, value), rank: 6 };
  if (isObject(value)) return { text: objectPredicate(words, value), rank: 7 };
  if (value === null) return { text: `has no ${spoken(words)}`, rank: 8 };
  if (/^(?:status|state|stage|condition)$/.test(last))
    return ADJECTIVAL.test(said) ? { text: `is ${said}`, rank: 1 } : factOf(spoken(words), said, 1);
  // A person's name: "Patient PA-1 is Lena Winter".
  if (
    /^(?:full )?name$/.test(all) &&
    typeof value === 'string' &&
    /^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)+$/u.test(value)
  )
    return { text: `is ${value}`, rank: 0 };
  if (/^(?:title|name|subject|heading)$/.test(all)) return { text: `is called ${quoted(said)}`, rank: 0 };
  if (typeof value === 'string' && /^(?:none|n\/a|nothing)$/i.test(value))
    return { text: `has no ${spoken(words)}`, rank: 8 };
  if (/^(?:priority|severity|urgency)$/.test(last) && typeof value === 'string')
    return { text: `has ${said} ${spoken(words)}`, rank: 3 };
  if (/^(?:assignee|assigned to|assigned)$/.test(all)) return { text: `is assigned to ${said}`, rank: 3 };
  if (/^(?:owner|owned by)$/.test(all)) return { text: `belongs to ${said}`, rank: 3 };
  if (/^(?:author|creator|created by|sender|reporter)$/.test(all)) return { text: `comes from ${said}`, rank: 4 };
  if (typeof value === 'number' && /^(?:fee|charge|refund|penalty|deposit|surcharge|tax|discount)$/.test(last))
    return factOf(spoken(words), said, 4);
  if (/^(?:price|cost|fare)$/.test(last))
    return {
      text: `${/^(?:price|cost|fare)$/.test(all) ? 'costs' : `has ${withArticle(spoken(words))} of`} ${said}`,
      alone: { noun: /^(?:price|cost|fare)$/.test(all) ? all : spoken(words), said },
      rank: 2,
    };
  if (/^(?:total|amount|sum)$/.test(last) && typeof value === 'number')
    return {
      text: all === last ? `comes to ${said}` : `has ${withArticle(spoken(words))} of ${said}`,
      alone: { noun: spoken(words), said },
      rank: 2,
    };
  if (/^(?:due|due date|deadline|due at|due on)$/.test(all)) return { text: `is due on ${said}`, rank: 4 };
  const [first = ''] = words;
  if (all === 'year' && typeof value === 'number') return { text: `is from ${said}`, rank: 4 };
  const told =
    stateWithPreposition(words, value, said) ?? numberOfThings(words, value, said) ?? beginsOrEnds(words, value, said);
  if (told !== undefined) return told;
  // "ends at", "expires_on": the name is the predicate.
  const happens = isThirdPerson(first) || (/[^su]s$/.test(first) && (isDate(value) || isMoment(value)));
  if (words.length === 2 && /^(?:at|on)$/.test(last) && happens && typeof value === 'string')
    return { text: `${first} ${/^\d{1,2} \p{L}+ \d{4}/u.test(said) ? 'on' : last} ${said}`, rank: 4 };
  const participle =
    /^([a-z]+ed|sent|made|paid|sold|built|taken|written|given|held|bought|drawn|born|seen|shown|left|lent) (?:at|on|date)$/.exec(
      all,
    )?.[1];
  if (participle !== undefined && typeof value === 'string')
    return {
      text: `${/^(?:expected|scheduled|planned|estimated)$/.test(participle) ? 'is ' : ITSELF.test(participle) ? '' : 'was '}${participle} on ${said}`,
      rank: 5,
    };
  if (/^(?:email|email address)$/.test(all)) return { text: `uses the email ${said}`, rank: 3 };
  if (/^(?:role|position|job title)$/.test(last) && typeof value === 'string')
    return { text: `has the ${spoken(words)} ${said}`, rank: 3 };
  if (last === 'description' && typeof value === 'string')
    return { text: `is described as ${quoted(said.replace(/^"|"$/g, ''))}`, rank: 5 };
  if (
    /^(?:body|content|text|message|note|notes|comment|answer|reply|summary|caption)$/.test(last) &&
    typeof value === 'string'
  )
    return { text: `says ${quoted(said.replace(/^"|"$/g, ''))}`, rank: 5 };
  if (/^(?:url|uri|link)$/.test(last) && words.length > 1 && typeof value === 'string')
    return factOf(spoken(words.slice(0, -1)), `at ${said}`, 5);
  if (/^(?:from|origin|source)$/.test(all)) return { text: `is from ${said}`, rank: 2 };
  if (/^(?:to|destination|target)$/.test(all)) return { text: `goes to ${said}`, rank: 2 };
  if (/^(?:departs|departure|departs at)$/.test(all)) return { text: `departs ${dated(said)}`, rank: 3 };
  if (/^(?:arrives|arrival|arrives at)$/.test(all)) return { text: `arrives ${dated(said)}`, rank: 3 };
  if (/^(?:type|kind|category)$/.test(last) && typeof value === 'string') return factOf(spoken(words), said, 4);
  // "the customer is Clara Meyer" for `customer_name`.
  if (last === 'name' && words.length === 2 && typeof value === 'string' && PEOPLE.test(words[0] ?? ''))
    return factOf(words[0] as string, said, 4);
  if (isDate(value) && /^(?:birth date|birth day|birthday|birthdate|date of birth|dob)$/.test(all))
    return { text: `was born on ${said}`, rank: 1 };
  // A test code is a code and names no test of ours.
  if (last === 'code' && words.length > 1) return factOf(spoken(words), said, 5);
  if (isReference(words))
    return {
      text: `${tie(bareNoun(key))} ${bareNoun(key) === 'assignee' ? said : named(bareNoun(key), said)}`,
      rank: 5,
    };
  const noun = ownNoun(words);
  // "applied_l": litres that were applied.
  if (typeof value === 'number' && words.length === 2 && /ed$/.test(noun) && said !== String(value))
    return { text: `has ${said} ${noun}`, rank: 4 };
  const counted = words.length > 1 && /^count$/.test(last) ? plural(spoken(words.slice(0, -1))) : undefined;
  if (typeof value === 'number' && counted !== undefined)
    return { text: `has ${value === 0 ? 'no' : said} ${value === 1 ? singular(counted) : counted}`, rank: 4 };
  // "has 5" of a quantity says nothing.
  if (typeof value === 'number' && all === last && /^(?:count|quantity)$/.test(last)) return factOf(noun, said, 4);
  if (all === 'as of') return { text: `is as of ${said}`, rank: 5 };
  const alone = words.length === 1 ? unitBehind(last) : undefined;
  // "takes 90 minutes", "has 648 kilocalories".
  if (typeof value === 'number' && alone !== undefined)
    return {
      text: `${alone.dimension === 'time' ? 'takes' : 'has'} ${said} ${value === 1 ? singular(alone.said) : alone.said}`,
      rank: 4,
    };
  // "an average of 4 stars".
  if (
    typeof value === 'number' &&
    words.length > 1 &&
    isPlural(noun) &&
    /^(?:average|avg|total|maximum|max|minimum|min)$/.test(first)
  )
    return { text: `has ${withArticle(spoken([first]))} of ${said} ${spoken(words.slice(1))}`, rank: 4 };
  if (typeof value === 'number')
    return {
      ...(isPlural(noun) ? {} : { alone: { noun, said } }),
      text:
        isPlural(noun) || (unitOf(last) === undefined && /^(?:count|quantity)$/.test(last))
          ? `has ${said} ${isPlural(noun) ? (value === 1 ? singular(noun) : noun) : ''}`.trim()
          : `has ${withArticle(noun)} of ${said}`,
      rank: 4,
    };
  if (LOCATION_NOUNS.has(last) && typeof value === 'string') return { text: `is in ${said}`, rank: 3 };
  return datedPredicate(words, value, said) ?? factOf(noun, said, 5);
}

/** `new_due_date`: what has been set is how it is now. */
function withoutNew(words: readonly string[]): readonly string[] {
  return words.length > 1 && words[0] === 'new' ? words.slice(1) : words;
}

function factOf(noun: string, said: string, rank: number): Predicate {
  return { text: `has the ${noun} ${said}`, rank, fact: { noun, said } };
}

/** "starts on 3 May at 10:00", "expires on 3 May", "is next due on 3 May": a noun or verb of beginning with its day. */
function beginsOrEnds(words: readonly string[], value: Json, said: string): Predicate | undefined {
  const kept = /^(?:at|on|date|time|day)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  if (!(isDate(value) || isMoment(value))) return undefined;
  if (kept.at(-1) === 'due' && kept.length <= 2) return { text: `is ${kept.join(' ')} on ${said}`, rank: 4 };
  const verb = kept.length === 1 ? BEGINNINGS.get(kept[0] as string) : undefined;
  return verb === undefined ? undefined : { text: `${verb} on ${said}`, rank: 4 };
}

const BEGINNINGS = new Map(
  Object.entries({
    start: 'starts',
    starts: 'starts',
    begin: 'begins',
    begins: 'begins',
    end: 'ends',
    ends: 'ends',
  }).concat(
    Object.entries({
      finish: 'finishes',
      expires: 'expires',
      expiry: 'expires',
      expiration: 'expires',
      closes: 'closes',
    }),
    Object.entries({ opens: 'opens', renews: 'renews', eta: 'is expected', deadline: 'is due' }),
  ),
);

/** "was last updated on 3 May", "is on 3 May", "has a delivery date of 3 May", "opens at 9:00". */
function datedPredicate(words: readonly string[], value: Json, said: string): Predicate | undefined {
  const all = words.join(' ');
  const day = isDate(value) || isMoment(value);
  if (day && /^last (?:update|change|modification|edit)$/.test(all))
    return {
      text: `was last ${{ update: 'updated', change: 'changed', modification: 'modified', edit: 'edited' }[words[1] as string]} on ${said}`,
      rank: 4,
    };
  if (day && /^(?:date|day)$/.test(all)) return { text: `falls on ${said}`, rank: 4 };
  // `pickup_at`: the pickup is on 3 May.
  if (day && words.length > 1 && /^(?:at|on)$/.test(words.at(-1) ?? ''))
    return factOf(spoken(words.slice(0, -1)), `on ${said}`, 5);
  if (day)
    return factOf(spoken(words), /^(?:date|day|time|deadline)$/.test(words.at(-1) ?? '') ? said : `on ${said}`, 5);
  if (
    words.length === 1 &&
    isThirdPerson(all) &&
    /^(?:open|close|start|end|begin|leave|depart|arrive|expire|finish|stop)s$/.test(all)
  )
    return { text: `${all} ${/^\d/.test(said) ? 'at ' : ''}${said}`, rank: 4 };
  return undefined;
}

/** "ready on 3 May", "valid until 3 May", "approved by Ana Ruiz", "sent to Vienna": the name is the predicate. */
function stateWithPreposition(words: readonly string[], value: Json, said: string): Predicate | undefined {
  const last = words.at(-1) ?? '';
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

const PARTICIPLE = /^(?:\p{Ll}{2,}ed|sent|made|paid|sold|built|written|given|taken|drawn|held|kept|bought)$/u;

/** "59 jars left", "26 labels needed", "22 percent water": numbers whose name says of what they are a number. */
function numberOfThings(words: readonly string[], value: Json, said: string): Predicate | undefined {
  if (typeof value !== 'number') return undefined;
  const [first = '', last = ''] = [words[0] ?? '', words.at(-1) ?? ''];
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
  if (words.length === 1 && PARTICIPLE.test(first)) return { text: `has ${said} ${first}`, rank: 4 };
  if (said !== String(value) && /^(?:remaining|left)$/.test(what)) return { text: `has ${said} left`, rank: 4 };
  if (said !== String(value) && what === 'estimated') return { text: `is estimated at ${said}`, rank: 4 };
  const unit = words.length > 1 ? unitBehind(last) : undefined;
  // Grams of filament, litres of paint; a weight is of grams.
  if ((unit?.dimension === 'mass' || unit?.dimension === 'volume') && !OF_MEASURE.test(what) && !PARTICIPLE.test(what))
    return { text: `has ${said} of ${what}`, rank: 4 };
  if (words.length === 1 && /^(?:remaining|left)$/.test(first)) return { text: `has ${said} left`, rank: 4 };
  if (words.length === 1 && /^(?:missing|available|free|overdue|pending|open|taken)$/.test(first))
    return { text: `has ${said} ${first}`, rank: 4 };
  if (/^(?:year|version|page|floor|index|level|position|rank|seat|gate|row|season|episode)$/.test(last))
    return { text: `has the ${spoken(words)} ${said}`, rank: 4 };
  if (isUncounted(what) && said !== String(value))
    return { text: `has ${said}${/ percent$/.test(said) ? '' : ' of'} ${what}`, rank: 4 };
  return undefined;
}

const OF_MEASURE =
  /(?:^| )(?:weight|mass|volume|capacity|load|dose|amount|quantity|size|limit|content|max|min|maximum|minimum|total|average|yield|rate|consumption)$/;

/** How one thing goes with another that it names. */
function tie(noun: string): string {
  if (/^(?:project|folder|workspace|team|board|channel)$/.test(noun)) return 'is in';
  if (noun === 'assignee') return 'is assigned to';
  if (/(?:^| )(?:user|customer|client|patient|member|guest|tenant|passenger|buyer)$/.test(noun)) return 'belongs to';
  return 'is linked to';
}

const TIED = /^(?:is linked to|belongs to|is assigned to|has|is|was|costs) /;

/** Predicates in one breath: what two of them begin alike is said once: "has a height of 2 metres and a width of 3". */
export function inOneBreath(predicates: readonly string[]): string {
  let before = '';
  return joinList(
    predicates.map((text) => {
      const start = TIED.exec(text)?.[0] ?? '';
      const same = start !== '' && start === before;
      before = /^is (?:called|due|an?) /.test(text) ? '' : start;
      return same ? text.slice(start.length) : text;
    }),
  );
}

function dated(said: string): string {
  return /^\d{1,2} \p{L}+ \d{4}/u.test(said) ? `on ${said}` : /^\d/.test(said) ? `at ${said}` : `from ${said}`;
}

/** An identifier of something: `order_id`, `projectKey`. */
export function isReference(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (last === 'code' && OUTCOME.test(words.at(-2) ?? '')) return false;
  return words.length > 1 && /^(?:id|uuid|guid|key|number|no|code|ref)$/.test(last);
}

/** Codes of these say how something went and name nothing. */
const OUTCOME = /^(?:exit|status|error|return|response|result|http|reason)$/;

function quoted(text: string): string {
  return text.startsWith('"') || isSelfEvident(text) ? text : `"${text}"`;
}

function ownNoun(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return spoken(words.length > 1 && unitBehind(last) !== undefined ? words.slice(0, -1) : words);
}

/** The unit a field's last word says its number is in: `delay_minutes`, but not `birth_year`. */
function unitBehind(last: string): Unit | undefined {
  const unit = unitOrSymbolOf(last);
  return unit === undefined || (last === unit.name && last !== unit.plural) ? undefined : unit;
}

/** A whole sentence inside another is quoted. */
function inClause(text: string): string {
  return /[.!?]$/.test(text) && text.includes(' ') && !text.startsWith('"') ? `"${text}"` : text;
}

/** 15 under delay_minutes → "15 minutes"; a price beside a currency → "412.5 EUR". */
export function withUnit(words: readonly string[], value: Json, siblings: Entries): string {
  const text = meantByCode(words, value) ?? sayValue(value, { label: true });
  if (typeof value !== 'number') return text;
  const last = words.at(-1) ?? '';
  const unit = words.length > 1 ? unitBehind(last) : undefined;
  if (unit !== undefined) return `${text} ${value === 1 ? singular(unit.said) : unit.said}`;
  if (isMeasured(words)) {
    const own = siblings.find(([key]) => /^units?$/i.test(key))?.[1];
    if (typeof own === 'string') return `${text} ${own}`;
  }
  const currency = siblings.find(([key]) => isCurrency(key))?.[1];
  return isSum(last) && typeof currency === 'string' ? `${text} ${currency}` : text;
}

/** German for `de` in `preferred_language`, Germany for `DE` in `country`. */
function meantByCode(words: readonly string[], value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  const about = words.at(-1) === 'code' ? words.at(-2) : words.at(-1);
  if (/^(?:lang|language|locale)$/.test(about ?? '')) return languageOfCode(value);
  return /^(?:country|nationality)$/.test(about ?? '') ? countryOfCode(value) : undefined;
}

/** First and last name are one name: "Lena Winter". */
export function withWholeName(entries: Entries): Entries {
  const part = (pattern: RegExp) =>
    entries.find(([key, value]) => typeof value === 'string' && pattern.test(splitWords(key).join(' ')));
  const first = part(/^(?:first|given) name$/);
  const last = part(/^(?:last|family) name$|^surname$/);
  if (first === undefined || last === undefined) return entries;
  return entries.flatMap(
    (entry): Entries =>
      entry === first ? [['name', `${String(first[1])} ${String(last[1])}`]] : entry === last ? [] : [entry],
  );
}

/** What a unit beside it belongs to. */
export function isMeasured(words: readonly string[]): boolean {
  return /^(?:value|reading|result|measurement|amount|quantity|level)$/.test(words.join(' '));
}

export function isCurrency(key: string): boolean {
  return /^currency(?:_?code)?$/i.test(key);
}
/** What a currency beside it belongs to. */
export function isSum(word: string): boolean {
  return (
    isMoney(word) || /^(?:revenue|value|income|sales|earnings|turnover|profit|spend|spent|budget|worth)$/.test(word)
  );
}
export function isMoney(word: string): boolean {
  return /^(?:price|amount|total|fee|cost|refund|fare|balance|sum|charge)$/.test(word);
}

function booleanPredicate(all: readonly string[], value: boolean): string {
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

/** A record inside a record: its plain values; records by their keys are counted. */
function objectPredicate(words: readonly string[], value: Readonly<Record<string, Json>>): string {
  const noun = ownNoun(words);
  const inner = Object.values(value);
  if (inner.length > 0 && inner.every((item) => isObject(item)))
    return `has ${counted(inner.length, plural(singular(noun)))}`;
  return `has the ${noun} ${partsOf(value)}`;
}

/** "sent to a, b and c": a list whose name says what happened with it. */
function sentTo(words: readonly string[], value: readonly Json[]): string | undefined {
  const plain = value.length > 0 && value.length <= MAX_ITEMS && value.every((item) => typeof item === 'string');
  if (!plain || words.length !== 2 || !/^(?:to|by|for|from|with)$/.test(words[1] ?? '')) return undefined;
  if (!PARTICIPLE.test(words[0] ?? '')) return undefined;
  return `was ${words.join(' ')} ${joinList(value.map((item) => inClause(sayValue(item, { label: true }))))}`;
}

const MAX_ITEMS = 4;

function listPredicate(words: readonly string[], value: readonly Json[]): string {
  const noun = plural(spoken(words));
  const simple = value.every((item) => !isObject(item) && !Array.isArray(item));
  if (value.length === 0) return `has no ${noun}`;
  if (!simple || value.length > MAX_ITEMS) return `has ${value.length} ${value.length === 1 ? singular(noun) : noun}`;
  return `has the ${value.length === 1 ? singular(noun) : noun} ${joinList(value.map((item) => inClause(sayValue(item, { label: true }))))}`;
}

/** Qualities that a bare word names: "a rabbit, blue, in German". */
const SAYS_ITSELF =
  /^(?:species|breed|category|genre|colou?r|gender|sex|language|currency|brand|make|model|city|country)$/;

/** The values of an object in one breath. */
export function partsOf(value: Readonly<Record<string, Json>>): string {
  const entries = Object.entries(value).filter(([, item]) => item !== null && !isObject(item) && !Array.isArray(item));
  return entries.length === 0
    ? 'nothing more'
    : joinList(entries.slice(0, 4).map(([key, item]) => detail(key, item as Json, entries)));
}

/** A field in passing: "at 302.59 JPY", "priority high", "from YYZ". */
export function detail(key: string, value: Json, siblings: Entries): string {
  const words = splitWords(key);
  const noun = ownNoun(words);
  const text = inClause(withUnit(words, value, siblings));
  if (typeof value === 'boolean')
    return booleanPredicate(words, value)
      .replace(/^(?:is|has|comes) (?!no )/, '')
      .replace(/^has /, '');
  if (/^(?:name|title|status|state|type|kind|path|email|role|date|day)$/.test(words.join(' '))) return text;
  const day = isDate(value) || isMoment(value);
  if (day && /^(?:birth date|birth day|birthday|date of birth|dob)$/.test(words.join(' '))) return `born ${text}`;
  if (day && /^due(?: date| on| at)?$/.test(words.join(' '))) return `due ${text}`;
  const begins = day ? beginsOrEnds(words, value, text) : undefined;
  if (begins !== undefined) return begins.text.replace(/^is /, '');
  if (typeof value === 'string' && SAYS_ITSELF.test(words.at(-1) ?? '') && /^\p{L}[\p{L} ]*$/u.test(value)) return text;
  if (noun === 'street' || noun === 'address') return text;
  if (/^(?:from|to|in|at|by|with|for|on)$/.test(noun)) return `${noun} ${text}`;
  if (isMoney(words.at(-1) ?? '') && typeof value === 'number')
    return words.length === 1 && (noun === 'amount' || !/^[\d.]+$/.test(text)) ? text : `${noun} ${text}`;
  if (isReference(words)) return named(bareNoun(key), text);
  if (LOCATION_NOUNS.has(words.at(-1) ?? '') && typeof value === 'string') return `in ${text}`;
  if (words.length > 1 && /^(?:at|on)$/.test(words.at(-1) ?? '') && (isDate(value) || isMoment(value)))
    return `${words.slice(0, -1).join(' ')} on ${text}`;
  if (typeof value === 'number' && isPlural(noun) && noun === spoken(words))
    return `${text} ${value === 1 ? singular(noun) : noun}`;
  if (text.toLowerCase().startsWith(`${noun} `)) return text;
  return typeof value === 'string' ? `${inCapitals(noun)}: ${text}` : `${inCapitals(noun)} ${text}`;
}
