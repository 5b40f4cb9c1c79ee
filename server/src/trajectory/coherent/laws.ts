import { canonicalJson, isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { agree, fieldNamed, isIdentifier, isScalar, listIn, mentions, plain, recordsIn } from './values.ts';

/** Laws of a world, numbered as in `docs/world.md`. */
export type Law = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** A place where a conversation contradicts itself. */
export interface Violation {
  readonly law: Law;
  /** Index of the message that contradicts what stands before it, or itself. */
  readonly message: number;
  /** Function whose output it is. */
  readonly function: string;
  readonly reason: string;
}

/** What looking at one call comes to: how much could be checked, and what was wrong. */
export interface Looked {
  checks: number;
  readonly violations: Violation[];
}

/** Looks at the call at an index, knowing those before it. */
export type LawCheck = (calls: readonly SeenCall[], at: number, looked: Looked) => void;

function check(looked: Looked, law: Law, { message, name }: SeenCall, holds: boolean, reason: () => string): void {
  looked.checks += 1;
  if (!holds) looked.violations.push({ law, message, function: name, reason: reason() });
}

const text = (value: Json): string => JSON.stringify(value);
const READS: ReadonlySet<string> = new Set(['get', 'list']);

/** Fields that change by themselves, or are no property of a thing. */
const RESTLESS =
  /time|date|score|rank|relevance|similarity|distance|position|index|random|status|state|message|result|count|total|balance|level|unit|currency|format|progress|queue|page|offset|limit/i;
/** Arguments that move a value rather than set it, or say how rather than what. */
const MOVES =
  /amount|quantity|count|delta|percent|increment|decrement|by$|format|unit|currency|limit|page|offset|sort|order/i;

/** 6: equal calls with no write between them give equal answers. */
export const equalCalls: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  const computes = call.operation === 'compute';
  if (!computes && (call.writes || !READS.has(call.operation))) return;
  if (/random|now|time|roll|generat/i.test(call.name)) return;
  const key = canonicalJson(call.arguments);
  for (let before = at - 1; before >= 0 && (computes || calls[before]?.writes === false); before -= 1) {
    const earlier = calls[before] as SeenCall;
    if (earlier.name !== call.name || canonicalJson(earlier.arguments) !== key) continue;
    const same = canonicalJson(earlier.output) === canonicalJson(call.output);
    check(
      looked,
      6,
      call,
      same,
      () => 'the same call gave another answer before, and nothing was changed between them',
    );
    return;
  }
};

/** 7: what an identifier names is the same thing in every answer, as long as nothing is changed. */
export const oneMeaning: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  for (const record of recordsIn(call.output)) {
    for (let before = at - 1; before >= 0; before -= 1) {
      const earlier = calls[before] as SeenCall;
      if (earlier.writes) break;
      const same = recordsIn(earlier.output).find(({ kind, id }) => kind === record.kind && id === record.id);
      if (same === undefined) continue;
      for (const [name, value] of Object.entries(record.fields)) {
        const other = fieldNamed(same.fields, name);
        if (RESTLESS.test(name) || !isScalar(value) || !isScalar(other)) continue;
        check(
          looked,
          7,
          call,
          agree(value, other),
          () => `${name} of ${record.id} is ${text(value)}, and was ${text(other)}`,
        );
      }
      break;
    }
  }
};

/** 1 and 3: what was made or set with a value has it in the next reading of that thing. */
export const setThenRead: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || !READS.has(call.operation)) return;
  for (const record of recordsIn(call.output)) {
    const writer = lastWriteOf(calls, at, record.kind, record.id);
    if (writer === undefined || !writer.ok || !['create', 'update'].includes(writer.operation)) continue;
    for (const [name, given] of Object.entries(writer.arguments)) {
      const read = fieldNamed(record.fields, name);
      if (isIdentifier(name) || MOVES.test(name) || !isScalar(given) || !isScalar(read)) continue;
      const law = writer.operation === 'create' ? 1 : 3;
      check(
        looked,
        law,
        call,
        agree(given, read),
        () => `${writer.name} gave ${name} ${text(given)}, and it reads ${text(read)}`,
      );
    }
  }
};

