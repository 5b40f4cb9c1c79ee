import { describe, expect, it } from 'vitest';
import { runGeneration } from '../../../server/src/dataset/index.ts';
import { loadText } from '../../../server/src/dataset/load-text.ts';
import type { Clock } from '../../../server/src/openai-wire/index.ts';
import {
  ChatError,
  type ChatModel,
  createOfflineTeacher,
  createPromptedTeacher,
  FREE,
  guardModel,
  renderTask,
  type Teacher,
  type TeacherTask,
  writingApart,
} from '../../../server/src/teacher/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

const AT_ONCE = 16;
const TAKEN = 5;
const LATENCY_MS = 200;

/** Time that passes when the program has nothing else to do, from one moment that somebody waits for to the next. */
function fakeTime() {
  const due: { readonly at: number; readonly go: () => void }[] = [];
  const state = { now: 0, over: false };
  const wait = (milliseconds: number) =>
    new Promise<void>((go) => {
      due.push({ at: state.now + milliseconds, go });
    });
  const pass = async () => {
    for (let quiet = 0, before = -1; !state.over; before = due.length) {
      await new Promise((resume) => setImmediate(resume));
      quiet = due.length === before ? quiet + 1 : 0;
      if (quiet < 5 || due.length === 0) continue;
      state.now = Math.min(...due.map(({ at }) => at));
      for (const { at, go } of [...due]) if (at <= state.now) go();
      due.splice(0, due.length, ...due.filter(({ at }) => at > state.now));
      quiet = 0;
    }
  };
  return { state, wait, pass, clock: { now: () => state.now, sleep: wait } satisfies Clock };
}

/** A server that takes five at once for a while, and says "too many" to all others; then it takes all. */
function busyServer(time: ReturnType<typeof fakeTime>, answers: ReadonlyMap<string, string>) {
  const seen = { inFlight: 0, most: 0, refused: 0, mostLater: 0, answered: 0 };
  const model: ChatModel = {
    teacher: 'openai',
    model: 'busy',
    complete: async ({ prompt }) => {
      const isBusy = seen.answered < 250;
      if (isBusy && seen.inFlight >= TAKEN) {
        seen.refused += 1;
        throw new ChatError('rate', 'too many', { kind: 'http-429' });
      }
      seen.inFlight += 1;
      if (isBusy) seen.most = Math.max(seen.most, seen.inFlight);
      else seen.mostLater = Math.max(seen.mostLater, seen.inFlight);
      await time.wait(LATENCY_MS);
      seen.inFlight -= 1;
      seen.answered += 1;
      return { text: answers.get(prompt) ?? 'FINISH', finishReason: 'stop', usage: { input: 9, output: 9 } };
    },
  };
  return { model, seen };
}

describe('a run whose server says "too many" for a while', () => {
  it('asks for less, then for more again, loses nothing, and says what it waits for', async () => {
    const time = fakeTime();
    const answers = new Map<string, string>();
    const { model, seen } = busyServer(time, answers);
    const limits = { concurrency: AT_ONCE };
    const asked = createPromptedTeacher(
      guardModel(model, { price: FREE, limits, clock: time.clock, attempts: 20, random: () => 0.5 }),
    );
    const offline = writingApart(createOfflineTeacher());
    const loads: { readonly allowed: number; readonly text: string }[] = [];
    const teacher: Teacher = {
      ...asked,
      perform: async (task, signal) => {
        const { value } = await offline.perform(task, signal);
        const { content, calls } = value as { content?: string; calls?: unknown };
        const text = typeof value === 'string' ? value : JSON.stringify(calls ? { text: content, calls } : value);
        answers.set(renderTask(task as TeacherTask).prompt, text);
        const load = asked.load?.();
        if (load !== undefined) loads.push({ allowed: load.allowed, text: loadText(load) });
        return asked.perform(task, signal);
      },
    };
    const passing = time.pass();
    const summary = await runGeneration(
      runOf(
        AIRLINE,
        { count: 70, seed: 'adapts' },
        {
          teacher,
          folder: memoryFolder(),
          concurrency: AT_ONCE,
          now: time.clock.now,
        },
      ),
    );
    time.state.over = true;
    await passing;
    expect(summary).toMatchObject({ counts: { records: 70 }, setAside: [], faults: {} });
    expect(seen.refused).toBeGreaterThan(0);
    expect(summary.retries).toEqual({ 'http-429': seen.refused });
    // Fewer than at first while it says so, and as many as at first in the end.
    expect(Math.min(...loads.map(({ allowed }) => allowed))).toBeLessThanOrEqual(TAKEN);
    expect(loads.at(-1)?.allowed).toBe(AT_ONCE);
    expect(seen.mostLater).toBe(AT_ONCE);
    const said = [...new Set(loads.map(({ text }) => text))];
    expect(said).toContainEqual(
      expect.stringMatching(/^\d+ in flight, the server said "too many", \d+ at once for now$/),
    );
    expect(said).toContain(`${AT_ONCE} in flight, waiting for the server`);
  }, 120_000);
});
