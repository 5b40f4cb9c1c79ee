import { keyWords } from '../../../server/src/english/index.ts';
import type { GraphFunction } from '../../../server/src/graph/index.ts';
import { canonicalJson, type Json, type JsonObject } from '../../../server/src/json/index.ts';
import type { Outcome } from '../../../server/src/world/index.ts';

/** One call of a conversation, as a reader sees it: the name, the arguments, what came back. */
export interface Seen {
  readonly id: string;
  readonly signature: GraphFunction['signature'];
  readonly arguments: JsonObject;
  readonly outcome: Outcome;
  /** The function only looks. */
  readonly looks: boolean;
}

/** How often a law could be checked, and the checks that it failed. */
export interface Tally {
  readonly law: string;
  made: number;
  readonly wrong: string[];
}

const LAWS = [
  'created',
  'gone',
  'updated',
  'echo',
  'filter',
  'equal',
  'identity',
  'deed',
  'placeholder',
  'balance',
  'fields',
  'count',
] as const;
type Law = (typeof LAWS)[number];

/**
 * Checks a conversation by what stands in it alone, names and values: never by a world's tables. A law is checked only where
 * names make plain that it applies.
 */
export function checkConversation(seen: readonly Seen[], tallies: Map<Law, Tally> = emptyTallies()): Map<Law, Tally> {
  const check = (law: Law, holds: boolean, what: string): void => {
    const tally = tallies.get(law) as Tally;
    tally.made += 1;
    if (!holds) tally.wrong.push(what);
  };
  const answers = new Map<string, string>();
  const made: Made[] = [];
  const balances = new Map<string, number>();
  for (const call of seen) {
    if (!call.looks && call.outcome.ok) answers.clear();
    if (call.looks) checkEqual(call, answers, check);
    if (!call.outcome.ok) {
      checkRefused(call, made, check);
      continue;
    }
    const output = call.outcome.output;
    checkTexts(output, check);
    checkFields(call, output, check);
    checkCount(call, output, check);
    checkBalance(call, output, balances, check);
    checkEcho(call, output, check);
    checkIdentity(call, output, check);
    checkDeed(call, output, check);
    checkFilter(call, output, check);
    checkMade(call, output, made, check);
    note(call, output, made);
  }
  return tallies;
}

type Check = (law: Law, holds: boolean, what: string) => void;

export function emptyTallies(): Map<Law, Tally> {
  return new Map(LAWS.map((law) => [law, { law, made: 0, wrong: [] }]));
}

/** A record that a call made, by its identifier. */
interface Made {
  readonly key: string;
  readonly id: Json;
  readonly facts: Record<string, Json>;
  readonly by: string;
  readonly scope: string;
  ended?: 'deleted' | 'cancelled';
}

const scopeOf = ({ signature }: Seen) => signature.namespace || signature.source.uri;
const say = ({ id, arguments: given, outcome }: Seen) =>
  `${id}(${JSON.stringify(given)}) → ${JSON.stringify(outcome.ok ? outcome.output : outcome.error).slice(0, 300)}`;
const keyOf = (name: string) => keyWords(name).join('_');

/** Every object of a value, itself first. */
function* objectsOf(value: Json): Generator<JsonObject> {
  if (Array.isArray(value)) for (const item of value) yield* objectsOf(item);
  else if (typeof value === 'object' && value !== null) {
    yield value;
    for (const inner of Object.values(value)) yield* objectsOf(inner);
  }
}

/** The answer itself, and what a wrapper around it holds; what lies deeper is of other things. */
function* outerObjects(value: Json): Generator<JsonObject> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  yield value;
  const inner = Object.values(value);
  const [only] = inner;
  if (inner.length === 1 && typeof only === 'object' && only !== null && !Array.isArray(only)) yield only;
}

function* textsOf(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* textsOf(inner as Json);
}

const isScalar = (value: Json | undefined): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

/** Equal calls with no write between give equal answers. */
function checkEqual(call: Seen, answers: Map<string, string>, check: Check): void {
  const key = `${call.id} ${canonicalJson(call.arguments)}`;
  const answer = canonicalJson(call.outcome as unknown as Json);
  const before = answers.get(key);
  if (before !== undefined) check('equal', before === answer, say(call));
  answers.set(key, answer);
}

/** `repository 59` stands for nothing. */
function checkTexts(output: Json, check: Check): void {
  for (const text of textsOf(output)) check('placeholder', !/^[a-z]+(?: [a-z]+)? [1-9]\d?$/.test(text), text);
}

const PAIRS = [
  [/^start/, /^end/],
  [/^depart/, /^arriv/],
  [/^check_in/, /^check_out/],
  [/^created/, /^updated/],
] as const;

