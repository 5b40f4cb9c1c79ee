import type { Message } from '../chat/index.ts';
import type { GraphFunction } from '../graph/index.ts';
import type { JsonObject } from '../json/index.ts';
import type { WireCall } from '../openai-wire/index.ts';
import { createRandom } from '../random/index.ts';
import { type ToolNames, toolDefinition, toolNames } from '../trajectory/index.ts';
import {
  createSimulatedWorld,
  type Outcome,
  type SimulatedWorld,
  valueErrors,
  type WorldState,
} from '../world/index.ts';
import { adviceFor } from './advice.ts';
import { type OpenEndpointOptions, openEndpoint } from './open-endpoint.ts';
import { argumentProblems, nearestName } from './validity.ts';

/** One call of the model, checked against its schema and run in the simulated world. */
export interface CheckedCall {
  readonly name: string;
  /** Id of the function, where one of this name was offered. */
  readonly function?: string;
  readonly arguments: JsonObject;
  readonly valid: boolean;
  /** One line per schema violation, naming the field and the branch that was meant. */
  readonly problems: readonly string[];
  /** What the schema refuses, with its place in the arguments. */
  readonly errors?: readonly { readonly path: readonly (string | number)[]; readonly message: string }[];
  readonly outcome?: Outcome;
}

export interface CallReport {
  readonly url: string;
  readonly model: string;
  readonly milliseconds: number;
  readonly text: string;
  readonly calls: readonly CheckedCall[];
  /** Plain advice when the reply was not what a tool-calling server sends. */
  readonly advice: readonly string[];
  /** Bodies as sent and received; they hold no key. Both empty where nothing was sent. */
  readonly request: string;
  readonly response: string;
}

export interface TestCallOptions {
  /** The functions there are; the one under test is offered to the model, the others are known to the world. */
  readonly functions: readonly GraphFunction[];
  /** Id of the function under test. */
  readonly function: string;
  /** Ask in words. */
  readonly ask?: string;
  /** Or run these arguments as they are: nothing is sent, the world answers. */
  readonly arguments?: JsonObject;
  readonly url: string;
  /** How it is asked, and what that may cost. */
  readonly endpoint?: OpenEndpointOptions;
  /** Ids of functions offered beside the one under test, or all there are. */
  readonly offer?: readonly string[] | 'all';
}

/** Seed of the world that test calls run in: the identifiers `exampleArguments` proposes exist in it. */
const SEED = 'test-call';
const SYSTEM =
  'You are an assistant that can call functions. Call a function when the user asks for what it does; ask when a required value is missing.';

/**
 * Tries one function: sends the question to an endpoint and checks each call that comes back against its schema, or
 * takes the given arguments; what is valid runs in the simulated world.
 * @throws RangeError where there is no such function or neither question nor arguments; WireError where the endpoint fails, or
 * nothing may be sent there.
 */
export async function testCall(options: TestCallOptions, signal?: AbortSignal): Promise<CallReport> {
  const bench = createBench(options.functions);
  const target = bench.byId.get(options.function);
  if (target === undefined) throw new RangeError(`there is no function "${options.function}"`);
  if (options.arguments !== undefined) return runGiven(bench, target, options.arguments, options.url);
  if (options.ask === undefined || options.ask.trim() === '')
    throw new RangeError('a question or arguments are needed');
  const offered = offeredOf(options, target);
  const tools = offered.map(({ id, signature }) => toolDefinition({ name: bench.names.nameOf(id), signature }));
  const messages: Message[] = [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: options.ask },
  ];
  const client = await openEndpoint(options.url, options.endpoint ?? {});
  const reply = await client.chat({ messages, tools, toolChoice: 'auto' }, signal).finally(() => client.close());
  return {
    url: reply.url,
    model: reply.model,
    milliseconds: reply.milliseconds,
    text: reply.text,
    calls: runCalls(bench, reply.calls, new Set(tools.map((tool) => tool.function.name))),
    advice: adviceFor(reply),
    request: reply.request,
    response: reply.response,
  };
}

/** Arguments a user could give, of things that exist in the world that test calls run in: a form's first content. */
export function exampleArguments(functions: readonly GraphFunction[], id: string): JsonObject {
  const world = createSimulatedWorld(functions);
  return world.proposeArguments(id, world.startNow(SEED), createRandom(`${SEED} ${id}`));
}

/** In the order of the catalog, so that its place tells a model nothing of which one is meant. */
function offeredOf({ functions, offer = [] }: TestCallOptions, target: GraphFunction): readonly GraphFunction[] {
  if (offer === 'all') return functions;
  const wanted = new Set([target.id, ...offer]);
  return functions.filter(({ id }) => wanted.has(id));
}

interface Bench {
  readonly byId: ReadonlyMap<string, GraphFunction>;
  readonly names: ToolNames;
  readonly world: SimulatedWorld;
}

function createBench(functions: readonly GraphFunction[]): Bench {
  return {
    byId: new Map(functions.map((item) => [item.id, item])),
    names: toolNames(functions),
    // One call alone cannot have met its premises.
    world: createSimulatedWorld(functions, { premises: false }),
  };
}

function runGiven(bench: Bench, target: GraphFunction, given: JsonObject, url: string): CallReport {
  const name = bench.names.nameOf(target.id);
  const started = performance.now();
  const { call } = checkCall(bench, { id: '', name, arguments: given }, bench.world.startNow(SEED), new Set([name]));
  const milliseconds = Math.round(performance.now() - started);
  return { url, model: '', milliseconds, text: '', calls: [call], advice: [], request: '', response: '' };
}

/** Runs the calls of one reply in their order, in one world. */
function runCalls(bench: Bench, calls: readonly WireCall[], offered: ReadonlySet<string>): CheckedCall[] {
  let state = bench.world.startNow(SEED);
  return calls.map((sent) => {
    const checked = checkCall(bench, sent, state, offered);
    state = checked.state;
    return checked.call;
  });
}

function checkCall(
  bench: Bench,
  sent: WireCall,
  state: WorldState,
  offered: ReadonlySet<string>,
): { call: CheckedCall; state: WorldState } {
  const { name, arguments: given } = sent;
  const target = offered.has(name) ? bench.byId.get(bench.names.idOf(name) ?? '') : undefined;
  if (target === undefined) {
    const meant = nearestName(name, offered);
    const problem = `no function called '${name}' was offered${meant === undefined ? '' : `; '${meant}' was`}`;
    return { call: { name, arguments: given, valid: false, problems: [problem] }, state };
  }
  const problems = [
    ...(sent.problem === undefined ? [] : [sent.problem]),
    ...argumentProblems(target.signature, given),
  ];
  const execution = bench.world.executeNow({ function: target.id, arguments: given }, state);
  const { outcome } = execution;
  const errors = valueErrors(target.signature.parameters, given).map(({ path, message }) => ({ path, message }));
  const valid = problems.length === 0;
  const call = { name, function: target.id, arguments: given, valid, problems, errors, outcome };
  return { call, state: execution.state };
}
