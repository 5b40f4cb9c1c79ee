import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChatError, type Clock, FREE, openLedger } from '../../../server/src/openai-wire/index.ts';
import {
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  createReplayModel,
  guardModel,
  openReplyCache,
  TeacherError,
} from '../../../server/src/teacher/index.ts';

const QUESTION: ChatRequest = { system: 's', prompt: 'p', json: false, temperature: 0, maxTokens: 100, seed: 1 };
const ask = (prompt: string): ChatRequest => ({ ...QUESTION, prompt });
const REPLY: ChatReply = { text: 'ok', finishReason: 'stop', usage: { input: 10, output: 5 } };

/** Time that passes only by sleeping. */
function fakeClock(): Clock & { readonly slept: number[] } {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}

function modelOf(
  answer: (request: ChatRequest, call: number) => ChatReply | ChatError | Promise<ChatReply>,
): ChatModel & { readonly calls: ChatRequest[] } {
  const calls: ChatRequest[] = [];
  return {
    teacher: 'gemini',
    model: 'm',
    calls,
    complete: async (request) => {
      calls.push(request);
      const answered = await answer(request, calls.length - 1);
      if (answered instanceof ChatError) throw answered;
      return answered;
    },
  };
}

describe('retries', () => {
  it('sends nothing again that a server which answers others calls wrong: that task is given up at once', async () => {
    const clock = fakeClock();
    const model = modelOf((request) =>
      request.prompt === 'wrong' ? new ChatError('unavailable', 'bad request', { kind: 'http-400' }) : REPLY,
    );
    const guarded = guardModel(model, { price: FREE, clock, random: () => 0 });
    await guarded.complete(ask('right'));
    await expect(guarded.complete(ask('wrong'))).rejects.toMatchObject({ reason: 'fault', kind: 'http-400' });
    await guarded.complete(ask('right again'));
    expect(model.calls.map(({ prompt }) => prompt)).toEqual(['right', 'wrong', 'right again']);
    expect(clock.slept).toEqual([]);
  });

  it('waits as long as the server wishes, at least, and then gets its answer', async () => {
    const clock = fakeClock();
    const model = modelOf((_request, call) =>
      call < 2 ? new ChatError('rate', 'slow down', { retryAfterMs: 13_000 }) : REPLY,
    );
    const guarded = guardModel(model, { price: FREE, clock, random: () => 0 });
    expect(await guarded.complete(QUESTION)).toEqual(REPLY);
    expect(clock.slept).toEqual([13_000, 13_000]);
  });

  it('doubles its own wait and adds jitter', async () => {
    const clock = fakeClock();
    const model = modelOf((_request, call) => (call < 3 ? new ChatError('server', 'down') : REPLY));
    await guardModel(model, { price: FREE, clock, random: () => 0.5 }).complete(QUESTION);
    expect(clock.slept).toEqual([1250, 2500, 5000]);
  });

  it('gives up after its attempts, and at once where trying again is no use', async () => {
    const down = modelOf(() => new ChatError('server', 'down'));
    await expect(
      guardModel(down, { price: FREE, clock: fakeClock(), attempts: 3 }).complete(QUESTION),
    ).rejects.toMatchObject({
      reason: 'fault',
      fatal: false,
    });
    expect(down.calls).toHaveLength(3);
    const refused = modelOf(() => new ChatError('refused', 'no'));
    await expect(guardModel(refused, { price: FREE, clock: fakeClock() }).complete(QUESTION)).rejects.toMatchObject({
      reason: 'refused',
    });
    expect(refused.calls).toHaveLength(1);
  });
});

describe('limits', () => {
  it('sends no more requests in a minute than it may', async () => {
    const clock = fakeClock();
    const model = modelOf(() => REPLY);
    const guarded = guardModel(model, { price: FREE, clock, limits: { requestsPerMinute: 2, concurrency: 1 } });
    for (const prompt of ['a', 'b', 'c', 'd', 'e']) await guarded.complete(ask(prompt));
    expect(clock.slept).toEqual([60_000, 60_000]);
  });

  it('counts each try of a request that is sent again', async () => {
    const clock = fakeClock();
    const [limits, admitted] = [{ requestsPerMinute: 2 }, [] as number[]];
    const model = modelOf((_request, call) => (call < 3 ? new ChatError('server', 'down') : REPLY));
    const admit = async (tokens: number) => {
      admitted.push(tokens);
      return async () => {};
    };
    await guardModel(model, { price: FREE, clock, limits, admit, random: () => 0 }).complete(QUESTION);
    expect(model.calls).toHaveLength(4);
    expect(admitted).toHaveLength(4);
    // Two tries fill the minute; the third one waits for the first to leave it.
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
  });

  it('runs no more at once than it may', async () => {
    let running = 0;
    let most = 0;
    const model = modelOf(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return REPLY;
    });
    const guarded = guardModel(model, { price: FREE, limits: { concurrency: 3 } });
    await Promise.all([...'abcdefghij'].map((prompt) => guarded.complete(ask(prompt))));
    expect(most).toBe(3);
  });
});

