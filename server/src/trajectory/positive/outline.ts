import type { PathTurn } from '../../path/index.ts';
import { createRandom } from '../../random/index.ts';
import type { ActHint } from '../../teacher/index.ts';
import type { Fact, WorldState } from '../../world/index.ts';
import {
  beforeItsPremise,
  forbiddenCall,
  type RefusedCall,
  withoutFirstTries,
  withUnknownValue,
} from '../errors/plan.ts';
import { PathFailure } from '../failure.ts';
import { isOutside } from '../outside/pool.ts';
import type { PlannedTurn } from '../plan.ts';
import { type GenerationContext, type RanCall, startState } from '../session.ts';
import { nullTurn, outsideTurn, turnBehind } from './null-turn.ts';
import type { Offer } from './offer.ts';
import { correctsOnly, type OutlineTurn, refusedPlan, supplyIntent } from './outline-turn.ts';
import { type Missing, plannedTurn } from './planned-turn.ts';
import type { ErrorKind, PositivePlan } from './types.ts';

/** All that a turn of the path begins from. */
interface Point {
  readonly turns: number;
  readonly ran: number;
  readonly state: WorldState;
  readonly ahead: PlannedTurn | undefined;
  readonly errors: readonly ErrorKind[];
  readonly beside: number;
}

const CLOSING: ActHint = { kind: 'summarize' };

/**
 * What happens in a conversation, before a word of it is written: its calls with their values, as they ran, turn by turn. A
 * path that is mended goes on from the first turn that has become another, from the state the world had there.
 */
export class Outline {
  readonly #request: PositivePlan;
  readonly #context: GenerationContext;
  readonly #points: Point[] = [];
  #path: readonly PathTurn[] = [];
  #turns: OutlineTurn[] = [];
  #ran: RanCall[] = [];
  #facts: readonly Fact[] | undefined;
  #start: WorldState = null;
  #state: WorldState = null;
  /** The turn behind a gap, planned when the gap was. */
  #ahead: PlannedTurn | undefined;
  /** Kinds of errors still to be tried; empty once there is one. */
  #errors: readonly ErrorKind[];
  #outage: string | undefined;
  /** Turns made beside those of the path so far. */
  #beside = 0;

  constructor(request: PositivePlan, context: GenerationContext) {
    this.#request = request;
    this.#context = context;
    this.#errors = request.errors ?? [];
  }

  get turns(): readonly OutlineTurn[] {
    return this.#turns;
  }

  get ran(): readonly RanCall[] {
    return this.#ran;
  }

  get start(): WorldState {
    return this.#start;
  }

  get end(): WorldState {
    return this.#state;
  }

  get outage(): string | undefined {
    return this.#outage;
  }

  /** Makes the path's turns; of an earlier path, what comes before the first difference stays. */
  async follow(path: readonly PathTurn[]): Promise<void> {
    const from = await this.#rewind(path);
    this.#path = path;
    for (let index = from; index < path.length; index += 1) {
      this.#context.signal?.throwIfAborted();
      this.#points[index] = this.#point();
      const turn = path[index] as PathTurn;
      if (turn.kind === 'call') await this.#callTurn(index, turn);
      else await this.#nullTurn(index, turn);
    }
    this.#points[path.length] = this.#point();
  }

  /** What can only be refused when something was done: a turn behind the last. */
  async refuseAtEnd(offer: Offer): Promise<void> {
    if (!this.#errors.includes('forbidden') || this.#path.length < 2) return;
    const at = this.#turns.length;
    const found = await forbiddenCall(this.#ran, offer.ids, at, this.#state, this.#request.seed, this.#context);
    if (found !== undefined) this.#refusedTurn(this.#path.length, found, [found.planned]);
  }

  #point(): Point {
    return {
      turns: this.#turns.length,
      ran: this.#ran.length,
      state: this.#state,
      ahead: this.#ahead,
      errors: this.#errors,
      beside: this.#beside,
    };
  }

  /** Back to where the path becomes another; to its start where its world does. */
  async #rewind(path: readonly PathTurn[]): Promise<number> {
    const from = firstDifference(this.#path, path);
    const point = this.#points[from];
    const stays = this.#outage === undefined || path.some(({ functions }) => functions.includes(this.#outage ?? ''));
    if (point === undefined || from === 0 || !stays) {
      await this.#begin(path);
      return 0;
    }
    this.#turns = this.#turns.slice(0, point.turns);
    this.#ran = this.#ran.slice(0, point.ran);
    this.#points.length = from;
    this.#state = point.state;
    this.#ahead = point.ahead;
    this.#errors = point.errors;
    this.#beside = point.beside;
    return from;
  }

  async #begin(path: readonly PathTurn[]): Promise<void> {
    this.#turns = [];
    this.#ran = [];
    this.#points.length = 0;
    this.#ahead = undefined;
    this.#beside = 0;
    this.#errors = this.#request.errors ?? [];
    this.#outage = this.#errors[0] === 'temporary' ? outageFor(path, this.#request.seed, this.#context) : undefined;
    if (this.#outage !== undefined) this.#errors = [];
    this.#start = await startState(this.#context, this.#request.seed, this.#outage);
    this.#state = this.#start;
    this.#facts = await this.#context.world.facts?.(this.#context.signal);
  }

  #push(turn: Omit<OutlineTurn, 'firstCall'>): void {
    this.#turns.push({ ...turn, firstCall: this.#ran.length });
    this.#ran.push(...turn.plan.ran);
    this.#state = turn.plan.after;
  }

