import type { Json, JsonObject } from '../../json/index.ts';
import { HostChild } from '../../world/index.ts';
import type { Backends } from './backends.ts';
import { PYTHON_JUDGE } from './python-judge.ts';
import { type BfclVerdict, unjudged } from './single.ts';
import { type StepCall, stepCalls } from './steps.ts';
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
  /** Sets up instances for a task that is to be played. @throws Error where the classes cannot be loaded */
  begin(task: Pick<MultiTurnTask, 'id' | 'category' | 'row'>, signal?: AbortSignal): Promise<PlayedTask>;
  close(): Promise<void>;
}

/** The instances of one task while a model works on them. */
export interface PlayedTask {
  /** Runs the calls of one step; an output, or the text of a failure, for each. */
  run(calls: readonly StepCall[], signal?: AbortSignal): Promise<string[]>;
  end(): Promise<void>;
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
        return verdictOf(await host.ask(ask, signal), leniencies(task));
      } catch (error) {
        signal?.throwIfAborted();
        return unjudged((error as Error).message);
      }
    },
    begin: async (task, signal) => {
      const host = await running(signal);
      const { id } = task;
      const work = async (name: string, given: JsonObject, stop?: AbortSignal): Promise<Json> => {
        const ask = { function: name, scope: '', arguments: { id, ...given }, order: [], seed: '' };
        const answer = await host.ask(ask, stop);
        if (answer.ok !== true) throw new Error(answer.message ?? 'the back ends gave no answer');
        return JSON.parse(answer.text ?? 'null') as Json;
      };
      await work('begin', setupOf(task), signal);
      return {
        run: async (calls, stop) => (await work('step', { calls: calls as unknown as Json }, stop)) as string[],
        end: async () => {
          if (host.alive) await work('end', {});
        },
      };
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

function verdictOf(
  answer: { ok?: boolean; text?: string; message?: string },
  leniencies: readonly string[],
): BfclVerdict {
  if (answer.ok !== true) return unjudged(answer.message ?? 'the back ends gave no verdict');
  const { problem, unknown } = JSON.parse(answer.text ?? 'null') as { problem: string | null; unknown: string[] };
  if (problem !== null) return { correct: false, reason: problem };
  const forgiven = [...[...new Set(unknown)].map((name) => `${name} is called, which does not exist`), ...leniencies];
  return { correct: true, reason: '', ...(forgiven.length === 0 ? {} : { forgiven }) };
}

/** What the published checker passes over: calls in a turn that should have none, steps that cannot be decoded. */
function leniencies({ answer, result }: MultiTurnTask): string[] {
  const reference = textsByTurn(answer);
  const turns = isList(result) ? result : [];
  return turns.flatMap((turn, index) => {
    const steps = isList(turn) ? turn : [];
    const called = steps.some((step) => stepCalls(step).length > 0);
    const broken = steps.some((step) => isList(step) && step.length > 0 && stepCalls(step).length === 0);
    const at = `turn ${index + 1}: `;
    return [
      ...(called && reference[index]?.length === 0 ? [`${at}a function is called, where none should be`] : []),
      ...(broken ? [`${at}a step of calls cannot be decoded`] : []),
    ];
  });
}

/** What the process is asked; words where the result is wrong whatever its calls do. */
function askOf(task: MultiTurnTask): JsonObject | string {
  const { answer, result } = task;
  if (!isList(result)) return 'the result is no list of turns';
  const reference = textsByTurn(answer);
  if (result.length !== reference.length) {
    return `the result has ${result.length} turns, not ${reference.length}: it was ended before the last`;
  }
  const turns = result.map((turn) => (isList(turn) ? turn : []).map(stepCalls).filter((calls) => calls.length > 0));
  return { ...setupOf(task), turns: turns as unknown as Json, reference };
}

function setupOf({ row, category }: Pick<MultiTurnTask, 'row' | 'category'>): JsonObject {
  const classes = row.get('involved_classes');
  return {
    classes: isList(classes) ? classes.map(String) : [],
    config: repr(isDict(row.get('initial_config')) ? (row.get('initial_config') as PyDict) : new Map()),
    longContext: category.includes('long_context') || category.includes('composite'),
  };
}

function textsByTurn(answer: Py): string[][] {
  return (isList(answer) ? answer : []).map((turn) => (isList(turn) ? turn.map(String) : []));
}
