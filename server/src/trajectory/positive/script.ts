import type { Message } from '../../chat/index.ts';
import type { PathTurn } from '../../path/index.ts';
import type { WriteQueryTask } from '../../teacher/index.ts';
import { stepsOf } from '../calls.ts';
import { Conversation, Meter } from '../conversation.ts';
import { PathFailure, type PathRepair } from '../failure.ts';
import type { GenerationContext, RanCall } from '../session.ts';
import { writtenTogether } from '../texts/together.ts';
import { type ActPlace, actTask, nextMove } from './agent.ts';
import { readBack } from './forward.ts';
import type { Offer } from './offer.ts';
import type { OutlineTurn } from './outline-turn.ts';
import { type RefusedQuery, writeQuery } from './query.ts';
import type { PositivePlan, ReferenceTurn } from './types.ts';

/** Texts of a turn that were asked for together; what is absent is asked for alone. */
interface Draft {
  readonly query?: string | undefined;
  readonly text?: string | undefined;
}

/**
 * The words of an outline: back-and-forth translation, turn by turn (sec. 3.3), and the agent's messages by hint (sec. 3.5).
 * Of an outline that was mended, the turns before the first other one keep their words.
 */
export class Script {
  readonly meter = new Meter();
  readonly #seed: string;
  readonly #context: GenerationContext;
  readonly #system: Message;
  #conversation: Conversation;
  #written: { readonly outline: OutlineTurn; readonly turn: ReferenceTurn }[] = [];
  #ran: RanCall[] = [];

  constructor({ seed, system }: Pick<PositivePlan, 'seed' | 'system'>, context: GenerationContext) {
    this.#seed = seed;
    this.#context = context;
    this.#system = { role: 'system', content: system };
    this.#conversation = new Conversation([this.#system]);
  }

  get messages(): readonly Message[] {
    return this.#conversation.messages;
  }

  get turns(): readonly ReferenceTurn[] {
    return this.#written.map(({ turn }) => turn);
  }

