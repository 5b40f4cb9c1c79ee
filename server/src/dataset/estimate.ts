import {
  createOfflineTeacher,
  type Price,
  renderTask,
  type Teacher,
  type TeacherTask,
  writingApart,
} from '../teacher/index.ts';
import { createGenerationContext } from '../trajectory/index.ts';
import { createSimulatedWorld } from '../world/index.ts';
import { makeIndex } from './make-index.ts';
import { createRunPlan } from './plan.ts';
import { shardRange } from './settings.ts';
import type { RunControl, RunSubject } from './types.ts';

/** What a run with a paid teacher is likely to take. */
export interface CostEstimate {
  readonly requests: number;
  /** Records they are for: those of the shard. */
  readonly records: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Share of the figures by which they may be off: twice the standard error of the records looked at. */
  readonly spread: number;
  /** US dollars; absent where the price is not known. */
  readonly costUsd?: number;
}

/** Records looked at: the shortest kinds take a tenth of the requests of the longest, so a few say little of the mean. */
const SAMPLE = 32;
const CHARACTERS_PER_TOKEN = 4;

/**
 * Cost of a run, known before it: a few of its records are made with the offline teacher, and the prompts that a model
 * would have been asked for them are counted. Sends nothing.
 */
export async function estimateCost(input: RunSubject, price?: Price): Promise<CostEstimate> {
  const counted = countingTeacher();
  // In a simulated world whatever the run's own is: an estimate calls nothing real.
  const world = createSimulatedWorld(input.functions);
  const { teacher } = counted;
  // A student is asked nothing for an estimate.
  const { student: _student, ...subject } = input as RunSubject & Pick<RunControl, 'student'>;
  const context = createGenerationContext({ ...subject, world, teacher, extraTools: input.settings.extraTools });
  const plan = createRunPlan(input);
  const { from, to } = shardRange(input.settings);
  const sample = Math.min(SAMPLE, to - from);
  const sizes: number[] = [];
  for (let part = 0; part < sample; part += 1) {
    const before = counted.input() + counted.output();
    const index = from + Math.floor((part * (to - from)) / sample);
    await makeIndex(index, plan, context, input.settings.attempts);
    sizes.push(counted.input() + counted.output() - before);
  }
  const scale = sample === 0 ? 0 : (to - from) / sample;
  const requests = Math.ceil(counted.requests() * scale);
  const inputTokens = Math.ceil((counted.input() * scale) / CHARACTERS_PER_TOKEN);
  const outputTokens = Math.ceil((counted.output() * scale) / CHARACTERS_PER_TOKEN);
  const costUsd = price === undefined ? undefined : (inputTokens * price.input + outputTokens * price.output) / 1e6;
  return {
    requests,
    records: to - from,
    inputTokens,
    outputTokens,
    spread: spreadOf(sizes),
    ...(costUsd === undefined ? {} : { costUsd }),
  };
}

/** Twice the standard error of the mean, as a share of it; 1 where one record says nothing of others. */
function spreadOf(sizes: readonly number[]): number {
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  if (sizes.length < 2 || !(mean > 0)) return 1;
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / (sizes.length - 1);
  return (2 * Math.sqrt(variance / sizes.length)) / mean;
}

/** The offline teacher, with the characters that a prompted one would have sent and received. */
function countingTeacher(): { teacher: Teacher; requests(): number; input(): number; output(): number } {
  const offline = writingApart(createOfflineTeacher());
  const asked = new Set<string>();
  let [requests, sent, received] = [0, 0, 0];
  const teacher: Teacher = {
    ...offline,
    perform: async (task, signal) => {
      const { system, prompt } = renderTask(task as TeacherTask);
      const reply = await offline.perform(task, signal);
      const question = `${system}\n${prompt}\n${task.seed}`;
      // A record that is made again after a repair asks for nothing twice: replies are kept.
      if (asked.has(question)) return reply;
      asked.add(question);
      requests += 1;
      sent += system.length + prompt.length;
      received += JSON.stringify(reply.value)?.length ?? 0;
      return reply;
    },
  };
  return { teacher, requests: () => requests, input: () => sent, output: () => received };
}
