/**
 * The program that a Node process runs to host a user's module: JavaScript, and TypeScript where the running Node strips
 * types. It speaks as the Python host does (`protocol.ts`), on descriptors 3 and 4. A function whose first parameter is named
 * like the signature's first parameter is called with its arguments in order; any other with one object of all.
 */
export const NODE_HOST = String.raw`
import { createHash } from 'node:crypto';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
// Its own, whatever a class makes of the global one.
const { parse, stringify } = JSON;
const asks = createInterface({ input: new Socket({ fd: 3 }), crlfDelay: Infinity })[Symbol.asyncIterator]();
const answer = (value) => {
  let rest = Buffer.from(stringify(value) + '\n');
  while (rest.length > 0) {
    try { rest = rest.subarray(fs.writeSync(4, rest)); } catch (error) { if (error.code !== 'EAGAIN') throw error; }
  }
};
// What fails after a call was answered is told, and does not end what the next calls need.
for (const late of ['unhandledRejection', 'uncaughtException'])
  process.on(late, (error) => { try { fs.writeSync(2, late + ': ' + text(error) + '\n'); } catch {} });
const setup = parse((await asks.next()).value);
const text = (error) => (error instanceof Error ? error.message : String(error)).slice(0, 4000);
const normal = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

// Numbers and ids that code draws follow from the seed of each call, so that a replay draws the same.
let drawn = 1;
const seedWith = (words) => { drawn = createHash('sha256').update(words).digest().readUInt32LE(0) || 1; };
Math.random = () => { drawn ^= drawn << 13; drawn ^= drawn >>> 17; drawn ^= drawn << 5; drawn >>>= 0; return drawn / 4294967296; };
const uuid = () => 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
crypto.randomUUID = uuid;
globalThis.crypto.randomUUID = uuid;

/** A copy that shares nothing but functions with the original, and keeps what each object is an instance of. */
function copyOf(value, seen = new Map()) {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = (copy) => { seen.set(value, copy); return copy; };
  if (Array.isArray(value)) { const copy = keep([]); for (const item of value) copy.push(copyOf(item, seen)); return copy; }
  if (value instanceof Map) { const copy = keep(new Map()); for (const [key, item] of value) copy.set(copyOf(key, seen), copyOf(item, seen)); return copy; }
  if (value instanceof Set) { const copy = keep(new Set()); for (const item of value) copy.add(copyOf(item, seen)); return copy; }
  if (value instanceof Date || value instanceof RegExp || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return keep(structuredClone(value));
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) throw new Error('it holds a ' + value.constructor.name + ', which cannot be copied');
  const copy = keep(Object.create(Object.getPrototypeOf(value)));
  for (const key of Reflect.ownKeys(value)) {
    const own = Object.getOwnPropertyDescriptor(value, key);
    if (Object.hasOwn(own, 'value')) own.value = copyOf(own.value, seen);
    Object.defineProperty(copy, key, own);
  }
  return copy;
}

/** The value as JSON in one order of keys; what refers to itself is cut. */
function canonical(value, open = new Set()) {
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') return stringify(String(value));
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'null';
  if (open.has(value)) return '"^"';
  open.add(value);
  const items = Array.isArray(value) ? [...value]
    : value instanceof Map ? [...value].map(([key, item]) => [key, item])
    : value instanceof Set ? [...value]
    : value instanceof Date ? [value.getTime()]
    : undefined;
  const made = items !== undefined
    ? '[' + items.map((item) => canonical(item, open)).join(',') + ']'
    : '{' + Reflect.ownKeys(value).filter((key) => typeof key === 'string').sort().map((key) => stringify(key) + ':' + canonical(value[key], open)).join(',') + '}';
  open.delete(value);
  return made;
}

const outputText = (output) => stringify(output === undefined ? null : output, (_key, item) =>
  typeof item === 'bigint' ? (Number.isSafeInteger(Number(item)) ? Number(item) : String(item)) : item instanceof Map ? Object.fromEntries(item) : item instanceof Set ? [...item] : item) ?? 'null';

const takesInOrder = (fn, order) => {
  const source = Function.prototype.toString.call(fn);
  const bare = source.replace(/^(?:(?:async|static|public|private)\s+)*\*?\s*(?!function\b)#?[\w$]+\s*(?=\()/, '');
  const first = /^(?:async\s+)?(?:function\s*\*?\s*[\w$]*\s*)?\(?\s*([A-Za-z_$][\w$]*)/.exec(bare);
  return order.length > 0 && first !== null && normal(first[1]) === normal(order[0]);
};
const methodsOf = (made) => {
  const names = new Set();
  for (let at = made; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at))
      if (name !== 'constructor' && !name.startsWith('_') && typeof Object.getOwnPropertyDescriptor(at, name).value === 'function') names.add(name);
  return [...names];
};
const isClass = (value) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

class World {
  made = new Map(); frozen = new Map(); next = 1; live = 0; snapshots = false; why = '';
  constructor(module) { this.module = module; }
  async start() {
    for (const name of setup.classes) this.made.set(name, await this.instance(name));
    if (this.made.size === 0) return;
    const hidden = [...this.made.values()].some((made) => /[\s;{(.]#[A-Za-z_$]/.test(Function.prototype.toString.call(made.constructor)));
    if (hidden && !setup.snapshot) { this.why = 'its fields of the form #name cannot be copied from outside; name two methods that save and restore'; return; }
    try { this.keep(0); this.snapshots = true; } catch (error) { this.why = text(error); }
  }
  async instance(name) {
    const found = this.module[name] ?? (this.module.default?.name === name ? this.module.default : undefined);
    if (typeof found !== 'function') throw new Error('there is no class ' + name + ' among its exports; it has ' + (Object.keys(this.module).filter((key) => isClass(this.module[key])).join(', ') || 'none'));
    const all = setup.state;
    const state = all?.[name] !== undefined && typeof all[name] === 'object' ? all[name] : all;
    const names = setup.loader ? [setup.loader] : ['_load_scenario', '_loadScenario', 'loadScenario', 'load_scenario', 'loadState', 'load_state'];
    const loader = names.find((key) => typeof found.prototype[key] === 'function');
    if (setup.loader && loader === undefined) throw new Error('the class ' + name + ' has no method ' + setup.loader);
    if (loader !== undefined) {
      const made = new found();
      try { await made[loader](copyOf(state ?? {})); } catch (error) { if (state !== null) throw error; return new found(); }
      return made;
    }
    if (state === null) return new found();
    if (found.length > 0) return new found(copyOf(state));
    const made = new found();
    const unknown = Object.keys(state).filter((key) => !(key in made));
    if (unknown.length > 0) throw new Error('the state cannot be loaded: ' + name + ' has no field ' + unknown.join(', ') + '. Name the method that takes it.');
    return Object.assign(made, copyOf(state));
  }
  search(name, scope) {
    const last = name.split('.').at(-1);
    const space = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : scope;
    if (this.made.size === 0) {
      const found = [this.module, this.module.default ?? {}].find((from) => Object.hasOwn(from, name) && typeof from[name] === 'function');
      if (found !== undefined) return [found, name];
      const similar = Object.keys(this.module).find((key) => typeof this.module[key] === 'function' && normal(key) === normal(last));
      if (similar !== undefined) return [this.module, similar];
      throw new Error('the module exports no function "' + name + '"');
    }
    const fitting = [...this.made].filter(([key]) => space !== '' && normal(key) === normal(space.split('.').at(-1)));
    for (const wanted of [(own) => own === last, (own) => normal(own) === normal(last) || normal(own) === normal(name)])
      for (const [key, made] of fitting.length > 0 ? fitting : this.made) {
        const hit = methodsOf(made).find(wanted);
        if (hit !== undefined) return [this.made.get(key), hit];
      }
    throw new Error('the class has no method "' + name + '"');
  }
  keep(key) {
    const digest = createHash('sha256').update(canonical(Object.fromEntries(this.made))).digest('hex').slice(0, 16);
    this.frozen.set(key, { data: this.save(), digest });
    while (this.frozen.size > setup.keepStates) { const oldest = [...this.frozen.keys()].find((name) => name !== 0); this.frozen.delete(oldest); }
    return digest;
  }
  save() {
    if (setup.snapshot) return new Map([...this.made].map(([name, made]) => [name, copyOf(made[setup.snapshot[0]]())]));
    return copyOf(this.made);
  }
  stand(key) {
    if (key === this.live) return true;
    const kept = this.frozen.get(key);
    if (kept === undefined) return false;
    const copy = copyOf(kept.data);
    if (setup.snapshot) for (const [name, made] of this.made) made[setup.snapshot[1]](copy.get(name));
    else this.made = copy;
    this.live = key;
    return true;
  }
  async call(ask) {
    if (this.snapshots && !this.stand(ask.from)) return { gone: true };
    this.live = undefined;
    seedWith(ask.seed);
    const made = await this.run(ask);
    if (!this.snapshots) return made;
    try {
      const key = this.next++;
      const digest = this.keep(key);
      // Nothing changed that shows: the state it started from will do.
      const same = !setup.snapshot && this.frozen.get(ask.from)?.digest === digest;
      if (same) this.frozen.delete(key);
      this.live = same ? ask.from : key;
      return { ...made, state: this.live, digest };
    } catch (error) {
      return { ok: false, code: 'snapshot', message: 'the state after the call cannot be kept: ' + text(error) };
    }
  }
  async run({ function: name, scope, arguments: given, order }) {
    try {
      const [owner, method] = this.search(name, scope);
      const fn = owner[method];
      const output = await (takesInOrder(fn, order) ? fn.apply(owner, order.map((key) => given[key])) : fn.call(owner, given));
      const said = outputText(output);
      if (said.length > setup.maxBytes) return { ok: false, code: 'too_large', message: 'the answer is larger than ' + setup.maxBytes + ' bytes' };
      return { ok: true, text: said };
    } catch (error) {
      return { ok: false, message: text(error), code: String(error?.code ?? error?.name ?? 'Error') };
    }
  }
}

let world;
try {
  const loaded = await import(pathToFileURL(setup.file).href);
  world = new World({ ...loaded, ...(typeof loaded.default === 'object' ? loaded.default : {}), ...loaded });
  await world.start();
  const names = Object.keys(world.module);
  const classes = names.filter((name) => isClass(world.module[name]));
  answer({
    ready: true,
    functions: names.filter((name) => typeof world.module[name] === 'function' && !classes.includes(name)),
    classes: Object.fromEntries(classes.map((name) => [name, methodsOf(world.module[name].prototype)])),
    methods: [...world.made.values()].flatMap(methodsOf),
    snapshots: world.snapshots,
    why: world.why,
    digest: world.frozen.get(0)?.digest ?? '',
  });
} catch (error) {
  answer({ ready: false, message: text(error) });
  process.exit(1);
}
for (let line; !(line = await asks.next()).done; ) {
  const ask = parse(line.value);
  answer({ id: ask.id, ...(await world.call(ask)) });
}
process.exit(0);
`;
