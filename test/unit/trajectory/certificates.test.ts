import { describe, expect, it } from 'vitest';
import type { Message } from '../../../server/src/chat/index.ts';
import { certifyReplay } from '../../../server/src/trajectory/certificates/index.ts';
import { certifyNegative, type PairClaim } from '../../../server/src/trajectory/certificates/negative.ts';
import { certifyMissingFunction, certifyMissingValue } from '../../../server/src/trajectory/certificates/null-turn.ts';
import { certifyRecalls } from '../../../server/src/trajectory/certificates/recall.ts';
import { possibleMistakes } from '../../../server/src/trajectory/negative/candidates.ts';
import { playRejected } from '../../../server/src/trajectory/negative/rejected.ts';
import type { Positive, ReferenceTurn } from '../../../server/src/trajectory/positive/types.ts';
import type { World } from '../../../server/src/world/index.ts';
import { AIRLINE, contextOf, findPositive } from './support.ts';

const context = contextOf(AIRLINE);

/** The same trajectory with one message changed. */
function withMessage(positive: Positive, index: number, change: (message: Message) => Message): Positive {
  return { ...positive, messages: positive.messages.map((message, at) => (at === index ? change(message) : message)) };
}

describe('the miss_params certificate', () => {
  /** Parameters that only the user can fill. */
  const FREE = ['date', 'full_name', 'email', 'message'];
  const split = () =>
    findPositive(context, (positive) =>
      positive.turns.some(
        (turn) => turn.intent.kind === 'miss_params' && FREE.includes(turn.intent.parameter) && turn.index > 0,
      ),
    );
  const gapOf = (positive: Positive) =>
    positive.turns.find((turn) => turn.intent.kind === 'miss_params') as ReferenceTurn;
  const missing = (positive: Positive) => {
    const gap = gapOf(positive);
    const { intent } = gap;
    if (intent.kind !== 'miss_params') throw new Error('no gap');
    return positive.turns[gap.index + 1]?.plan.calls[intent.call]?.arguments.find(
      (item) => item.parameter === intent.parameter,
    )?.value;
  };

  it('holds where the value is nowhere and cannot be had', async () => {
    const positive = await split();
    expect(await certifyMissingValue(positive, gapOf(positive), context)).toMatchObject({
      kind: 'miss_params',
      holds: true,
    });
  });

  it('is refused where the user has said the value before', async () => {
    const positive = await split();
    const told = withMessage(positive, 1, (message) => ({
      role: 'user',
      content: `${message.content} By the way: ${String(missing(positive))}.`,
    }));
    expect(await certifyMissingValue(told, gapOf(positive), context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('earlier user message'),
    });
  });

  it('is refused where an earlier output holds the value', async () => {
    const positive = await split();
    const at = positive.messages.findIndex((message) => message.role === 'tool');
    const given = withMessage(
      positive,
      at,
      (message) => ({ ...message, content: JSON.stringify({ hidden: [missing(positive)] }) }) as Message,
    );
    expect(await certifyMissingValue(given, gapOf(positive), context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('earlier tool message'),
    });
  });

  it('is refused where a function at hand gives the value', async () => {
    const positive = await split();
    const value = missing(positive) ?? null;
    const generous: World = {
      ...context.world,
      execute: async (_call, state) => ({ outcome: { ok: true, output: { value } }, state }),
    };
    const certificate = await certifyMissingValue(positive, gapOf(positive), { ...context, world: generous });
    expect(certificate).toMatchObject({ holds: false, detail: expect.stringContaining('can be had from') });
  });
});

describe('the miss_func certificate', () => {
  /** Functions whose deed no other function does. */
  const WRITES = ['book_flight', 'contact_support', 'create_passenger', 'cancel_booking'].map(
    (name) => `airline.${name}`,
  );
  const split = () =>
    findPositive(context, (positive) =>
      positive.turns.some(
        ({ kind, index, missing }) => kind === 'miss_func' && index > 0 && WRITES.includes(missing?.function ?? ''),
      ),
    );
  const gapOf = (positive: Positive) => positive.turns.find((turn) => turn.kind === 'miss_func') as ReferenceTurn;

  it('holds where nothing else comes to the outcome', async () => {
    const positive = await split();
    expect(await certifyMissingFunction(positive, gapOf(positive), context)).toMatchObject({
      kind: 'miss_func',
      holds: true,
    });
  });

  it('is refused where the function was used before it was missing', async () => {
    const positive = await split();
    const gap = gapOf(positive);
    const [first] = positive.ran;
    const used = {
      ...positive,
      ran: [{ ...first, id: gap.missing?.function ?? '' } as Positive['ran'][number], ...positive.ran.slice(1)],
    };
    expect(await certifyMissingFunction(used, gap, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('used before'),
    });
  });

  it('is refused where another function comes to the same outcome', async () => {
    const positive = await split();
    const gap = gapOf(positive);
    const goal = positive.turns[gap.index + 1]?.plan.ran.find((call) => call.id === gap.missing?.function);
    const state = positive.turns[gap.index + 1]?.plan.states[0] ?? null;
    const twin: World = {
      ...context.world,
      execute: async () => ({ outcome: { ok: true, output: goal?.output ?? null }, state }),
    };
    expect(await certifyMissingFunction(positive, gap, { ...context, world: twin })).toMatchObject({
      holds: false,
      detail: expect.stringContaining('same outcome'),
    });
  });
});

