import type { Message, ToolDefinition } from '../chat/index.ts';
import type { JsonObject } from '../json/index.ts';
import type { PathTurn } from '../path/index.ts';
import { createRandom } from '../random/index.ts';
import type { ActHint, AgentMove, PlannedCall, QueryIntent, TeacherFunction, WrittenCall } from '../teacher/index.ts';
import type { Fact, WorldState } from '../world/index.ts';
import { Conversation, Meter } from './conversation.ts';
import { sameCalls } from './equivalence.ts';
import { PathFailure, type PathRepair } from './failure.ts';
import { idleImplicit, withoutImplicit } from './implicit.ts';
import { checkQuery } from './leaks.ts';
import { type PlannedTurn, planTurn, type Step } from './plan.ts';
import { countRepair, type GenerationContext, type RanCall, toolOf } from './session.ts';
import { checkMove, checkUserText } from './texts/wiring.ts';
import { toolDefinition } from './tools.ts';

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
  readonly meter: Meter;
}

/** What a positive trajectory is made from. */
export interface PositivePlan {
  readonly turns: readonly PathTurn[];
  readonly seed: string;
  readonly offered: readonly string[];
  readonly system: string;
  readonly distinct: boolean;
}

/**
 * Back-and-forth translation, turn by turn (sec. 3.3), and the positive trajectory by hint (sec. 3.5): the query from the
 * functions, the calls from the query, their outputs, the agent's text; what a turn gave feeds the next.
 * @throws PathFailure where a turn cannot be made, with a repair where one is known.
 */