/** Fields too plain to be one thing's in two functions' answers. */
const PLAIN_FIELD =
  /^(?:id|name|title|type|status|state|message|result|success|value|price|date|time|count|total|text|content|description|data)$/i;

/**
 * 3: what a session has one of (a level, a setting) reads the same in the next answer of another function, and
 * as it was set, as long as nothing is changed between them.
 */
export const sessionAgrees: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || !isOfSession(call) || !isRecord(call.output)) return;
  for (let before = at - 1; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    if (earlier.ok && isOfSession(earlier) && isRecord(earlier.output) && earlier.name !== call.name) {
      for (const [name, value] of Object.entries(call.output)) {
        const set = earlier.writes ? earlier.arguments[name] : undefined;
        const other = set ?? earlier.output[name];
        if (PLAIN_FIELD.test(name) || /time|date/i.test(name) || !isScalar(value as Json) || !isScalar(other as Json))
          continue;
        check(
          looked,
          3,
          call,
          agree(value as string, other as string),
          () => `${name} was ${text(other as Json)} after ${earlier.name}, and reads ${text(value as Json)}`,
        );
      }
    }
    if (earlier.writes) return;
  }
};

/** About no thing in particular: none of its arguments names or describes one. */
function isOfSession({ arguments: given, reading }: SeenCall): boolean {
  if (reading === undefined) return false;
  return Object.keys(given).every((name) => {
    const role = reading.inputs.find(({ parameter }) => parameter === name)?.role;
    return role === 'option' || role === 'amount' || role === 'attribute';
  });
}

/**
 * 1 and 3: a text put under a name is what is read under that name: a call with the same key reads a field called as the
 * argument was.
 */
export const keptUnderName: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || !isRecord(call.output)) return;
  const key = keyOf(call);
  if (key === undefined || Object.keys(call.arguments).length > 1) return;
  for (let before = at - 1; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    if (!earlier.writes) continue;
    const kept = keyOf(earlier);
    if (
      !earlier.ok ||
      kept?.name !== key.name ||
      kept.value !== key.value ||
      !['create', 'update', 'session'].includes(earlier.operation)
    )
      return;
    for (const [name, given] of Object.entries(earlier.arguments)) {
      const field = Object.keys(call.output).find((item) => name.length > 4 && plain(item).endsWith(plain(name)));
      const read = field === undefined ? undefined : (call.output[field] as Json);
      if (name === kept.name || MOVES.test(name) || !isScalar(given) || !isScalar(read)) continue;
      check(
        looked,
        3,
        call,
        agree(given, read),
        () => `${earlier.name} gave ${name} ${text(given)}, and ${field} reads ${text(read)}`,
      );
    }
    return;
  }
};

/** The argument that names what a call is about, where one does and is no identifier that `recordsIn` sees. */
function keyOf({ arguments: given }: SeenCall): { name: string; value: string } | undefined {
  const names = Object.entries(given).filter(
    ([name, value]) => /_name$|Name$|^path$|_path$/.test(name) && typeof value === 'string',
  );
  const [only] = names;
  return names.length === 1 && only !== undefined ? { name: only[0], value: String(only[1]) } : undefined;
}

/** The last write before a call, where it was about this thing; what another write did to it nobody knows. */
function lastWriteOf(calls: readonly SeenCall[], at: number, kind: string, id: string): SeenCall | undefined {
  for (let before = at - 1; before >= 0; before -= 1) {
    const call = calls[before] as SeenCall;
    if (!call.writes) continue;
    const about =
      Object.entries(call.arguments).some(([name, value]) => plain(name) === kind && String(value) === id) ||
      recordsIn(call.output).some((record) => record.kind === kind && record.id === id);
    if (about) return call;
    if (mentions(call.arguments, id) || mentions(call.output, id)) return undefined;
  }
  return undefined;
}