/** An end is not before its beginning; a line's total is its price times its quantity. */
function checkFields(call: Seen, output: Json, check: Check): void {
  for (const object of objectsOf(output)) {
    for (const [first, last] of PAIRS) {
      for (const [name, begins] of Object.entries(object)) {
        const other = Object.keys(object).find(
          (key) => last.test(key) && key.replace(last, '') === name.replace(first, ''),
        );
        const ends = other === undefined || !first.test(name) ? undefined : object[other];
        const [from, to] = [begins, ends].map((value) => (typeof value === 'string' ? Date.parse(value) : Number.NaN));
        if (!Number.isNaN(from) && !Number.isNaN(to))
          check('fields', (from ?? 0) <= (to ?? 0), `${name}: ${say(call)}`);
      }
    }
    const { unit_price: price, quantity, line_total: total } = object;
    if (typeof price === 'number' && typeof quantity === 'number' && typeof total === 'number')
      check('fields', Math.abs(price * quantity - total) < 0.011, say(call));
  }
}

/** A count beside one list is its length, where the call set no limit. */
function checkCount(call: Seen, output: Json, check: Check): void {
  if (!call.looks || typeof output !== 'object' || output === null || Array.isArray(output)) return;
  const lists = Object.values(output).filter((value) => Array.isArray(value));
  const [only] = lists;
  const { count } = output;
  const limited = Object.keys(call.arguments).some((name) => /limit|page|size|max|top|offset/i.test(name));
  if (lists.length === 1 && Array.isArray(only) && typeof count === 'number' && !limited)
    check('count', only.length === count, say(call));
}

/** A balance is what it was before, moved by the one amount that was paid in or taken out. */
function checkBalance(call: Seen, output: Json, balances: Map<string, number>, check: Check): void {
  const verb = keyWords(call.signature.name)[0] ?? '';
  const moved = verb === 'deposit' ? 1 : verb === 'withdraw' ? -1 : call.looks ? 0 : undefined;
  if (moved === undefined) {
    balances.clear();
    return;
  }
  const { amount } = call.arguments;
  for (const object of objectsOf(output)) {
    const { account_id: id, balance } = { ...(moved === 0 ? {} : call.arguments), ...object };
    if (typeof id !== 'string' || typeof balance !== 'number') continue;
    const before = balances.get(id);
    if (before !== undefined && (moved === 0 || typeof amount === 'number'))
      check('balance', Math.abs(before + moved * Number(amount ?? 0) - balance) < 0.011, say(call));
    balances.set(id, balance);
  }
}

/** A field at the top that is named like an argument repeats it, after a deed. */
function checkEcho(call: Seen, output: Json, check: Check): void {
  if (call.looks || typeof output !== 'object' || output === null || Array.isArray(output)) return;
  for (const [name, given] of Object.entries(call.arguments)) {
    const told = Object.hasOwn(output, name) ? output[name] : undefined;
    // What a file is given is not said again: its answer's `content` is the confirmation.
    if (name === 'content') continue;
    if (isScalar(given) && isScalar(told)) check('echo', told === given, `${name}: ${say(call)}`);
  }
}

/** What is asked for by an identifier is what is answered of. */
function checkIdentity(call: Seen, output: Json, check: Check): void {
  if (!call.looks || typeof output !== 'object' || output === null || Array.isArray(output)) return;
  for (const [name, given] of Object.entries(call.arguments)) {
    const told = Object.hasOwn(output, name) ? output[name] : undefined;
    if (keyWords(name).at(-1) === 'id' && isScalar(given) && isScalar(told))
      check('identity', String(told) === String(given), `${name}: ${say(call)}`);
  }
}

const ENDS = /^(cancel|delete|remove)/;

/** The confirmation names the deed that was done. */
function checkDeed(call: Seen, output: Json, check: Check): void {
  const verb = keyWords(call.signature.name)[0] ?? '';
  const ends = ENDS.exec(verb)?.[1];
  if (ends === undefined || call.looks) return;
  for (const text of textsOf(output)) {
    const deed = /\bhas been ([a-z]+)\b/.exec(text)?.[1];
    if (deed !== undefined) check('deed', deed.startsWith(ends.slice(0, 5)), say(call));
  }
  for (const object of outerObjects(output)) {
    const { status } = object;
    if (ends === 'cancel' && typeof status === 'string')
      check('deed', /cancel|success|ok|refund|done|complet/i.test(status), say(call));
  }
}

const LISTS = new Set(['list', 'search', 'find', 'filter', 'query', 'browse']);
const CONTROLS =
  /limit|page|offset|sort|query|keyword|search|term|min|max|from|after|before|since|until|start|end|date|radius|path/i;

