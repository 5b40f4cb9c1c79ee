import { keyWordsOfText } from '../../../english/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import type { Random } from '../../../random/index.ts';
import { validateValue } from '../../../signature/index.ts';
import * as lists from './lists.ts';
import { generateFromPattern } from './pattern.ts';
import { isPerson } from './persons.ts';
import { OPINIONS, poolFor, REASONS, REQUESTS } from './pools.ts';
import { isoDate, type Profile } from './profile.ts';
import { examplesOf, formatInProse } from './prose.ts';

export interface StringRequest {
  /** Words of the field's name, entity first where the name alone says little. */
  readonly words: readonly string[];
  /** Words of the enclosing entity. */
  readonly entity: readonly string[];
  readonly schema: JsonSchema;
  readonly profile: Profile;
  /** Milliseconds since 1970. */
  readonly today: number;
  readonly random: Random;
  /** An item of a list: the list's name says less of it than the list's description. */
  readonly listed?: boolean;
}

type Make = (request: StringRequest) => string;

const DAY = 86_400_000;

/** What ends comes after what starts: an arrival, a return, a check-out. */
export function endsSomething(words: readonly string[]): boolean {
  return words.some((word) =>
    /^(?:arrives?|arrival|ends?|close|closes|closing|return|until|expires?|expiry|finish|out|due|deadline)$/.test(word),
  );
}

/** `09:35`: in the first half of the day, or in the second for what ends something. */
export function timeOfDay(words: readonly string[], random: Random): string {
  const hour = (endsSomething(words) ? 15 : 7) + random.below(8);
  return `${pad(hour)}:${pad(random.below(12) * 5)}`;
}

/** The name tells where something goes or what it becomes. */
function isTarget({ words }: StringRequest): boolean {
  return words.some((word) => /^(?:to|out|target|destination|arrival|quote|end|b|second)$/.test(word));
}