  async #plan(index: number, turn: PathTurn, missing?: Missing): Promise<PlannedTurn> {
    return plannedTurn(turn, missing, {
      index,
      at: index + this.#beside,
      ran: this.#ran,
      state: this.#state,
      facts: this.#facts,
      turns: this.#turns,
      request: this.#request,
      context: this.#context,
    });
  }

  async #nullTurn(index: number, turn: PathTurn): Promise<void> {
    const { missing } = turn;
    if (missing !== undefined && isOutside(missing.function)) {
      this.#push(outsideTurn(index, missing, this.#request.seed, this.#state));
      return;
    }
    const behind = turnBehind(index, turn, this.#path);
    const plan = await this.#plan(behind.index, behind.turn, behind.missing);
    const made = nullTurn(index, turn.kind, behind, plan, this.#state, this.#context);
    if (!behind.alone) this.#ahead = plan;
    this.#push(made);
  }

  async #callTurn(index: number, turn: PathTurn): Promise<void> {
    const free = this.#ahead === undefined;
    const gap = free ? undefined : this.#turns.at(-1);
    let plan = this.#ahead ?? (await this.#plan(index, turn));
    let intent = supplyIntent(gap);
    this.#ahead = undefined;
    // A premise runs once in a conversation: the first chance is the only one.
    if (free) plan = await this.#premiseLater(plan);
    const refused = free && index >= this.#errorsFrom() ? await this.#unknownValue(plan) : undefined;
    if (refused !== undefined) {
      this.#refusedTurn(index, refused, [refused.planned, ...plan.calls.slice(1)]);
      // A request of one turn ends with what could not be found.
      if (this.#path.length === 1) return;
      this.#beside += 1;
      plan = await this.#plan(index, turn);
      if (!correctsOnly(refused, plan)) throw new PathFailure('error-not-corrected', refused.ran.id);
      intent = { kind: 'supply_params', call: 0, parameter: refused.parameter ?? '', corrects: true };
    }
    const asked = withoutFirstTries(plan.calls);
    this.#push({ pathTurn: index, kind: 'call', intent, asked, plan, closing: CLOSING });
  }

  /** First turn of the path that an error may stand in. */
  #errorsFrom(): number {
    return createRandom(`${this.#request.seed}/errors`).below(this.#path.length);
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

  /** A turn that comes to nothing: asked for, refused by the world, and told. `asked` is what the query asks for. */
  #refusedTurn(index: number, refused: RefusedCall, asked: OutlineTurn['asked']): void {
    this.#errors = [];
    const { planned, parameter } = refused;
    const unknown = parameter === undefined ? {} : { unknown: { wanted: planned.tool, parameter } };
    this.#push({
      pathTurn: index,
      kind: 'call',
      intent: { kind: 'calls' },
      asked,
      plan: refusedPlan(refused, this.#state),
      closing: { kind: 'summarize', ...unknown },
    });
  }
}

/** Where a path begins to differ; at the gap before it, which was planned with what stands behind it. */
function firstDifference(before: readonly PathTurn[], after: readonly PathTurn[]): number {
  let at = 0;
  while (at < before.length && at < after.length && before[at] === after[at]) at += 1;
  while (at > 0 && before[at - 1]?.kind !== 'call') at -= 1;
  return at;
}

/** The path's function whose first call finds its service down; none where what cannot be reached is to be proved. */
function outageFor(turns: readonly PathTurn[], seed: string, context: GenerationContext): string | undefined {
  if (context.world.id !== 'simulated' || turns.some(({ kind }) => kind !== 'call')) return undefined;
  return createRandom(`${seed}/outage`).pick(turns.flatMap(({ functions }) => functions));
}
