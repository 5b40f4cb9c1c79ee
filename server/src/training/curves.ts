import { isObject, type Json, type JsonObject } from '../json/index.ts';

/** One value that a trainer logged, over its steps. */
export interface Curve {
  /** The trainer's own name: `loss`, `grad_norm`, `rewards/margins`. */
  readonly name: string;
  /** Steps ascending; of one step the last value. */
  readonly points: readonly (readonly [step: number, value: number])[];
}

/** What a trainer's log says. */
export interface TrainingLog {
  readonly curves: readonly Curve[];
  /** The last step that was logged. */
  readonly step: number;
  /** Steps of the whole training, where the log says it. */
  readonly of?: number;
  /** Lines that are no JSON object: what an interruption cut. */
  readonly broken: number;
}

/** Logs that a folder may hold, the most telling first: ours, LLaMA-Factory's, ms-swift's, and that of `transformers`. */
export const LOG_FILES = ['log.jsonl', 'trainer_log.jsonl', 'logging.jsonl', 'trainer_state.json'] as const;

/** Keys that count steps, and keys that say nothing of the training itself. */
const STEP_KEYS = ['step', 'current_steps', 'global_step/max_steps'] as const;
const NOT_CURVES = new Set<string>([
  ...STEP_KEYS,
  ...['total_steps', 'percentage', 'total_flos', 'train_runtime', 'train_samples_per_second', 'train_steps_per_second'],
  ...['train_loss', 'epoch', 'num_input_tokens_seen', 'lr', 'train_speed(iter/s)', 'memory(GiB)'],
]);
/** Names first in this order, the others by the alphabet. */
const FIRST = ['loss', 'eval_loss', 'preference', 'nll', 'accuracy', 'margin', 'chosen', 'rejected', 'learning_rate'];

/** Reads `trainer_state.json` of `transformers`, or lines of JSON as trainers write them while they run. */
export function readTrainingLog(text: string): TrainingLog {
  const whole = jsonOf(text);
  if (whole !== undefined && Array.isArray(whole.log_history)) {
    const of = numberOf(whole.max_steps);
    return logOf(whole.log_history.filter(isObject), of, 0);
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map(jsonOf);
  const objects = rows.filter((row) => row !== undefined);
  return logOf(objects, numberOf(objects.at(-1)?.total_steps), rows.length - objects.length);
}

function logOf(rows: readonly JsonObject[], of: number | undefined, broken: number): TrainingLog {
  const values = new Map<string, Map<number, number>>();
  let last = 0;
  for (const row of rows) {
    const step = stepOf(row);
    if (step === undefined) continue;
    last = Math.max(last, step);
    for (const [name, value] of Object.entries(row)) {
      const number = numberOf(value);
      if (number === undefined || NOT_CURVES.has(name)) continue;
      const curve = values.get(name) ?? new Map<number, number>();
      values.set(name, curve.set(step, number));
    }
  }
  const curves = [...values].map(([name, points]) => ({ name, points: [...points].sort(([a], [b]) => a - b) }));
  curves.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
  return { curves, step: last, ...(of === undefined ? {} : { of }), broken };
}

/** ms-swift writes `"12/300"`. */
function stepOf(row: JsonObject): number | undefined {
  for (const key of STEP_KEYS) {
    const value = row[key];
    const step = typeof value === 'string' ? Number(value.split('/')[0]) : numberOf(value);
    if (step !== undefined && Number.isFinite(step)) return step;
  }
  return undefined;
}

function rank(name: string): number {
  const at = FIRST.indexOf(name);
  return at < 0 ? FIRST.length : at;
}

/** Some versions log numbers as text. */
function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && /^[-+\d.]/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function jsonOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text.replace(/\bNaN\b|-?\bInfinity\b/g, 'null')) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
