import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const STABLES = `namespace stables {
  /** Open a yard. */
  function open_yard(name: string): { yard_id: string; name: string; status: "open" | "closed" };
  /** One yard. */
  function get_yard(yard_id: string): { yard_id: string; name: string; status: "open" | "closed"; box_count: integer };
  /** Close a yard. */
  function close_yard(yard_id: string): { yard_id: string; status: "open" | "closed" };
  /** Delete a yard. */
  function delete_yard(yard_id: string): { deleted: boolean };
  /** Rent a box. */
  function rent_box(yard_id: string, horse: string, fee: number): { box_id: string; yard_id: string; horse: string; fee: number; status: "rented" | "closed" };
  /** One box. */
  function get_box(box_id: string): { box_id: string; yard_id: string; yard_name: string; horse: string; fee: number; status: "rented" | "closed" };
  /** Boxes of a yard. */
  function list_boxes(yard_id: string, status?: "rented" | "closed"): { boxes: { box_id: string; horse: string; status: "rented" | "closed" }[] };
  /** Move a box to another yard. */
  function move_box(box_id: string, to_yard_id: string): { box_id: string; yard_id: string };
  /** Rename a yard. */
  function update_yard(yard_id: string, name: string): { yard_id: string; name: string };
  /** Merge one yard into another. */
  function merge_yards(source_yard_id: string, target_yard_id: string): { yard_id: string; name: string };
  /** Write a remark about a box. */
  function add_remark(box_id: string, text: string): { remark_id: string; box_id: string; text: string };
  /** One remark. */
  function get_remark(remark_id: string): { remark_id: string; text: string };
  /** Remarks about a box. */
  function list_remarks(box_id: string): { remarks: { remark_id: string; text: string }[] };
}`;

const SCORES = `namespace scores {
  /** Write a score. */
  function create_score(title: string, notes: string): { score_id: string; title: string; notes: string; version: integer };
  /** One score. */
  function get_score(score_id: string): { score_id: string; title: string; notes: string; version: integer };
  /** Change a score. */
  function update_score(score_id: string, title?: string, notes?: string): { score_id: string; version: integer };
  /** Versions of a score. */
  function list_versions(score_id: string): { versions: { version_id: string; score_id: string; version: integer; title: string }[] };
  /** Go back to an earlier version. */
  function restore_version(score_id: string, version_id: string): { score_id: string; title: string; notes: string; version: integer };
  /** Go back to an earlier version by its number. */
  function revert_score(score_id: string, version: integer): { score_id: string; notes: string; version: integer };
}`;

const PURSES = `namespace purses {
  /** Open a purse. */
  function open_purse(owner: string): { purse_id: string; owner: string; balance: number };
  /** One purse. */
  function get_purse(purse_id: string): { purse_id: string; owner: string; balance: number };
  /** Pay in. */
  function deposit(purse_id: string, amount: number): { movement_id: string; purse_id: string; new_balance: number };
  /** Pay from one purse to another. */
  function transfer(from_purse_id: string, to_purse_id: string, amount: number): { movement_id: string; amount: number };
  /** Movements of a purse. */
  function list_movements(purse_id: string): { movements: { movement_id: string; amount: number }[] };
}`;

/** A conversation: each call goes on from the state that the one before left. A refusal is its code. */
function talk(text: string) {
  const functions = functionsOf(text);
  const world = createSimulatedWorld(functions);
  let state = world.startNow('a conversation');
  return (name: string, given: JsonObject = {}): JsonObject => {
    const id = functions.find(({ signature }) => signature.name === name)?.id ?? name;
    const execution = world.executeNow({ function: id, arguments: given }, state);
    state = execution.state;
    return execution.outcome.ok ? (execution.outcome.output as JsonObject) : { refused: execution.outcome.error.code };
  };
}

