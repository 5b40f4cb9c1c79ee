/** Verbs that names of older interfaces write short. */
const SHORT_VERBS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    qry: 'query',
    upd: 'update',
    updt: 'update',
    ins: 'insert',
    del: 'delete',
    dlt: 'delete',
    cncl: 'cancel',
    cnl: 'cancel',
    chk: 'check',
    prt: 'print',
    calc: 'calculate',
    sel: 'select',
    crt: 'create',
    rtv: 'retrieve',
    rtrv: 'retrieve',
    snd: 'send',
    lst: 'list',
    gen: 'generate',
    proc: 'process',
    vrfy: 'verify',
    vfy: 'verify',
    srch: 'search',
    cpy: 'copy',
    conv: 'convert',
    chg: 'change',
    rsv: 'reserve',
    rmv: 'remove',
    rem: 'remove',
    dsp: 'display',
    maint: 'maintain',
    bkg: 'book',
    clr: 'clear',
    cls: 'close',
    opn: 'open',
  }),
);

/** The full verb of a short one, `qry`; undefined where it is none. */
export function fullVerb(word: string): string | undefined {
  return SHORT_VERBS.get(word);
}

const MIN_LENGTH = 2;
const MAX_LENGTH = 5;
/** A full word has at least this many letters more than the letters it begins with. */
const MORE = 2;
/** Clipped words that people say as they are. */
const CLIPPED = new Set(
  `lab app exam gym photo bike memo demo vet auto math phone fax logo flu pub zoo deli limo cab bus ad pro con spec tech
  admin ops dev dorm prom grad chat blog site web net fan fridge plane porch copter burger van car mic cam vid pic`.split(
    /\s+/,
  ),
);
const MIN_PREFIX = 3;
/** Share of a word's consonants that its skeleton keeps. */
const MIN_KEPT = 0.5;

/** Whether a word is as short as short forms are. */
export function mayBeShort(word: string): boolean {
  return word.length >= MIN_LENGTH && word.length <= MAX_LENGTH && isLettered(word) && !CLIPPED.has(word);
}

/** Asked of every word of every text: letter by letter is quicker than a pattern. */
function isLettered(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (unit < 97 || unit > 122) return false;
  }
  return true;
}

/**
 * Whether a short form may stand for a word: its first letters (`inv`, invoice), or its consonants from the first to the
 * last, most of them (`pymt`, payment; `hdr`, header).
 */
export function standsFor(short: string, word: string): boolean {
  if (!mayBeShort(short) || word.length <= short.length || word[0] !== short[0]) return false;
  if (word.startsWith(short))
    return (
      short.length >= MIN_PREFIX && word.length >= short.length + MORE && !isInflection(word.slice(short.length), short)
    );
  if (/[aeiou]/.test(short.slice(1))) return false;
  const bones = word[0] + word.slice(1).replace(/[aeiou]/g, '');
  return short.at(-1) === bones.at(-1) && isWithin(short, bones) && short.length >= bones.length * MIN_KEPT;
}

function isInflection(rest: string, short: string): boolean {
  return short.length > MIN_PREFIX && /^(?:e?s|e?d|ing|ings|e?rs?|ly|y|ies)$/.test(rest);
}

/** Whether all letters of `part` come, in order, in `whole`. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at++;
  return at === part.length;
}
