import { isObject } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { type DecisionStep, type EditStep, REVIEW_STATES, type ReviewState, type ReviewStep } from './types.ts';

/** What undoing would take back. */
export interface Undoable {
  readonly step: number;
  readonly kind: 'decision' | 'edit';
  readonly ids: readonly string[];
}

/** An edit without the record as it was: that stays in the file. */
type KeptStep = DecisionStep | Omit<EditStep, 'before'>;

/** The decisions about one run, read from its review file. The file only grows: undoing is a step as well. */
export class ReviewLedger {
  readonly #steps = new Map<number, KeptStep>();
  readonly #undone = new Set<number>();
  #states = new Map<string, { state: ReviewState; note?: string }>();
  #last = 0;

  /** Takes a step in; each has a number above those before it. */
  add(step: ReviewStep): void {
    this.#last = Math.max(this.#last, step.step);
    if ('undoes' in step) {
      this.#undone.add(step.undoes);
      this.#states = new Map();
      for (const [number, kept] of this.#steps) if (!this.#undone.has(number)) this.#apply(kept);
      return;
    }
    const { before: _before, ...kept } = step as EditStep;
    this.#steps.set(step.step, kept as KeptStep);
    this.#apply(kept as KeptStep);
  }

  #apply(step: KeptStep): void {
    if (!('ids' in step)) return;
    const { state, note } = step;
    for (const id of step.ids) this.#states.set(id, { state, ...(note === undefined ? {} : { note }) });
  }

  /** Number of the next step. */
  get next(): number {
    return this.#last + 1;
  }

  /** What was decided in the file; undefined where it says nothing of the record. */
  decisionOf(id: string): { readonly state: ReviewState; readonly note?: string } | undefined {
    return this.#states.get(id);
  }

  /** What was decided: here, or in the record itself by an earlier version or another program. */
  stateOf(id: string, record?: Pick<TrajectoryRecord, 'review'>): ReviewState {
    return this.#states.get(id)?.state ?? stateInRecord(record);
  }

  /** Ids by state; records without a decision are in none. */
  get counts(): Readonly<Record<ReviewState, number>> {
    const counts = { unreviewed: 0, accepted: 0, rejected: 0, flagged: 0 };
    for (const { state } of this.#states.values()) counts[state] += 1;
    return counts;
  }

  /** The last step that was not taken back. */
  get undoable(): Undoable | undefined {
    const [number, step] = [...this.#steps].findLast(([each]) => !this.#undone.has(each)) ?? [];
    if (number === undefined || step === undefined) return undefined;
    return 'ids' in step
      ? { step: number, kind: 'decision', ids: step.ids }
      : { step: number, kind: 'edit', ids: [step.edited] };
  }
}

/** What a record says itself. */
export function stateInRecord(record?: Pick<TrajectoryRecord, 'review'>): ReviewState {
  const status = record?.review?.status;
  return status === 'accepted' || status === 'rejected' ? status : 'unreviewed';
}

/** Reads one line of a review file: the step, or why it is none. */
export function readReviewStep(line: string): ReviewStep | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!isObject(value) || typeof value.step !== 'number' || !Number.isInteger(value.step)) return 'no step of a review';
  if (typeof value.undoes === 'number') return value as unknown as ReviewStep;
  if (typeof value.edited === 'string' && isObject(value.before)) return value as unknown as ReviewStep;
  const known = REVIEW_STATES.some((state) => state === value.state);
  const ids = Array.isArray(value.ids) && value.ids.every((id) => typeof id === 'string');
  return known && ids ? (value as unknown as ReviewStep) : 'no step of a review';
}
