import { type Domain, readDomain } from '../../domain/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { canonicalJson, isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { createRandom, type Random } from '../../random/index.ts';
import type { Call, Execution, Outcome, World, WorldState } from '../types.ts';
import { valueErrors } from '../validator.ts';
import { answerOf, plainAnswer } from './answer.ts';
import { checkArguments, withDefaults } from './arguments.ts';
import { compileWorld } from './compile.ts';
import { fail, premiseBroken, unauthorized } from './errors.ts';
import { fileWrites } from './files/plan.ts';
import { runSteps } from './interpret.ts';
import { numbersOf, placeInLine } from './line.ts';
import type { FunctionModel, WorldModel } from './model.ts';
import { proposeArguments } from './propose.ts';
import { Memory, type Subject } from './records.ts';
import { remembered } from './remembered.ts';
import { answerFits } from './response-check.ts';
import type { Running } from './running.ts';
import { asJson, asState, type DatabaseState, own, startState, withParts } from './state.ts';
import { trieGet, trieSet } from './trie.ts';

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
  /** The state with a passing failure ahead: the next valid call of the function fails, and the one after it does not. */
  withOutage(state: WorldState, functionId: string): WorldState;
  /** Id of the function whose next call fails, where one is to. */
  outageOf(state: WorldState): string | undefined;
}

/** Whether a world is simulated, and so can also say which arguments a user could give. */
export function isSimulatedWorld(world: World): world is SimulatedWorld {
  return world.id === 'simulated' && 'proposeArguments' in world;
}

/** Makes a simulated world of the functions, by their domain; cost is linear in their fields. */
export function createSimulatedWorld(
  functions: readonly GraphFunction[],
  options: SimulationOptions = {},
): SimulatedWorld {
  return createDatabaseWorld(readDomain(functions), functions, options);
}

/** Makes a world of tables and plans from a domain; cost is linear in the functions' fields. */
export function createDatabaseWorld(
  domain: Domain,
  functions: readonly GraphFunction[],
  options: SimulationOptions = {},
): SimulatedWorld {
  const model = compileWorld(domain, functions);
  const setting: Setting = {
    model,
    memory: new Memory({ placeInLine, numbersOf }),
    failureRate: options.failureRate ?? 0,
    premises: options.premises ?? true,
  };
  const startNow = (seed: string) => asJson(startState(seed, options.loggedIn ?? true));
  const executeNow = remembered((call, state) => execute(setting, call, state));
  return {
    id: 'simulated',
    startNow,
    executeNow,
    start: async (seed) => startNow(seed),
    execute: async (call, state) => executeNow(call, state),
    close: async () => {},
    proposeArguments: (id, state, random, known = {}) => {
      const called = model.functions.get(id);
      if (called === undefined) return known;
      const current = asState(state);
      const knows = current !== undefined;
      const proposing = { model, memory: setting.memory, state: current ?? startState('', true), called, knows };
      return proposeArguments(proposing, random, known);
    },
    issuers: (id, parameter) => issuersOf(model, id, parameter),
    missingPremises: (id, state) => {
      const called = model.functions.get(id);
      const current = asState(state);
      return called === undefined || current === undefined ? [] : missingPremises(called, current);
    },
    isReadOnly: (id) => isReadOnly(model.functions.get(id)),
    withOutage: (state, id) => {
      const current = asState(state);
      return current === undefined ? state : asJson(withParts(current, { outage: id }));
    },
    outageOf: (state) => asState(state)?.outage,
  };
}

interface Setting {
  readonly model: WorldModel;
  readonly memory: Memory;
  readonly failureRate: number;
  readonly premises: boolean;
}

function issuersOf({ functions, tables }: WorldModel, id: string, parameter: string): readonly string[] {
  const names = functions.get(id)?.names ?? new Map<string, string>();
  const table =
    names.get(parameter) ??
    [...names].find(([path]) => path.startsWith(`${parameter}.`) || path.startsWith(`${parameter}[`))?.[1];
  return table === undefined ? [] : (tables.get(table)?.issuers ?? []);
}

const WRITING = new Set([
  'insert',
  'update',
  'shift',
  'delete',
  'set state',
  'append',
  'remove',
  'empty',
  'set flag',
  'change member',
  'take members',
  'add',
  'occupy',
  'each',
  'unset',
  'swap',
  'stamp',
  'set free',
  'set state of',
  'discount',
  'choose',
  'hold',
  'subtract',
  'log in',
  'log out',
]);

function isReadOnly(called: FunctionModel | undefined): boolean {
  const steps = called?.plan.steps ?? [];
  return !steps.some((step) => (step.do === 'file' ? fileWrites(step.act) : WRITING.has(step.do)));
}

