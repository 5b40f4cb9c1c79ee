import type { Message, ToolDefinition } from '../chat/index.ts';
import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson } from '../json/index.ts';
import type { WireCall, WireReply } from '../openai-wire/index.ts';
import { type TrajectoryRecord, type TurnInfo, toolNames } from '../trajectory/index.ts';
import {
  isSimulatedWorld,
  materialState,
  type Outcome,
  stateDigest,
  type World,
  type WorldState,
} from '../world/index.ts';
import type { EndpointClient } from './client.ts';
import { assistantMessage, callsIn, failed, lastText, outputText, referenceProblem, toolsAt } from './play-record.ts';
import { actualCall, type Played, type PlayOptions, reachedOf, type TurnResult, turnResult } from './play-turn.ts';
import type { ActualCall } from './score/calls.ts';
import { argumentProblems } from './validity.ts';
import { judgeTurn } from './verdict/turn.ts';

export type { PlayOptions, TurnResult } from './play-turn.ts';

/** What happens while a trajectory is played, in order. */
export type PlayEvent =
  | { readonly type: 'turn'; readonly turn: number; readonly kind: TurnInfo['kind']; readonly query: string }
  | { readonly type: 'reply'; readonly turn: number; readonly reply: WireReply }
  | {
      readonly type: 'call';
      readonly turn: number;
      readonly id: string;
      readonly call: ActualCall;
      readonly problems: readonly string[];
      readonly outcome: Outcome;
    }
  | { readonly type: 'result'; readonly result: TurnResult }
  | {
      readonly type: 'end';
      readonly right: boolean;
      readonly results: readonly TurnResult[];
      readonly messages: readonly Message[];
    };

const MAX_STEPS = 20;

/**
 * Plays a recorded trajectory against an endpoint, turn by turn: sends the user's message, runs the calls that come back
 * in the world, goes on until the model answers in words, and judges the turn (`verdict/turn.ts`).
 * @throws WireError where the endpoint fails.
 */
export async function* playTrajectory(
  record: TrajectoryRecord,
  client: EndpointClient,
  world: World,
  options: PlayOptions,
  signal?: AbortSignal,
): AsyncGenerator<PlayEvent> {
  const player = new Player(record, client, world, options, signal);
  await player.start();
  for (const turn of record.turns) {
    signal?.throwIfAborted();
    if (options.turns === undefined || options.turns.has(turn.index)) yield* player.turn(turn);
    else await player.skip(turn);
  }
  yield player.end();
}

class Player {
  readonly #record: TrajectoryRecord;
  readonly #client: EndpointClient;
  readonly #world: World;
  readonly #options: PlayOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #names;
  readonly #byId: ReadonlyMap<string, GraphFunction>;
  readonly #results: TurnResult[] = [];
  #messages: Message[] = [];
  #state: WorldState = null;
  #reference: WorldState = null;
  /** Outcomes of the model's calls in earlier turns. */
  readonly #earlier: Outcome[] = [];

  constructor(
    record: TrajectoryRecord,
    client: EndpointClient,
    world: World,
    options: PlayOptions,
    signal: AbortSignal | undefined,
  ) {
    this.#record = record;
    this.#client = client;
    this.#world = world;
    this.#options = options;
    this.#signal = signal;
    this.#names = toolNames(options.functions);
    this.#byId = new Map(options.functions.map((item) => [item.id, item]));
  }

  async start(): Promise<void> {
    const first = this.#record.turns[0]?.messages[0] ?? this.#record.messages.length;
    this.#messages = this.#record.messages.slice(0, first);
    const { seed = '', outage } = this.#record.provenance ?? {};
    const state = await this.#world.start(seed);
    this.#state = outage !== undefined && isSimulatedWorld(this.#world) ? this.#world.withOutage(state, outage) : state;
    this.#reference = this.#state;
  }

