import type { Message, ToolCall, ToolDefinition } from '../chat/index.ts';
import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson } from '../json/index.ts';
import type { WireReply } from '../openai-wire/index.ts';
import { type TrajectoryRecord, type TurnInfo, toolNames } from '../trajectory/index.ts';
import { materialState, type Outcome, type World, type WorldState } from '../world/index.ts';
import type { EndpointClient } from './client.ts';
import { type ActualCall, type CallsScore, exactReference, scoreCalls } from './score/calls.ts';
import { argumentProblems } from './validity.ts';

export interface PlayOptions {
  readonly functions: readonly GraphFunction[];
  /** `own`: the model goes on from its own answers. `reference`: each turn starts from the reference conversation. */
  readonly history?: 'own' | 'reference';
  /** Replies of the model in one turn at most; default 20, as BFCL. */
  readonly maxSteps?: number;
  readonly temperature?: number;
}

/** How one turn went. */
export interface TurnResult {
  readonly turn: number;
  readonly kind: TurnInfo['kind'];
  readonly right: boolean;
  readonly calls: CallsScore;
  /**
   * The world ended as after the reference calls, and each of their outputs was obtained; undefined in a turn that
   * should call nothing.
   */
  readonly sameOutcome: boolean | undefined;
  readonly actual: readonly ActualCall[];
  readonly reference: readonly ActualCall[];
  readonly problems: readonly string[];
  readonly milliseconds: number;
}

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
 * in the world, goes on until the model answers in words, and scores the turn: by its calls or, where they differ, by its
 * outcome (state and outputs, as BFCL's multi-turn rules do). A turn with something missing is right without a call.
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
    yield* player.turn(turn);
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
  /** Outcomes of the model's calls so far, as texts. */
  readonly #obtained = new Set<string>();

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
    this.#state = await this.#world.start(this.#record.provenance.seed);
    this.#reference = this.#state;
  }

  async *turn(turn: TurnInfo): AsyncGenerator<PlayEvent> {
    const [start, end] = turn.messages;
    const given = this.#record.messages.slice(start, end);
    const queries = given.filter((message) => message.role === 'user');
    this.#messages.push(...queries);
    yield { type: 'turn', turn: turn.index, kind: turn.kind, query: queries.map((query) => query.content).join('\n') };
    const started = performance.now();
    const actual: ActualCall[] = [];
    yield* this.#answer(turn, this.#toolsAt(start), actual);
    const result = await this.#score(turn, given, actual, performance.now() - started);
    this.#results.push(result);
    yield { type: 'result', result };
    if (this.#options.history !== 'reference') return;
    this.#messages = this.#record.messages.slice(0, end);
    this.#state = this.#reference;
  }

  end(): PlayEvent {
    const right = this.#results.every((result) => result.right);
    return { type: 'end', right, results: this.#results, messages: this.#messages };
  }

  /** Tools on offer at a message: withheld ones come in when their time is there. */
  #toolsAt(message: number): ToolDefinition[] {
    const hidden = new Set(
      (this.#record.withheld ?? []).filter(({ until }) => message < until).map(({ name }) => name),
    );
    return this.#record.tools.filter((tool) => !hidden.has(tool.function.name));
  }

  /** Lets the model act until it answers in words. */
  async *#answer(turn: TurnInfo, tools: readonly ToolDefinition[], actual: ActualCall[]): AsyncGenerator<PlayEvent> {
    const { temperature, maxSteps = MAX_STEPS } = this.#options;
    for (let step = 0; step < maxSteps; step += 1) {
      const request = { messages: this.#messages, tools, ...(temperature === undefined ? {} : { temperature }) };
      const reply = await this.#client.chat(request, this.#signal);
      yield { type: 'reply', turn: turn.index, reply };
      this.#messages.push(assistantMessage(reply));
      if (reply.calls.length === 0) return;
      for (const { id, name, arguments: given, problem } of reply.calls) {
        const call = { name, arguments: given };
        actual.push(call);
        const outcome = await this.#run(call, tools);
        this.#obtained.add(outputText(outcome));
        this.#messages.push({ role: 'tool', tool_call_id: id, name, content: outputText(outcome) });
        const signature = this.#signatureOf(name);
        const problems = [
          ...(problem === undefined ? [] : [problem]),
          ...(signature === undefined ? [] : argumentProblems(signature, given)),
        ];
        yield { type: 'call', turn: turn.index, id, call, problems, outcome };
      }
    }
  }

  async #run(call: ActualCall, tools: readonly ToolDefinition[]): Promise<Outcome> {
    const id = this.#names.idOf(call.name);
    if (id === undefined || !tools.some((tool) => tool.function.name === call.name)) {
      return {
        ok: false,
        error: { code: 'unknown_function', message: `No function called '${call.name}' is available.` },
      };
    }
    const execution = await this.#world.execute({ function: id, arguments: call.arguments }, this.#state, this.#signal);
    this.#state = execution.state;
    return execution.outcome;
  }

  async #score(
    turn: TurnInfo,
    given: readonly Message[],
    actual: readonly ActualCall[],
    milliseconds: number,
  ): Promise<TurnResult> {
    const reference = given.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call): ActualCall => call.function) : [],
    );
    const wanted = await this.#runReference(reference);
    const calls = scoreCalls(actual, reference.map(exactReference), (name) => this.#signatureOf(name));
    const sameState = canonicalJson(materialState(this.#state)) === canonicalJson(materialState(this.#reference));
    const obtained = wanted.every((output) => this.#obtained.has(output));
    const sameOutcome = reference.length === 0 ? undefined : sameState && obtained;
    const right = calls.right || sameOutcome === true;
    return {
      turn: turn.index,
      kind: turn.kind,
      right,
      calls,
      sameOutcome,
      actual,
      reference,
      problems: right ? [] : calls.problems,
      milliseconds: Math.round(milliseconds),
    };
  }

  /** Runs the reference calls in a world of their own; gives their outcomes as texts. */
  async #runReference(reference: readonly ActualCall[]): Promise<string[]> {
    const outcomes: string[] = [];
    for (const { name, arguments: given } of reference) {
      const id = this.#names.idOf(name) ?? name;
      const execution = await this.#world.execute({ function: id, arguments: given }, this.#reference, this.#signal);
      this.#reference = execution.state;
      outcomes.push(outputText(execution.outcome));
    }
    return outcomes;
  }

  #signatureOf(name: string) {
    return this.#byId.get(this.#names.idOf(name) ?? '')?.signature;
  }
}

function assistantMessage(reply: WireReply): Message {
  const calls = reply.calls.map(
    ({ id, name, arguments: given }): ToolCall => ({ id, type: 'function', function: { name, arguments: given } }),
  );
  return calls.length === 0
    ? { role: 'assistant', content: reply.text }
    : { role: 'assistant', content: reply.text, tool_calls: calls };
}

function outputText(outcome: Outcome): string {
  return JSON.stringify(outcome.ok ? outcome.output : { error: outcome.error.message });
}