function execute(setting: Setting, call: Call, before: WorldState): Execution {
  const state = asState(before);
  if (state === undefined)
    return { outcome: fail('invalid_state', 'This is no state of the simulated world.'), state: before };
  const called = setting.model.functions.get(call.function);
  if (called === undefined)
    return { outcome: fail('unknown_function', `Unknown function: '${call.function}'.`), state: before };
  const refused =
    checkArguments(called, call) ?? (setting.premises ? checkPremises(setting, called, state) : undefined);
  if (refused !== undefined) return { outcome: refused, state: before };
  if (state.outage === called.id) return outage(state);
  const given = withDefaults(called.signature.parameters, call.arguments);
  const trouble = failNow(called, state, given, setting.failureRate);
  if (trouble !== undefined) return trouble;
  return run(setting, called, state, given, before);
}

const NOTHING_FOUND: readonly Subject[] = [];

function run(
  { model, memory }: Setting,
  called: FunctionModel,
  state: DatabaseState,
  call: JsonObject,
  before: WorldState,
): Execution {
  const running: Running = {
    model,
    memory,
    called,
    call,
    state,
    subject: undefined,
    before: undefined,
    selected: NOTHING_FOUND,
    total: 0,
    found: undefined,
    aside: undefined,
    computed: undefined,
    file: undefined,
    shown: undefined,
  };
  const problem = runSteps(running);
  if (problem !== undefined) return { outcome: problem, state: before };
  const told = answerOf(running);
  const output = answerFits(running, told) ? told : mendedAnswer(running, told);
  return { outcome: { ok: true, output }, state: asJson(markDone(running.state, called, model)) };
}

/** An answer that does not fit its schema, with the parts that do not made from the schema alone. */
function mendedAnswer(running: Running, told: Json): Json {
  const { response } = running.called;
  const plain = plainAnswer(running);
  if (!isRecord(told) || !isRecord(plain)) return plain;
  const wrong = new Set(valueErrors(response, told).map(({ path }) => String(path[0] ?? '')));
  const mended = {
    ...(told as JsonObject),
    ...Object.fromEntries(Object.entries(plain).filter(([key]) => wrong.has(key))),
  };
  return valueErrors(response, mended).length === 0 ? mended : plain;
}

function markDone(state: DatabaseState, { id }: FunctionModel, { premises }: WorldModel): DatabaseState {
  if (!premises.has(id) || own(state.done, id) === true) return state;
  return withParts(state, { done: { ...state.done, [id]: true } });
}

/** Logged out, or a premise not met. */
function checkPremises({ model }: Setting, called: FunctionModel, state: DatabaseState): Outcome | undefined {
  if (called.needsLogin && !state.loggedIn) return unauthorized();
  const missing = missingPremises(called, state);
  return missing.length === 0
    ? undefined
    : premiseBroken(missing.map((id) => model.functions.get(id)?.signature.name ?? id));
}

/** Functions that must still run before this one. */
function missingPremises({ id, premises }: FunctionModel, state: DatabaseState): string[] {
  return premises.filter((premise) => premise !== id && own(state.done, premise) !== true);
}

/** Transient trouble and documented failures, at the rate that was asked for; a repeated call has a new chance. */
function failNow(called: FunctionModel, state: DatabaseState, call: JsonObject, rate: number): Execution | undefined {
  if (rate <= 0) return undefined;
  const key = `${called.id} ${canonicalJson(call)}`;
  const times = trieGet(state.failures, key) ?? 0;
  const random = createRandom(`${state.seed} failure ${key} ${times}`);
  if (!random.chance(rate)) return undefined;
  const documented = random.pick(called.signature.throws);
  const outcome =
    documented !== undefined && random.chance(0.5)
      ? fail(documented.name, documented.description || documented.name)
      : (random.pick(TROUBLES) as Outcome);
  return { outcome, state: asJson(withParts(state, { failures: trieSet(state.failures, key, times + 1) })) };
}

/** The failure that was ahead, which is over with it. */
function outage(state: DatabaseState): Execution {
  const outcome = createRandom(`${state.seed} outage ${state.outage}`).pick(TROUBLES) as Outcome;
  return { outcome, state: asJson(withParts(state, { outage: undefined })) };
}

const TROUBLES: readonly Outcome[] = [
  fail('unavailable', 'Service temporarily unavailable. Please try again.'),
  fail('timeout', 'The request timed out. Please try again.'),
  fail('rate_limited', 'Too many requests. Try again in a moment.'),
];