/** 1: what was made is there: it can be looked up, and the whole list of its kind has it. */
export const madeIsThere: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (call.writes) return;
  for (const made of calls.slice(0, at)) {
    if (made.operation !== 'create' || !made.ok) continue;
    const [record] = recordsIn(made.output);
    if (record === undefined || Object.hasOwn(made.arguments, kindKey(made.output, record.kind))) continue;
    if (lastWriteOf(calls, at, record.kind, record.id) !== made) continue;
    if (call.operation === 'get' && asksFor(call, record.kind, record.id) && Object.keys(call.arguments).length === 1)
      check(
        looked,
        1,
        call,
        call.ok || !saysMissing(call.output),
        () => `${made.name} made ${record.id}, and it is not found`,
      );
    const list = call.operation === 'list' && call.ok && isWhole(call) ? listIn(call.output) : undefined;
    const ofKind = list?.every((item) => Object.keys(item).some((name) => plain(name) === record.kind));
    if (list === undefined || ofKind !== true || !isAbout(call.name, record.kind)) continue;
    check(
      looked,
      1,
      call,
      mentions(list, record.id) || list.length >= MAX_WHOLE,
      () => `${made.name} made ${record.id}, and the list lacks it`,
    );
  }
};

/** A list as long as this may be the first page of more. */
const MAX_WHOLE = 10;

function kindKey(output: Json, kind: string): string {
  return isRecord(output) ? (Object.keys(output).find((name) => plain(name) === kind) ?? '') : '';
}

function asksFor({ arguments: given }: SeenCall, kind: string, id: string): boolean {
  return Object.entries(given).some(([name, value]) => plain(name) === kind && isScalar(value) && String(value) === id);
}

function saysMissing(output: Json): boolean {
  return /not[ _]found|does not exist|no such|unknown/i.test(text(output));
}

/** Asked for without any filter. */
function isWhole({ arguments: given }: SeenCall): boolean {
  return Object.keys(given).length === 0;
}

/** `list_tickets` is about what a `ticket_id` names. */
function isAbout(name: string, kind: string): boolean {
  return plain(name).includes(kind.replace(/id$/, ''));
}

const GONE = /cancel|delet|remov|clos|inactiv|void|terminat|withdrawn|expired|revoked|refund|archiv|not[ _]found/i;
const LIVE = /^(?:active|open|confirmed|booked|valid|ok|available|live|enabled|pending|scheduled|upcoming)$/i;

/** 2: what was deleted or cancelled is gone, or says so. */
export const goneIsGone: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes) return;
  for (const ended of calls.slice(0, at)) {
    const cancels = /cancel/i.test(ended.name);
    if (!ended.ok || !(ended.operation === 'delete' || cancels)) continue;
    for (const [name, id] of Object.entries(ended.arguments)) {
      if (!isIdentifier(name) || !isScalar(id) || !isAbout(ended.name, plain(name))) continue;
      if (lastWriteOf(calls, at, plain(name), String(id)) !== ended) continue;
      for (const record of recordsIn(call.output)) {
        if (record.kind !== plain(name) || record.id !== String(id)) continue;
        const states = Object.entries(record.fields).filter(
          ([key, value]) => /status|state|active/i.test(key) && isScalar(value),
        );
        const live = states.find(([key, value]) => LIVE.test(String(value)) || (value === true && /active/i.test(key)));
        const holds = live === undefined && (cancels || GONE.test(text(record.fields)));
        check(
          looked,
          2,
          call,
          holds,
          () => `${ended.name} ended ${String(id)}, and it is here${live === undefined ? '' : ` as ${text(live[1])}`}`,
        );
      }
    }
  }
};

/** 5: a result lies within the bounds and has the value that was asked for; an identifier asked for is the one answered. */
export const withinFilter: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  const list = READS.has(call.operation) ? listIn(call.output) : undefined;
  for (const [name, value] of Object.entries(call.arguments)) {
    if (isRecord(call.output)) checkEcho(call, name, value, call.output as JsonObject, looked);
    if (!isScalar(value)) continue;
    if (list !== undefined && list.length > 0) checkList(call, name, value, list, looked);
  }
};

/** Fields that may differ from the argument of their name: they are what the call comes to. */
const OUTCOMES =
  /status|state|message|result|success|total|balance|unit|currency|format|mode|type|price|amount|quantity|position|location|path|folder|director|source|destination|name$|query|keyword|order|date|time/i;

