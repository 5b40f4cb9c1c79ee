import type { Message, ToolDefinition } from '../chat/index.ts';
import { equalJson, type JsonObject } from '../json/index.ts';
import type { PathTurn } from '../path/index.ts';
import { createRandom } from '../random/index.ts';
import type {
  ActHint,
  ActTask,
  AgentMove,
  PlannedCall,
  QueryIntent,
  TeacherFunction,
  WriteQueryTask,
  WrittenCall,
} from '../teacher/index.ts';
import type { Fact, WorldState } from '../world/index.ts';
import { Conversation, Meter } from './conversation.ts';
import { sameCalls } from './equivalence.ts';
import {
  beforeItsPremise,
  forbiddenCall,
  type RefusedCall,
  withoutFirstTries,
  withUnknownValue,
} from './errors/plan.ts';
import { passesOver } from './errors/seen.ts';
import { PathFailure, type PathRepair } from './failure.ts';
import { fixedUse } from './fixed-use.ts';
import { idleImplicit, withoutImplicit } from './implicit.ts';
import { checkQuery } from './leaks.ts';
import { isOutside, outsideCall } from './outside/pool.ts';
import { type PlannedTurn, planTurn, type Step } from './plan.ts';
import { countRepair, type GenerationContext, type RanCall, startState, toolOf } from './session.ts';
import { writtenTogether } from './texts/together.ts';
import { checkMove, checkUserText } from './texts/wiring.ts';
import { toolDefinition } from './tools.ts';
import { wavesOf } from './waves.ts';

/** A turn of the positive side, with what its reference did. */
export interface ReferenceTurn {
  readonly index: number;
  readonly kind: PathTurn['kind'];
  readonly intent: QueryIntent;
  /** Half-open range of message indices. */
  readonly messages: readonly [start: number, end: number];
  /** Empty calls in a null turn. */
  readonly plan: PlannedTurn;
  /** For a null turn: what is withheld or left out. */
  readonly missing?: { readonly function: string; readonly parameter?: string };
  /** For a request that nothing fits: the arguments the call would have had. */
  readonly wished?: JsonObject;
  /** Message and position of each call, in the order of `plan.calls`. */
  readonly places: readonly { readonly message: number; readonly call: number }[];
  /** Index of the first of its calls among all calls of the record. */
  readonly firstCall: number;
}

export interface Positive {
  readonly messages: readonly Message[];
  readonly turns: readonly ReferenceTurn[];
  readonly ran: readonly RanCall[];
  readonly start: WorldState;
  readonly end: WorldState;
  readonly tools: readonly ToolDefinition[];
  readonly withheld: readonly { readonly name: string; readonly until: number }[];
  /** Id of the function whose first call found its service down. */
  readonly outage?: string;
  readonly meter: Meter;
}

/** What a positive trajectory is made from. */
export interface PositivePlan {
  readonly turns: readonly PathTurn[];
  readonly seed: string;
  readonly offered: readonly string[];
  readonly system: string;
  readonly distinct: boolean;
  /** Where an error of the world is to be met on purpose, the kinds to try in order. */
  readonly errors?: readonly ErrorKind[];
}

/**
 * An error of the world in a positive trajectory: a value nobody knows (told, and corrected by the user where the
 * conversation goes on), something that what was done before forbids (told), a call before its premise (the premise is run),
 * a passing failure (tried again).
 */
