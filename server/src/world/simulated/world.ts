import type { GraphFunction } from '../../graph/index.ts';
import { canonicalJson, type Json, type JsonObject } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import type { Call, Execution, Outcome, World, WorldState } from '../types.ts';
import { valueErrors } from '../validator.ts';
import { prepare } from './answering.ts';
import { applyCall } from './apply.ts';
import {
  checkArguments,
  checkPremises,
  checkThings,
  failNow,
  failureKey,
  failuresOf,
  missingPremises,
  withDefaults,
} from './check.ts';
import { isLook } from './effect.ts';
import { fail } from './errors.ts';
import { buildCatalogModel, type CatalogModel, type FunctionModel } from './model.ts';
import { answer, plainAnswer } from './output.ts';
import { parameterKind, proposeArguments } from './propose.ts';
import { asState, type SimulatedState, startState } from './state.ts';
import { Registry } from './things.ts';

export interface SimulationOptions {
  /** Share of valid calls that fail for a passing or documented reason, 0 (default) to 1: trains recovery. */
  readonly failureRate?: number;
  /** Whether somebody is logged in at the start. Default true: an agent mostly serves a user who is. */
  readonly loggedIn?: boolean;
  /** Whether a call fails when its premises have not run. Default true; off for one call tried alone. */
  readonly premises?: boolean;
}

/**
 * The simulated world: made from signatures alone, stateful, and reproducible to the byte from its seed. Everything
 * asynchronous has a synchronous twin, for replays by the thousand.
 */
export interface SimulatedWorld extends World {
  readonly id: 'simulated';
  startNow(seed: string): WorldState;
  executeNow(call: Call, state: WorldState): Execution;
  /**
   * Typed, believable arguments as a user would give them; those in `known` stay as they are. For the state of another
   * world, identifiers that functions issue are left out: only that world knows which there are.
   */
  proposeArguments(functionId: string, state: WorldState, random: Random, known?: JsonObject): JsonObject;
  /** Ids of functions that issue the identifier a parameter takes; empty where it takes none or nobody issues it. */
  issuers(functionId: string, parameter: string): readonly string[];
  /** Ids of the functions that must still run before this one. */
  missingPremises(functionId: string, state: WorldState): readonly string[];
  /** True where the call only looks: it changes nothing that a later call could notice. */
  isReadOnly(functionId: string): boolean;
}

/** Makes a simulated world of the functions; cost is linear in their fields. */
export function createSimulatedWorld(
  functions: readonly GraphFunction[],
  options: SimulationOptions = {},
): SimulatedWorld {
  const catalog = buildCatalogModel(functions);
  const registry = new Registry(catalog);
  const { failureRate = 0, premises = true } = options;
  const startNow = (seed: string) => startState(seed, options.loggedIn ?? true) as unknown as WorldState;
  const executeNow = remembered((call, state) => execute({ catalog, registry, failureRate, premises }, call, state));

  const model = (id: string) => catalog.get(id);
  return {
    id: 'simulated',
    startNow,
    executeNow,
    start: async (seed) => startNow(seed),
    execute: async (call, state) => executeNow(call, state),
    close: async () => {},
    proposeArguments: (id, state, random, known = {}) => {
      const found = model(id);
      if (found === undefined) return known;
      const current = asState(state);
      const knows = current !== undefined;
      return proposeArguments(
        { model: found, catalog, registry, knows },
        current ?? startState('', true),
        random,
        known,
      );
    },
    issuers: (id, parameter) => issuersOf(catalog, model(id), parameter),
    missingPremises: (id, state) => {
      const found = model(id);
      const current = asState(state);
      return found === undefined || current === undefined ? [] : missingPremises(found, current);
    },
    isReadOnly: (id) => isLook(model(id)?.effect ?? 'read'),
  };
}

type Execute = (call: Call, state: WorldState) => Execution;

/** Executions kept for one state. */
const MOST_REMEMBERED = 256;

/**
 * Keeps what a call from a state gave for as long as the state lives: the same call from it gives the same again, down to
 * the identity of the next state, so that replays of one beginning cost nothing.
 */
function remembered(execute: Execute): Execute {
  const byState = new WeakMap<object, Map<string, Execution>>();
  return (call, state) => {
    if (typeof state !== 'object' || state === null) return execute(call, state);
    let known = byState.get(state);
    if (known === undefined) {
      known = new Map();
      byState.set(state, known);
    }
    const key = `${call.function}\n${canonicalJson(call.arguments ?? null)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const execution = execute(call, state);
    if (known.size < MOST_REMEMBERED) known.set(key, execution);
    return execution;
  };
}

function issuersOf(catalog: CatalogModel, model: FunctionModel | undefined, parameter: string): readonly string[] {
  const kind = model === undefined ? undefined : parameterKind(model, parameter);
  return kind === undefined ? [] : catalog.issuers(kind);
}

interface Setting {
  readonly catalog: CatalogModel;
  readonly registry: Registry;
  readonly failureRate: number;
  readonly premises: boolean;
}

function execute(setting: Setting, call: Call, before: WorldState): Execution {
  const state = asState(before);
  if (state === undefined)
    return { outcome: fail('invalid_state', 'This is no state of the simulated world.'), state: before };
  const model = setting.catalog.get(call.function);
  if (model === undefined)
    return { outcome: fail('unknown_function', `Unknown function: '${call.function}'.`), state: before };
  const refused =
    checkArguments(model, call) ?? (setting.premises ? checkPremises(model, setting.catalog, state) : undefined);
  if (refused !== undefined) return { outcome: refused, state: before };
  const given = withDefaults(model.signature.parameters, call.arguments);
  const impossible = checkThings(model, setting.registry, state, given);
  if (impossible !== undefined) return { outcome: impossible, state: before };
  const trouble = failNow(model, state, given, setting.failureRate);
  if (trouble !== undefined) return { outcome: trouble, state: asJson(afterFailure(state, model, given)) };
  return run(setting, model, state, given);
}

function afterFailure(state: SimulatedState, model: FunctionModel, call: JsonObject): SimulatedState {
  const failures = { ...state.failures, [failureKey(model, call)]: failuresOf(model, state, call) + 1 };
  return { ...state, failures };
}

function run({ catalog, registry }: Setting, model: FunctionModel, state: SimulatedState, call: JsonObject): Execution {
  const answering = prepare({ model, catalog, registry, state, call });
  const made = answer(answering);
  const fits = valueErrors(model.response, made.output).length === 0;
  const told = fits ? made : { output: plainAnswer(answering), mentions: [], items: [] };
  const outcome: Outcome = { ok: true, output: told.output };
  return { outcome, state: asJson(applyCall(answering, told)) };
}

function asJson(state: SimulatedState): Json {
  return state as unknown as Json;
}

/**
 * What of a state matters to anybody: things made, changed or gone, session facts, who is logged in. Left out is what
 * was merely looked at. Two replays with equal material states ended alike.
 */
export function materialState(state: WorldState): Json {
  const current = asState(state);
  if (current === undefined) return state;
  const entities = Object.entries(current.entities).map(([kind, things]) => {
    const changed = Object.entries(things).filter(([, entity]) => entity.version > 0);
    const kept = changed.map(([id, { told: _told, ...entity }]) => [id, entity] as const);
    return [kind, Object.fromEntries(kept)] as const;
  });
  const material = Object.fromEntries(entities.filter(([, things]) => Object.keys(things).length > 0));
  return { entities: material, session: current.session, loggedIn: current.loggedIn } as unknown as Json;
}