describe('the budget', () => {
  const price = { input: 1000, output: 10_000 };

  it('is a hard stop: a request that might go over it is never sent', async () => {
    const model = modelOf(() => REPLY);
    const guarded = guardModel(model, { budgetUsd: 2.1, price, clock: fakeClock() });
    let sent = 0;
    let failure: unknown;
    for (let request = 0; request < 50 && failure === undefined; request += 1) {
      await guarded.complete(ask(`q${request}`)).then(
        () => {
          sent += 1;
        },
        (error: unknown) => {
          failure = error;
        },
      );
    }
    expect(failure).toBeInstanceOf(TeacherError);
    expect(failure).toMatchObject({ reason: 'budget', fatal: true });
    expect(model.calls).toHaveLength(sent);
    expect(guarded.spentUsd()).toBeLessThanOrEqual(2.1);
    expect(sent).toBeGreaterThan(10);
  });

  it('of 0 allows no paid request', async () => {
    const model = modelOf(() => REPLY);
    await expect(guardModel(model, { budgetUsd: 0, price }).complete(QUESTION)).rejects.toMatchObject({
      reason: 'budget',
    });
    expect(model.calls).toHaveLength(0);
  });

  it.each([{}, { price }, { budgetUsd: 0 }, { budgetUsd: Number.NaN, price }])(
    '%j: nothing is sent',
    async (options) => {
      const model = modelOf(() => REPLY);
      await expect(guardModel(model, options).complete(QUESTION)).rejects.toMatchObject({
        reason: 'budget',
        fatal: true,
      });
      expect(model.calls).toHaveLength(0);
    },
  );

  it('counts a reply of which the server names no tokens as the most it can be, and one of no use as paid', async () => {
    const silent = modelOf(() => ({ ...REPLY, usage: { input: 0, output: 0 } }));
    const guarded = guardModel(silent, { budgetUsd: 3, price });
    await guarded.complete(QUESTION);
    expect(guarded.spentUsd()).toBeGreaterThan(1);
    const broken = guardModel(
      modelOf(() => new ChatError('truncated', 'cut')),
      { budgetUsd: 3, price },
    );
    await expect(broken.complete(QUESTION)).rejects.toBeInstanceOf(TeacherError);
    expect(broken.spentUsd()).toBeGreaterThan(1);
  });

  it('is of the run: commands that are repeated, or killed on the way, never pass it together', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'magnet-spent-'));
    const file = path.join(folder, 'spent.jsonl');
    let sent = 0;
    for (let command = 0; command < 4; command += 1) {
      const model = modelOf((_request, call) => (call === 3 ? new Promise(() => {}) : REPLY));
      const guarded = guardModel(model, { budgetUsd: 3.5, price, ledger: await openLedger(file) });
      for (let request = 0; request < 20; request += 1) {
        // The fourth request of each command hangs, and the process is killed there.
        const ended = guarded.complete(ask(`q${command} ${request}`)).then(
          () => true,
          () => false,
        );
        const answered = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50, 'killed'))]);
        if (answered !== true) break;
      }
      sent += model.calls.length;
    }
    // Each request costs 0.06, each that was cut off counts with the 1 it may have cost.
    expect((await openLedger(file)).spent).toBeLessThanOrEqual(3.5);
    expect(sent).toBeLessThan(14);
    await rm(folder, { recursive: true });
  });
});

