import type { FunctionReading, Operation, OutputReading } from '../domain/index.ts';
import { isRecord, type JsonSchema } from '../json/index.ts';
import type { CatalogEntry } from '../signature/index.ts';
import { code, escapeMarkdown, shorten } from './markdown.ts';
import type { Workspace } from './types.ts';

/** Longest plan that is shown. */
const MAX_PLAN = 240;
const MAX_NAMES = 4;
/** Longest answer that is shown as a sample. */
const MAX_SAMPLE = 240;

/**
 * What the domain reads of a function, what the simulated world does for it, and what it answered in a real one; '' where
 * nothing is known yet.
 */
export function readingMarkdown(workspace: Workspace, id: string): string {
  return [readText(workspace, id), observedText(workspace, id)].filter((line) => line !== '').join('  \n');
}

function readText(workspace: Workspace, id: string): string {
  const domain = workspace.domain?.();
  const reading = domain?.functions.find((each) => each.function === id);
  if (domain === undefined || reading === undefined) return '';
  const plan = workspace.plans?.(domain).get(id);
  const line = `**Read as** ${readingText(reading, code)}`;
  return plan === undefined || plan === ''
    ? line
    : `${line}  \n**Simulated** ${escapeMarkdown(shorten(plan, MAX_PLAN))}`;
}

/** `Observed {…} (3 times, in run-7)`: the sample stands as code, whatever is in it. */
function observedText({ observed }: Workspace, id: string): string {
  const seen = observed?.(id);
  if (seen === undefined) return '';
  const times = seen.times === 1 ? 'once' : `${seen.times} times`;
  const where = `${times}, in ${code(seen.source)}`;
  return `**Observed** ${code(shorten(JSON.stringify(seen.sample), MAX_SAMPLE))} (${where})`;
}

/** `creates booking · returns its key booking_id (predicted)`; `name` dresses what comes from a file. */
export function readingText(reading: FunctionReading, name: (text: string) => string): string {
  const { operation, entity, movesTo } = reading;
  const deed = `${DEEDS[operation]}${entity === undefined ? '' : ` ${name(entity)}`}`;
  const moved = movesTo === undefined ? '' : `, which is ${name(movesTo)} then`;
  return [`${deed}${moved}`, returnsText(reading, name)].filter((part) => part !== '').join(' · ');
}

const DEEDS: Readonly<Record<Operation, string>> = {
  create: 'creates',
  get: 'gets',
  list: 'lists',
  update: 'updates',
  delete: 'deletes',
  act: 'acts on',
  compute: 'computes',
  session: 'changes the session',
  send: 'sends',
  other: 'does something else',
};

/** The most telling of what comes back: the key, else other identifiers, else values. */
function returnsText({ outputs, response }: FunctionReading, name: (text: string) => string): string {
  const source = `(${response.from})`;
  const keys = outputs.filter(({ role }) => role === 'key');
  if (keys.length > 0) return `returns its key ${namesOf(keys, name)} ${source}`;
  const references = outputs.filter(({ role }) => role === 'reference');
  const told = references.length > 0 ? references : outputs.filter(({ role, path }) => VALUES.has(role) && path !== '');
  return told.length === 0 ? '' : `returns ${namesOf(told, name)} ${source}`;
}

const VALUES: ReadonlySet<string> = new Set(['attribute', 'count', 'total', 'status', 'computed']);

function namesOf(outputs: readonly OutputReading[], name: (text: string) => string): string {
  const shown = outputs.slice(0, MAX_NAMES).map(({ path }) => (path === '' ? 'itself' : name(path)));
  return `${shown.join(', ')}${outputs.length > MAX_NAMES ? ' …' : ''}`;
}

/**
 * The predicted response of a function that documents none, as it may be written down. States that verbs tell are left
 * out: they do not say all that a record can be in. Undefined where nothing is read yet, or nothing is predicted.
 */
export function predictedResponse({ domain: held }: Workspace, entry: CatalogEntry): JsonSchema | undefined {
  const { id } = entry;
  if (saysWhatComes(entry)) return undefined;
  const domain = held?.();
  const reading = domain?.functions.find((each) => each.function === id);
  if (domain === undefined || reading?.response.from !== 'predicted') return undefined;
  const { schema } = reading.response;
  if (Object.keys(schema.properties ?? {}).length === 0 && schema.items === undefined) return undefined;
  return withoutStates(schema, new Set(domain.entities.flatMap(({ states }) => states)));
}

/**
 * What a function that documents no response answered in a real world, as it may be written down; undefined where nothing
 * was seen.
 */
export function observedResponse({ observed }: Workspace, entry: CatalogEntry): JsonSchema | undefined {
  if (saysWhatComes(entry)) return undefined;
  const schema = observed?.(entry.id)?.schema;
  return schema === undefined || Object.keys(schema).length === 0 ? undefined : schema;
}

function saysWhatComes({ signature: { response } }: CatalogEntry): boolean {
  return response !== undefined && Object.keys(response).length > 0;
}

/** Deepest place of a prediction that is looked into; predictions are flatter. */
const MAX_DEPTH = 8;

function withoutStates(schema: JsonSchema, states: ReadonlySet<unknown>, depth = 0): JsonSchema {
  if (depth > MAX_DEPTH) return schema;
  if (schema.enum?.every((value) => states.has(value)) === true) {
    const { enum: _states, ...rest } = schema;
    return rest;
  }
  const { items, properties } = schema;
  const inner = (each: JsonSchema) => (isRecord(each) ? withoutStates(each, states, depth + 1) : each);
  return {
    ...schema,
    ...(isRecord(items) ? { items: inner(items as JsonSchema) } : {}),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, inner(each)])) }),
  };
}
