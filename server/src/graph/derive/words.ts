/** Names and sentences as words: splitting, general abbreviations, and a light stemmer. */

/** Abbreviations common in programming interfaces, spelled out so that both writings meet. */
const ABBREVIATIONS = new Map(
  Object.entries({
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
    curr: 'currency',
    cust: 'customer',
    db: 'database',
    dept: 'department',
    desc: 'description',
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
    folder: 'directory',
    freq: 'frequency',
    guid: 'id',
    identifier: 'id',
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
    min: 'minimum',
    msg: 'message',
    nbr: 'number',
    nr: 'number',
    num: 'number',
    obj: 'object',
    org: 'organization',
    organisation: 'organization',
    param: 'parameter',
    pct: 'percent',
    percentage: 'percent',
    phonenumber: 'phone',
    pic: 'picture',
    postal: 'zip',
    postcode: 'zip',
    prev: 'previous',
    prod: 'product',
    pwd: 'password',
    qty: 'quantity',
    ref: 'reference',
    repo: 'repository',
    req: 'request',
    resp: 'response',
    seq: 'sequence',
    slug: 'id',
    src: 'source',
    str: 'string',
    sym: 'symbol',
    tel: 'phone',
    telephone: 'phone',
    ticker: 'symbol',
    tmp: 'temporary',
    tx: 'transaction',
    txn: 'transaction',
    txt: 'text',
    usr: 'user',
    uuid: 'id',
    val: 'value',
    vol: 'volume',
    zipcode: 'zip',
  }),
);

/** Words written as one that name two things; split so that either half can be met. */
const COMPOUNDS = new Map(
  Object.entries({
    filename: ['file', 'name'],
    filepath: ['file', 'path'],
    hostname: ['host', 'name'],
    nickname: ['nick', 'name'],
    orderid: ['order', 'id'],
    productid: ['product', 'id'],
    uid: ['user', 'id'],
    userid: ['user', 'id'],
    username: ['user', 'name'],
  }),
);

const IRREGULAR = new Map(
  Object.entries({
    ids: 'id',
    ips: 'ip',
    people: 'person',
    children: 'child',
    men: 'man',
    women: 'woman',
    indices: 'index',
    matrices: 'matrix',
    vertices: 'vertex',
    analyses: 'analysis',
    series: 'series',
    news: 'news',
    status: 'status',
    address: 'address',
    media: 'media',
    data: 'data',
    movies: 'movie',
    cookies: 'cookie',
  }),
);

const cache = new Map<string, string>();
const CACHE_LIMIT = 50_000;

/** Singular of an English noun, by rule: enough to make `flights` and `flight` meet. */
export function singular(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ches|shes|xes|sses|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function normalize(word: string): string {
  let known = cache.get(word);
  if (known === undefined) {
    const one = singular(word);
    known = ABBREVIATIONS.get(one) ?? ABBREVIATIONS.get(word) ?? one;
    if (cache.size < CACHE_LIMIT) cache.set(word, known);
  }
  return known;
}

const names = new Map<string, readonly string[]>();
const SHORT = 48;

/**
 * `userIDs_to-follow2` → `user`, `id`, `to`, `follow`: lower case, singular, abbreviations spelled out, digits off.
 * Short names are remembered: the same ones come again and again in every catalog.
 */
export function nameWords(name: string): readonly string[] {
  const known = names.get(name);
  if (known !== undefined) return known;
  const words = split(name);
  if (name.length <= SHORT) {
    if (names.size >= CACHE_LIMIT) names.clear();
    names.set(name, words);
  }
  return words;
}

const HUMP = /([a-z0-9])([A-Z])/g;
const ACRONYM = /([A-Z]+)([A-Z][a-z])/g;
/** `IDs`, `URLs`: the plural of an acronym is one word. */
const ACRONYM_PLURAL = /\b([A-Z]{2,}) s\b/g;
const WORD = /\p{L}+/gu;
/** The same for plain text, several times faster. */
const ASCII_WORD = /[a-z]+/g;
const ASCII = /^[\x20-\x7e\s]*$/;

function split(text: string): string[] {
  const humps = /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/.test(text);
  const spaced = humps ? text.replace(HUMP, '$1 $2').replace(ACRONYM, '$1 $2').replace(ACRONYM_PLURAL, '$1s') : text;
  const words: string[] = [];
  for (const word of spaced.toLowerCase().match(ASCII.test(spaced) ? ASCII_WORD : WORD) ?? []) {
    const parts = COMPOUNDS.get(word) ?? COMPOUNDS.get(singular(word));
    if (parts !== undefined) words.push(...parts);
    else words.push(normalize(word));
  }
  return words;
}

const VERSION = /(?<![a-z])v\d[\d._]*(?![a-z])/gi;
const TRAILING = /\d$/;

/**
 * What tells numbered things apart, which their words leave out: `thing7_id` → `7`. Versions (`list_orders_v2`) do not:
 * they are about the same things.
 */
export function numberOf(name: string): string {
  if (!/\d/.test(name)) return '';
  return (name.replace(VERSION, '').match(/\d+/g) ?? []).join('.');
}

/**
 * The numbers of names that stand side by side. Where they only count places (`line1` and `line2`, `user_id_2`,
 * `player1_id` beside `player2_id`) they tell nothing: any line can be put there.
 */
export function numbersOf(names: readonly string[]): readonly string[] {
  const numbers = names.map(numberOf);
  if (numbers.every((number) => number === '')) return numbers;
  const stems = names.map((name) => name.replace(/\d+/g, '#'));
  return numbers.map((number, at) => {
    const alike = stems.some((stem, other) => stem === stems[at] && names[other] !== names[at]);
    const trails = TRAILING.test(names[at] as string);
    const small = number === '1' || number === '2';
    return alike ? (trails || small ? '' : number) : trails && small ? '' : number;
  });
}

/** A word of a key, with the number that tells its thing apart. */
export function numbered(word: string, number: string): string {
  return number === '' ? word : `${word}#${number}`;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** A set that is only made when something goes into it: most stay empty, and there are very many. */
export class LateSet {
  #set: Set<string> | undefined;

  add(word: string): void {
    this.#set ??= new Set();
    this.#set.add(word);
  }

  get set(): ReadonlySet<string> {
    return this.#set ?? NO_WORDS;
  }
}

/** Words of a sentence in order, normalised as names are. At most `limit` characters are read. */
export function textWords(text: string, limit = 600): readonly string[] {
  return nameWords(text.length > limit ? text.slice(0, limit) : text);
}
