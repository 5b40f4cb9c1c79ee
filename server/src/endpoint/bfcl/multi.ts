import type { Json, JsonObject } from '../../json/index.ts';
import { HostChild } from '../../world/index.ts';
import type { Backends } from './backends.ts';
import { PYTHON_JUDGE } from './python-judge.ts';
import { type BfclVerdict, unjudged } from './single.ts';
import { stepCalls } from './steps.ts';
import { isDict, isList, type Py, type PyDict, repr } from './value.ts';

/** A task of many turns with a result and the reference calls: per turn, texts of Python. */
export interface MultiTurnTask {
  readonly id: string;
  readonly category: string;
  readonly row: PyDict;
  readonly answer: Py;
  readonly result: Py;
}

/** Runs the calls of a task and of its reference on instances of the classes, and compares states and results. */
export interface MultiTurnJudge {
  judge(task: MultiTurnTask, signal?: AbortSignal): Promise<BfclVerdict>;
  close(): Promise<void>;
}

export interface MultiTurnOptions {
  /** Program that runs Python files; default `python3`. */
  readonly python?: string;
  /** For one task; default two minutes. */
  readonly timeoutMs?: number;
}

const TWO_MINUTES = 120_000;

/** Judges tasks of many turns in a Python process of its own, one after the other; a new one takes over where one ends. */
export function createMultiTurnJudge(backends: Backends, options: MultiTurnOptions = {}): MultiTurnJudge {
  let child: HostChild | undefined;
  const running = async (signal?: AbortSignal): Promise<HostChild> => {
    if (child?.alive === true) return child;
    const started = new HostChild(hostOptions(backends, options));
    child = started;
    await started.ready(signal);
    return started;
  };
  return {
    judge: async (task, signal) => {
      const asked = askOf(task);
      if (typeof asked === 'string') return { correct: false, reason: asked };
      try {
        const host = await running(signal);
        const ask = { function: 'judge', scope: '', arguments: asked, order: [], seed: '' };
        return verdictOf(await host.ask(ask, signal));
      } catch (error) {
        signal?.throwIfAborted();
        return unjudged((error as Error).message);
      }
    },
    close: async () => child?.close(),
  };
}

function hostOptions({ folders, packages, classes, file }: Backends, { python, timeoutMs }: MultiTurnOptions) {
  return {
    setup: {
      file: file ?? 'none.py',
      classes: [],
      state: { folders: [...folders], packages: [...packages], classes: classes as unknown as JsonObject },
      maxBytes: 0,
      keepBytes: 0,
      keepStates: 0,
    },
    timeoutMs: timeoutMs ?? TWO_MINUTES,
    program: PYTHON_JUDGE,
    ...(python === undefined ? {} : { python }),
  };
}

function verdictOf(answer: { ok?: boolean; text?: string; message?: string }): BfclVerdict {
  if (answer.ok !== true) return unjudged(answer.message ?? 'the back ends gave no verdict');
  const problem = JSON.parse(answer.text ?? 'null') as string | null;
  return problem === null ? { correct: true, reason: '' } : { correct: false, reason: problem };
}

/** What the process is asked; words where the result is wrong whatever its calls do. */
function askOf({ row, category, answer, result }: MultiTurnTask): JsonObject | string {
  if (!isList(result)) return 'the result is no list of turns';
  const reference = textsByTurn(answer);
  if (result.length !== reference.length) {
    return `the result has ${result.length} turns, not ${reference.length}: it was ended before the last`;
  }
  const turns = result.map((turn) => (isList(turn) ? turn : []).map(stepCalls).filter((calls) => calls.length > 0));
  const classes = row.get('involved_classes');
  return {
    classes: isList(classes) ? classes.map(String) : [],
    config: repr(isDict(row.get('initial_config')) ? (row.get('initial_config') as PyDict) : new Map()),
    longContext: category.includes('long_context') || category.includes('composite'),
    turns: turns as unknown as Json,
    reference,
  };
}

function textsByTurn(answer: Py): string[][] {
  return (isList(answer) ? answer : []).map((turn) => (isList(turn) ? turn.map(String) : []));
}