describe('the cache', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-cache-'));
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  it('answers an equal question without asking again, also in a later process', async () => {
    const file = path.join(folder, 'teacher.jsonl');
    const model = modelOf((request) => ({ ...REPLY, text: `to ${request.prompt}: “ü”` }));
    const first = guardModel(model, {
      cache: await openReplyCache(file, 'write'),
      budgetUsd: 1e6,
      price: { input: 1, output: 1 },
    });
    await first.complete(ask('a'));
    await first.complete(ask('b'));
    await first.complete(ask('a'));
    await first.close();
    expect(model.calls).toHaveLength(2);
    const second = guardModel(model, {
      cache: await openReplyCache(file, 'write'),
      price: { input: 1e6, output: 1e6 },
    });
    expect((await second.complete(ask('b'))).text).toBe('to b: “ü”');
    expect(model.calls).toHaveLength(2);
    expect(second.spentUsd()).toBe(0);
    await second.close();
  });

  it('has stored a reply before it is used', async () => {
    const file = path.join(folder, 'teacher.jsonl');
    const guarded = guardModel(
      modelOf(() => REPLY),
      { price: FREE, cache: await openReplyCache(file, 'write') },
    );
    await guarded.complete(QUESTION);
    expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(1);
    await guarded.close();
  });

  it('sends the same question once where two ask it at once', async () => {
    const model = modelOf(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return REPLY;
    });
    const guarded = guardModel(model, { price: FREE });
    await Promise.all([guarded.complete(QUESTION), guarded.complete(QUESTION)]);
    expect(model.calls).toHaveLength(1);
  });

  it('loses only the torn last line of a killed process', async () => {
    const file = path.join(folder, 'teacher.jsonl');
    const cache = await openReplyCache(file, 'write');
    await cache.put('one', REPLY);
    await cache.put('two', REPLY);
    await cache.close();
    const { length } = await readFile(file);
    await truncate(file, length - 4);
    const again = await openReplyCache(file, 'write');
    expect(await again.get('one')).toEqual(REPLY);
    expect(await again.get('two')).toBeUndefined();
    await again.put('two', { ...REPLY, text: 'second' });
    await again.close();
    const third = await openReplyCache(file, 'read');
    expect((await third.get('two'))?.text).toBe('second');
    await third.close();
  });

  it('is what the replay teacher answers from, and from nothing else', async () => {
    const file = path.join(folder, 'teacher.jsonl');
    const guarded = guardModel(
      modelOf(() => REPLY),
      { price: FREE, cache: await openReplyCache(file, 'write') },
    );
    await guarded.complete(QUESTION);
    await guarded.close();
    const replay = guardModel(createReplayModel(await openReplyCache(file, 'read'), 'm'), { price: FREE });
    expect(await replay.complete(QUESTION)).toEqual(REPLY);
    await expect(replay.complete(ask('something else'))).rejects.toMatchObject({ reason: 'unrecorded', fatal: true });
    await replay.close();
  });
});

describe('what a failed request costs', () => {
  const price = { input: 1000, output: 1000 };
  const spentAfter = async (failure: ChatError): Promise<number> => {
    const guarded = guardModel(
      modelOf(() => failure),
      { budgetUsd: 100, price, clock: fakeClock(), attempts: 1 },
    );
    await guarded.complete(QUESTION).catch(() => {});
    return guarded.spentUsd();
  };

  it.each([
    ['an HTTP error', new ChatError('server', 'down', { kind: 'http-503' })],
    ['too many requests', new ChatError('rate', 'slow down', { kind: 'http-429' })],
    ['nobody there', new ChatError('unavailable', 'refused', { kind: 'socket' })],
  ])('%s: nothing', async (_what, failure) => {
    expect(await spentAfter(failure)).toBe(0);
  });

  it.each([
    ['a hang', new ChatError('server', 'no answer in time', { kind: 'timeout' })],
    ['a broken connection', new ChatError('server', 'reset', { kind: 'socket' })],
    ['half a reply', new ChatError('server', 'cut', { kind: 'not-json' })],
    ['a refusal', new ChatError('refused', 'no', { kind: 'SAFETY' })],
  ])('%s: the most it can cost', async (_what, failure) => {
    expect(await spentAfter(failure)).toBeGreaterThan(0.1);
  });
});

it('a request that cannot be written down frees its money for those who wait', async () => {
  let reserved = 0;
  let fail: (error: Error) => void = () => undefined;
  const ledger = {
    spent: 0,
    reserve: () => {
      reserved += 1;
      return reserved === 1
        ? new Promise<never>((_, reject) => {
            fail = reject;
          })
        : Promise.resolve(async () => undefined);
    },
    close: async () => undefined,
  };
  const price = { input: 0, output: 1 };
  // Each may cost 100 millionths of a dollar, so that only one fits at a time.
  const guarded = guardModel(
    modelOf(() => REPLY),
    { price, budgetUsd: 150e-6, ledger, clock: fakeClock() },
  );
  const first = guarded.complete(ask('first'));
  const second = guarded.complete(ask('second'));
  await expect.poll(() => reserved).toBe(1);
  fail(new Error('the disk is full'));
  await expect(first).rejects.toThrow('the disk is full');
  await expect(second).resolves.toEqual(REPLY);
});