export const ERROR_KINDS = ['unknown', 'forbidden', 'premise', 'temporary'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/**
 * Back-and-forth translation, turn by turn (sec. 3.3), and the positive trajectory by hint (sec. 3.5): the query from the
 * functions, the calls from the query, their outputs, the agent's text; what a turn gave feeds the next.
 * @throws PathFailure where a turn cannot be made, with a repair where one is known.
 */
export async function makePositive(request: PositivePlan, context: GenerationContext): Promise<Positive> {
  const maker = new PositiveMaker(request, context);
  await maker.start();
  for (const index of request.turns.keys()) await maker.turn(index);
  await maker.end();
  return maker.finish();
}

/** Texts of a turn that were asked for together; what is absent is asked for alone. */
interface Draft {
  readonly query?: string | undefined;
  readonly text?: string | undefined;
}

class PositiveMaker {
  readonly #request: PositivePlan;
  readonly #context: GenerationContext;
  readonly #conversation = new Conversation();
  readonly #turns: ReferenceTurn[] = [];
  readonly #ran: RanCall[] = [];
  readonly #withheld: { name: string; until: number }[] = [];
  readonly #meter = new Meter();
  readonly #tools: ToolDefinition[];
  readonly #names: string[];
  #facts: readonly Fact[] | undefined;
  #start: WorldState = null;
  #state: WorldState = null;
  /** The turn behind a gap, planned when the gap was. */
  #ahead: PlannedTurn | undefined;
  /** Kinds of errors still to be tried; empty once there is one. */
  #errors: readonly ErrorKind[];
  /** First turn of the path that an error may stand in. */
  readonly #errorsFrom: number;
  readonly #outage: string | undefined;
  /** Turns made beside those of the path so far. */
  #beside = 0;

  constructor(request: PositivePlan, context: GenerationContext) {
    this.#request = request;
    this.#context = context;
    this.#tools = request.offered.map((id) => definitionOf(context, id));
    this.#names = request.offered.map((id) => context.names.nameOf(id));
    this.#errors = request.errors ?? [];
    this.#errorsFrom = createRandom(`${request.seed}/errors`).below(request.turns.length);
    this.#outage = this.#errors[0] === 'temporary' ? outageFor(request, context) : undefined;
    if (this.#outage !== undefined) this.#errors = [];
  }

  async start(): Promise<void> {
    this.#start = await startState(this.#context, this.#request.seed, this.#outage);
    this.#state = this.#start;
    this.#facts = await this.#context.world.facts?.(this.#context.signal);
    this.#conversation.messages.push({ role: 'system', content: this.#request.system });
  }

  async turn(index: number): Promise<void> {
    this.#context.signal?.throwIfAborted();
    const turn = this.#request.turns[index] as PathTurn;
    if (turn.kind === 'call') await this.#callTurn(index, turn);
    else await this.#nullTurn(index, turn);
  }

  /** What can only be refused when something was done: a turn behind the last. */
  async end(): Promise<void> {
    if (!this.#errors.includes('forbidden') || this.#request.turns.length < 2) return;
    const at = this.#turns.length;
    const found = await forbiddenCall(
      this.#ran,
      this.#request.offered,
      at,
      this.#state,
      this.#request.seed,
      this.#context,
    );
    if (found !== undefined) await this.#refusedTurn(found, [found.planned]);
  }

  finish(): Positive {
    return {
      messages: this.#conversation.messages,
      turns: this.#turns,
      ran: this.#ran,
      start: this.#start,
      end: this.#state,
      tools: this.#tools,
      withheld: this.#withheld,
      ...(this.#outage === undefined ? {} : { outage: this.#outage }),
      meter: this.#meter,
    };
  }

  async #plan(index: number, turn: PathTurn, missing?: { function: string; parameter?: string }): Promise<PlannedTurn> {
    let steps: Step[] = turn.functions.map((id, at) => ({ id, origin: turn.origins[at] ?? 'walk' }));
    const { parameter } = missing ?? {};
    const fromUser =
      missing !== undefined && parameter !== undefined ? { function: missing.function, parameter } : undefined;
    const options = {
      ...(fromUser === undefined ? {} : { fromUser }),
      distinct: this.#request.distinct,
      ...(this.#facts === undefined ? {} : { facts: this.#facts }),
    };
    const at = index + this.#beside;
    const planned = () =>
      planTurn(steps, at, this.#ran, this.#state, `${this.#request.seed}/${index}`, this.#context, options);
    let plan = await planned();
    // An implicit call that cannot be had, or that nothing needs, is taken out here, where only its turn is made again.
    for (let idle = this.#idle(plan, steps); idle !== undefined && idle !== missing?.function; ) {
      steps = withoutImplicit(steps, idle);
      plan = await planned();
      idle = this.#idle(plan, steps);
    }
    // What is withheld stays so: a request that nothing fits is not helped by its own function.
    for (const { id } of plan.ran) if (id !== missing?.function) this.#offer(id);
    const skipped = plan.skipped.find(({ id }) => turn.functions.includes(id)) ?? plan.skipped[0];
    if (skipped !== undefined) {
      throw new PathFailure('unplayable-call', `${skipped.id}: ${skipped.reason}`, {
        kind: 'drop-function',
        turn: index,
        function: skipped.id,
      });
    }
    this.#refuseFixed(index, plan);
    return plan;
  }

  /**
   * What the certificates will refuse in any case is refused before a word is written. Where an error of the world is wanted,
   * that comes first.
   */
  #refuseFixed(turn: number, plan: PlannedTurn): void {
    const fixed = (this.#request.errors ?? []).length > 0 ? undefined : fixedUse(plan);
    if (fixed === undefined) return;
    const id = plan.ran[fixed.position]?.id ?? '';
    throw new PathFailure('certificate-insert', fixed.detail, { kind: 'drop-function', turn, function: id });
  }

  #idle(plan: PlannedTurn, steps: readonly Step[]): string | undefined {
    const implicit = (id: string) => steps.some((step) => step.id === id && step.origin === 'insert');
    const skipped = plan.skipped.find(({ id }) => implicit(id));
    if (skipped !== undefined) return skipped.id;
    const chained = plan.skipped.length > 0 ? steps.find(({ origin }) => origin === 'insert') : undefined;
    if (chained !== undefined) return chained.id;
    const at = idleImplicit(plan, this.#conversation.messages);
    return at === undefined ? undefined : plan.ran[at]?.id;
  }

  /** A premise that only the world asked for is offered as well. */
  #offer(id: string): void {
    const name = this.#context.names.nameOf(id);
    if (this.#names.includes(name)) return;
    const { length } = this.#tools;
    const place = createRandom(`${this.#request.seed}/offer/${name}`).below(length + 1);
    this.#names.push(name);
    this.#tools.splice(place, 0, definitionOf(this.#context, id));
  }

  async #nullTurn(index: number, turn: PathTurn): Promise<void> {
    const { missing } = turn;
    if (missing !== undefined && isOutside(missing.function)) return this.#outsideTurn(missing);
    const next = this.#request.turns[index + 1];
    if (missing === undefined)
      throw new PathFailure('empty-gap', `turn ${index} does not say what is missing`, { kind: 'unsplit' });
    const alone = next === undefined || next.kind !== 'call';
    const behind: PathTurn = alone ? { kind: 'call', functions: [missing.function], origins: ['walk'] } : next;
    const plan = await this.#plan(alone ? index : index + 1, behind, missing);
    const position = plan.ran.findIndex((call) => call.id === missing.function);
    const parameter = missing.parameter;
    const intent: QueryIntent =
      turn.kind === 'miss_params' && parameter !== undefined && position >= 0
        ? { kind: 'miss_params', call: position, parameter }
        : { kind: 'miss_func' };
    if (intent.kind === 'miss_params' && !saidByUser(plan, position, intent.parameter)) {
      throw new PathFailure('gap-not-open', `${missing.function}.${intent.parameter} does not come from the user`, {
        kind: 'unsplit',
      });
    }
    const start = this.#conversation.messages.length;
    const at = this.#turns.length;
    const wanted = toolOf(this.#context, missing.function);
    const hint: ActHint =
      intent.kind === 'miss_params'
        ? { kind: 'miss_params', wanted, parameter: intent.parameter }
        : { kind: 'miss_func', wanted };
    const offered = this.#tools.filter((tool) => intent.kind !== 'miss_func' || tool.function.name !== wanted.name);
    await this.#gap(at, plan.calls, intent, hint, offered);
    if (intent.kind === 'miss_func' && !alone) {
      this.#withheld.push({ name: wanted.name, until: this.#conversation.messages.length });
    }
    if (!alone) this.#ahead = plan;
    this.#turns.push({
      index: at,
      kind: turn.kind,
      intent,
      messages: [start, this.#conversation.messages.length],
      plan: { calls: [], ran: [], origins: [], states: [], before: this.#state, after: this.#state, skipped: [] },
      missing,
      ...(alone ? { wished: plan.ran[position]?.arguments ?? {} } : {}),
      places: [],
      firstCall: this.#ran.length,
    });
  }

  /** A request from another trade: no function of the catalog has to do with it. */
  async #outsideTurn(missing: { readonly function: string }): Promise<void> {
    const call = outsideCall(missing.function, this.#request.seed);
    if (call === undefined) throw new PathFailure('not-of-kind', `${missing.function} is no request from outside`);
    const [at, start] = [this.#turns.length, this.#conversation.messages.length];
    const hint: ActHint = { kind: 'miss_func', wanted: call.tool };
    await this.#gap(at, [call], { kind: 'miss_func' }, hint, this.#tools);
    this.#turns.push({
      index: at,
      kind: 'miss_func',
      intent: { kind: 'miss_func' },
      messages: [start, this.#conversation.messages.length],
      plan: { calls: [], ran: [], origins: [], states: [], before: this.#state, after: this.#state, skipped: [] },
      missing,
      wished: writtenCall(call).arguments,
      places: [],
      firstCall: this.#ran.length,
    });
  }

  /** What is asked for and cannot be done, and the agent's text that says so. */
  async #gap(
    turn: number,
    calls: readonly PlannedCall[],
    intent: QueryIntent,
    hint: ActHint,
    offered: readonly ToolDefinition[],
  ): Promise<void> {
    const query = this.#queryTask(turn, calls, intent, '0');
    const draft = await this.#drafted(query, [], hint, `${turn}/gap`, offered);
    await this.#query(turn, calls, intent, draft);
    this.#conversation.agent(await this.#act(hint, [], `${turn}/gap`, offered, draft?.text));
  }

  async #callTurn(index: number, turn: PathTurn): Promise<void> {
    const gap = this.#ahead === undefined ? undefined : this.#turns.at(-1);
    let plan = this.#ahead ?? (await this.#plan(index, turn));
    let intent = supplyIntent(gap);
    const free = this.#ahead === undefined;
    this.#ahead = undefined;
    // A premise runs once in a conversation: the first chance is the only one.
    if (free) plan = await this.#premiseLater(plan);
    const refused = free && index >= this.#errorsFrom ? await this.#unknownValue(plan) : undefined;
    if (refused !== undefined) {
      await this.#refusedTurn(refused, [refused.planned, ...plan.calls.slice(1)]);
      // A request of one turn ends with what could not be found.
      if (this.#request.turns.length === 1) return;
      this.#beside += 1;
      plan = await this.#plan(index, turn);
      if (!correctsOnly(refused, plan)) throw new PathFailure('error-not-corrected', refused.ran.id);
      intent = { kind: 'supply_params', call: 0, parameter: refused.parameter ?? '', corrects: true };
    }
    await this.#madeTurn(plan, intent);
  }

  /** A turn whose calls are made, its query and its closing text. */
  async #madeTurn(plan: PlannedTurn, intent: QueryIntent): Promise<void> {
    const at = this.#turns.length;
    const start = this.#conversation.messages.length;
    const closing = { kind: 'summarize' } as const;
    const draft = await this.#backAndForth(at, withoutFirstTries(plan.calls), plan, intent, closing);
    await this.#playTurn(start, plan, intent, closing, draft);
  }

  async #playTurn(
    start: number,
    plan: PlannedTurn,
    intent: QueryIntent,
    closing: ActHint,
    draft: Draft | undefined,
  ): Promise<void> {
    const index = this.#turns.length;
    const firstCall = this.#ran.length;
    const places = await this.#play(index, plan, closing, draft);
    this.#state = plan.after;
    this.#turns.push({
      index,
      kind: 'call',
      intent,
      messages: [start, this.#conversation.messages.length],
      plan,
      places,
      firstCall,
    });
  }

  async #unknownValue(plan: PlannedTurn): Promise<RefusedCall | undefined> {
    if (!this.#errors.includes('unknown')) return undefined;
    return withUnknownValue(plan, this.#turns.length, `${this.#request.seed}/${this.#turns.length}`, this.#context);
  }

  async #premiseLater(plan: PlannedTurn): Promise<PlannedTurn> {
    if (!this.#errors.includes('premise')) return plan;
    const found = await beforeItsPremise(plan, this.#turns.length, this.#context);
    if (found !== undefined) this.#errors = [];
    return found ?? plan;
  }

  /** A turn that comes to nothing: asked for, refused by the world, and told. `wished` is what the query asks for. */
  async #refusedTurn({ planned, ran, state, parameter }: RefusedCall, wished: readonly PlannedCall[]): Promise<void> {
    this.#errors = [];
    const plan: PlannedTurn = {
      calls: [planned],
      ran: [ran],
      origins: ['walk'],
      states: [state],
      before: this.#state,
      after: state,
      skipped: [],
    };
    const start = this.#conversation.messages.length;
    const unknown = parameter === undefined ? {} : { unknown: { wanted: planned.tool, parameter } };
    const [intent, closing] = [{ kind: 'calls' } as const, { kind: 'summarize', ...unknown } as const];
    const draft = await this.#backAndForth(this.#turns.length, wished, plan, intent, closing);
    await this.#playTurn(start, plan, intent, closing, draft);
  }

  /** A query from which its reader comes to the reference calls; written again once with what the reader came to. */
  async #backAndForth(
    turn: number,
    asked: readonly PlannedCall[],
    plan: PlannedTurn,
    intent: QueryIntent,
    closing: ActHint,
  ): Promise<Draft | undefined> {
    const query = this.#queryTask(turn, asked, intent, '0');
    const draft = await this.#drafted(query, stepsOf(plan), closing, `${turn}/end`, this.#tools);
    let wrong: string | undefined;
    for (let round = 0; round < 2; round += 1) {
      if (wrong !== undefined) this.#conversation.messages.pop();
      await this.#query(turn, asked, intent, wrong === undefined ? draft : undefined, wrong);
      wrong = await this.#forward(turn, plan, round);
      if (wrong === undefined) return draft;
    }
    throw new PathFailure('forward-disagrees', wrong ?? '');
  }

  /**
   * The query of a turn and the text that closes it, asked for in one request of a teacher that takes several texts: what
   * the calls between them give is known before. Each is checked in its place, and asked for alone where it is refused.
   */
  async #drafted(
    query: WriteQueryTask,
    steps: readonly CallStep[],
    closing: ActHint,
    key: string,
    tools: readonly ToolDefinition[],
  ): Promise<Draft | undefined> {
    if (!this.#context.teacher.abilities.has('write_together')) return undefined;
    const ahead = new Conversation(this.#conversation.messages);
    ahead.user('');
    const done = steps.flatMap(({ ran }) => ran);
    for (const { calls, ran } of steps)
      for (const [at, call] of ahead.agent({ content: '', calls }).entries())
        ahead.output(call, ran[at]?.output ?? null);
    const before = [...ahead.messages];
    ahead.agent({ content: '', calls: [] });
    const act = this.#actTask(closing, before, [...this.#ran, ...done], done, key, tools);
    const texts = await writtenTogether(
      { kind: 'write_together', seed: `${query.seed}/together`, conversation: ahead.messages, parts: [query, act] },
      this.#context,
      this.#meter,
    );
    return texts === undefined ? undefined : { query: texts[0], text: texts[1] };
  }

  #queryTask(turn: number, calls: readonly PlannedCall[], intent: QueryIntent, round: string): WriteQueryTask {
    return {
      kind: 'write_query',
      seed: `${this.#request.seed}/q${turn}/${round}`,
      turn,
      conversation: this.#conversation.messages,
      past: this.#ran,
      calls,
      intent,
    };
  }

  /** Backward: the query, checked by code, written again once with the reason where it is refused. */
  async #query(
    turn: number,
    calls: readonly PlannedCall[],
    intent: QueryIntent,
    draft?: Draft,
    wrong?: string,
  ): Promise<void> {
    const earlier = this.#conversation.messages.flatMap((message) =>
      message.role === 'user' ? [message.content] : [],
    );
    let repair = wrong;
    let written = '';
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const task = this.#queryTask(turn, calls, intent, `${wrong === undefined ? attempt : attempt + 2}`);
      const drafted = attempt === 0 ? draft?.query : undefined;
      const text = drafted ?? (await this.#written(repair === undefined ? task : { ...task, repair }));
      const problem =
        checkQuery(text, calls, intent, earlier, this.#names) ??
        checkUserText(text, this.#conversation.messages, calls, this.#tools, this.#context.teacher.language);
      if (problem === undefined && !earlier.includes(text)) {
        this.#conversation.user(text);
        return;
      }
      repair = problem === undefined ? 'it repeats an earlier query' : `${problem.reason}: ${problem.detail}`;
      written = text;
      if (attempt === 0) countRepair(this.#context, `query-${problem?.reason ?? 'repeated'}`);
    }
    const [reason = 'refused'] = repair?.split(':') ?? [];
    throw new PathFailure(
      `query-${reason.replaceAll(' ', '-')}`,
      repair ?? '',
      this.#queryRepair(turn, reason),
      written,
    );
  }

  async #written(task: WriteQueryTask): Promise<string> {
    const reply = await this.#context.teacher.perform<'write_query'>(task, this.#context.signal);
    this.#meter.add(reply.usage);
    return reply.value;
  }

  /** A helper that cannot be left unnamed is taken out; else the gap is. */
  #queryRepair(turn: number, reason: string): PathRepair {
    const own = turn - this.#beside;
    const next = this.#request.turns[own]?.kind === 'call' ? own : own + 1;
    const behind = this.#request.turns[next];
    const inserted = behind?.functions.find((_, at) => behind.origins[at] === 'insert');
    return reason === 'names-function' && inserted !== undefined
      ? { kind: 'drop-function', turn: next, function: inserted }
      : { kind: 'unsplit' };
  }

  /**
   * Forward: a teacher that reads the query has to come to the reference calls; else the query does not say enough. Calls
   * that need nothing of each other are asked for in one request, those that take an output of the turn when it is there.
   */
  async #forward(turn: number, plan: PlannedTurn, round: number): Promise<string | undefined> {
    const done: number[] = [];
    for (const wave of wavesOf(plan.calls)) {
      const calls = wave.map((at) => plan.calls[at] as PlannedCall);
      const expected = calls.map(writtenCall);
      const reply = await this.#context.teacher.perform<'write_calls'>(
        {
          kind: 'write_calls',
          seed: `${this.#request.seed}/f${turn}/${wave[0]}/${round}`,
          conversation: this.#conversation.messages,
          functions: calls.map(({ tool }) => tool),
          done: done.map((at) => plan.ran[at] as RanCall),
          plan: expected,
        },
        this.#context.signal,
      );
      this.#meter.add(reply.usage);
      if (reply.value === undefined || !sameCalls(reply.value, expected, this.#signatures())) {
        const wanted = expected.length === 1 ? expected[0] : expected;
        return `a reader of the message comes to ${JSON.stringify(reply.value ?? 'FINISH')}, not to ${JSON.stringify(wanted)}`;
      }
      done.push(...wave);
      done.sort((left, right) => left - right);
    }
    return undefined;
  }

  #signatures() {
    return (name: string) => this.#context.functions.get(this.#context.names.idOf(name) ?? '')?.signature;
  }

  /** The agent's messages of a turn with calls, step by step, and the text that closes it. */
  async #play(
    turn: number,
    plan: PlannedTurn,
    closing: ActHint,
    draft: Draft | undefined,
  ): Promise<{ message: number; call: number }[]> {
    const places: { message: number; call: number }[] = [];
    let done = 0;
    for (const [step, { calls, ran }] of stepsOf(plan).entries()) {
      const key = `${turn}/${step}`;
      // With the texts asked for together, nothing is left to ask: the calls are those of the hint.
      const content =
        draft === undefined ? (await this.#act({ kind: 'calls', calls }, plan.ran.slice(0, done), key)).content : '';
      const made = this.#conversation.agent({ content, calls });
      const message = this.#conversation.messages.length - 1;
      for (const [at, call] of made.entries()) {
        places.push({ message, call: at });
        const one = ran[at] as RanCall;
        this.#conversation.output(call, one.output);
        this.#ran.push(one);
        done += 1;
      }
    }
    this.#conversation.agent(await this.#act(closing, plan.ran, `${turn}/end`, this.#tools, draft?.text));
    return places;
  }

  #actTask(
    hint: ActHint,
    conversation: readonly Message[],
    past: readonly RanCall[],
    done: readonly RanCall[],
    key: string,
    tools: readonly ToolDefinition[],
  ): ActTask {
    return { kind: 'act', seed: `${this.#request.seed}/a${key}`, conversation, tools, past, done, hint };
  }

  /** The agent's next message by hint; asked for once more with the reason where it does not follow the hint. */
  async #act(
    hint: ActHint,
    done: readonly RanCall[],
    key: string,
    tools: readonly ToolDefinition[] = this.#tools,
    drafted?: string,
  ): Promise<AgentMove> {
    let [reason, written] = ['act-deviates', ''];
    let repair: string | undefined;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { messages } = this.#conversation;
      const task = this.#actTask(hint, messages, this.#ran, done, `${key}${attempt === 0 ? '' : `/${attempt}`}`, tools);
      const move =
        attempt === 0 && drafted !== undefined
          ? { content: drafted, calls: [] }
          : await this.#moved(repair === undefined ? task : { ...task, repair });
      const deviation = this.#moveProblem(hint, move);
      const problem = checkMove(move, hint, messages, tools, this.#context.teacher.language);
      if (deviation === undefined && problem === undefined) return move;
      reason = deviation === undefined ? `text-${problem?.reason}` : 'act-deviates';
      repair = deviation ?? problem?.detail;
      written = JSON.stringify(move);
      if (attempt === 0) countRepair(this.#context, reason);
    }
    throw new PathFailure(reason, repair ?? '', undefined, written);
  }

  async #moved(task: ActTask): Promise<AgentMove> {
    const reply = await this.#context.teacher.perform<'act'>(task, this.#context.signal);
    this.#meter.add(reply.usage);
    return reply.value;
  }

  #moveProblem(hint: ActHint, move: AgentMove): string | undefined {
    if (/\bhint\b/i.test(move.content)) return 'it speaks of the hint';
    if (hint.kind === 'calls') {
      return sameCalls(move.calls, hint.calls, this.#signatures()) ? undefined : 'its calls are not those of the hint';
    }
    if (move.content.trim() === '' || move.calls.length > 0) return 'a text was wanted, and no calls';
    const over = passesOver(move.content, this.#conversation.messages);
    return over === undefined ? undefined : `it does not say that a call failed: ${over.words}`;
  }
}