function checkEcho(call: SeenCall, name: string, value: Json, output: JsonObject, looked: Looked): void {
  const said = fieldNamed(output, name);
  if (said === undefined || said === null || (OUTCOMES.test(name) && !isIdentifier(name))) return;
  if (isScalar(value) && isScalar(said))
    check(
      looked,
      5,
      call,
      agree(value, said),
      () => `${name} ${text(value)} was asked for, and ${text(said)} is answered`,
    );
  const lists = Array.isArray(value) && Array.isArray(said) && value.length > 0 && [...value, ...said].every(isScalar);
  if (!lists) return;
  const same = value.every((item) => (said as Json[]).some((other) => agree(item as string, other as string)));
  check(looked, 5, call, same, () => `${name} ${text(value)} was given, and ${text(said)} is answered`);
}

const BOUND = /^(min|max|minimum|maximum)_?([A-Za-z_]+)$|^([A-Za-z_]+?)_?(min|max|minimum|maximum)$/;

function checkList(
  call: SeenCall,
  name: string,
  value: string | number | boolean,
  list: JsonObject[],
  looked: Looked,
): void {
  if (/^(?:limit|max_results|page_size|top_k|per_page)$/i.test(name) && typeof value === 'number')
    check(looked, 5, call, list.length <= value, () => `${list.length} results, and at most ${value} were asked for`);
  const bound = typeof value === 'number' ? BOUND.exec(name) : null;
  if (bound !== null) {
    const least = (bound[1] ?? bound[4] ?? '').startsWith('min');
    for (const item of list) {
      const found = fieldNamed(item, bound[2] ?? bound[3] ?? '');
      if (typeof found !== 'number') continue;
      const holds = least ? found >= Number(value) : found <= Number(value);
      check(looked, 5, call, holds, () => `${name} is ${value}, and a result has ${found}`);
    }
    return;
  }
  const role = call.reading?.inputs.find(({ parameter }) => parameter === name)?.role;
  if (!isIdentifier(name) && !(role === 'filter' && isChoice(call, name, value))) return;
  for (const item of list) {
    const found = fieldNamed(item, name);
    if (isScalar(found))
      check(
        looked,
        5,
        call,
        agree(value, found),
        () => `${name} ${text(value)} was asked for, and a result has ${text(found)}`,
      );
  }
}

/** One word or a yes or no: what is searched for in longer texts may be written otherwise. */
function isChoice(_call: SeenCall, _name: string, value: string | number | boolean): boolean {
  return typeof value === 'boolean' || (typeof value === 'string' && /^[\p{L}_-]+$/u.test(value));
}

const DEEDS: readonly (readonly [string, RegExp])[] = [
  ['create', /\b(?:created|added|opened|booked|posted|registered)\b/i],
  ['update', /\b(?:updated|changed|modified|edited)\b/i],
  ['delete', /\b(?:deleted|removed|erased)\b/i],
  ['cancel', /\bcancell?ed\b/i],
];

/** 8: a confirmation names the deed that was done. */
export const deedIsNamed: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || !isRecord(call.output)) return;
  const done = /cancel/i.test(call.name) ? 'cancel' : call.operation;
  if (!['create', 'update', 'delete', 'cancel'].includes(done)) return;
  const said = ['message', 'result', 'confirmation', 'detail'].map((name) =>
    fieldNamed(call.output as JsonObject, name),
  );
  const words = said.filter((item): item is string => typeof item === 'string').join(' ');
  const named = DEEDS.filter(([, pattern]) => pattern.test(words)).map(([deed]) => deed);
  if (named.length === 0) return;
  // Deeds of one kind go by several words; only what ends a thing is told apart from what makes or changes one.
  const ends = (deed: string) => deed === 'delete' || deed === 'cancel';
  const holds =
    named.includes(done) || named.some((deed) => ends(deed) === ends(done) && !(ends(done) && deed !== done));
  check(looked, 8, call, holds, () => `${call.name} answers "${words}"`);
};

const PAIRS: readonly (readonly [earlier: RegExp, later: RegExp])[] = [
  [/^depart(?:ure|s)?/i, /^arriv(?:al|es)?/i],
  [/^start/i, /^end/i],
  [/^check_?in/i, /^check_?out/i],
  [/^created/i, /^updated/i],
];
/** Times without a zone are local to their places, which lie up to a day apart. */
const A_DAY = 26 * 3_600_000;

