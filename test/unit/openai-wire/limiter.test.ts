import { describe, expect, it } from 'vitest';
import { type Clock, Limiter, type Limits } from '../../../server/src/openai-wire/index.ts';

const NONE: Limits = {
  requestsPerMinute: Number.POSITIVE_INFINITY,
  tokensPerMinute: Number.POSITIVE_INFINITY,
  concurrency: 8,
};

/** Time that passes only by sleeping. */
function fakeClock(): Clock & { time: number } {
  const clock = {
    time: 0,
    now: () => clock.time,
    sleep: async (milliseconds: number) => {
      clock.time += milliseconds;
    },
  };
  return clock;
}

/** Work that ends when it is told. */
function openWork() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, work: () => done.then(() => ({ value: 0, tokens: 1 })) };
}

const answer = async () => ({ value: 0, tokens: 1 });
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('requests in flight', () => {
  it('are as many as the concurrency allows, and no default rate undercuts it', async () => {
    const limiter = new Limiter({ ...NONE, concurrency: 64 }, fakeClock());
    const works = Array.from({ length: 100 }, openWork);
    const runs = works.map(({ work }) => limiter.run(1, work));
    await settle();
    expect(limiter.load()).toEqual({ inFlight: 64, waiting: 36, allowed: 64, heldBy: 'concurrency' });
    for (const { end } of works) end();
    await Promise.all(runs);
    expect(limiter.load()).toMatchObject({ inFlight: 0, waiting: 0, heldBy: 'server' });
  });

  it('are halved by a "too many", once for a burst of them, and grow back with answers', async () => {
    const clock = fakeClock();
    const limiter = new Limiter({ ...NONE, concurrency: 16 }, clock);
    const works = Array.from({ length: 16 }, openWork);
    const runs = works.map(({ work }) => limiter.run(1, work));
    await settle();
    limiter.slowDown();
    limiter.slowDown();
    expect(limiter.load().allowed).toBe(8);
    clock.time += 5000;
    limiter.slowDown();
    expect(limiter.load().allowed).toBe(4);
    for (const { end } of works) end();
    await Promise.all(runs);
    for (let answers = 0; answers < 200; answers += 1) await limiter.run(1, answer);
    expect(limiter.load().allowed).toBe(16);
  });

  it('never fall below one', async () => {
    const clock = fakeClock();
    const limiter = new Limiter({ ...NONE, concurrency: 2 }, clock);
    for (let times = 0; times < 5; times += 1) {
      limiter.slowDown();
      clock.time += 2000;
    }
    expect(limiter.load().allowed).toBe(1);
    await limiter.run(1, answer);
  });
});

describe('a pause the server asks for', () => {
  it('holds back every new request until it is over', async () => {
    const clock = fakeClock();
    const limiter = new Limiter(NONE, clock);
    limiter.slowDown(13_000);
    expect(limiter.load().heldBy).toBe('pause');
    await limiter.run(1, answer);
    expect(clock.time).toBe(13_000);
  });
});

describe('a minute', () => {
  it('takes so many requests, and the next one waits for the first to leave it', async () => {
    const clock = fakeClock();
    const limiter = new Limiter({ ...NONE, requestsPerMinute: 3 }, clock);
    for (let request = 0; request < 7; request += 1) await limiter.run(1, answer);
    expect(clock.time).toBe(120_000);
  });

  it('counts the tokens that were used, not those that were feared', async () => {
    const clock = fakeClock();
    const limiter = new Limiter({ ...NONE, tokensPerMinute: 100 }, clock);
    for (let request = 0; request < 5; request += 1) await limiter.run(90, async () => ({ value: 0, tokens: 2 }));
    expect(clock.time).toBe(0);
    for (let request = 0; request < 2; request += 1) await limiter.run(90, async () => ({ value: 0, tokens: 90 }));
    expect(clock.time).toBe(60_000);
  });

  it('lets one request go that is larger than the whole of it', async () => {
    const clock = fakeClock();
    await new Limiter({ ...NONE, tokensPerMinute: 10 }, clock).run(1000, answer);
    expect(clock.time).toBe(0);
  });
});

describe('a wait that is given up', () => {
  it('ends with an AbortError and leaves its place to others', async () => {
    const limiter = new Limiter({ ...NONE, concurrency: 1 });
    const first = openWork();
    const running = limiter.run(1, first.work);
    const stop = new AbortController();
    const waiting = limiter.run(1, answer, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    first.end();
    await running;
    await limiter.run(1, answer);
  });
});