describe('a deed reaches what depends on its record', () => {
  function yardWithBox() {
    const call = talk(STABLES);
    const { yard_id } = call('open_yard', { name: 'Mill' }) as { yard_id: string };
    const { box_id } = call('rent_box', { yard_id, horse: 'Ada', fee: 90 }) as { box_id: string };
    return { call, yard_id, box_id };
  }

  it('closes what is part of the closed, and nothing else', () => {
    const { call, yard_id, box_id } = yardWithBox();
    const other = call('open_yard', { name: 'Heath' }).yard_id as string;
    const elsewhere = call('rent_box', { yard_id: other, horse: 'Bob', fee: 80 }).box_id as string;
    call('close_yard', { yard_id });
    expect(call('get_box', { box_id }).status).toBe('closed');
    expect(call('list_boxes', { yard_id, status: 'rented' }).boxes).toEqual([]);
    expect(call('get_box', { box_id: elsewhere }).status).toBe('rented');
    expect(call('rent_box', { yard_id, horse: 'Cid', fee: 70 })).toEqual({ refused: 'conflict' });
  });

  it('takes away with the deleted what was part of it, parts of parts too', () => {
    const { call, yard_id, box_id } = yardWithBox();
    const { remark_id } = call('add_remark', { box_id, text: 'Kicks.' }) as { remark_id: string };
    call('delete_yard', { yard_id });
    expect(call('get_box', { box_id })).toEqual({ refused: 'gone' });
    expect(call('get_remark', { remark_id })).toEqual({ refused: 'gone' });
  });

  it('closes also what comes up only afterwards', () => {
    const { call } = yardWithBox();
    const there = call('open_yard', { name: 'Old' }).yard_id as string;
    call('close_yard', { yard_id: there });
    const boxes = call('list_boxes', { yard_id: there }).boxes as JsonObject[];
    expect(boxes.every(({ status }) => status === 'closed')).toBe(true);
  });

  it('moves a record to the whole that it is moved to, and counts it there', () => {
    const { call, yard_id, box_id } = yardWithBox();
    const other = call('open_yard', { name: 'Heath' }).yard_id as string;
    expect(call('move_box', { box_id, to_yard_id: other }).yard_id).toBe(other);
    expect(call('get_yard', { yard_id }).box_count).toBe(0);
    expect(call('get_yard', { yard_id: other }).box_count).toBe(1);
  });

  it('merges: what named the one names the other, and the one is gone', () => {
    const { call, yard_id, box_id } = yardWithBox();
    const kept = call('open_yard', { name: 'Heath' }).yard_id as string;
    expect(call('merge_yards', { source_yard_id: yard_id, target_yard_id: kept })).toEqual({
      yard_id: kept,
      name: 'Heath',
    });
    expect(call('get_yard', { yard_id })).toEqual({ refused: 'gone' });
    expect(call('get_box', { box_id }).yard_id).toBe(kept);
    expect(call('merge_yards', { source_yard_id: yard_id, target_yard_id: kept })).toEqual({ refused: 'gone' });
  });

  it('tells of another record what that says now, in every order of calls', () => {
    const { call, yard_id, box_id } = yardWithBox();
    expect(call('get_box', { box_id }).yard_name).toBe('Mill');
    call('update_yard', { yard_id, name: 'Windmill' });
    expect(call('get_box', { box_id }).yard_name).toBe('Windmill');
  });

  it('a transfer is among the movements of both', () => {
    const call = talk(PURSES);
    const from_purse_id = call('open_purse', { owner: 'Ivo' }).purse_id as string;
    const to_purse_id = call('open_purse', { owner: 'Tea' }).purse_id as string;
    call('deposit', { purse_id: from_purse_id, amount: 50 });
    const { movement_id } = call('transfer', { from_purse_id, to_purse_id, amount: 20 });
    const ids = (purse_id: string) =>
      (call('list_movements', { purse_id }).movements as JsonObject[]).map((movement) => movement.movement_id);
    expect(ids(from_purse_id)).toContain(movement_id);
    expect(ids(to_purse_id)).toEqual([movement_id]);
  });
});

describe('an earlier version is put back', () => {
  function changedScore() {
    const call = talk(SCORES);
    const { score_id } = call('create_score', { title: 'Air', notes: 'c d e' }) as { score_id: string };
    call('update_score', { score_id, notes: 'c d f' });
    call('update_score', { score_id, title: 'Aria' });
    return { call, score_id };
  }

  it('by its identifier, with all that it held, as one more version', () => {
    const { call, score_id } = changedScore();
    const versions = call('list_versions', { score_id }).versions as JsonObject[];
    const first = versions.find(({ version }) => version === 1)?.version_id as string;
    expect(call('restore_version', { score_id, version_id: first })).toEqual({
      score_id,
      title: 'Air',
      notes: 'c d e',
      version: 4,
    });
    expect(call('get_score', { score_id })).toMatchObject({ title: 'Air', notes: 'c d e', version: 4 });
    expect(call('list_versions', { score_id }).versions).toHaveLength(4);
  });

  it('by its number; one that there is not is not found', () => {
    const { call, score_id } = changedScore();
    expect(call('revert_score', { score_id, version: 2 })).toEqual({ score_id, notes: 'c d f', version: 4 });
    expect(call('get_score', { score_id }).title).toBe('Air');
    expect(call('revert_score', { score_id, version: 77 })).toEqual({ refused: 'not_found' });
  });
});
