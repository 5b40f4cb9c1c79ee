/**
 * General knowledge of how interfaces name things: families of verbs, roles of values, words that say little.
 * All words are written as `nameWords` writes them (singular, abbreviations spelled out).
 */

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(words(text));
}

/** Verbs that bring a thing into being in so many words; others of the family may only touch it. */
export const PLAIN_CREATION = wordSet('create add new make insert register mkdir touch issue');

/** Verbs that as often put a thing that exists somewhere: `add_track(playlist_id, track_id)`. */
export const JOINING = wordSet('add insert append include submit import');

/** Verbs that make a booking or an order of their object, not the object. */
export const DEALS: ReadonlyMap<string, readonly string[]> = new Map([
  ['book', ['booking', 'reservation']],
  ['reserve', ['booking', 'reservation']],
  ['rent', ['rental']],
  ['buy', ['purchase', 'order']],
  ['purchase', ['purchase']],
  ['order', ['order']],
  ['schedule', ['appointment']],
]);

/** Verbs that deal in things which are there: what they take of a thing is how it was found, even its name. */
export const DEALING =
  wordSet(`book reserve rent buy purchase order hire borrow lend rate review recommend visit attend join enter
  subscribe renew return watch follow like favorite bookmark`);

/** Verbs that show one thing as it is. */
export const PLAIN_READING = wordSet('get fetch retrieve show view describe display read see check inspect');

/** Verbs whose effect a second verb takes up: do the first, then the second makes sense on the same object. */
const PAIRS = `open close|start stop|start pause|pause resume|lock unlock|enable disable|connect disconnect
 |subscribe unsubscribe|follow unfollow|mount unmount|press release|play pause|activate deactivate|begin end|begin commit
 |push pop|attach detach|link unlink|register unregister|install uninstall|encode decode|encrypt decrypt|compress decompress
 |archive restore|pin unpin|mute unmute|block unblock|like unlike|star unstar|borrow return|checkin checkout|arm disarm
 |show hide|join leave|freeze unfreeze|publish unpublish|login logout|upload download|draft send|reserve confirm
 |start end|begin finish|start finish|open save|add remove|set get|set clear|stage commit|commit push|watch unwatch`;

/** Verb → the verbs that follow on from it. */
export const FOLLOWS: ReadonlyMap<string, readonly string[]> = (() => {
  const follows = new Map<string, string[]>();
  for (const pair of PAIRS.split('|')) {
    const [first, second] = words(pair);
    if (first !== undefined && second !== undefined) follows.set(first, [...(follows.get(first) ?? []), second]);
  }
  return follows;
})();

/** Roles that only the system that issued them understands: they do not travel between unrelated services. */
export const ISSUED_ROLES = wordSet('id token key reference handle number path');

/** Roles that are read as `id` of their entity by other functions. */
export const ID_ALIASES = wordSet('number reference key code handle');

/** Parameters that steer an answer instead of naming something: page, order, format. */
export const CONTROLS =
  wordSet(`page limit offset cursor sort order format verbose timeout size depth field include exclude
  version callback pretty mode option flag sortby orderby per skip take top direction filter recursive precision scale
  case indent delimiter separator encoding expand radius width height quality padding margin retry interval step max_tokens
  decimal dry debug maximum minimum`);

/** Parameters a person words freely. */
export const FREE_TEXT = wordSet(`query keyword q text prompt message reason password description note comment title
  content body search term phrase caption subject question answer summary instruction thought sentence paragraph feedback
  bio expression pattern regex input goal topic secret pin`);

/** Dates and times: alike everywhere, seldom carried over. */
export const TIME_WORDS = wordSet(`date time timestamp day month year hour minute second start end from to since until
  before after duration period week datetime deadline birthday dob created updated modified at`);

/** What describes a thing without naming it: many things share a value, so it leads from one to another only by chance. */
export const ATTRIBUTES = wordSet(`unit genre category language locale color colour gender age year rating region season
  currency brand location area industry format style status level kind class role group tag topic species race continent
  hash version info information param device platform interval`);

/** Values that mean the same to every service. */
export const PUBLIC_WORDS = wordSet(`latitude longitude zip symbol isbn email url phone ip city country airport iban
  currency domain address coordinate ean upc doi vin iata icao`);

/** Verbs that put new values in the place of old ones. */
export const REVISING = wordSet('edit modify update change patch replace set rename configure adjust');

/** Verbs that show a text to others. */
export const PUBLISHING = wordSet('post tweet retweet publish share comment reply mention');

/** Where something is: a function that is not about places gives these in passing. */
export const GEOGRAPHY =
  wordSet(`location address city country place geocode coordinate ip airport zip region state venue
  geolocation position destination area street town nearest nearby shop store`);

/** Outputs that report on the call itself. */
export const REPORTS =
  wordSet(`success status ok error message warning acknowledged acknowledgement done failure errorcode
  errormessage statuscode note timestamp elapsed took cached copyright disclaimer info deleted created updated valid
  exist available enabled active flag state`);

/** Containers that describe the answer instead of being it. */
export const ENVELOPES = wordSet('error meta metadata pagination paging warning debug header page links pageinfo');

/** Output names that say nothing of what the value is. */
export const OPAQUE =
  wordSet(`result return content output response data value text body answer item entry object payload
  record outcome element row list a b x y n`);

/** Quantities of things, not values of them. */
export const COUNTS = wordSet(
  'count total number size length quantity rank position index offset score rating percent',
);

/** Words that make a parameter of arithmetic: any number will do. */
export const NUMBER_NAMES = wordSet(
  'number value a b x y n operand numerator denominator addend data element sample input term',
);

/** Parameters that take any piece of text and pass it on. */
export const TEXT_NAMES = wordSet(
  'content text body message note caption comment paragraph document markdown data html',
);

/** Outputs that are a piece of text worth passing on. */
export const TEXT_OUTPUTS =
  wordSet(`content text body line output summary result translation transcript article document
  markdown html lyric quote joke description answer report abstract snippet caption comment story poem advice fact`);
