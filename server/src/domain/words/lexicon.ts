/** Words by which values are read. All are written as `keyWords` writes them: singular, short forms written out. */

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

/** Roles by which a value names a thing, with how much such a value is worth carrying from call to call. */
export const IDENTITY_ROLES: ReadonlyMap<string, number> = new Map([
  ['id', 0.9],
  ['token', 0.85],
  ['key', 0.75],
  ['reference', 0.8],
  ['handle', 0.75],
  ['symbol', 0.8],
  ['code', 0.7],
  ['path', 0.7],
  ['url', 0.65],
  ['number', 0.65],
  ['email', 0.6],
  ['name', 0.6],
  ['title', 0.4],
  ['address', 0.55],
  ['phone', 0.55],
]);

/** Words that only say which of several alike values is meant. */
export const QUALIFIERS =
  wordSet(`new old current source target from to origin destination first second third base parent
  default my selected given input output start end minimum maximum next previous other sender receiver recipient primary
  secondary original existing final initial latest last my updated specific unique actual desired requested specified
  preferred chosen departing departure arriving arrival incoming outgoing inbound outbound inward outward local global remote matching associated related valid full total nearest`);

export const PREPOSITIONS = wordSet('to for from in by with at on as into based per via using within');

/** Words after a noun that add nothing to what it names. */
export const SUFFIXES =
  wordSet(`list array set collection string detail information record entry item data object result
  all response payload summary overview profile history metadata value batch`);

/** Words that carry no meaning of their own in a sentence. */
export const STOP_WORDS =
  wordSet(`the a an of to in for on at by with from and or is are be this that which who whose it
  its as if not no any all each every some will can may must should would could when where while than then into onto your
  you we our their his her i e g eg ie etc such only also more most one two use used using based given provided specified
  return returned retrieve get set list api tool function endpoint call request response value parameter field object
  string integer number float boolean array dict optional required default example true false null none belong allow please note between within out up down over via about after before`);