/** 9: what belongs together agrees: an end is not before its beginning, a total is price times quantity. */
export const fieldsAgree: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  const visit = (value: Json, depth: number): void => {
    if (depth > 8) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isRecord(value)) {
      checkPairs(call, value as JsonObject, looked);
      checkTotal(call, value as JsonObject, looked);
      for (const item of Object.values(value)) visit(item as Json, depth + 1);
    }
  };
  visit(call.output, 0);
};

function checkPairs(call: SeenCall, fields: JsonObject, looked: Looked): void {
  for (const [earlier, later] of PAIRS) {
    for (const [name, begins] of Object.entries(fields)) {
      if (!earlier.test(name)) continue;
      const rest = name.replace(earlier, '');
      const other = Object.keys(fields).find((key) => later.test(key) && key.replace(later, '') === rest);
      const ends = other === undefined ? undefined : fields[other];
      const [from, to] = [instant(begins), instant(ends)];
      if (from === undefined || to === undefined) continue;
      const slack = earlier.source.startsWith('^depart') && !/Z$|[+-]\d\d:?\d\d$/.test(String(begins)) ? A_DAY : 0;
      check(
        looked,
        9,
        call,
        to >= from - slack,
        () => `${other} ${text(ends ?? null)} is before ${name} ${text(begins)}`,
      );
    }
  }
}

function instant(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  const read = Date.parse(value);
  return Number.isNaN(read) ? undefined : read;
}

function checkTotal(call: SeenCall, fields: JsonObject, looked: Looked): void {
  const number = (...names: string[]) =>
    names.map((name) => fieldNamed(fields, name)).find((item) => typeof item === 'number');
  const [price, quantity, total] = [
    number('unit_price', 'price_per_unit'),
    number('quantity'),
    number('total', 'total_price', 'subtotal', 'line_total'),
  ];
  if (price === undefined || quantity === undefined || total === undefined) return;
  const wanted = (price as number) * (quantity as number);
  check(
    looked,
    9,
    call,
    Math.abs((total as number) - wanted) <= 0.011 + 1e-6 * wanted,
    () => `${quantity} at ${price} is not ${total}`,
  );
}

/** Verbs that move a balance by what they are given, with no fee by their nature; the sign where it is plain. */
const ADDS = /deposit|top_?up|fund|credit|refill|add_?(?:funds|money|balance)/i;
const TAKES = /withdraw|debit/i;

/** 4: a balance moves by the amount: two readings of it around one deposit or withdrawal differ by that. */
export const balanceMoves: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  const after = balanceIn(call.output);
  if (after === undefined) return;
  let moved: SeenCall | undefined;
  for (let before = at; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    const seen = before === at ? undefined : balanceIn(earlier.output);
    if (seen !== undefined && seen.name === after.name && moved !== undefined && sameOwner(earlier, call)) {
      const [, amount] =
        Object.entries(moved.arguments).find(([name, value]) => /amount/i.test(name) && typeof value === 'number') ??
        [];
      if (typeof amount !== 'number') return;
      const wanted = ADDS.test(moved.name) ? seen.value + amount : seen.value - amount;
      check(
        looked,
        4,
        call,
        Math.abs(after.value - wanted) < 0.011,
        () => `${after.name} was ${seen.value}, ${moved?.name} moved it by ${amount}, and it is ${after.value}`,
      );
      return;
    }
    if (!earlier.writes) continue;
    if (moved !== undefined || !earlier.ok || ADDS.test(earlier.name) === TAKES.test(earlier.name)) return;
    moved = earlier;
  }
};

function balanceIn(output: Json): { name: string; value: number } | undefined {
  if (!isRecord(output)) return undefined;
  const found = Object.entries(output).filter(([name, value]) => /balance/i.test(name) && typeof value === 'number');
  const [only] = found;
  if (found.length !== 1 || only === undefined) return undefined;
  return { name: plain(only[0]).replace(/^(?:new|current|account|updated)+/, ''), value: only[1] as number };
}

/** Both speak of one account: no identifier that one names is another in the other. */
function sameOwner(left: SeenCall, right: SeenCall): boolean {
  return Object.entries(left.arguments).every(([name, value]) => {
    const other = fieldNamed(right.arguments, name);
    return !isIdentifier(name) || other === undefined || String(other) === String(value);
  });
}
