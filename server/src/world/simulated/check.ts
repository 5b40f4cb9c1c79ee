import { keyWords } from '../../english/index.ts';
import { canonicalJson, isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { resolveSchema, schemaFields } from '../../signature/index.ts';
import type { Call, Outcome } from '../types.ts';
import { valueErrors } from '../validator.ts';
import { conflict, fail, gone, notFound, premiseBroken, unauthorized } from './errors.ts';
import { spokenKind } from './kinds.ts';
import type { CatalogModel, FunctionModel } from './model.ts';
import { own, type SimulatedState } from './state.ts';
import { type Registry, subjectOf, type Thing, thingsNamed } from './things.ts';
import { isStatusName } from './wording.ts';

/** What a service complains about at most, in one answer. */
const MOST_PROBLEMS = 5;

/** Arguments with the defaults of the left-out ones: giving a default and leaving it out are the same call. */
export function withDefaults(parameters: JsonSchema, call: JsonObject): JsonObject {
  const filled: [string, Json][] = Object.entries(call);
  for (const [name, property] of Object.entries(parameters.properties ?? {})) {
    if (Object.hasOwn(call, name) || typeof property !== 'object' || property === null) continue;
    const { default: value } = resolveSchema(parameters, property).schema;
    if (value !== undefined && value !== null) filled.push([name, value]);
  }
  return Object.fromEntries(filled);
}

/** Wrong, missing and unknown arguments, as a service would list them; undefined where all is well. */
export function checkArguments({ signature }: FunctionModel, call: Call): Outcome | undefined {
  const given: unknown = call.arguments;
  if (!isRecord(given)) {
    return fail('invalid_arguments', 'Invalid arguments: an object is expected.');
  }
  const problems = [
    ...unknownArguments(signature.parameters, call.arguments),
    ...wrongArguments(signature.parameters, call.arguments),
  ];
  if (problems.length === 0) return undefined;
  return fail('invalid_arguments', `Invalid arguments: ${problems.slice(0, MOST_PROBLEMS).join('; ')}.`);
}

function unknownArguments(parameters: JsonSchema, given: JsonObject): string[] {
  const open = parameters.additionalProperties !== undefined && parameters.additionalProperties !== false;
  if (open || parameters.properties === undefined || parameters.patternProperties !== undefined) return [];
  const known = parameters.properties;
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `unexpected argument '${name}'`);
}

function wrongArguments(parameters: JsonSchema, given: JsonObject): string[] {
  return valueErrors(parameters, given)
    .filter((error) => error.keyword !== 'additionalProperties')
    .map((error) => (error.path.length === 0 ? `the arguments ${error.message}` : error.message));
}

/** Logged out, or a premise not met. */
export function checkPremises(model: FunctionModel, catalog: CatalogModel, state: SimulatedState): Outcome | undefined {
  if (model.needsLogin && !state.loggedIn) return unauthorized();
  const missing = missingPremises(model, state);
  return missing.length === 0 ? undefined : premiseBroken(missing.map((id) => catalog.get(id)?.signature.name ?? id));
}

/** Functions that must still run before this one. */
export function missingPremises(model: FunctionModel, state: SimulatedState): string[] {
  return model.premises.filter((id) => id !== model.id && own(state.done, id) !== true);
}

/** Identifiers that nobody issued, and things that are gone. */
export function checkThings(
  model: FunctionModel,
  registry: Registry,
  state: SimulatedState,
  call: JsonObject,
): Outcome | undefined {
  const named: Thing[] = thingsNamed(model, call);
  const subject = subjectOf(model, call);
  if (subject?.kind.startsWith('named ')) named.push(subject);
  for (const thing of named) {
    const problem = checkThing(model, registry, state, thing);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkThing(
  model: FunctionModel,
  registry: Registry,
  state: SimulatedState,
  thing: Thing,
): Outcome | undefined {
  const entity = registry.find(state, thing);
  const kind = spokenKind(thing.kind);
  const id = String(thing.id);
  if (definesItself(model, thing.kind)) {
    return entity === undefined || entity.gone !== undefined || entity.version === 0 ? undefined : conflict(kind, id);
  }
  if (entity === undefined) return notFound(kind, id);
  if (entity.gone === undefined || (entity.gone === 'cancelled' && model.effect === 'read' && tellsStatus(model)))
    return undefined;
  return gone(kind, id, entity.gone);
}

/** The call makes a thing of this kind, under the identifier or name that it gives. */
export function definesItself(model: FunctionModel, kind: string): boolean {
  return model.names && (spokenKind(kind) === model.subject || kind.startsWith('named '));
}

function tellsStatus(model: FunctionModel): boolean {
  return schemaFields(model.response, { maxDepth: 2 }).some(({ path }) => isStatusName(keyWords(path.at(-1) ?? '')));
}

/** Transient trouble and documented failures, at the rate that was asked for; a repeated call has a new chance. */
export function failNow(
  model: FunctionModel,
  state: SimulatedState,
  call: JsonObject,
  rate: number,
): Outcome | undefined {
  if (rate <= 0) return undefined;
  const random = createRandom(`${state.seed} failure ${failureKey(model, call)} ${failuresOf(model, state, call)}`);
  if (!random.chance(rate)) return undefined;
  const documented = random.pick(model.signature.throws);
  if (documented !== undefined && random.chance(0.5))
    return fail(documented.name, documented.description || documented.name);
  return random.pick([
    fail('unavailable', 'Service temporarily unavailable. Please try again.'),
    fail('timeout', 'The request timed out. Please try again.'),
    fail('rate_limited', 'Too many requests. Try again in a moment.'),
  ]);
}

export function failureKey(model: FunctionModel, call: JsonObject): string {
  return `${model.id} ${canonicalJson(call)}`;
}

export function failuresOf(model: FunctionModel, state: SimulatedState, call: JsonObject): number {
  return own(state.failures, failureKey(model, call)) ?? 0;
}
