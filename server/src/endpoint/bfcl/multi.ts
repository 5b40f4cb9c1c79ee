import type { BfclVerdict } from './single.ts';
import type { Py, PyDict } from './value.ts';

/** A task of many turns with a result and the reference calls: per turn, texts of Python. */
export interface MultiTurnTask {
  readonly id: string;
  readonly category: string;
  readonly row: PyDict;
  readonly answer: Py;
  readonly result: Py;
}

/** Runs the calls of a task and of its reference on instances of the classes, and compares states and results. */
export type MultiTurnJudge = (task: MultiTurnTask, signal?: AbortSignal) => Promise<BfclVerdict>;
