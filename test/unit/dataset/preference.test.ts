import { beforeAll, describe, expect, it } from 'vitest';
import { MIXTURES, type RunSummary, runGeneration } from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { memoryFolder, runOf } from './support.ts';

async function run(fsig: string, count: number, mixture = MIXTURES.preference) {
  const folder = memoryFolder();
  const input = runOf(fsig, { count, seed: 'manners', mixture }, { folder });
  const summary = await runGeneration(input);
  const lines = (folder.files.get('records.jsonl') ?? '').split('\n').filter((line) => line !== '');
  const records = lines.map((line) => JSON.parse(line) as TrajectoryRecord);
  return { input, summary, records, card: folder.files.get('README.md') ?? '' };
}

/** Of the pairs in which one side asks, the share in which that side is preferred. */
function askingShare(records: readonly TrajectoryRecord[]): number {
  const one = records.filter(({ divergesAt: at }) => (at?.preferred === 'ask') !== (at?.avoided === 'ask'));
  return one.filter(({ divergesAt }) => divergesAt?.preferred === 'ask').length / one.length;
}

describe('a catalog whose values can mostly be looked up', () => {
  it('has gaps that hold all the same: one that does not gives way to another', async () => {
    const { records } = await run(LOOKUPS, 120);
    const gaps = records.filter(({ turns }) => turns.some(({ kind }) => kind === 'miss_params'));
    expect(gaps.length).toBeGreaterThan(6);
    expect(askingShare(records)).toBeGreaterThanOrEqual(0.3);
    expect(askingShare(records)).toBeLessThanOrEqual(0.7);
  });
});

const LOOKUPS = `namespace archive {
  /** Boxes of a shelf. */
  function list_boxes(shelf_id: string): { boxes: { box_id: string; label: string; opened: boolean }[] };
  /** Shelves of the archive. */
  function list_shelves(): { shelves: { shelf_id: string; room: string }[] };
  /** One box. */
  function get_box(box_id: string): { box_id: string; label: string; shelf_id: string; folders: integer };
  /** Move a box to another shelf. */
  function move_box(box_id: string, shelf_id: string): { box_id: string; shelf_id: string };
  /** Folders in a box. */
  function list_folders(box_id: string): { folders: { folder_id: string; title: string; year: integer }[] };
  /** Put a note on a folder. */
  function annotate_folder(folder_id: string, note: string): { folder_id: string; note: string };
  /** Reserve a folder for the reading room. */
  function reserve_folder(folder_id: string, visitor_name: string, day: string): { reservation_id: string; day: string };
  /** Cancel a reservation. */
  function cancel_reservation(reservation_id: string): { reservation_id: string; status: "reserved" | "cancelled" };
}`;

describe('the pairs of a run', () => {
  let summary: RunSummary;
  let records: TrajectoryRecord[];
  let card: string;
  let input: ReturnType<typeof runOf>;
  beforeAll(async () => {
    ({ input, summary, records, card } = await run(AIRLINE, 150));
  });

  it('prefer asking or saying so where something is missing, and reject the made-up call', () => {
    const gaps = records.filter(({ turns }) => turns.some(({ kind }) => kind !== 'call'));
    const taught = gaps.filter(
      ({ divergesAt }) => /ask|decline/.test(divergesAt?.preferred ?? '') && divergesAt?.avoided === 'call',
    );
    expect(gaps.length).toBeGreaterThan(20);
    expect(taught.length / gaps.length).toBeGreaterThanOrEqual(0.9);
  });

  it('prefer asking in 30 to 70 % of those in which one side asks', () => {
    const asks = (move: string | undefined) => move === 'ask' || move === 'decline';
    const one = records.filter(({ divergesAt: at }) => asks(at?.preferred) !== asks(at?.avoided));
    const share = one.filter(({ divergesAt }) => asks(divergesAt?.preferred)).length / one.length;
    expect(share).toBeGreaterThanOrEqual(0.3);
    expect(share).toBeLessThanOrEqual(0.7);
  });

  it('prefer asking alone, declining left out, in 30 to 70 % as well', () => {
    expect(askingShare(records)).toBeGreaterThanOrEqual(0.3);
    expect(askingShare(records)).toBeLessThanOrEqual(0.7);
  });

  it('seldom differ in the last text alone', () => {
    expect(summary.lastTextOnly / summary.pairs).toBeLessThanOrEqual(0.2);
  });

  it('say in words what their label says: a calling side has calls, the others have words', () => {
    for (const { divergesAt, messages, rejected = [] } of records) {
      for (const [move, message] of [
        [divergesAt?.preferred, messages[divergesAt?.message ?? -1]],
        [divergesAt?.avoided, rejected[divergesAt?.message ?? -1]],
      ] as const) {
        const calls = message?.role === 'assistant' ? (message.tool_calls ?? []).length : 0;
        expect(move === 'call').toBe(calls > 0);
        if (move !== 'call') expect(message?.content).not.toBe('');
      }
    }
  });

  it('are counted in summary and card', () => {
    expect(Object.values(summary.preferences).reduce((sum, count) => sum + count, 0)).toBe(summary.pairs);
    for (const [moves, count] of Object.entries(summary.preferences)) expect(card).toContain(`| ${moves} | ${count} |`);
  });

  it('cover the functions that their calls name, and edges that values went along', () => {
    const called = new Set(
      records.flatMap(({ messages }) =>
        messages.flatMap((message) =>
          message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
        ),
      ),
    );
    const { functions, edges } = summary.coverage;
    expect(functions).toMatchObject({ called: called.size, of: input.functions.length });
    expect(edges.of).toBe(input.graph.edges.length);
    expect(edges.used).toBeGreaterThan(10);
  });

  it('have four to six turns and about ten calls a conversation', () => {
    expect(summary.averages.turns).toBeGreaterThanOrEqual(4);
    expect(summary.averages.turns).toBeLessThanOrEqual(6);
    expect(summary.averages.calls).toBeGreaterThanOrEqual(9);
    expect(summary.advice).toEqual([]);
  });
});

describe('a catalog where no call needs another', () => {
  const APART = `
    /** Rolls dice. @readonly */
    function roll(sides: integer): { eyes: integer };
    /** Tells a joke. @readonly */
    function joke(topic: string): { text: string };`;

  it('says so once, with what would help, and makes what can be made', async () => {
    const { summary, records } = await run(APART, 12);
    expect(summary.advice).toHaveLength(1);
    expect(summary.advice[0]).toMatch(/response schemas|magnet\.graph\.json/);
    expect(records.length).toBeGreaterThanOrEqual(10);
    expect(records.some(({ kind }) => kind === 'multi-turn')).toBe(true);
  });
});

describe('the mixture of the paper', () => {
  it('for fine-tuning has its shares', () => {
    const { 'multi-turn': several, single, parallel, multiple, irrelevance } = MIXTURES.sft;
    expect([single + parallel + multiple, several, irrelevance]).toEqual([20_000, 7800, 6200]);
  });
});
