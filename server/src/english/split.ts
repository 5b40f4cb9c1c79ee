const OTHER = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

/** Classes of the characters that nearly all names and texts are made of. */
const ASCII = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit >= 97 && unit <= 122) return LOWER;
  if (unit >= 65 && unit <= 90) return UPPER;
  return unit >= 48 && unit <= 57 ? DIGIT : OTHER;
});

function classOf(unit: number): number {
  return unit < 128 ? (ASCII[unit] as number) : classBeyondAscii(unit);
}

/** Letters without case (and the halves of characters beyond the basic plane) count as lower case. */
function classBeyondAscii(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return LOWER;
  const character = String.fromCharCode(unit);
  if (/\p{Lu}/u.test(character)) return UPPER;
  if (/[\p{L}\p{M}]/u.test(character)) return LOWER;
  return /\p{N}/u.test(character) ? DIGIT : OTHER;
}

/**
 * The words of a name or a sentence, lower case and in order, as they are written: `getHTTPUser_id2` gives get, http,
 * user, id, 2. An acronym keeps its plural (`playlistIDs` gives playlist, ids), and a figure stays with the one letter
 * before it or the few behind it (`s3`, `2fa`).
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (word) => {
    words.push(word);
    return true;
  });
  return words;
}

/**
 * Hands the words of `splitWords` to `take`, one after the other, for as long as it returns true.
 *
 * @returns whether `take` took them all
 */
export function eachWord(text: string, take: (word: string) => boolean): boolean {
  let start = 0;
  let before = OTHER;
  /** Whether the word so far is small letters and figures: most are, and making them small costs more than seeing it. */
  let small = true;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    const now = classOf(unit);
    // Small letters behind small ones never end a word.
    if (start < at && (now !== LOWER || before !== LOWER) && endsWord(text, start, at, before, now)) {
      const word = text.slice(start, at);
      if (!take(small ? word : word.toLowerCase())) return false;
      start = at;
      small = true;
    }
    if (now === OTHER) {
      start = at + 1;
      small = true;
    } else if (now === UPPER || unit >= 128) small = false;
    before = now;
  }
  return true;
}

/** Whether the word that began at `start` ends before `at`, where characters of classes `before` and `now` meet. */
function endsWord(text: string, start: number, at: number, before: number, now: number): boolean {
  if (now === OTHER) return true;
  if (now === DIGIT) return before !== DIGIT && at - start !== 1;
  if (before === DIGIT) return !tailFollows(text, start, at);
  if (now !== UPPER) return false;
  if (before !== UPPER) return true;
  return classAt(text, at + 1) === LOWER && !pluralFollows(text, at);
}

function classAt(text: string, at: number): number {
  return at < text.length ? classOf(text.charCodeAt(at)) : OTHER;
}

/** The `s` of `IDs` or `URLsFor`, where no word goes on behind it. */
function pluralFollows(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 115 && classAt(text, at + 2) !== LOWER;
}

const MAX_TAIL = 2;
/** Short words that begin anew behind a figure: `user1id`, `mp4to`. */
const OWN_WORDS = new Set(['id', 'to', 'by', 'of', 'in', 'on', 'at', 'is', 'or', 'as', 'no', 'ip']);

/** Whether the letters behind a figure belong to it: `2fa`, `3d`, but not `2name` and not `1id`. */
function tailFollows(text: string, start: number, at: number): boolean {
  if (classOf(text.charCodeAt(start)) !== DIGIT) return false;
  const letters = classAt(text, at);
  let end = at;
  while (end - at <= MAX_TAIL + 1 && classAt(text, end) === letters) end++;
  // The last capital before a small letter begins the next word: `3DModel`.
  if (letters === UPPER && classAt(text, end) === LOWER) end--;
  if (end === at || end - at > MAX_TAIL) return false;
  return !OWN_WORDS.has(text.slice(at, end).toLowerCase());
}

const MAX_NAMES = 20_000;
const MAX_NAME_LENGTH = 80;
const splitNames = new Map<string, readonly string[]>();

/** The words of a parameter's or a function's name. Names repeat in every catalog, so short ones are remembered. */
export function wordsOfName(name: string): readonly string[] {
  let words = splitNames.get(name);
  if (words === undefined) {
    words = splitWords(name);
    if (name.length > MAX_NAME_LENGTH) return words;
    if (splitNames.size >= MAX_NAMES) splitNames.clear();
    splitNames.set(name, words);
  }
  return words;
}

/** Forgets the names remembered; they are split again when needed. */
export function forgetNames(): void {
  splitNames.clear();
}
