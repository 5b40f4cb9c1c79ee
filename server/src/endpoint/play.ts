import type { Message, ToolCall, ToolDefinition, Usage } from '../chat/index.ts';
import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson } from '../json/index.ts';
import type { WireCall, WireReply } from '../openai-wire/index.ts';
import { type ErrorType, type TrajectoryRecord, type TurnInfo, toolNames } from '../trajectory/index.ts';
import {
  isSimulatedWorld,
  materialState,
  type Outcome,
  stateDigest,
  type World,
  type WorldState,
} from '../world/index.ts';
import { adviceFor } from './advice.ts';
import type { EndpointClient } from './client.ts';
import type { ActualCall, CallsScore, SignatureByName } from './score/calls.ts';
import { argumentProblems } from './validity.ts';
import type { Fault, FaultLabel, Verdict } from './verdict/labels.ts';
import { judgeTurn, type TurnVerdict } from './verdict/turn.ts';

export interface PlayOptions {
  readonly functions: readonly GraphFunction[];
  /** `own`: the model goes on from its own answers. `reference`: each turn starts from the reference conversation. */
  readonly history?: 'own' | 'reference';
  /** Replies of the model in one turn at most; default 20, as BFCL. */
  readonly maxSteps?: number;
  readonly temperature?: number;
  /** Only these turns are asked; what is before each is the record's. Absent: all. */
  readonly turns?: ReadonlySet<number>;
  /** What the reply is taken as, once this resolves: where a person looks at it first, and may change it. */
  readonly onReply?: (turn: number, reply: WireReply) => Promise<WireReply>;
}

/** How one turn went. */
export interface TurnResult {
  readonly turn: number;
  readonly kind: TurnInfo['kind'];
  readonly right: boolean;
  readonly verdict: Verdict;
  readonly calls: CallsScore;
  /**
   * The world ended as after the reference calls, and each of their outputs was obtained; undefined in a turn that
   * should call nothing.
   */
  readonly sameOutcome: boolean | undefined;
  readonly actual: readonly ActualCall[];
  readonly reference: readonly ActualCall[];
  /** One line each; empty where the turn is right. */
  readonly problems: readonly string[];
  readonly faults: readonly Fault[];
  readonly labels: readonly FaultLabel[];
  /** Of the five types, where the turn is wrong in one of their ways. */
  readonly errorType?: ErrorType;
  /** Why there is no verdict. */
  readonly unjudged?: string;
  /** What the model said last, and what the record says. */
  readonly text: string;
  readonly referenceText: string;
  /** What had to be put right to read the calls, by kind. */
  readonly repairs: Readonly<Record<string, number>>;
  /** Outputs of the reference that successful calls gave, each once, of how many. */
  readonly subgoals: { readonly reached: number; readonly of: number };
  /** The model ended the turn in words, within the limit of steps. */
  readonly ended: boolean;
  readonly replies: number;
  readonly usage: Usage;
  readonly milliseconds: number;
  /** Which form calls in the text had, and the switch of the server that would read them. */
  readonly advice: readonly string[];
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

/** What a model did in one turn. */
interface Played {
  readonly from: number;
  readonly started: number;
  readonly calls: ActualCall[];
  readonly outcomes: Outcome[];
  readonly replies: WireReply[];
  ended: boolean;
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

function callsIn(messages: readonly Message[]): ActualCall[] {
  return messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call): ActualCall => call.function) : [],
  );
}

/** Tools on offer at a message: withheld ones come in when their time is there. */
function toolsAt(record: TrajectoryRecord, message: number): ToolDefinition[] {
  const hidden = new Set((record.withheld ?? []).filter(({ until }) => message < until).map(({ name }) => name));
  return record.tools.filter((tool) => !hidden.has(tool.function.name));
}