/** A list holds only what was asked for. */
function checkFilter(call: Seen, output: Json, check: Check): void {
  if (!call.looks || !LISTS.has(keyWords(call.signature.name.split('.').at(-1) ?? '')[0] ?? '')) return;
  for (const [name, given] of Object.entries(call.arguments)) {
    if (!isScalar(given) || CONTROLS.test(name)) continue;
    for (const object of objectsOf(output)) {
      const told = Object.hasOwn(object, name) ? object[name] : undefined;
      if (isScalar(told))
        check('filter', String(told).toLowerCase() === String(given).toLowerCase(), `${name}: ${say(call)}`);
    }
  }
}

/** Records of this session as later answers tell of them. */
function checkMade(call: Seen, output: Json, made: readonly Made[], check: Check): void {
  for (const record of made) {
    if (record.scope !== scopeOf(call)) continue;
    const about = [...objectsOf(output)].filter((object) =>
      Object.entries(object).some(([name, value]) => isIdOf(name, record) && value === record.id),
    );
    const asked = Object.entries(call.arguments).some(([name, value]) => isIdOf(name, record) && value === record.id);
    if (record.ended === 'deleted' && call.looks) {
      if (asked) check('gone', about.length === 0, say(call));
      continue;
    }
    if (record.ended === 'cancelled' && call.looks)
      for (const object of about) {
        const { status } = object;
        if (typeof status === 'string') check('gone', /cancel/i.test(status), say(call));
      }
    for (const object of about) {
      for (const [name, value] of Object.entries(object)) {
        const known = record.facts[keyOf(name)];
        if (call.looks && isScalar(known) && isScalar(value))
          check('updated', known === value, `${name} of ${record.by}: ${say(call)}`);
      }
    }
    if (isWholeList(call, output, record))
      check('created', about.length > 0, `${record.by} ${String(record.id)}: ${say(call)}`);
  }
}

/** What was deleted is refused. */
function checkRefused(call: Seen, made: readonly Made[], check: Check): void {
  for (const record of made) {
    const asked = Object.entries(call.arguments).some(([name, value]) => isIdOf(name, record) && value === record.id);
    if (call.looks && asked && record.ended === 'deleted') check('gone', true, say(call));
  }
}

const isIdOf = (name: string, { key }: Made) => keyOf(name) === key || (name === 'id' && key.endsWith('_id'));

/** A list of such records without any argument, or by what the record was given. */
function isWholeList(call: Seen, output: Json, record: Made): boolean {
  const noun = record.key.replace(/_id$/, '');
  const words = keyWords(call.signature.name);
  if (!call.looks || words[0] !== 'list' || words.at(-1) !== noun.split('_').at(-1) || record.ended !== undefined)
    return false;
  const fits = Object.entries(call.arguments).every(([name, value]) => record.facts[keyOf(name)] === value);
  const lists = [...objectsOf(output)]
    .flatMap((object) => Object.values(object))
    .concat(Array.isArray(output) ? [output] : []);
  const told = lists.some(
    (value) =>
      Array.isArray(value) &&
      value.some(
        (item) => typeof item === 'object' && item !== null && Object.keys(item).some((name) => isIdOf(name, record)),
      ),
  );
  return fits && told;
}

/** What a deed makes, changes or ends. */
function note(call: Seen, output: Json, made: Made[]): void {
  if (call.looks) return;
  const verb = keyWords(call.signature.name)[0] ?? '';
  const noun = keyWords(call.signature.name).at(-1) ?? '';
  const facts = Object.fromEntries(
    Object.entries(call.arguments)
      .filter(([, value]) => isScalar(value))
      .map(([name, value]) => [keyOf(name), value]),
  );
  if (
    /^(?:create|add|register|open|new)$/.test(verb) &&
    typeof output === 'object' &&
    output !== null &&
    !Array.isArray(output)
  ) {
    const own = Object.entries(output).find(
      ([name, value]) => keyOf(name) === `${noun}_id` && isScalar(value) && !Object.hasOwn(call.arguments, name),
    );
    if (own !== undefined)
      made.push({
        key: `${noun}_id`,
        id: own[1],
        facts: { ...facts, [`${noun}_id`]: own[1] },
        by: say(call),
        scope: scopeOf(call),
      });
    return;
  }
  for (const record of made) {
    const named = Object.entries(call.arguments).some(([name, value]) => isIdOf(name, record) && value === record.id);
    if (!named || record.scope !== scopeOf(call)) continue;
    const own = noun === record.key.replace(/_id$/, '').split('_').at(-1);
    if (own && /^(?:delete|remove)$/.test(verb)) record.ended = 'deleted';
    else if (own && verb === 'cancel') record.ended = 'cancelled';
    else if (own && /^(?:update|set|change|edit|rename)$/.test(verb)) Object.assign(record.facts, facts);
    else for (const key of Object.keys(record.facts)) if (key !== record.key) delete record.facts[key];
  }
}
