import { singularWord } from './number.ts';

/** Short forms in names of parameters and functions that have one reading. */
const SHORT: Readonly<Record<string, string>> = {
  acct: 'account',
  addr: 'address',
  amt: 'amount',
  arg: 'argument',
  attr: 'attribute',
  avg: 'average',
  bal: 'balance',
  ccy: 'currency',
  cfg: 'configuration',
  cmd: 'command',
  cnt: 'count',
  config: 'configuration',
  coord: 'coordinate',
  ctx: 'context',
  cust: 'customer',
  db: 'database',
  dept: 'department',
  dest: 'destination',
  dist: 'distance',
  doc: 'document',
  dst: 'destination',
  dt: 'date',
  elem: 'element',
  env: 'environment',
  err: 'error',
  evt: 'event',
  ext: 'extension',
  fmt: 'format',
  freq: 'frequency',
  idx: 'index',
  img: 'image',
  info: 'information',
  lang: 'language',
  lat: 'latitude',
  lng: 'longitude',
  loc: 'location',
  lon: 'longitude',
  max: 'maximum',
  mgr: 'manager',
  msg: 'message',
  nbr: 'number',
  nr: 'number',
  num: 'number',
  obj: 'object',
  org: 'organization',
  param: 'parameter',
  pct: 'percent',
  pic: 'picture',
  prev: 'previous',
  prod: 'product',
  pwd: 'password',
  qty: 'quantity',
  ref: 'reference',
  repo: 'repository',
  req: 'request',
  resp: 'response',
  seq: 'sequence',
  src: 'source',
  str: 'string',
  sym: 'symbol',
  tel: 'phone',
  tmp: 'temporary',
  tx: 'transaction',
  txn: 'transaction',
  txt: 'text',
  usr: 'user',
  val: 'value',
  vol: 'volume',
};

/** Short forms with two readings, told apart by the words around them; undefined leaves the short form. */
const BY_CONTEXT: Readonly<Record<string, (words: readonly string[], at: number) => string | undefined>> = {
  // `base_curr`, `curr_code` is money; `curr_page`, `curr_user` is now.
  curr: (words, at) => {
    const next = words[at + 1];
    if (next !== undefined) return next === 'code' || next === 'symbol' || next === 'pair' ? 'currency' : 'current';
    return at > 0 && MONEY_CONTEXT.has(words[at - 1] as string) ? 'currency' : undefined;
  },
  // `train_no`, but neither `no_show` nor `yes_no`.
  no: (words, at) => {
    const before = words[at - 1];
    return at === words.length - 1 && before !== undefined && before.length > 2 && !BEFORE_NO.has(before)
      ? 'number'
      : undefined;
  },
  // `wait_min` is minutes, `min_price` a minimum.
  min: (words, at) => (at === words.length - 1 && TIME_CONTEXT.has(words[at - 1] as string) ? 'minute' : 'minimum'),
  desc: (words, at) => (SORT_CONTEXT.has(words[at - 1] as string) ? 'descending' : 'description'),
  dir: (words, at) => (SORT_CONTEXT.has(words[at - 1] as string) ? 'direction' : 'directory'),
  pos: (words, at) => (words.length > 1 && at === words.length - 1 ? 'position' : undefined),
  temp: (words, at) => {
    const next = words[at + 1];
    if (next !== undefined && TEMPORARY.has(next)) return 'temporary';
    return at === words.length - 1 || next === 'c' || next === 'f' || next === 'celsius' || next === 'unit'
      ? 'temperature'
      : undefined;
  },
};

const MONEY_CONTEXT = new Set(
  'base quote from to source target home local foreign payment input output new'.split(' '),
);
const BEFORE_NO = new Set(['yes', 'say', 'has', 'with', 'there']);
const TIME_CONTEXT = new Set('duration time delay wait eta timeout interval elapsed runtime'.split(' '));
const SORT_CONTEXT = new Set('sort order sorting ordering'.split(' '));
const TEMPORARY = new Set('file files dir directory folder path password token user storage key url link'.split(' '));

/** Words as a person says them where that takes several, or where the full word has another grammar. */
const SAID: Readonly<Record<string, string>> = {
  q: 'search text',
  tz: 'time zone',
  dob: 'date of birth',
  auth: 'authentication',
  std: 'standard',
  bg: 'background',
  fname: 'first name',
  lname: 'last name',
  pct: 'percentage',
};

/** Every short form that `expand` or `spoken` may write out. */
export function isShortForm(word: string): boolean {
  return Object.hasOwn(SHORT, word) || Object.hasOwn(BY_CONTEXT, word) || Object.hasOwn(SAID, word);
}

/** The full word for the short form at `at`, by the words around it; the word itself where it is none or stays open. */
export function expand(words: readonly string[], at: number): string {
  const word = words[at] as string;
  const read = READERS.get(word);
  return read === undefined ? (FULL_WORDS.get(word) ?? word) : (read(words, at) ?? word);
}

/** Every word of every text is looked up, and a map is quicker to say no than an object. */
const READERS = new Map(Object.entries(BY_CONTEXT));
const FULL_WORDS = new Map(Object.entries(SHORT));

/** `expand` for what is said to people: `docs` becomes documents, `dob` date of birth. */
export function expandSaid(words: readonly string[], at: number): string {
  const word = words[at] as string;
  // `q` alone is what is searched for; in `q_and_a` it is a letter.
  if (Object.hasOwn(SAID, word) && (word.length > 1 || words.length === 1)) return SAID[word] as string;
  const full = expand(words, at);
  if (full !== word) return full;
  const one = singularWord(word);
  return one !== word && Object.hasOwn(SHORT, one) ? `${SHORT[one] as string}s` : word;
}