function turnResult(
  turn: TurnInfo,
  judged: TurnVerdict,
  played: Played,
  reference: readonly ActualCall[],
  problem: string | undefined,
  said: Pick<TurnResult, 'text' | 'referenceText' | 'subgoals'>,
): TurnResult {
  const { verdict, calls, sameOutcome, faults, labels, errorType } = judged;
  const { replies } = played;
  const total = (side: keyof Usage) => replies.reduce((sum, reply) => sum + reply.usage[side], 0);
  const counted = turn.kind !== 'call' || faults.some((fault) => calls.faults.includes(fault));
  const problems = counted ? calls.problems : [];
  // In a null turn the line on the call says it all.
  const enough = turn.kind !== 'call' && calls.problems.length > 0;
  const others = enough ? [] : faults.filter((fault) => !calls.faults.some(({ text }) => text === fault.text));
  return {
    turn: turn.index,
    kind: turn.kind,
    right: verdict === 'right',
    verdict,
    calls,
    sameOutcome,
    actual: played.calls,
    reference,
    problems: [...(problem === undefined ? problems : [problem]), ...others.map((fault) => fault.text)],
    faults,
    labels,
    ...(errorType === undefined ? {} : { errorType }),
    ...(problem === undefined ? {} : { unjudged: problem }),
    ...said,
    repairs: repairsOf(replies),
    ended: played.ended,
    replies: replies.length,
    usage: { input: total('input'), output: total('output') },
    milliseconds: Math.round(performance.now() - played.started),
    advice: [...new Set(replies.flatMap(textCallAdvice))],
  };
}

/** Each output of the reference takes one equal output of the calls: what ToolQuery counts as progress. */
function reachedOf(wanted: readonly string[], outcomes: readonly Outcome[]): number {
  const left = outcomes.filter((outcome) => outcome.ok || wanted.includes(outputText(outcome))).map(outputText);
  return wanted.filter((output) => {
    const at = left.indexOf(output);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

/** Why a record's own calls cannot be a reference: not offered, refused by the signature, failing where the record shows an output. */
function referenceProblem(
  calls: readonly ActualCall[],
  outcomes: readonly Outcome[],
  given: readonly Message[],
  tools: readonly ToolDefinition[],
  signatureOf: SignatureByName,
): string | undefined {
  const offered = new Set(tools.map((tool) => tool.function.name));
  const recorded = given.flatMap((message) => (message.role === 'tool' ? [message.content] : []));
  for (const [index, { name, arguments: args }] of calls.entries()) {
    if (!offered.has(name)) return `the reference calls ${name}, which is not offered`;
    const signature = signatureOf(name);
    const [wrong] = signature === undefined ? [] : argumentProblems(signature, args);
    if (wrong !== undefined) return `the reference is invalid: ${name}: ${wrong}`;
    const outcome = outcomes[index];
    if (outcome?.ok === false && recorded[index] !== undefined && !isError(recorded[index]))
      return `the reference fails in this world: ${name}: ${outcome.error.message}`;
  }
  return undefined;
}

function isError(output: string): boolean {
  return /^\s*\{\s*"error"/.test(output);
}

function actualCall({ name, arguments: given, problem, repair }: WireCall): ActualCall {
  const malformed = problem !== undefined || repair === 'text-of-text';
  if (!malformed) return { name, arguments: given };
  return { name, arguments: given, malformed, problem: problem ?? 'the arguments are JSON text of JSON text' };
}

function repairsOf(replies: readonly WireReply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { repair, inText } of replies.flatMap((reply) => reply.calls)) {
    for (const kind of [repair, inText === true ? 'in-text' : undefined])
      if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** What is said of calls that stood in the text. */
function textCallAdvice(reply: WireReply): string[] {
  return reply.calls.some((call) => call.inText === true) ? adviceFor(reply).slice(0, 1) : [];
}

function assistantMessage(reply: WireReply): Message {
  const calls = reply.calls.map(
    ({ id, name, arguments: given }): ToolCall => ({ id, type: 'function', function: { name, arguments: given } }),
  );
  return calls.length === 0
    ? { role: 'assistant', content: reply.text }
    : { role: 'assistant', content: reply.text, tool_calls: calls };
}

function lastText(messages: readonly Message[]): string {
  return messages.findLast((message) => message.role === 'assistant')?.content ?? '';
}

function failed(code: string, message: string): Outcome {
  return { ok: false, error: { code, message } };
}

function outputText(outcome: Outcome): string {
  return JSON.stringify(outcome.ok ? outcome.output : { error: outcome.error.message });
}
