import type { PathTurn } from '../../path/index.ts';
import type { GenerationContext } from '../session.ts';
import type { Certificate } from '../types.ts';
import { Offer } from './offer.ts';
import { Outline } from './outline.ts';
import type { OutlineTurn } from './outline-turn.ts';
import { foreseen, rehearsed } from './rehearsal.ts';
import { Script } from './script.ts';
import type { Positive, PositivePlan } from './types.ts';

/**
 * The positive side of a record: first what happens in it, then its words (sec. 3.3, 3.5). Both go on from where a path that
 * is mended becomes another, so that no turn is planned, run or written again that stays as it was.
 */
export class PositiveMaker {
  readonly #request: PositivePlan;
  readonly #context: GenerationContext;
  readonly #outline: Outline;
  readonly #script: Script;
  #offer: Offer | undefined;
  #path: readonly PathTurn[] = [];

  constructor(request: PositivePlan, context: GenerationContext) {
    this.#request = request;
    this.#context = context;
    this.#outline = new Outline(request, context);
    this.#script = new Script(request, context);
  }

  /**
   * What happens along these turns.
   * @throws PathFailure where a turn cannot be made, with a repair where one is known
   */
  async outline(path: readonly PathTurn[]): Promise<readonly OutlineTurn[]> {
    this.#path = path;
    await this.#outline.follow(path);
    const offer = this.#offered(path);
    await this.#outline.refuseAtEnd(offer);
    // What is withheld stays so: a request that nothing fits is not helped by its own function.
    for (const turn of this.#outline.turns) for (const id of this.#needed(turn)) offer.add(id);
    return this.#outline.turns;
  }

  /** Certificates of what was outlined last that do not hold, whatever words it is put into. */
  async foreseen(): Promise<{ readonly positive: Positive; readonly certificates: readonly Certificate[] }> {
    const positive = rehearsed(this.#outline, this.#offer ?? this.#offered(this.#path));
    return { positive, certificates: await foreseen(positive, this.#context) };
  }

  #needed({ kind, plan, asked, missing }: OutlineTurn): readonly string[] {
    if (kind === 'call') return plan.ran.map(({ id }) => id);
    const ids = asked.flatMap(({ tool }) => this.#context.names.idOf(tool.name) ?? []);
    return ids.filter((id) => id !== missing?.function && this.#context.tools.get(id) !== undefined);
  }

  /** Words that stand were written for what was offered then: it stays. */
  #offered(path: readonly PathTurn[]): Offer {
    if (this.#offer === undefined || !this.#script.keeps(this.#outline.turns))
      this.#offer = new Offer(this.#request.offered(path), this.#request.seed, this.#context);
    return this.#offer;
  }

  /**
   * The words of what was outlined last.
   * @throws PathFailure as above
   */
  async write(): Promise<Positive> {
    const offer = this.#offer ?? this.#offered(this.#path);
    await this.#script.write(this.#outline.turns, this.#path, offer);
    const { ran, start, end, outage } = this.#outline;
    return {
      messages: this.#script.messages,
      turns: this.#script.turns,
      ran,
      start,
      end,
      tools: offer.tools,
      withheld: this.#script.withheld,
      ...(outage === undefined ? {} : { outage }),
      meter: this.#script.meter,
    };
  }
}