/** The path's function whose first call finds its service down; none where what cannot be reached is to be proved. */
function outageFor({ turns, seed }: PositivePlan, context: GenerationContext): string | undefined {
  if (context.world.id !== 'simulated' || turns.some(({ kind }) => kind !== 'call')) return undefined;
  return createRandom(`${seed}/outage`).pick(turns.flatMap(({ functions }) => functions));
}

/** The turn behind a refused one makes the same call with one value put right. */
function correctsOnly({ planned, ran, parameter }: RefusedCall, { calls, ran: [first] }: PlannedTurn): boolean {
  const [call] = calls;
  if (call === undefined || first?.id !== ran.id || first.ok !== true) return false;
  if (call.arguments.length !== planned.arguments.length) return false;
  return call.arguments.every(
    (item, at) =>
      item.parameter === planned.arguments[at]?.parameter &&
      equalJson(item.value, planned.arguments[at]?.value ?? null) === (item.parameter !== parameter),
  );
}

const definitions = new WeakMap<TeacherFunction, ToolDefinition>();

/** One object for all records that offer the function, so that what is read from it is read once. */
function definitionOf(context: GenerationContext, id: string): ToolDefinition {
  const tool = toolOf(context, id);
  let definition = definitions.get(tool);
  if (definition === undefined) {
    definition = toolDefinition(tool);
    definitions.set(tool, definition);
  }
  return definition;
}

