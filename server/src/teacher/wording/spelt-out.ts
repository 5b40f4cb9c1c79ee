import { isVerb, spelledBy, spellOut, splitWords, unitAtEnd } from '../../english/index.ts';
import { isObject, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import type { PastCall, PlannedArgument, PlannedCall, TeacherFunction, ValueOrigin } from '../types.ts';

/**
 * Functions as a person would have named them: CUSTINQ(CUSTNO), "Customer inquiry", is `get_customer(customer_number)`.
 * What is worded is worded of these; nothing of them is ever called. A function whose names are words comes back as it is.
 */
export function speltTool(tool: TeacherFunction): TeacherFunction {
  let spelt = known.get(tool);
  if (spelt === undefined) {
    spelt = read(tool);
    known.set(tool, spelt);
  }
  return spelt;
}

const known = new WeakMap<TeacherFunction, TeacherFunction>();

export function speltCall(
  call: PlannedCall,
  tools: (index: number, sameTurn: boolean) => TeacherFunction | undefined,
): PlannedCall {
  const tool = speltTool(call.tool);
  const given = call.arguments.map((argument): PlannedArgument => {
    const parameter = speltParameter(call.tool, argument.parameter);
    const origin = speltOrigin(argument.origin, tools);
    const same = parameter === argument.parameter && origin === argument.origin;
    return same ? argument : { ...argument, parameter, origin };
  });
  const same = tool === call.tool && given.every((argument, at) => argument === call.arguments[at]);
  return same ? call : { ...call, tool, arguments: given };
}

/** A call that ran is spoken of in every later turn: it is written out once. */
export function speltPast(call: PastCall): PastCall {
  let spelt = past.get(call);
  if (spelt === undefined) {
    spelt = readPast(call);
    past.set(call, spelt);
  }
  return spelt;
}

const past = new WeakMap<PastCall, PastCall>();

function readPast(call: PastCall): PastCall {
  const tool = speltTool(call.tool);
  const names = namesOf(call.tool);
  if (tool === call.tool && names.size === 0) {
    const output = speltKeys(call.output);
    return output === call.output ? call : { ...call, output };
  }
  const given: JsonObject = Object.fromEntries(
    Object.entries(call.arguments).map(([name, value]) => [names.get(name) ?? name, value]),
  );
  return { ...call, tool, arguments: given, output: speltKeys(call.output) };
}

export function speltParameter(tool: TeacherFunction, parameter: string): string {
  return namesOf(tool).get(parameter) ?? parameter;
}

function speltOrigin(
  origin: ValueOrigin,
  tools: (index: number, sameTurn: boolean) => TeacherFunction | undefined,
): ValueOrigin {
  if (origin.from !== 'output' || tools(origin.call, origin.sameTurn) === undefined) return origin;
  const field = speltPath(origin.field);
  return field === origin.field ? origin : { ...origin, field };
}

/** Keys of an output, written out; the same value where none is a short form. */
function speltKeys(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(speltKeys);
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [speltKey(key), speltKeys(item as Json)] as const);
  const same = entries.every(([key, item]) => Object.hasOwn(value, key) && value[key] === item);
  const free = new Set(entries.map(([key]) => key)).size === entries.length;
  return same || !free ? value : Object.fromEntries(entries);
}

/** `lines[].itemno` → `lines[].item_number`. */
function speltPath(path: string): string {
  return path
    .split('.')
    .map((part) => {
      const [, name = '', index = ''] = /^(.*?)((?:\[\])*)$/.exec(part) ?? [];
      return `${speltKey(name)}${index}`;
    })
    .join('.');
}

const keys = new Map<string, string>();
const MAX_KEYS = 20_000;

function speltKey(key: string): string {
  let spelt = keys.get(key);
  if (spelt === undefined) {
    const words = splitWords(key);
    if (words.length === 1 && words[0] === 'curr') return 'currency';
    const out = words.map((word) => spellOut(word));
    spelt = out.some((word) => word !== undefined)
      ? words.map((word, at) => out[at]?.join('_') ?? word).join('_')
      : key;
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(key, spelt);
  }
  return spelt;
}

const renamed = new WeakMap<TeacherFunction, ReadonlyMap<string, string>>();

/** Parameters that are written in short forms, each with its name written out. */
function namesOf(tool: TeacherFunction): ReadonlyMap<string, string> {
  let names = renamed.get(tool);
  if (names === undefined) {
    names = readNames(tool);
    renamed.set(tool, names);
  }
  return names;
}

