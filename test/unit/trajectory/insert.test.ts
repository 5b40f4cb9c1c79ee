import { describe, expect, it } from 'vitest';
import type { Message } from '../../../server/src/chat/index.ts';
import { runGeneration } from '../../../server/src/dataset/index.ts';
import type { StepOrigin } from '../../../server/src/path/index.ts';
import type { PlannedCall } from '../../../server/src/teacher/index.ts';
import { certifyInsert } from '../../../server/src/trajectory/certificates/insert.ts';
import { SYSTEM_PROMPT, type TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import type { Positive, ReferenceTurn } from '../../../server/src/trajectory/positive/types.ts';
import type { RanCall } from '../../../server/src/trajectory/session.ts';
import type { World } from '../../../server/src/world/index.ts';
import { memoryFolder, runOf } from '../dataset/support.ts';
import { contextOf, makePositive } from './support.ts';

/** A lending desk: a name gives an identifier, an identifier gives a list, a list gives what to act on. */
const DESK = `namespace desk {
  type MemberId = string;
  type LoanId = string;
  interface Loan { loan_id: LoanId; title: string; due: string; fine: number }
  /** Finds a member by name. @param full_name Name of the member. @example "Ada Byron" @readonly */
  function find_member(full_name: string): { member_id: MemberId; since: string };
  /** Registers a new member. @param full_name Name of the member. @example "Ada Byron" */
  function register_member(full_name: string): { member_id: MemberId };
  /** Lists the loans of a member. @readonly */
  function list_loans(member_id: MemberId): Loan[];
  /** Shows the history of a loan. @readonly */
  function loan_history(loan_id: LoanId): { loan_id: LoanId; renewals: integer; branch: string };
  /** Renews a loan. */
  function renew_loan(loan_id: LoanId): { loan_id: LoanId; due: string };
}`;

const context = contextOf(DESK);
const ids = (names: readonly string[]) => names.map((name) => `desk.${name}`);

async function played(functions: readonly string[], origins: readonly StepOrigin[], seed = 'a'): Promise<Positive> {
  const turns = [{ kind: 'call' as const, functions: ids(functions), origins }];
  return makePositive({ turns, seed, offered: ids(functions), system: SYSTEM_PROMPT, distinct: false }, context);
}

const firstTurn = (positive: Positive) => positive.turns[0] as ReferenceTurn;
const queryIn = (positive: Positive) => positive.messages[1]?.content ?? '';

function withQuery(positive: Positive, content: string): Positive {
  return {
    ...positive,
    messages: positive.messages.map((message, at): Message => (at === 1 ? { role: 'user', content } : message)),
  };
}

/** The record's first turn with an argument that somebody changed. */
function tampered(positive: Positive, change: (turn: ReferenceTurn) => ReferenceTurn): [Positive, ReferenceTurn] {
  const turn = change(firstTurn(positive));
  return [{ ...positive, turns: [turn, ...positive.turns.slice(1)] }, turn];
}

describe('an implicit call', () => {
  it('is not spoken of: what it takes stands where what it gives would', async () => {
    const positive = await played(['find_member', 'list_loans'], ['insert', 'walk']);
    const [finding, listing] = positive.ran;
    expect(queryIn(positive)).toContain(String(finding?.arguments.full_name));
    expect(queryIn(positive)).toMatch(/loans/);
    expect(queryIn(positive)).not.toContain(String(listing?.arguments.member_id));
    expect(queryIn(positive)).not.toMatch(/find.?member|member id/i);
  });

  it('nests three and four deep', async () => {
    const three = await played(['find_member', 'list_loans', 'renew_loan'], ['insert', 'insert', 'walk']);
    expect(three.ran.map(({ id }) => id)).toEqual(ids(['find_member', 'list_loans', 'renew_loan']));
    for (const position of [0, 1])
      expect(await certifyInsert(three, firstTurn(three), position, context)).toMatchObject({ holds: true });
  });

  it('that writes is left out when the turn is planned', async () => {
    const positive = await played(['register_member', 'list_loans'], ['insert', 'walk']);
    expect(positive.ran.map(({ id }) => id)).toEqual(ids(['list_loans']));
  });

  it('that nothing takes from is left out when the turn is planned', async () => {
    const positive = await played(['find_member', 'renew_loan'], ['insert', 'walk']);
    expect(positive.ran.map(({ id }) => id)).toEqual(ids(['renew_loan']));
  });
});

describe('the insert certificate', () => {
  const chain = () => played(['find_member', 'list_loans'], ['insert', 'walk']);

  it('refuses a text in whose place no other can be made', async () => {
    const name = 'Quillon';
    const [positive, turn] = tampered(await chain(), (whole) => {
      const { calls, ran } = whole.plan;
      const [finding, listing] = [ran[0] as RanCall, calls[1] as PlannedCall];
      const taken = listing.arguments.map((argument) => ({ ...argument, value: name }));
      const found = { ...finding, output: { member_id: name, since: '2025-01-01' } };
      const plan = {
        ...whole.plan,
        calls: [calls[0] as PlannedCall, { ...listing, arguments: taken }],
        ran: [found, ...ran.slice(1)],
      };
      return { ...whole, plan };
    });
    const detail = 'member_id can have no other value';
    expect(await certifyInsert(positive, turn, 0, context)).toMatchObject({ holds: false, detail });
  });

  it('holds for an implicit call whose output another call needs', async () => {
    const positive = await chain();
    const certificate = await certifyInsert(positive, firstTurn(positive), 0, context);
    expect(certificate).toMatchObject({ kind: 'insert', holds: true, detail: expect.stringContaining('list_loans') });
  });

  it.each(['find_member', 'find member'])('is refused where the query says "%s"', async (words) => {
    const positive = withQuery(await chain(), `Please use ${words} for the loans.`);
    expect(await certifyInsert(positive, firstTurn(positive), 0, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('names'),
    });
  });

  it('is refused where the query says what the call gives', async () => {
    const plain = await chain();
    const given = String(plain.ran[1]?.arguments.member_id);
    const positive = withQuery(plain, `${queryIn(plain)} That is member ${given}.`);
    expect(await certifyInsert(positive, firstTurn(positive), 0, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('another source'),
    });
  });

  it('is refused where nothing takes its output', async () => {
    const [positive, turn] = tampered(await chain(), (first) => ({
      ...first,
      plan: {
        ...first.plan,
        calls: first.plan.calls.map((call) => ({
          ...call,
          arguments: call.arguments.map((argument) => ({ ...argument, origin: { from: 'user' as const } })),
        })),
      },
    }));
    expect(await certifyInsert(positive, turn, 0, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('nothing takes'),
    });
  });

  it('is refused where it hides a write', async () => {
    const asked = await played(['register_member', 'list_loans'], ['walk', 'walk']);
    const [positive, turn] = tampered(asked, (whole) => {
      const [first, ...others] = whole.plan.calls;
      const calls = [{ ...(first as PlannedCall), role: 'implied' as const }, ...others];
      return { ...whole, plan: { ...whole.plan, calls } };
    });
    expect(await certifyInsert(positive, turn, 0, context)).toMatchObject({
      holds: false,
      detail: expect.stringContaining('nobody asked'),
    });
  });

  it('is refused where another value in its place leads to the same', async () => {
    const positive = await chain();
    const output = positive.ran[1]?.output ?? null;
    const deaf: World = {
      ...context.world,
      execute: async (_call, state) => ({ outcome: { ok: true, output }, state }),
    };
    expect(await certifyInsert(positive, firstTurn(positive), 0, { ...context, world: deaf })).toMatchObject({
      holds: false,
      detail: expect.stringContaining('same outcome'),
    });
  });
});

describe('a run', () => {
  it('has implicit calls that all feed a later call of their turn, some three deep, and lists gone over', async () => {
    const folder = memoryFolder();
    await runGeneration(runOf(DESK, { count: 60, seed: 'implicit' }, { folder }));
    const records = (folder.files.get('records.jsonl') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TrajectoryRecord);
    let [implicit, deepest] = [0, 0];
    for (const { path, turns } of records) {
      path.turns.forEach(({ origins, functions }, at) => {
        const calls = turns[at]?.calls ?? [];
        expect(calls.length === functions.length || turns[at]?.kind !== 'call').toBe(true);
        const depths: number[] = [];
        calls.forEach(({ sources }, position) => {
          const from = calls.flatMap((call, other) =>
            other < position && sources.some((source) => source.message === call.message + 1 + call.call)
              ? [depths[other] ?? 1]
              : [],
          );
          depths.push(1 + Math.max(0, ...from));
        });
        deepest = Math.max(deepest, ...depths);
        origins.forEach((origin, position) => {
          if (origin !== 'insert') return;
          implicit += 1;
          const own = calls[position];
          const output = (own?.message ?? 0) + 1 + (own?.call ?? 0);
          expect(
            calls.slice(position + 1).some(({ sources }) => sources.some(({ message }) => message === output)),
          ).toBe(true);
        });
      });
    }
    expect(implicit).toBeGreaterThan(20);
    expect(deepest).toBeGreaterThanOrEqual(3);
    const each = records.flatMap(({ messages }) =>
      messages.filter(({ role, content }) => role === 'user' && /each of those/.test(content)),
    );
    expect(each.length).toBeGreaterThan(0);
  });
});