describe('the long-dependency certificate', () => {
  const recalling = () => findPositive(context, (positive) => certifyRecalls(positive).length > 0);

  it('records the distance and the decoys', async () => {
    const [certificate] = certifyRecalls(await recalling());
    expect(certificate?.detail).toMatch(/recalls turn \d+ over \d+ turns, beside \d+ other values? of its kind/);
  });

  it('is not given where the value is repeated since', async () => {
    const positive = await recalling();
    const [certificate] = certifyRecalls(positive);
    const turn = positive.turns[certificate?.turn ?? 0] as ReferenceTurn;
    const values = turn.plan.calls.flatMap((call) =>
      call.arguments.filter(({ origin }) => origin.from === 'output').map(({ value }) => String(value)),
    );
    const repeated = withMessage(positive, turn.messages[0], (message) => ({
      role: 'user',
      content: `${message.content} I mean ${values.join(' and ')}.`,
    }));
    expect(certifyRecalls(repeated).filter((item) => item.turn === turn.index)).toEqual([]);
  });

  it('is not given where nothing could be mistaken for the value', async () => {
    const positive = await recalling();
    const emptied = {
      ...positive,
      messages: positive.messages.map((message) => (message.role === 'tool' ? { ...message, content: '{}' } : message)),
    };
    expect(certifyRecalls(emptied)).toEqual([]);
  });
});

describe('the replay certificate', () => {
  it('is refused where an output was changed', async () => {
    const positive = await findPositive(context, (found) => found.ran.length > 2);
    expect(await certifyReplay(positive, context)).toMatchObject({ holds: true });
    const at = positive.messages.findIndex((message) => message.role === 'tool');
    const forged = withMessage(positive, at, (message) => ({ ...message, content: '{"forged":1}' }) as Message);
    expect(await certifyReplay(forged, context)).toMatchObject({ holds: false, detail: 'call 1 gives another output' });
  });
});

describe('the negative certificate', () => {
  async function pair(
    wanted: (claim: PairClaim) => boolean = () => true,
  ): Promise<{ positive: Positive; claim: PairClaim }> {
    const tried: { positive: Positive; claim: PairClaim }[] = [];
    const positive = await findPositive(context, (candidate) => candidate.ran.length > 2);
    for (const mistake of possibleMistakes(positive, 'test', context)) {
      const rejected = await playRejected(positive, mistake, 'test', context);
      const claim = { ...rejected, ...mistake };
      if ((await certifyNegative(positive, claim, context)).holds) tried.push({ positive, claim });
    }
    const found = tried.map(({ claim }) => claim).find(wanted);
    if (found === undefined) throw new Error('no such pair');
    return { positive, claim: found };
  }

  it('holds for mistakes of several types', async () => {
    await expect(pair()).resolves.toBeDefined();
  });

  it('is refused under another label: the classifier does not take the word of the mistake', async () => {
    const { positive, claim } = await pair();
    const lie = { ...claim, errorType: claim.errorType === 5 ? 4 : 5 } as PairClaim;
    expect(await certifyNegative(positive, lie, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('classified'),
    });
  });

  it('is refused where the sides part before the marked message', async () => {
    const { positive, claim } = await pair((item) => item.divergesAt > 2);
    const messages = claim.messages.map((message, index) =>
      index === 1 ? ({ role: 'user', content: 'Something else.' } as const) : message,
    );
    expect(await certifyNegative(positive, { ...claim, messages }, context)).toMatchObject({
      holds: false,
      detail: 'message 1 differs before the marked one',
    });
  });

  it('is refused where the marked message does not differ', async () => {
    const { positive, claim } = await pair();
    const messages = claim.messages.map((message, index) =>
      index === claim.divergesAt ? (positive.messages[index] as Message) : message,
    );
    expect(await certifyNegative(positive, { ...claim, messages }, context)).toMatchObject({
      holds: false,
      detail: 'the marked message does not differ',
    });
  });

  it('is refused where only a default was made explicit: the outcome is the same', async () => {
    const positive = await findPositive(context, (found) =>
      found.turns.some((turn) => turn.plan.ran[0]?.id === 'airline.find_flights'),
    );
    const turn = positive.turns.find((item) => item.plan.ran[0]?.id === 'airline.find_flights') as ReferenceTurn;
    const at = turn.places[0]?.message ?? 0;
    const explicit = positive.messages.map((message, index): Message => {
      if (index !== at || message.role !== 'assistant') return message;
      const calls = (message.tool_calls ?? []).map((call) => ({
        ...call,
        function: { ...call.function, arguments: { ...call.function.arguments, cabin: 'economy' } },
      }));
      return { ...message, tool_calls: calls };
    });
    const claim: PairClaim = {
      messages: explicit,
      divergesAt: at,
      rest: [at, turn.messages[1]],
      turn: turn.index,
      errorType: 5,
      reason: '',
    };
    expect(await certifyNegative(positive, claim, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('equivalent'),
    });
  });
});