export async function makePositive(request: PositivePlan, context: GenerationContext): Promise<Positive> {
  const maker = new PositiveMaker(request, context);
  await maker.start();
  for (const index of request.turns.keys()) await maker.turn(index);
  return maker.finish();
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

  constructor(request: PositivePlan, context: GenerationContext) {
    this.#request = request;
    this.#context = context;
    this.#tools = request.offered.map((id) => definitionOf(context, id));
    this.#names = request.offered.map((id) => context.names.nameOf(id));
  }

  async start(): Promise<void> {
    this.#start = await this.#context.world.start(this.#request.seed);
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

  finish(): Positive {
    return {
      messages: this.#conversation.messages,
      turns: this.#turns,
      ran: this.#ran,
      start: this.#start,
      end: this.#state,
      tools: this.#tools,
      withheld: this.#withheld,
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
    const planned = () =>
      planTurn(steps, index, this.#ran, this.#state, `${this.#request.seed}/${index}`, this.#context, options);
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
    return plan;
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
    await this.#query(index, plan.calls, intent);
    const wanted = toolOf(this.#context, missing.function);
    const hint: ActHint =
      intent.kind === 'miss_params'
        ? { kind: 'miss_params', wanted, parameter: intent.parameter }
        : { kind: 'miss_func', wanted };
    const offered = this.#tools.filter((tool) => intent.kind !== 'miss_func' || tool.function.name !== wanted.name);
    this.#conversation.agent(await this.#act(hint, [], `${index}/gap`, offered));
    if (intent.kind === 'miss_func' && !alone) {
      this.#withheld.push({ name: wanted.name, until: this.#conversation.messages.length });
    }
    if (!alone) this.#ahead = plan;
    this.#turns.push({
      index,
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

  async #callTurn(index: number, turn: PathTurn): Promise<void> {
    const gap = this.#ahead === undefined ? undefined : this.#turns.at(-1);
    const plan = this.#ahead ?? (await this.#plan(index, turn));
    this.#ahead = undefined;
    const start = this.#conversation.messages.length;
    const intent = supplyIntent(gap);
    await this.#backAndForth(index, plan, intent);
    const firstCall = this.#ran.length;
    const places = await this.#play(index, plan);
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

  /** A query from which its reader comes to the reference calls; written again once with what the reader came to. */
  async #backAndForth(turn: number, plan: PlannedTurn, intent: QueryIntent): Promise<void> {
    let wrong: string | undefined;
    for (let round = 0; round < 2; round += 1) {
      if (wrong !== undefined) this.#conversation.messages.pop();
      await this.#query(turn, plan.calls, intent, wrong);
      wrong = await this.#forward(turn, plan, round);
      if (wrong === undefined) return;
    }
    throw new PathFailure('forward-disagrees', wrong ?? '');
  }

  /** Backward: the query, checked by code, written again once with the reason where it is refused. */
  async #query(turn: number, calls: readonly PlannedCall[], intent: QueryIntent, wrong?: string): Promise<void> {
    const earlier = this.#conversation.messages.flatMap((message) =>
      message.role === 'user' ? [message.content] : [],
    );
    let repair = wrong;
    let written = '';
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const reply = await this.#context.teacher.perform<'write_query'>(
        {
          kind: 'write_query',
          seed: `${this.#request.seed}/q${turn}/${wrong === undefined ? attempt : attempt + 2}`,
          turn,
          conversation: this.#conversation.messages,
          past: this.#ran,
          calls,
          intent,
          ...(repair === undefined ? {} : { repair }),
        },
        this.#context.signal,
      );
      this.#meter.add(reply.usage);
      const problem =
        checkQuery(reply.value, calls, intent, earlier, this.#names) ??
        checkUserText(reply.value, this.#conversation.messages, calls, this.#tools);
      if (problem === undefined && !earlier.includes(reply.value)) {
        this.#conversation.user(reply.value);
        return;
      }
      repair = problem === undefined ? 'it repeats an earlier query' : `${problem.reason}: ${problem.detail}`;
      written = reply.value;
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

  /** A helper that cannot be left unnamed is taken out; else the gap is. */
  #queryRepair(turn: number, reason: string): PathRepair {
    const next = this.#request.turns[turn]?.kind === 'call' ? turn : turn + 1;
    const behind = this.#request.turns[next];
    const inserted = behind?.functions.find((_, at) => behind.origins[at] === 'insert');
    return reason === 'names-function' && inserted !== undefined
      ? { kind: 'drop-function', turn: next, function: inserted }
      : { kind: 'unsplit' };
  }

  /** Forward: a teacher that reads the query has to come to the reference calls; else the query does not say enough. */
  async #forward(turn: number, plan: PlannedTurn, round: number): Promise<string | undefined> {
    const written = plan.calls.map(writtenCall);
    for (const [index, expected] of written.entries()) {
      const reply = await this.#context.teacher.perform<'write_calls'>(
        {
          kind: 'write_calls',
          seed: `${this.#request.seed}/f${turn}/${index}/${round}`,
          conversation: this.#conversation.messages,
          functions: [plan.calls[index]?.tool].filter((tool) => tool !== undefined),
          done: plan.ran.slice(0, index),
          plan: [expected],
        },
        this.#context.signal,
      );
      this.#meter.add(reply.usage);
      if (reply.value === undefined || !sameCalls(reply.value, [expected], this.#signatures())) {
        return `a reader of the message comes to ${JSON.stringify(reply.value ?? 'FINISH')}, not to ${JSON.stringify(expected)}`;
      }
    }
    return undefined;
  }

  #signatures() {
    return (name: string) => this.#context.functions.get(this.#context.names.idOf(name) ?? '')?.signature;
  }

  /** The agent's messages of a turn with calls, step by step, and the text that closes it. */
  async #play(turn: number, plan: PlannedTurn): Promise<{ message: number; call: number }[]> {
    const places: { message: number; call: number }[] = [];
    let done = 0;
    for (const [step, group] of callGroups(plan.calls).entries()) {
      const calls = group.map((call) => writtenCall(plan.calls[call] as PlannedCall));
      const move = await this.#act({ kind: 'calls', calls }, plan.ran.slice(0, done), `${turn}/${step}`);
      const made = this.#conversation.agent({ content: move.content, calls });
      const message = this.#conversation.messages.length - 1;
      for (const [at, call] of made.entries()) {
        places.push({ message, call: at });
        const ran = plan.ran[group[at] as number] as RanCall;
        this.#conversation.output(call, ran.output);
        this.#ran.push(ran);
        done += 1;
      }
    }
    this.#conversation.agent(await this.#act({ kind: 'summarize' }, plan.ran, `${turn}/end`));
    return places;
  }

  /** The agent's next message by hint; asked for once more with the reason where it does not follow the hint. */
  async #act(hint: ActHint, done: readonly RanCall[], key: string, tools = this.#tools): Promise<AgentMove> {
    let [reason, written] = ['act-deviates', ''];
    let repair: string | undefined;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const reply = await this.#context.teacher.perform<'act'>(
        {
          kind: 'act',
          seed: `${this.#request.seed}/a${key}${attempt === 0 ? '' : `/${attempt}`}`,
          conversation: this.#conversation.messages,
          tools,
          past: this.#ran,
          done,
          hint,
          ...(repair === undefined ? {} : { repair }),
        },
        this.#context.signal,
      );
      this.#meter.add(reply.usage);
      const deviation = this.#moveProblem(hint, reply.value);
      const problem = checkMove(reply.value, hint, this.#conversation.messages, tools);
      if (deviation === undefined && problem === undefined) return reply.value;
      reason = deviation === undefined ? `text-${problem?.reason}` : 'act-deviates';
      repair = deviation ?? problem?.detail;
      written = JSON.stringify(reply.value);
      if (attempt === 0) countRepair(this.#context, reason);
    }
    throw new PathFailure(reason, repair ?? '', undefined, written);
  }

  #moveProblem(hint: ActHint, move: AgentMove): string | undefined {
    if (/\bhint\b/i.test(move.content)) return 'it speaks of the hint';
    if (hint.kind === 'calls') {
      return sameCalls(move.calls, hint.calls, this.#signatures()) ? undefined : 'its calls are not those of the hint';
    }
    return move.content.trim() === '' || move.calls.length > 0 ? 'a text was wanted, and no calls' : undefined;
  }
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
    const together = independent && call.role === 'asked' && calls[group?.[0] ?? 0]?.tool.name === call.tool.name;
    if (together) group.push(index);
    else groups.push([index]);
  }
  return groups;
}
