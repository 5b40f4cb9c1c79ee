import type { Message } from '../../chat/index.ts';
import { equalJson, type Json, type JsonObject } from '../../json/index.ts';
import type { ActTask, AgentMove, PlannedArgument, PlannedCall, WrittenCall } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { callGroups } from '../calls.ts';
import { Conversation, Meter } from '../conversation.ts';
import { PathFailure } from '../failure.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { countRepair, type GenerationContext, type RanCall, runCall } from '../session.ts';
import type { TextProblem } from '../texts/index.ts';
import { writtenTogether } from '../texts/together.ts';
import { checkMistake, checkMove } from '../texts/wiring.ts';
import { valuesAt } from '../values.ts';
import type { Mistake } from './mistake.ts';

/** The other side of a pair, as it was played. */
export interface Rejected {
  readonly messages: readonly Message[];
  /** Index of the first message of its own. */
  readonly divergesAt: number;
  /** Half-open range of its messages in the turn of the mistake, from the first difference on. */
  readonly rest: readonly [start: number, end: number];
  readonly meter: Meter;
}

/**
 * Plays a trajectory that shares the reference up to a mistake and goes on from it (sec. 3.5, core notes "Negatives by
 * type"): the wrong move by misleading hint, real outputs for what it calls, the rest of the conversation with the
 * values it then has. Hints are not in it.
 */
export async function playRejected(
  positive: Positive,
  mistake: Mistake,
  seed: string,
  context: GenerationContext,
): Promise<Rejected> {
  return new RejectedPlayer(positive, mistake, seed, context).play();
}

/** A value that the other side never came to have. */
interface Unresolved {
  readonly parameter: string;
}

class RejectedPlayer {
  readonly #positive: Positive;
  readonly #mistake: Mistake;
  readonly #seed: string;
  readonly #context: GenerationContext;
  readonly #conversation: Conversation;
  readonly #meter = new Meter();
  /** Calls of this side by the ordinal of the reference call they stand for. */
  readonly #own = new Map<number, RanCall>();
  readonly #ran: RanCall[] = [];
  /** Texts that are asked for together, each with the conversation before its place. */
  readonly #owed: ActTask[] = [];
  #state: WorldState;

  constructor(positive: Positive, mistake: Mistake, seed: string, context: GenerationContext) {
    this.#positive = positive;
    this.#mistake = mistake;
    this.#seed = seed;
    this.#context = context;
    const turn = this.#turn(mistake.turn);
    const { states, before } = turn.plan;
    this.#state = mistake.kept === 0 ? before : (states[mistake.kept - 1] ?? before);
    this.#conversation = new Conversation(positive.messages.slice(0, this.#divergence(turn)));
    for (let ordinal = 0; ordinal < turn.firstCall + mistake.kept; ordinal += 1) {
      const call = positive.ran[ordinal];
      if (call !== undefined) this.#keep(ordinal, call);
    }
  }

