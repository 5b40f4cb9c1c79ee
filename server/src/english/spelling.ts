/**
 * Short forms in the names of older systems, where several stand in one word: CUSTNO, TOTAMT, ITMPRC. Each is written as
 * such systems write it; none is a word of its own, so that no word of English falls apart.
 */
const PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    avl: 'availability',
    bal: 'balance',
    can: 'cancellation',
    canc: 'cancellation',
    cd: 'code',
    cnt: 'count',
    cr: 'credit',
    crd: 'credit',
    curr: 'currency',
    cust: 'customer',
    dept: 'department',
    desc: 'description',
    dlv: 'delivery',
    dt: 'date',
    emp: 'employee',
    flg: 'flag',
    inq: 'inquiry',
    inv: 'invoice',
    itm: 'item',
    jb: 'job',
    lim: 'limit',
    loc: 'location',
    mgr: 'manager',
    nam: 'name',
    nbr: 'number',
    no: 'number',
    nr: 'number',
    num: 'number',
    nxt: 'next',
    ord: 'order',
    pct: 'percent',
    ucost: 'unit cost',
    uprc: 'unit price',
    uprice: 'unit price',
    pmt: 'payment',
    po: 'purchase order',
    prc: 'price',
    prod: 'product',
    prtr: 'printer',
    prv: 'previous',
    pymt: 'payment',
    qoh: 'quantity on hand',
    qoo: 'quantity on order',
    qty: 'quantity',
    rcv: 'receipt',
    rcvd: 'received',
    req: 'requested',
    rsn: 'reason',
    shp: 'shipment',
    shpmt: 'shipment',
    sls: 'sales',
    stat: 'status',
    sts: 'status',
    sup: 'supplier',
    supp: 'supplier',
    tot: 'total',
    trn: 'transaction',
    trx: 'transaction',
    txn: 'transaction',
    typ: 'type',
    upd: 'update',
    usr: 'user',
    val: 'value',
    vnd: 'vendor',
    vend: 'vendor',
    whs: 'warehouse',
    whse: 'warehouse',
  }),
);

/** Whole words that stand beside short forms in one word. */
const WHOLE: ReadonlySet<string> = new Set(
  'item order price date type name code rate cost total amount limit line group class unit due tax job bin lot user store page paid ship bill sales'.split(
    ' ',
  ),
);

/**
 * The words of a name that is written in short forms without anything between them: "custno" gives customer, number;
 * undefined where it does not fall apart into parts that are known, all of them.
 */
export function spellOut(word: string): readonly string[] | undefined {
  if (word.length === 3 && PARTS.get(word)?.includes(' ') === true) return PARTS.get(word)?.split(' ');
  if (word.length < 4 || word.length > 16 || !/^[a-z]+$/.test(word) || ENGLISH.has(word)) return undefined;
  const parts = split(word, 0);
  return parts?.some((part) => PARTS.has(part)) === true
    ? parts.flatMap((part) => (PARTS.get(part) ?? part).split(' '))
    : undefined;
}

/** Words of English that are short forms put together. */
const ENGLISH: ReadonlySet<string> = new Set(['posts', 'noname', 'desc', 'stat', 'curr']);

function split(word: string, from: number): string[] | undefined {
  if (from === word.length) return [];
  for (let end = word.length; end > from; end -= 1) {
    const part = word.slice(from, end);
    if (!PARTS.has(part) && !WHOLE.has(part)) continue;
    const rest = split(word, end);
    if (rest !== undefined) return [part, ...rest];
  }
  return undefined;
}

/**
 * The words of a text that a short form stands for: "crlim" in "Update credit limit" is credit, limit; "cpy" in "Copies"
 * is copies. Every letter stands in them in order, the first begins the first of them, and all but small words take part.
 */
export function spelledBy(short: string, text: string): readonly string[] | undefined {
  if (short.length < 2 || short.length > 12 || !/^[a-z]+$/.test(short)) return undefined;
  const written = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const words = written.slice(0, 12).map((word) => (short.endsWith('y') ? word.replace(/ies$/, 'y') : word));
  if (words.includes(short)) return undefined;
  // "no" is the number, and its o stands in no number.
  const run = runSpelling(short, words);
  return run ?? (short.endsWith('no') ? runSpelling(`${short.slice(0, -2)}n`, words, 'number') : undefined);
}

/** The first run of up to three words that a short form stands for; `last`: what it has to end with. */
function runSpelling(short: string, words: readonly string[], last?: string): readonly string[] | undefined {
  for (const [at] of words.entries()) {
    for (const count of [1, 2, 3]) {
      const run = words.slice(at, at + count);
      if (run.length === count && (last === undefined || run.at(-1) === last) && stands(short, run)) return run;
    }
  }
  return undefined;
}

function stands(short: string, run: readonly string[]): boolean {
  const whole = run.join('');
  if (whole.length <= short.length || (run.length === 1 && whole.startsWith(short) && whole.length - short.length < 2))
    return false;
  if (run.some((word) => SMALL.has(word))) return false;
  // Each word gives its first letter, and what it gives stands in it in order.
  const take = (word: number, from: number): boolean => {
    if (word === run.length) return from === short.length;
    const text = run[word] as string;
    if (short[from] !== text[0]) return false;
    let at = 0;
    let end = from;
    const ends = [];
    while (end < short.length) {
      at = text.indexOf(short[end] as string, at);
      if (at < 0) break;
      at += 1;
      end += 1;
      ends.push(end);
    }
    return ends.reverse().some((next) => take(word + 1, next));
  };
  return take(0, 0);
}

const SMALL: ReadonlySet<string> = new Set(
  'a an the of for to in on at by with and or is are it its this that be as from'.split(' '),
);