function saidByUser(plan: PlannedTurn, position: number, parameter: string): boolean {
  return (
    plan.calls[position]?.arguments.some((item) => item.parameter === parameter && item.origin.from === 'user') === true
  );
}

function supplyIntent(gap: ReferenceTurn | undefined): QueryIntent {
  if (gap?.intent.kind === 'miss_params') return { ...gap.intent, kind: 'supply_params' };
  return gap === undefined ? { kind: 'calls' } : { kind: 'supply_func' };
}

export function writtenCall(call: PlannedCall): WrittenCall {
  return {
    name: call.tool.name,
    arguments: Object.fromEntries(call.arguments.map(({ parameter, value }) => [parameter, value])),
  };
}

/** One message of the agent that calls, and what came of its calls. */
interface CallStep {
  readonly calls: readonly WrittenCall[];
  readonly ran: readonly RanCall[];
}

function stepsOf({ calls, ran }: PlannedTurn): CallStep[] {
  return callGroups(calls).map((group) => ({
    calls: group.map((at) => writtenCall(calls[at] as PlannedCall)),
    ran: group.map((at) => ran[at] as RanCall),
  }));
}

const MAX_PARALLEL = 3;

/** Calls that go out together: consecutive ones that need nothing of each other, at most three (sec. 3.3). */
export function callGroups(calls: readonly PlannedCall[]): number[][] {
  const groups: number[][] = [];
  for (const [index, call] of calls.entries()) {
    const group = groups.at(-1);
    const needed = call.arguments.flatMap(({ origin }) =>
      origin.from === 'output' && origin.sameTurn ? [origin.call] : [],
    );
    const independent =
      group !== undefined && group.length < MAX_PARALLEL && !group.some((other) => needed.includes(other));
    const first = calls[group?.[0] ?? 0];
    const together =
      independent && call.role === 'asked' && first?.role !== 'failed' && first?.tool.name === call.tool.name;
    if (together) group.push(index);
    else groups.push([index]);
  }
  return groups;
}