  async *turn(turn: TurnInfo): AsyncGenerator<PlayEvent> {
    const [start, end] = turn.messages;
    const given = this.#record.messages.slice(start, end);
    const queries = given.filter((message) => message.role === 'user');
    this.#messages.push(...queries);
    yield { type: 'turn', turn: turn.index, kind: turn.kind, query: queries.map((query) => query.content).join('\n') };
    const tools = toolsAt(this.#record, start);
    const from = this.#messages.length;
    const played: Played = { from, started: performance.now(), calls: [], outcomes: [], replies: [], ended: false };
    yield* this.#answer(turn, tools, played);
    const result = await this.#judge(turn, given, tools, played);
    this.#results.push(result);
    yield { type: 'result', result };
    if (this.#options.history !== 'reference') return;
    this.#messages = this.#record.messages.slice(0, end);
    this.#state = this.#reference;
  }

  /** Goes on as if the turn had gone as the record has it. */
  async skip({ messages: [start, end] }: TurnInfo): Promise<void> {
    await this.#runReference(callsIn(this.#record.messages.slice(start, end)));
    this.#messages = this.#record.messages.slice(0, end);
    this.#state = this.#reference;
  }

  end(): PlayEvent {
    const right = this.#results.every((result) => result.right);
    return { type: 'end', right, results: this.#results, messages: this.#messages };
  }

  /** Lets the model act until it answers in words. */
  async *#answer(turn: TurnInfo, tools: readonly ToolDefinition[], played: Played): AsyncGenerator<PlayEvent> {
    const { temperature, maxSteps = MAX_STEPS } = this.#options;
    for (let step = 0; step < maxSteps; step += 1) {
      const request = { messages: this.#messages, tools, ...(temperature === undefined ? {} : { temperature }) };
      const sent = await this.#client.chat(request, this.#signal);
      const reply = (await this.#options.onReply?.(turn.index, sent)) ?? sent;
      played.replies.push(reply);
      yield { type: 'reply', turn: turn.index, reply };
      this.#messages.push(assistantMessage(reply));
      played.ended = reply.calls.length === 0;
      if (played.ended) return;
      for (const sent of reply.calls) yield this.#take(turn, sent, await this.#run(sent, tools), played);
    }
  }

  #take(turn: TurnInfo, sent: WireCall, outcome: Outcome, played: Played): PlayEvent {
    const { id, name, problem } = sent;
    const call = actualCall(sent);
    played.calls.push(call);
    played.outcomes.push(outcome);
    this.#messages.push({ role: 'tool', tool_call_id: id, name, content: outputText(outcome) });
    const signature = this.#signatureOf(name);
    const problems = [
      ...(problem === undefined ? [] : [problem]),
      ...(signature === undefined ? [] : argumentProblems(signature, call.arguments)),
    ];
    return { type: 'call', turn: turn.index, id, call, problems, outcome };
  }

  /** A call that is malformed or not offered is answered with an error and never run. */
  async #run(sent: WireCall, tools: readonly ToolDefinition[]): Promise<Outcome> {
    const call = actualCall(sent);
    if (call.malformed) return failed('invalid_arguments', `Invalid arguments: ${call.problem ?? 'no JSON object'}.`);
    const id = this.#names.idOf(call.name);
    if (id === undefined || !tools.some((tool) => tool.function.name === call.name))
      return failed('unknown_function', `No function called '${call.name}' is available.`);
    const execution = await this.#world.execute({ function: id, arguments: call.arguments }, this.#state, this.#signal);
    this.#state = execution.state;
    return execution.outcome;
  }

  async #judge(
    turn: TurnInfo,
    given: readonly Message[],
    tools: readonly ToolDefinition[],
    played: Played,
  ): Promise<TurnResult> {
    const reference = callsIn(given);
    const wanted = await this.#runReference(reference);
    const problem = referenceProblem(reference, wanted, given, tools, (name) => this.#signatureOf(name));
    const outputs = wanted.map(outputText);
    const reached = reachedOf(outputs, played.outcomes);
    const sameState = this.#sameState();
    const verdict = judgeTurn({
      kind: turn.kind,
      tools,
      history: this.#messages.slice(0, played.from),
      actual: this.#messages.slice(played.from),
      reference: given.filter((message) => message.role !== 'user'),
      calls: played.calls,
      outcomes: played.outcomes,
      referenceCalls: reference,
      ...(problem === undefined ? {} : { referenceProblem: problem }),
      ...(sameState === undefined ? {} : { sameState }),
      obtainedNow: reached === outputs.length,
      obtained: reachedOf(outputs, [...this.#earlier, ...played.outcomes]) === outputs.length,
      ended: played.ended,
      signatureOf: (name) => this.#signatureOf(name),
    });
    this.#earlier.push(...played.outcomes);
    return turnResult(turn, verdict, played, reference, problem, {
      text: lastText(this.#messages.slice(played.from)),
      referenceText: lastText(given),
      subgoals: { reached, of: outputs.length },
    });
  }

  /** Undefined where the world cannot tell what it looks like. */
  #sameState(): boolean | undefined {
    const look = this.#world.id === 'simulated' ? materialState : stateDigest;
    const [ours, theirs] = [look(this.#state), look(this.#reference)];
    return ours === null && theirs === null ? undefined : canonicalJson(ours) === canonicalJson(theirs);
  }

  /** Runs the reference calls in a world of their own. */
  async #runReference(reference: readonly ActualCall[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const { name, arguments: given } of reference) {
      const id = this.#names.idOf(name) ?? name;
      const execution = await this.#world.execute({ function: id, arguments: given }, this.#reference, this.#signal);
      this.#reference = execution.state;
      outcomes.push(execution.outcome);
    }
    return outcomes;
  }

  #signatureOf(name: string) {
    return this.#byId.get(this.#names.idOf(name) ?? '')?.signature;
  }
}