/** Where things start from, or for a destination the other place. */
function placeOf(request: StringRequest): lists.City {
  return isTarget(request) ? request.profile.otherPlace : request.profile.place;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');
const digits =
  (count: number): Make =>
  ({ random }) =>
    Array.from({ length: count }, (_, index) => (index === 0 ? 1 + random.below(9) : random.below(10))).join('');
const digitsOf = (count: number, random: Random) => Array.from({ length: count }, () => random.below(10)).join('');
const from =
  (items: readonly string[]): Make =>
  ({ random }) =>
    random.pick(items) as string;
const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const PAST = /^(?:created|birth|issued|since|posted|sent|updated|last|ordered)$/;
const YEAR = 365.25 * DAY;
const date: Make = ({ today, random, words }) => {
  if (words.some((word) => /^birth(?:day|date)?$|^dob$/.test(word)))
    return isoDate(today - (20 + random.below(50)) * YEAR - random.below(365) * DAY);
  if (words.some((word) => PAST.test(word))) return isoDate(today + (-1 - random.below(40)) * DAY);
  return isoDate(today + (endsSomething(words) ? 21 + random.below(20) : 1 + random.below(20)) * DAY);
};
const time: Make = ({ random, words }) => timeOfDay(words, random);
const dateTime: Make = (request) => `${date(request)}T${time(request)}:00Z`;
const userName: Make = ({ profile, random }) =>
  `${profile.firstName}_${profile.lastName}${random.below(90) + 10}`.toLowerCase();
const email: Make = ({ profile }) => `${profile.firstName}.${profile.lastName}@example.com`.toLowerCase();
const fullName: Make = ({ profile }) => `${profile.firstName} ${profile.lastName}`;
const url: Make = ({ random, profile }) =>
  `https://www.example.com/${slug(profile.company)}/${100 + random.below(900)}`;
const hex = (count: number, random: Random) =>
  Array.from({ length: count }, () => random.below(16).toString(16)).join('');
const uuid: Make = ({ random }) =>
  `${hex(8, random)}-${hex(4, random)}-4${hex(3, random)}-${'89ab'[random.below(4)]}${hex(3, random)}-${hex(12, random)}`;
const phone: Make = ({ random }) => `+1-555-01${pad(random.below(100))}`;
const street: Make = ({ random }) => `${1 + random.below(180)} ${random.pick(lists.STREETS)}`;
const topicOf = ({ profile, random }: StringRequest) => profile.topic ?? (random.pick(lists.TOPICS) as string);
const file: Make = (request) =>
  `${slug(topicOf(request)).replaceAll('-', '_')}.${request.words.includes('image') ? 'png' : request.random.pick(lists.EXTENSIONS)}`;
const sentence: Make = (request) => {
  const { random } = request;
  const topic = topicOf(request);
  const sentences = [
    `Notes on the ${topic}.`,
    `The ${topic} is ready for review.`,
    `Please have a look at the ${topic} this week.`,
    `We talked about the ${topic} and agreed on the next steps.`,
    `The ${topic} is on track for next month.`,
    `Three open questions remain on the ${topic}.`,
    `There is a first draft of the ${topic}.`,
    `The ${topic} still needs one more week.`,
  ];
  // An answer does not repeat the message it answers.
  return random.pick(sentences.filter((text) => !request.profile.said.includes(text))) ?? (sentences[0] as string);
};
const title: Make = (request) => {
  const topic = topicOf(request);
  return `${topic[0]?.toUpperCase()}${topic.slice(1)}`;
};

const FORMATS = new Map<string, Make>(
  Object.entries({
    date,
    'date-time': dateTime,
    datetime: dateTime,
    time: (request) => `${time(request)}:00Z`,
    email,
    'idn-email': email,
    uri: url,
    url,
    iri: url,
    'uri-reference': url,
    uuid,
    hostname: ({ profile }) => `${slug(profile.company)}.example.com`,
    ipv4: ({ random }) => `192.0.2.${1 + random.below(250)}`,
    ipv6: ({ random }) => `2001:db8::${hex(4, random)}`,
    duration: ({ random }) => `PT${1 + random.below(5)}H`,
    phone,
  }),
);

/** What a string is, by the words of its name; the last pair that fits the end of the name counts first. */
const STRONG: readonly (readonly [RegExp, Make])[] = [
  [/\b(?:first|given) name$/, ({ profile }) => profile.firstName],
  [/\b(?:last|family|sur) name$|\bsurname$/, ({ profile }) => profile.lastName],
  [/\b(?:file|image|document|attachment)(?: name| path)?$|\bfile\b.*\b(?:name|path)$/, file],
  [/\bpath$/, (request) => `/home/${request.profile.firstName.toLowerCase()}/${file(request)}`],
  [/\b(?:directory|dir)(?: name)?$/, ({ random }) => slug(random.pick(lists.TOPICS) as string).replaceAll('-', '_')],
  [/\b(?:user|login|nick|screen) name$|\bhandle$|\blogin$/, userName],
  [/\b(?:user|follower|following|mention)s?$/, userName],
  [/\bpassword$|\bsecret$|\bpin$/, ({ random, profile }) => `${profile.lastName}!${1000 + random.below(9000)}`],
  [/\b(?:token|api key|access key|session key|signature|hash|checksum)$/, ({ random }) => hex(24, random)],
  [/\bemail(?: address)?$|\bmail$/, email],
  [/\bphone(?: number)?$|\bmobile$|\bfax$/, phone],
  [/\b(?:url|uri|link|website|homepage|href)$/, url],
  [/\bcurrency(?: code)?$/, (request) => placeOf(request).currency],
  [/\bairport(?: code)?$/, (request) => placeOf(request).airport],
  [/\b(?:destination|arrival|to)(?: city| location)?$/, ({ profile }) => profile.otherPlace.name],
  [/\b(?:origin|departure|source|start)(?: city| location)$|\borigin$/, ({ profile }) => profile.place.name],
  [/\bcountry code$/, (request) => placeOf(request).code],
  [/\bcountry$|\bnationality$/, (request) => placeOf(request).country],
  [/\b(?:city|town|location|place|region|area)$/, (request) => placeOf(request).name],
  [/\b(?:state|province)$/, from(['CA', 'NY', 'TX', 'WA', 'CO'])],
  [/\b(?:zip|zip code|postal code|postcode)$/, digits(5)],
  [/\b(?:street|address)(?: line)?$/, street],
  [/\btimezone$|\btime zone$/, ({ profile }) => profile.place.timezone],
  [/\b(?:language|locale)(?: code)?$/, from(lists.LANGUAGES)],
  [/\b(?:date time|timestamp|created|updated|departs|arrives|departure|arrival|at)$/, dateTime],
  [
    /\w on$|\bvalid (?:from|until|to|till)$|\bdue back$|\b(?:until|till|since|expire|expiry|expiration|effective|effective from)$/,
    date,
  ],
  [/\bdate$|\bday$|\bbirthday$|\bdeadline$|\bcheck (?:in|out)$|\bdue$/, date],
  [/\btime$/, time],
  [/\bmonth$/, ({ today }) => isoDate(today).slice(0, 7)],
  [/\byear$/, ({ today }) => isoDate(today).slice(0, 4)],
  [/\bweekday$/, from(lists.WEEKDAYS)],
  [
    /\b(?:company|organization|vendor|merchant|employer|brand|airline|hotel)(?: name)?$/,
    ({ profile }) => profile.company,
  ],
  [/\b(?:symbol|stock)$/, from(lists.TICKERS)],
  [
    /\b(?:customer|user|passenger|person|author|owner|member|contact|patient|guest|sender|recipient|employee|full|driver|teacher|student|holder|agent|host) name$/,
    fullName,
  ],
  [
    /\b(?:author|owner|assignee|passenger|recipient|contact|customer|receiver|sender|reviewer|approver|interviewer|speaker|organi[sz]er|technician|inspector|instructor|operator|requester|reporter)s?$/,
    fullName,
  ],
  [
    /\b(?:approved|created|signed|reviewed|checked|written|reported|requested|inspected|edited|assigned) (?:by|to)$/,
    fullName,
  ],
  [/^(?:what|why|how) /, sentence],
  [/\b(?:product|item)(?: name)?$/, from(lists.PRODUCTS)],
];

/** Names that say less than an author's example would. */
const WEAK: readonly (readonly [RegExp, Make])[] = [
  [
    /\b(?:special|additional|other|customer|delivery|guest) (?:requests?|wish(?:es)?|instructions?)$|\brequests$|\bwishes$/,
    from(REQUESTS),
  ],
  [/\bisbn(?: 13)?$/, ({ random }) => `978${digitsOf(10, random)}`],
  [/\bmime type$/, from(['text/plain', 'image/png', 'application/pdf'])],
  [/\b(?:title|subject|topic|headline|label)$/, title],
  [
    /\b(?:query|keyword|search|term|tag|hashtag)$/,
    ({ random }) => (random.pick(lists.TOPICS) as string).split(' ')[1] as string,
  ],
  [/\breason$/, from(REASONS)],
  [/\b(?:review|feedback|comment|opinion|testimonial)$/, from(OPINIONS)],
  [
    /\b(?:sku|article number|part number|product code)$/,
    ({ random }) => `${fallback(random).slice(0, 3)}-${100 + random.below(900)}`,
  ],
  [/\b(?:color|colour)$/, from(lists.COLORS)],
  [/\bgenre$/, from(lists.GENRES)],
  [/\b(?:weather|forecast|condition)$/, from(lists.WEATHER)],
  [/\bcategory$|\btype$|\bkind$|\bclass$/, from(['standard', 'premium', 'basic'])],
  [
    /\b(?:gate|seat|room|table|slot|platform|terminal)$/,
    ({ random }) => `${'ABCDEF'[random.below(6)]}${1 + random.below(40)}`,
  ],
  [/\b(?:status|state)$/, from(['active', 'open', 'confirmed'])],
  [/\bunit$/, unit],
  [/\b(?:pattern|regex|filter)$/, topicWord],
  [
    /\b(?:expression|formula)$/,
    ({ random }) => `${2 + random.below(40)} * ${2 + random.below(9)} + ${1 + random.below(30)}`,
  ],
  [
    /\b(?:message|content|text|body|comments?|notes?|remarks?|description|summary|reason|answer|review|feedback|detail|instruction|prompt|bio|reply|response|question)$/,
    sentence,
  ],
  [/\b(?:line|log|observation|fact|step|tip|insight|finding|alert|match)$/, sentence],
  [/\b(?:usage|size)$/, ({ random }) => `${2 + random.below(900)} KB`],
  [/\blast four$/, digits(4)],
  [/\b(?:version)$/, ({ random }) => `${1 + random.below(4)}.${random.below(10)}.${random.below(10)}`],
  [
    /\b(?:number|code|reference)$/,
    ({ random, words }) => `${initials(words.slice(0, -1))}${10_000 + random.below(90_000)}`,
  ],
  [/\bname$/, nameOf],
];

const UNIT_PAIRS = [
  ['km', 'miles'],
  ['kg', 'pounds'],
  ['celsius', 'fahrenheit'],
  ['liters', 'gallons'],
] as const;

/** Two units of one call can be converted into each other. */
function unit(request: StringRequest): string {
  const pair = UNIT_PAIRS[Math.abs(Math.round(request.profile.place.longitude)) % UNIT_PAIRS.length] ?? UNIT_PAIRS[0];
  return isTarget(request) ? pair[1] : pair[0];
}

function topicWord({ random }: StringRequest): string {
  return (random.pick(lists.TOPICS) as string).split(' ')[1] as string;
}

/** `Cookie name`, `Name of the playlist`: what a bare name is the name of. */
const NAMED = /\bname (?:of|for) (?:the |an? |this |your )?(?:new )?([a-z]+)|(?<!\p{L})([a-z]+)(?:'s)? name\b/iu;

function nameOf(request: StringRequest): string {
  const { description } = request.schema;
  const match = typeof description === 'string' ? NAMED.exec(description.slice(0, 200)) : null;
  const told = (match?.[1] ?? match?.[2] ?? '').toLowerCase();
  const own = request.words.slice(0, -1).join(' ');
  const about = request.entity.join(' ') || (GENERIC.has(own) ? '' : own) || (GENERIC.has(told) ? '' : told);
  if (about !== '' && about !== 'name') {
    const found = STRONG.find(([pattern]) => pattern.test(`${about} name`));
    if (found !== undefined) return found[1]({ ...request, entity: [] });
  }
  const noun = (own || told).split(' ').at(-1) ?? '';
  if (isPerson(noun) || /person|user|people/.test(about) || about === '') return fullName(request);
  return request.random.pick(poolFor(about.split(' ')) ?? []) ?? nameOfThing(about, request);
}

/** What somebody writes, plans or takes part in is called after what it is about; a house after its place; the rest has a name. */
function nameOfThing(about: string, request: StringRequest): string {
  const noun = about.split(' ').at(-1) ?? '';
  if (TITLED.has(noun)) return title(request);
  const given = request.random.pick(lists.GIVEN_NAMES) as string;
  return HOUSES.has(noun) ? `${given} ${noun[0]?.toUpperCase()}${noun.slice(1)}` : given;
}

const TITLED = new Set(
  `document doc report file note article event project task campaign list board folder page survey plan meeting issue ticket
  message thread post topic channel newsletter workshop session lesson lecture training presentation slide sheet spreadsheet
  form template draft memo proposal story chapter section agenda calendar reminder milestone sprint release collection archive
  album blog wiki guide manual policy questionnaire exhibition programme program conference seminar webinar notebook deck
  directory bookmark schedule roadmap checklist backlog epic request case record entry item feed poll quiz exam assignment
  budget category tag label group view dashboard query search alert rule job pipeline workflow build test suite dataset table`.split(
    /\s+/,
  ),
);

const HOUSES = new Set(
  `pharmacy shop store library museum park studio gym garage warehouse depot station branch office club court farm lab
  laboratory garden pool market theatre cinema dormitory hostel kennel stable nursery orchard vineyard brewery bakery workshop
  yard dock pier harbour marina terminal campus building tower mall chapel gallery surgery practice ward`.split(/\s+/),
);

const GENERIC = new Set([
  'the',
  'a',
  'an',
  'your',
  'full',
  'display',
  'new',
  'unique',
  'of',
  'optional',
  'human',
  'this',
]);

function initials(words: readonly string[]): string {
  return words
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
    .slice(0, 3);
}

/**
 * A believable string for the field: by its format, by what its name surely says, from the author's examples, from its
 * pattern, by what its name suggests; the first of these that its schema admits.
 */
export function makeString(request: StringRequest): string {
  const { schema, words, random } = request;
  const format = FORMATS.get(schema.format ?? formatInProse(schema) ?? '');
  const byFormat = format?.(request);
  if (byFormat !== undefined && (typeof schema.format === 'string' || admits(schema, byFormat))) return byFormat;
  const named = (isAmbiguous(words) ? byDescription(request) : undefined) ?? byName(STRONG, request);
  if (named !== undefined && admits(schema, named)) return named;
  const examples = examplesOf(schema).filter((value) => typeof value === 'string' && admits(schema, value));
  const alone = examples.length === 1 && typeof schema.pattern === 'string' && random.chance(0.8);
  const example = alone ? undefined : random.pick(examples);
  if (example !== undefined) return example as string;
  const described = request.listed === true ? byDescription(request) : undefined;
  if (typeof schema.pattern !== 'string')
    return fitLength(
      named ?? described ?? pooled(request) ?? byName(WEAK, request) ?? byDescription(request) ?? unknown(request),
      schema,
    );
  const suggested = byName(WEAK, request);
  if (suggested !== undefined && admits(schema, suggested)) return suggested;
  return generateFromPattern(schema.pattern, random) ?? suggested ?? fallback(random);
}

/** A destination may be a city, a file or an account: the description knows. */
const AMBIGUOUS = /^(?:destination|source|origin|target|to|from|start|end|location)$/;

function isAmbiguous(words: readonly string[]): boolean {
  return words.length === 1 && AMBIGUOUS.test(words[0] ?? '');
}

/** One of the values that are known for the ending of the name. */
function pooled({ words, random }: StringRequest): string | undefined {
  return random.pick(poolFor(words) ?? []);
}

function byName(names: typeof STRONG, request: StringRequest): string | undefined {
  return makerFor(names, request.words.join(' '))?.(request);
}

/** Names repeat in every record: which maker a name has is found once. */
const MOST_NAMES = 10_000;
const makers = new Map<typeof STRONG, Map<string, Make | undefined>>();

function makerFor(names: typeof STRONG, name: string): Make | undefined {
  let known = makers.get(names);
  if (known === undefined) {
    known = new Map();
    makers.set(names, known);
  }
  if (known.has(name)) return known.get(name);
  const head = name.replace(/(?<=\w) (?:(?:to|for|of|by|from|with|in|on) \w+|in|out|to|from|[a-z])$/, '');
  const found = names.find(([pattern]) => pattern.test(name) || pattern.test(head))?.[1];
  if (known.size >= MOST_NAMES) known.clear();
  known.set(name, found);
  return found;
}

/** Words of a description that are tried as a name: what it speaks of comes first. */
const DESCRIBING = 10;

/** What the first noun of the description says that is known: `Source name of the file` → a file's name. */
function byDescription(request: StringRequest): string | undefined {
  const { description } = request.schema;
  return typeof description === 'string' ? makerDescribed(description)?.(request) : undefined;
}

const described = new Map<string, Make | undefined>();

function makerDescribed(description: string): Make | undefined {
  if (described.has(description)) return described.get(description);
  const found = readDescribed(description);
  if (described.size >= MOST_NAMES) described.clear();
  described.set(description, found);
  return found;
}

function readDescribed(description: string): Make | undefined {
  const words = keyWordsOfText(description, 200).slice(0, DESCRIBING);
  for (let length = 1; length <= words.length; length += 1) {
    if (AMBIGUOUS.test(words[length - 1] ?? '')) continue;
    const phrase = words.slice(0, length).join(' ');
    const found = STRONG.find(([pattern]) => pattern.test(phrase));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

/** Long texts are not matched against a pattern: a hostile one could take for ever. */
const LONGEST_MATCHED = 24;

function admits(schema: JsonSchema, text: string): boolean {
  if (typeof schema.pattern === 'string' && text.length > LONGEST_MATCHED) return false;
  const { pattern, minLength, maxLength } = schema;
  const limits: JsonSchema = { type: 'string' };
  if (pattern !== undefined) limits.pattern = pattern;
  if (minLength !== undefined) limits.minLength = minLength;
  if (maxLength !== undefined) limits.maxLength = maxLength;
  return Object.keys(limits).length === 1 || validateValue(limits, text).length === 0;
}

/** Letters and digits that are not easily confused. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Last words of names that hold marks and no words. */
const MARKED =
  /\b(?:id|key|code|number|no|ref|reference|serial|plate|registration|licen[cs]e|passport|vin|iban|bic|swift|barcode|ean|upc|gtin|imei|mac|fingerprint|batch|lot|mark|callsign|marker|label|slug|handle|cursor|etag|revision|commit|branch|sha|nonce|salt|seed|value|data|payload|raw|input|output|argument|parameter|param)$/;

/** Nothing is known but the name: a word that suits most things, or for what holds marks a token that claims nothing. */
function unknown({ words, random }: StringRequest): string {
  return words.length === 0 || MARKED.test(words.join(' ')) ? fallback(random) : (random.pick(lists.MANNERS) as string);
}

/** A token such as `K7Q2M`. */
function fallback(random: Random): string {
  return Array.from({ length: 5 }, () => SIGNS[random.below(SIGNS.length)]).join('');
}

function fitLength(text: string, schema: JsonSchema): string {
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, 10_000) : 0;
  const filled = text.length >= least ? text : text.padEnd(least, `${text} `);
  return [...filled].length > most ? [...filled].slice(0, most).join('') : filled;
}
