import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RunInput, runGeneration } from '../../../server/src/dataset/index.ts';
import { workOrder } from '../../../server/src/dataset/work-order.ts';
import {
  type ChatModel,
  type ChatReply,
  createOfflineTeacher,
  createPromptedTeacher,
  FREE,
  guardModel,
  type ReplyCache,
  renderTask,
  type Teacher,
  type TeacherTask,
  writingApart,
} from '../../../server/src/teacher/index.ts';
import { memoryFolder, runOf } from './support.ts';

const AT_ONCE = 16;
const RECORDS = 80;

/**
 * A server whose answers take one round each: when the program has nothing more to do, a round is over, what is in flight is
 * counted, and all of it is answered. No clock is in it: how busy the places are follows from the order of things alone.
 */
function serverOfRounds() {
  const answers = new Map<string, string>();
  const rounds: number[] = [];
  const inFlight: (() => void)[] = [];
  const model: ChatModel = {
    teacher: 'openai',
    model: 'rounds',
    complete: async ({ prompt }) => {
      await new Promise<void>((answered) => inFlight.push(answered));
      return { text: answers.get(prompt) ?? 'FINISH', finishReason: 'stop', usage: { input: 9, output: 9 } };
    },
  };
  const state = { over: false };
  const play = async () => {
    let quiet = 0;
    for (let before = -1; !state.over; before = inFlight.length) {
      await new Promise((resume) => setImmediate(resume));
      quiet = inFlight.length === before && before > 0 ? quiet + 1 : 0;
      if (quiet < 5) continue;
      rounds.push(inFlight.length);
      for (const answered of inFlight.splice(0)) answered();
      quiet = 0;
    }
  };
  return { model, answers, rounds, play, state };
}

/** A teacher behind that server, which says to each prompt what the offline one would. */
function teacherBehind({ model, answers }: ReturnType<typeof serverOfRounds>): Teacher {
  const offline = writingApart(createOfflineTeacher());
  const known = new Map<string, ChatReply>();
  // As the file of paid replies: what is made again after a repair asks for nothing twice.
  const cache: ReplyCache = {
    get: async (hash) => known.get(hash),
    put: async (hash, reply) => void known.set(hash, reply),
    close: async () => {},
  };
  const asked = createPromptedTeacher(guardModel(model, { price: FREE, cache, limits: { concurrency: AT_ONCE } }));
  return {
    ...asked,
    perform: async (task, signal) => {
      const { value } = await offline.perform(task, signal);
      const { content, calls } = value as { content?: string; calls?: unknown };
      const text = typeof value === 'string' ? value : JSON.stringify(calls ? { text: content, calls } : value);
      answers.set(renderTask(task as TeacherTask).prompt, text);
      return asked.perform(task, signal);
    },
  };
}

describe('a run with so many requests at once', () => {
  it('has them in flight as long as there are records to make', async () => {
    const fsig = await readFile(path.resolve(import.meta.dirname, '../../../examples/airline/airline.fsig'), 'utf8');
    const server = serverOfRounds();
    const more: Partial<RunInput> = { teacher: teacherBehind(server), folder: memoryFolder(), concurrency: AT_ONCE };
    const states: string[] = [];
    const playing = server.play();
    const summary = await runGeneration(
      runOf(fsig, { count: RECORDS, seed: 'busy' }, { ...more, onProgress: ({ load }) => states.push(load ?? '') }),
    );
    server.state.over = true;
    await playing;
    expect(summary.counts.records).toBe(RECORDS);
    // From the last full round on, fewer records are left than places.
    const within = server.rounds.slice(0, server.rounds.lastIndexOf(AT_ONCE) + 1);
    expect(within.reduce((sum, round) => sum + round, 0) / (AT_ONCE * within.length)).toBeGreaterThanOrEqual(0.95);
    // What comes after is the longest record alone: one whose gap does not hold is made up to three times, in turn.
    expect(within.length / server.rounds.length).toBeGreaterThan(0.5);
    expect(states).toContain(`${AT_ONCE} in flight, waiting for the server`);
  }, 120_000);
});

describe('the order in which records are begun', () => {
  const lengths = [3, 9, 1, 5, 7, 2];
  it.each<[string, number, number[]]>([
    ['is theirs', 0, [0, 1, 2, 3, 4, 5]],
    ['is by length at the end', 4, [0, 1, 4, 3, 5, 2]],
    ['is by length where the end is all', 9, [1, 4, 3, 0, 5, 2]],
  ])('%s', (_name, last, order) => {
    expect([...workOrder(0, 6, last, (index) => lengths[index] ?? 0)]).toEqual(order);
  });
});