  /** Names that are withheld, each until the message behind the turn in which it is missing. */
  get withheld(): { readonly name: string; readonly until: number }[] {
    return this.#written.flatMap(({ outline: { supplied, without }, turn }) =>
      supplied === true && without !== undefined ? [{ name: without, until: turn.messages[1] }] : [],
    );
  }

  /** Whether words stand that hold for the outline still. */
  keeps(outline: readonly OutlineTurn[]): boolean {
    return this.#written.length > 0 && this.#written[0]?.outline === outline[0];
  }

  /** @throws PathFailure where a text cannot be had, with a repair of the path where one is known */
  async write(outline: readonly OutlineTurn[], path: readonly PathTurn[], offer: Offer): Promise<void> {
    this.#rewind(outline);
    for (const turn of outline.slice(this.#written.length)) {
      this.#context.signal?.throwIfAborted();
      await this.#turn(turn, path, offer);
    }
  }

  #rewind(outline: readonly OutlineTurn[]): void {
    const other = this.#written.findIndex((written, at) => written.outline !== outline[at]);
    const first = this.#written[other < 0 ? this.#written.length : other]?.turn;
    const end = first?.messages[0] ?? this.#written.at(-1)?.turn.messages[1] ?? 1;
    if (other >= 0) this.#written = this.#written.slice(0, other);
    // What a turn that failed had got to goes with it.
    if (this.messages.length > end) this.#conversation = new Conversation(this.messages.slice(0, end));
    this.#ran = this.#written.flatMap(({ turn }) => turn.plan.ran);
  }

  async #turn(outline: OutlineTurn, path: readonly PathTurn[], offer: Offer): Promise<void> {
    const start = this.messages.length;
    const index = this.#written.length;
    const { kind, intent, plan, missing, wished, firstCall } = outline;
    const draft =
      kind === 'call' ? await this.#asked(outline, index, path, offer) : await this.#gap(outline, index, path, offer);
    const places = kind === 'call' ? await this.#play(outline, index, offer, draft) : [];
    this.#written.push({
      outline,
      turn: {
        index,
        kind,
        intent,
        messages: [start, this.messages.length],
        plan,
        ...(missing === undefined ? {} : { missing }),
        ...(wished === undefined ? {} : { wished }),
        places,
        firstCall,
      },
    });
  }

  /** What is asked for and cannot be done, and the agent's text that says so. */
  async #gap(outline: OutlineTurn, index: number, path: readonly PathTurn[], offer: Offer): Promise<Draft | undefined> {
    const key = `${index}/gap`;
    const draft = await this.#drafted(outline, index, key, offer);
    await this.#query(outline, index, path, offer, draft?.query);
    const place = this.#place(key, [], outline, offer);
    this.#conversation.agent(await nextMove(outline.closing, place, this.#context, this.meter, draft?.text));
    return draft;
  }

  /** A query from which its reader comes to the reference calls; written again once with what the reader came to. */
  async #asked(
    outline: OutlineTurn,
    index: number,
    path: readonly PathTurn[],
    offer: Offer,
  ): Promise<Draft | undefined> {
    const draft = await this.#drafted(outline, index, `${index}/end`, offer);
    let wrong: string | undefined;
    for (let round = 0; round < 2; round += 1) {
      if (wrong !== undefined) this.#conversation.messages.pop();
      await this.#query(outline, index, path, offer, wrong === undefined ? draft?.query : undefined, wrong);
      const seed = (position: number) => `${this.#seed}/f${index}/${position}/${round}`;
      wrong = await readBack(this.messages, outline.plan, seed, this.#context, this.meter);
      if (wrong === undefined) return draft;
    }
    throw new PathFailure('forward-disagrees', wrong ?? '');
  }

  #queryTask({ asked, intent }: OutlineTurn, turn: number, round: number): WriteQueryTask {
    return {
      kind: 'write_query',
      seed: `${this.#seed}/q${turn}/${round}`,
      turn,
      conversation: this.messages,
      past: this.#ran,
      calls: asked,
      intent,
    };
  }

  async #query(
    outline: OutlineTurn,
    index: number,
    path: readonly PathTurn[],
    { tools, names }: Offer,
    drafted?: string,
    wrong?: string,
  ): Promise<void> {
    const task = (round: number) => this.#queryTask(outline, index, round);
    const text = await writeQuery({ task, tools, names }, this.#context, this.meter, drafted, wrong);
    if (typeof text === 'string') this.#conversation.user(text);
    else throw queryFailure(text, outline, path, (id) => this.#context.names.nameOf(id));
  }

  /** The agent's messages of a turn with calls, step by step, and the text that closes it. */
  async #play(
    outline: OutlineTurn,
    index: number,
    offer: Offer,
    draft: Draft | undefined,
  ): Promise<{ message: number; call: number }[]> {
    const { plan, closing } = outline;
    const places: { message: number; call: number }[] = [];
    let done = 0;
    for (const [step, { calls, ran }] of stepsOf(plan).entries()) {
      // With the texts asked for together, nothing is left to ask: the calls are those of the hint.
      const content =
        draft === undefined ? await this.#said(calls, plan.ran.slice(0, done), `${index}/${step}`, outline, offer) : '';
      const made = this.#conversation.agent({ content, calls });
      const message = this.messages.length - 1;
      for (const [at, call] of made.entries()) {
        places.push({ message, call: at });
        const one = ran[at] as RanCall;
        this.#conversation.output(call, one.output);
        this.#ran.push(one);
        done += 1;
      }
    }
    const place = this.#place(`${index}/end`, plan.ran, outline, offer);
    this.#conversation.agent(await nextMove(closing, place, this.#context, this.meter, draft?.text));
    return places;
  }

  /** What the agent says beside its calls. */
  async #said(
    calls: ReturnType<typeof stepsOf>[number]['calls'],
    done: readonly RanCall[],
    key: string,
    outline: OutlineTurn,
    offer: Offer,
  ): Promise<string> {
    const place = this.#place(key, done, outline, offer);
    return (await nextMove({ kind: 'calls', calls }, place, this.#context, this.meter)).content;
  }

  #place(key: string, done: readonly RanCall[], { without }: OutlineTurn, offer: Offer): ActPlace {
    const tools = offer.without(without);
    return { seed: `${this.#seed}/a${key}`, conversation: this.messages, tools, past: this.#ran, done };
  }

  /**
   * The query of a turn and the text that closes it, asked for in one request of a teacher that takes several texts: what
   * the calls between them give is known before. Each is checked in its place, and asked for alone where it is refused.
   */
  async #drafted(outline: OutlineTurn, index: number, key: string, offer: Offer): Promise<Draft | undefined> {
    if (!this.#context.teacher.abilities.has('write_together')) return undefined;
    const query = this.#queryTask(outline, index, 0);
    const ahead = new Conversation(this.messages);
    ahead.user('');
    const steps = stepsOf(outline.plan);
    const done = steps.flatMap(({ ran }) => ran);
    for (const { calls, ran } of steps)
      for (const [at, call] of ahead.agent({ content: '', calls }).entries())
        ahead.output(call, ran[at]?.output ?? null);
    const conversation = [...ahead.messages];
    ahead.agent({ content: '', calls: [] });
    const place = this.#place(key, done, outline, offer);
    const act = actTask(outline.closing, { ...place, conversation, past: [...this.#ran, ...done] });
    const texts = await writtenTogether(
      { kind: 'write_together', seed: `${query.seed}/together`, conversation: ahead.messages, parts: [query, act] },
      this.#context,
      this.meter,
    );
    return texts === undefined ? undefined : { query: texts[0], text: texts[1] };
  }
}

/** A helper that cannot be left unnamed is taken out, the one that is named first; else the gap is. */
function queryFailure(
  { reason, detail, text }: RefusedQuery,
  { pathTurn, asked }: OutlineTurn,
  path: readonly PathTurn[],
  nameOf: (id: string) => string,
) {
  const next = path[pathTurn]?.kind === 'call' ? pathTurn : pathTurn + 1;
  const behind = path[next];
  // What the plan had left out already is left out in it still.
  const implied = new Set(asked.filter(({ role }) => role === 'implied').map(({ tool }) => tool.name));
  const helpers =
    behind?.functions.filter((id, at) => behind.origins[at] === 'insert' && implied.has(nameOf(id))) ?? [];
  const inserted = helpers.find((id) => detail.endsWith(` ${nameOf(id)}`)) ?? helpers[0];
  const repair: PathRepair =
    reason === 'names-function' && inserted !== undefined
      ? { kind: 'drop-function', turn: next, function: inserted }
      : { kind: 'unsplit' };
  return new PathFailure(`query-${reason.replaceAll(' ', '-')}`, detail, repair, text);
}
