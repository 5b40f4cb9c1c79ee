import { reasonAbout, searchedAbout } from '../about.ts';
import { PETS, TAGS } from '../families.ts';
import * as lists from '../lists.ts';
import { isPerson } from '../persons.ts';
import { OPINIONS, poolFor, REQUESTS } from '../pools.ts';
import { isoDate } from '../profile.ts';
import { fallback } from './fit.ts';
import { GENERIC, HOUSES, initials, NAMED, TITLED } from './names.ts';
import {
  date,
  dateTime,
  digits,
  digitsOf,
  email,
  file,
  from,
  fullName,
  hex,
  isTarget,
  type Make,
  phone,
  placeOf,
  type StringRequest,
  sentence,
  slug,
  street,
  time,
  title,
  url,
  userName,
} from './plain.ts';

/** What a string is, by the words of its name; the last pair that fits the end of the name counts first. */
export const STRONG: readonly (readonly [RegExp, Make])[] = [
  [/\b(?:pet|animal) name$/, ({ random }) => random.pick(PETS) as string],
  [/\b(?:first|given) name$/, ({ profile }) => profile.firstName],
  [/\b(?:last|family|sur) name$|\bsurname$/, ({ profile }) => profile.lastName],
  [/\b(?:file|image|document|attachment)(?: name| path)?$|\bfile\b.*\b(?:name|path)$/, file],
  [/\bpath$/, (request) => `/home/${request.profile.firstName.toLowerCase()}/${file(request)}`],
  [
    /^(?:root|folder|base (?:directory|path|folder))$/,
    ({ random, profile }) =>
      `/home/${profile.firstName.toLowerCase()}/${slug(random.pick(lists.TOPICS) as string).replaceAll('-', '_')}`,
  ],
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
  [/\b(?:from|to|home|departure|arrival) port$/, (request) => placeOf(request).name],
  [/\bcountry code$/, (request) => placeOf(request).code],
  [/\bcountry$|\bnationality$/, (request) => placeOf(request).country],
  [/\b(?:city|town|location|place|region|area)$/, (request) => placeOf(request).name],
  [
    /\b(?:state|province)$/,
    (request) => {
      const { code, name } = placeOf(request);
      return code === 'US' ? (request.random.pick(['CA', 'NY', 'TX', 'WA', 'CO']) as string) : name;
    },
  ],
  [/\baddress(?: line)? 2$|\b(?:apartment|suite|unit number)$/, ({ random }) => `Apartment ${1 + random.below(40)}`],
  [/\b(?:zip|zip code|postal code|postcode)$/, digits(5)],
  [/\b(?:street|address)(?: line)?$/, street],
  [/\btimezone$|\btime zone$/, ({ profile }) => profile.place.timezone],
  [/\b(?:language|locale)(?: code)?$/, from(lists.LANGUAGES)],
  [/\b(?:date time|timestamp|created|updated|departs|arrives|departure|arrival|at)$/, dateTime],
  [
    /\w on$|\bvalid (?:from|until|to|till)$|\bdue back$|\b(?:until|till|since|expire|expiry|expiration|effective|effective from)$/,
    date,
  ],
  [/\bdate$|\bday$|\bbirthday$|\bdeadline$|\bcheck ?(?:in|out)$|\bdue$/, date],
  [/\btime$/, time],
  [/\bmonth$/, ({ today }) => isoDate(today).slice(0, 7)],
  [/\byear$/, ({ today }) => isoDate(today).slice(0, 4)],
  [/\bweekday$/, from(lists.WEEKDAYS)],
  [
    /\b(?:company|organi[sz]ation|agency|firm|business|foundation|association|vendor|supplier|manufacturer|maker|producer|distributor|retailer|wholesaler|contractor|insurer|merchant|dealer|importer|exporter|shipper|forwarder|subcontractor|employer|brand|airline|hotel)(?: name)?$/,
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
  [
    /\b(?:champion|winner|director|producer|actor|captain|referee|resident|tenant|hero|veterinarian|vet|doctor|physician|nurse|therapist|dentist|worker|engineer|mechanic|coach|trainer|tutor|lawyer|attendee|participant|photographer|translator|supervisor|colleague|trustee|handler|caretaker)$/,
    fullName,
  ],
  [/^(?:what|why|how) /, sentence],
  [/\b(?:product|item)(?: name)?$/, from(lists.PRODUCTS)],
];

/** Lines of songs that nobody wrote. */
const LYRICS = [
  'The harbour lights are burning low, and I still know the way back home.',
  'Paper boats and morning rain, write my name on the window again.',
  'We counted all the slow trains leaving, and none of them was yours.',
  'Half the sea is in your pocket, half the sky is in my hand.',
];

/** Names that say less than an author's example would. */
export const WEAK: readonly (readonly [RegExp, Make])[] = [
  [
    /\b(?:special|additional|other|customer|delivery|guest) (?:requests?|wish(?:es)?|instructions?)$|\brequests$|\bwishes$/,
    from(REQUESTS),
  ],
  [/\bisbn(?: 13)?$/, ({ random }) => `978${digitsOf(10, random)}`],
  [/\bmime type$/, from(['text/plain', 'image/png', 'application/pdf'])],
  [/\b(?:title|subject|topic|headline)$/, title],
  [/\b(?:label|tag|hashtag)s?$/, from(TAGS)],
  [
    /\b(?:query|keyword|search|term)$|^q$/,
    (request) => searchedAbout(request.about, request.random) ?? topicWord(request),
  ],
  [/\breason(?: for (?:visit|call|contact))?$/, ({ about, profile, random }) => reasonAbout(about, profile, random)],
  [/\b(?:review|feedback|comment|opinion|testimonial)$/, from(OPINIONS)],
  [
    /\b(?:sku|article number|part number|product code)$/,
    ({ random }) => `${fallback(random).slice(0, 3)}-${100 + random.below(900)}`,
  ],
  [/\b(?:color|colour)$/, from(lists.COLORS)],
  [/\bgenre$/, from(lists.GENRES)],
  [/\blyrics?$/, from(LYRICS)],
  [/\b(?:weather|forecast|condition)$/, from(lists.WEATHER)],
  [/^(?:start|starts|begin|begins|end|ends|finish)$/, date],
  [/\bcategory$|\btype$|\bkind$|\bclass$/, from(['standard', 'premium', 'basic'])],
  [
    /\b(?:gate|seat|room|table|slot|platform|terminal|shelf|rack|rail|bin|aisle|stall)$/,
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
  [/\blast ?(?:four|4)$/, digits(4)],
  [
    /\b(?:number |licen[cs]e )?plate(?: number)?$/,
    ({ random }) => {
      const letter = () => 'BDFGHJKLNPRSTVXZ'[random.below(16)];
      return `${letter()}${letter()}-${100 + random.below(900)}-${letter()}`;
    },
  ],
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

/** What people keep so much of. */
const STORED_IN_UNITS =
  /^(?:ingredient|item|product|material|stock|supply|food|drink|pantry|grocery|part|medicine|drug|chemical|reagent|feed|seed|line|article)$/;

/** Two units of one call can be converted into each other. */
function unit(request: StringRequest): string {
  const { about, random } = request;
  if (about?.deed !== 'convert' && STORED_IN_UNITS.test(about?.words.at(-1) ?? ''))
    return random.pick(['kg', 'g', 'l', 'ml', 'pieces']) as string;
  const pair = UNIT_PAIRS[Math.abs(Math.round(request.profile.place.longitude)) % UNIT_PAIRS.length] ?? UNIT_PAIRS[0];
  return isTarget(request) ? pair[1] : pair[0];
}

function topicWord({ random }: StringRequest): string {
  return (random.pick(lists.TOPICS) as string).split(' ')[1] as string;
}

function nameOf(request: StringRequest): string {
  if (request.about?.animal === true && request.words.length === 1) return request.random.pick(PETS) as string;
  const { description } = request.schema;
  const match = typeof description === 'string' ? NAMED.exec(description.slice(0, 200)) : null;
  const told = (match?.[1] ?? match?.[2] ?? '').toLowerCase();
  const own = request.words.slice(0, -1).join(' ');
  const about =
    request.entity.join(' ') ||
    (request.words.length === 1 ? (request.about?.words ?? []).join(' ') : '') ||
    (GENERIC.has(own) ? '' : own) ||
    (GENERIC.has(told) ? '' : told);
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