function readNames({ signature }: TeacherFunction): ReadonlyMap<string, string> {
  const properties = signature.parameters.properties ?? {};
  const names = new Map<string, string>();
  const taken = new Set(Object.keys(properties));
  for (const [name, schema] of Object.entries(properties)) {
    const words = writtenOut(splitWords(name), schema.description ?? '');
    const spelt = words?.join('_');
    if (spelt === undefined || taken.has(spelt)) continue;
    taken.add(spelt);
    names.set(name, spelt);
  }
  return names;
}

/** The words of a name with its short forms written out, by its description first; undefined where it has none. */
function writtenOut(words: readonly string[], description: string): readonly string[] | undefined {
  const out = words.map((word, at) => {
    if (isVerb(word) || word.length < 2) return undefined;
    // `min_size_sqm`: a unit behind what is measured is read as one.
    if (at > 0 && at === words.length - 1 && unitAtEnd(words) !== undefined) return undefined;
    const said = spelledBy(word, description.slice(0, 120));
    const short = !/[aeiou]/.test(word) || (said !== undefined && said.length > 1);
    return said !== undefined && short ? said : spellOut(word);
  });
  return out.some((word) => word !== undefined) ? words.flatMap((word, at) => out[at] ?? [word]) : undefined;
}

/** Nouns in names of programs that stand for a deed. */
const DEEDS: ReadonlyMap<string, string> = new Map([
  ['inquiry', 'get'],
  ['enquiry', 'get'],
  ['lookup', 'get'],
  ['entry', 'create'],
  ['maintenance', 'update'],
  ['cancellation', 'cancel'],
  ['creation', 'create'],
  ['deletion', 'delete'],
  ['removal', 'remove'],
]);

/** Longer descriptions are no names. */
const MAX_WORDS = 6;

function read(tool: TeacherFunction): TeacherFunction {
  const { signature } = tool;
  const names = namesOf(tool);
  const name = nameOf(splitWords(signature.name), signature.description);
  if (name === undefined && names.size === 0) return tool;
  const { parameters } = signature;
  const renamedOf = (parameter: string) => names.get(parameter) ?? parameter;
  const properties: Record<string, JsonSchema> = Object.fromEntries(
    Object.entries(parameters.properties ?? {}).map(([key, schema]) => [renamedOf(key), schema]),
  );
  const required = parameters.required?.map(renamedOf);
  return {
    ...tool,
    signature: {
      ...signature,
      name: name ?? signature.name,
      parameters: { ...parameters, properties, ...(required === undefined ? {} : { required }) },
    },
    ...(tool.reading === undefined ? {} : { reading: speltReading(tool.reading, renamedOf) }),
  };
}

function nameOf(words: readonly string[], description: string): string | undefined {
  const out = writtenOut(words, description);
  if (out === undefined) return undefined;
  const told = (description.split(/[.:;,(]/)[0] ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && !/^(?:a|an|the)$/.test(word));
  // A short description that begins with a verb is the better name: "Update credit limit".
  const by = told.findIndex((word) => /^(?:by|for|using|with)$/.test(word));
  const named = by > 1 ? told.slice(0, by) : told;
  const short = named.length > 1 && named.length <= MAX_WORDS && named.every((word) => /^[a-z]+$/.test(word));
  const deedAt = DEEDS.get(named.at(-1) ?? '');
  if (short && deedAt !== undefined) return [deedAt, ...named.slice(0, -1)].join('_');
  if (short && isVerb(named[0] ?? '')) return named.join('_');
  const deed = DEEDS.get(out.at(-1) ?? '');
  return (deed === undefined ? out : [deed, ...out.slice(0, -1)]).join('_');
}

type Reading = NonNullable<TeacherFunction['reading']>;

function speltReading(reading: Reading, renamedOf: (parameter: string) => string): Reading {
  const entity = (name: string) => speltKey(name);
  const of = <T extends { readonly of?: { readonly entity: string } }>(part: T): T =>
    part.of === undefined ? part : { ...part, of: { ...part.of, entity: entity(part.of.entity) } };
  return {
    ...reading,
    ...(reading.entity === undefined ? {} : { entity: entity(reading.entity) }),
    inputs: reading.inputs.map((input) => {
      const [name = '', ...rest] = input.parameter.split(/(?=[.[])/);
      return of({ ...input, parameter: [renamedOf(name), ...rest].join('') });
    }),
    outputs: reading.outputs.map((output) => of({ ...output, path: speltPath(output.path) })),
  };
}