  #turn(index: number): ReferenceTurn {
    const turn = this.#positive.turns[index];
    if (turn === undefined) throw new RangeError(`there is no turn ${index}`);
    return turn;
  }

  #keep(ordinal: number | undefined, call: RanCall): void {
    if (ordinal !== undefined) this.#own.set(ordinal, call);
    this.#ran.push(call);
  }

  /** The message where the mistake is made: the assistant's message behind the kept calls' outputs. */
  #divergence(turn: ReferenceTurn): number {
    const next = turn.places[this.#mistake.kept];
    return next === undefined || this.#mistake.kept >= turn.plan.calls.length ? turn.messages[1] - 1 : next.message;
  }

  async play(): Promise<Rejected> {
    const turn = this.#turn(this.#mistake.turn);
    const divergesAt = this.#conversation.messages.length;
    await this.#wrongMove(turn);
    const end = this.#conversation.messages.length;
    for (const later of this.#positive.turns.slice(turn.index + 1)) await this.#laterTurn(later);
    await this.#writeOwed();
    return { messages: this.#conversation.messages, divergesAt, rest: [divergesAt, end], meter: this.#meter };
  }

  async #wrongMove(turn: ReferenceTurn): Promise<void> {
    const kept = turn.plan.ran.slice(0, this.#mistake.kept);
    const move = this.#mistake.written ?? (await this.#misled(kept));
    const done = [...kept];
    const failed = await this.#make(move, turn, this.#mistake.replaces, done);
    if (move.calls.length === 0) return;
    const rest = turn.plan.calls
      .map((_, index) => index)
      .slice(this.#mistake.kept)
      .filter((index) => !this.#mistake.replaces.includes(index));
    if (!failed) await this.#calls(turn, rest, done);
    await this.#close(done, `${turn.index}`);
  }

  /** The wrong move by misleading hint. */
  #misled(kept: readonly RanCall[]): Promise<AgentMove> {
    return this.#checked('misled', async (repair, attempt) => {
      const reply = await this.#context.teacher.perform<'act_misled'>(
        {
          kind: 'act_misled',
          seed: `${this.#seed}/misled${attempt === 0 ? '' : `/${attempt}`}`,
          conversation: this.#conversation.messages,
          tools: this.#positive.tools,
          past: this.#ran,
          done: kept,
          errorType: this.#mistake.errorType,
          misdirection: this.#mistake.misdirection,
          ...(repair === undefined ? {} : { repair }),
        },
        this.#context.signal,
      );
      this.#meter.add(reply.usage);
      const { messages } = this.#conversation;
      return {
        move: reply.value,
        problem: checkMistake(
          reply.value,
          this.#mistake.misdirection,
          messages,
          this.#positive.tools,
          this.#context.teacher.language,
        ),
      };
    });
  }

  /** Runs a move's calls; true where one of them failed. */
  async #make(move: AgentMove, turn: ReferenceTurn, positions: readonly number[], done: RanCall[]): Promise<boolean> {
    const calls = this.#conversation.agent(move);
    let failed = false;
    for (const call of calls) {
      const id = this.#context.names.idOf(call.function.name);
      if (id === undefined) {
        this.#conversation.output(call, { error: `Unknown function: ${call.function.name}` });
        failed = true;
        continue;
      }
      const result = await runCall(this.#context, id, call.function.arguments, turn.index, this.#state);
      this.#state = result.state;
      const position = positions.find((at) => turn.plan.ran[at]?.id === id && !this.#own.has(turn.firstCall + at));
      this.#keep(position === undefined ? undefined : turn.firstCall + position, result.call);
      done.push(result.call);
      this.#conversation.output(call, result.call.output);
      failed ||= !result.call.ok;
    }
    return failed;
  }

  /** The reference calls at these positions, with the values this side has. Ends at the first error or gap. */
  async #calls(turn: ReferenceTurn, positions: readonly number[], done: RanCall[]): Promise<Unresolved | undefined> {
    const calls = positions.map((position) => turn.plan.calls[position] as PlannedCall);
    for (const group of callGroups(turn.plan.calls)) {
      const here = group.filter((position) => positions.includes(position));
      const written: WrittenCall[] = [];
      for (const position of here) {
        const bound = this.#bind(turn, turn.plan.calls[position] as PlannedCall);
        if ('parameter' in bound) return written.length + done.length + calls.length > 0 ? bound : undefined;
        if (!isDone(bound.call, done)) written.push(bound.call);
      }
      if (written.length === 0) continue;
      const failed = await this.#make({ content: '', calls: written }, turn, here, done);
      const firstTry = here.some((position) => turn.plan.calls[position]?.role === 'failed');
      if (failed && !firstTry) return undefined;
    }
    return undefined;
  }

  /** A reference call with this side's own values in place of the reference's. */
  #bind(turn: ReferenceTurn, call: PlannedCall): { call: WrittenCall } | Unresolved {
    const args: JsonObject = {};
    for (const argument of call.arguments) {
      const value = this.#valueOf(turn, argument);
      if (value === undefined) return { parameter: argument.parameter };
      Object.defineProperty(args, argument.parameter, { value, enumerable: true, configurable: true, writable: true });
    }
    return { call: { name: call.tool.name, arguments: args } };
  }

  #valueOf(turn: ReferenceTurn, { value, origin }: PlannedArgument): Json | undefined {
    if (origin.from !== 'output') return value;
    const own = this.#own.get(origin.sameTurn ? turn.firstCall + origin.call : origin.call);
    if (own === undefined || !own.ok) return undefined;
    const found = valuesAt(own.output, origin.field);
    const picked = found.find((item) => item.item?.index === origin.item?.index) ?? found[0];
    if (picked === undefined || picked.value === null) return undefined;
    return Array.isArray(value) && !Array.isArray(picked.value) ? [picked.value] : picked.value;
  }

  async #laterTurn(turn: ReferenceTurn): Promise<void> {
    const query = this.#positive.messages[turn.messages[0]];
    if (query?.role === 'user') this.#conversation.user(query.content);
    if (turn.kind !== 'call') {
      const text = this.#positive.messages[turn.messages[1] - 1]?.content ?? '';
      this.#conversation.agent({ content: text, calls: [] });
      return;
    }
    const done: RanCall[] = [];
    const gap = await this.#calls(
      turn,
      turn.plan.calls.map((_, index) => index),
      done,
    );
    if (gap !== undefined) await this.#askFor(turn, gap, done);
    else await this.#close(done, `${turn.index}`);
  }

  async #askFor(turn: ReferenceTurn, gap: Unresolved, done: readonly RanCall[]): Promise<void> {
    const call = turn.plan.calls.find((item) =>
      item.arguments.some((argument) => argument.parameter === gap.parameter),
    );
    if (call === undefined) return this.#close(done, `${turn.index}`);
    await this.#say({ kind: 'miss_params', wanted: call.tool, parameter: gap.parameter }, done, `${turn.index}`);
  }

  async #close(done: readonly RanCall[], key: string): Promise<void> {
    await this.#say({ kind: 'summarize' }, done, key);
  }

  async #say(hint: Parameters<typeof actTask>[0], done: readonly RanCall[], key: string): Promise<void> {
    const { messages } = this.#conversation;
    const seed = `${this.#seed}/after/${key}`;
    if (this.#context.teacher.abilities.has('write_together')) {
      // No call hangs on what a text says: all of them are asked for at the end, in one request.
      const owed = actTask(hint, seed, [...messages], this.#positive, [...this.#ran], [...done]);
      this.#owed.push(owed);
      this.#conversation.agent({ content: '', calls: [] });
      return;
    }
    this.#conversation.agent(await this.#written(actTask(hint, seed, messages, this.#positive, this.#ran, done)));
  }

  /** The texts that were put off, in their places. */
  async #writeOwed(): Promise<void> {
    const { messages } = this.#conversation;
    const [parts, last] = [this.#owed, this.#owed.at(-1)];
    if (last === undefined) return;
    const conversation = messages.slice(0, last.conversation.length + 1);
    const seed = `${this.#seed}/together`;
    const texts =
      parts.length === 1
        ? undefined
        : await writtenTogether({ kind: 'write_together', seed, conversation, parts }, this.#context, this.#meter);
    for (const [index, part] of parts.entries()) {
      const place = part.conversation.length;
      const move = await this.#written({ ...part, conversation: messages.slice(0, place) }, texts?.[index]);
      messages[place] = { role: 'assistant', content: move.content };
    }
  }

  /** A closing text by hint: as it was written with others, or asked for alone. */
  #written(task: ActTask, drafted?: string): Promise<AgentMove> {
    return this.#checked('rejected', async (repair, attempt) => {
      const content = attempt === 0 && drafted !== undefined ? drafted : await this.#text(task, repair, attempt);
      const text: AgentMove = { content, calls: [] };
      return {
        move: text,
        problem: checkMove(text, task.hint, task.conversation, this.#positive.tools, this.#context.teacher.language),
      };
    });
  }

  async #text(task: ActTask, repair: string | undefined, attempt: number): Promise<string> {
    const seed = `${task.seed}${attempt === 0 ? '' : `/${attempt}`}`;
    const reply = await this.#context.teacher.perform<'act'>(
      { ...task, seed, ...(repair === undefined ? {} : { repair }) },
      this.#context.signal,
    );
    this.#meter.add(reply.usage);
    return reply.value.content;
  }

  /** A move that holds before the checks of texts; asked for once more with the reason, then given up. */
  async #checked(
    side: string,
    ask: (
      repair: string | undefined,
      attempt: number,
    ) => Promise<{ move: AgentMove; problem: TextProblem | undefined }>,
  ): Promise<AgentMove> {
    const first = await ask(undefined, 0);
    if (first.problem === undefined) return first.move;
    countRepair(this.#context, `${side}-${first.problem.reason}`);
    const second = await ask(first.problem.detail, 1);
    if (second.problem === undefined) return second.move;
    const { reason, detail } = second.problem;
    throw new PathFailure(`${side}-${reason}`, detail, undefined, JSON.stringify(second.move));
  }
}

/** A first try that worked on this side is not made again. */
function isDone({ name, arguments: args }: WrittenCall, done: readonly RanCall[]): boolean {
  const last = done.at(-1);
  return last?.ok === true && last.tool.name === name && equalJson(last.arguments, args);
}

function actTask(
  hint: { kind: 'summarize' } | { kind: 'miss_params'; wanted: PlannedCall['tool']; parameter: string },
  seed: string,
  conversation: readonly Message[],
  positive: Positive,
  past: readonly RanCall[],
  done: readonly RanCall[],
): ActTask {
  return { kind: 'act', seed, conversation, tools: positive.tools, past, done, hint };
}
