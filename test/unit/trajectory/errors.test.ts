import { beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '../../../server/src/dataset/index.ts';
import { beforeSplit } from '../../../server/src/path/index.ts';
import { passedOver, tellsFailure } from '../../../server/src/trajectory/errors/seen.ts';
import {
  classifyError,
  generateRecord,
  type Message,
  type RecordKind,
  type TrajectoryRecord,
} from '../../../server/src/trajectory/index.ts';
import type { Execution, World, WorldState } from '../../../server/src/world/index.ts';
import { contextOf, samplerOf } from './support.ts';

const BIKES = `
/** A bike rental. */
namespace bikes {
  type RentalId = string;
  type StationId = string;
  /** Unlocks the app for today. */
  function start_day(code: string): { opened: boolean };
  /** Lists stations in a district. */
  function list_stations(district: string): { station_id: StationId; free: number }[];
  /** Rents a bike at a station. @requires start_day */
  function rent_bike(station_id: StationId, hours: number): { rental_id: RentalId; price: number };
  /** Details of a rental. */
  function get_rental(rental_id: RentalId): { rental_id: RentalId; status: "open" | "cancelled"; price: number };
  /** Cancels a rental. */
  function cancel_rental(rental_id: RentalId): { rental_id: RentalId; status: "cancelled" };
  /** Adds hours to a rental. */
  function extend_rental(rental_id: RentalId, hours: number): { rental_id: RentalId; price: number };
}`;

/** Records that are asked to meet an error, of several turns but for every fifth, which has one. */
async function erring(context = contextOf(BIKES), count = 60): Promise<TrajectoryRecord[]> {
  const sampler = samplerOf(context, 'errors');
  const records: TrajectoryRecord[] = [];
  for (let index = 0; index < count; index += 1) {
    const sampled = beforeSplit(sampler.sample(index));
    const kind: RecordKind = index % 5 === 0 ? 'single' : 'multi-turn';
    const turn = { kind: 'call' as const, functions: ['bikes.get_rental'], origins: ['walk' as const] };
    const stages = { walk: [turn], merge: [turn], insert: [turn], split: [turn] };
    const path = kind === 'single' ? { ...sampled, turns: [turn], operations: [], stages } : sampled;
    const made = await generateRecord(
      { id: `e${index}`, index, kind, seed: `e${index}`, path, errorType: 2, errors: true },
      context,
    );
    if (made.ok) records.push(made.record);
  }
  return records;
}

const errorsOf = (record: TrajectoryRecord) => record.certificates.filter(({ kind }) => kind === 'error');

describe('records that meet an error of the world', () => {
  const context = contextOf(BIKES);
  let records: TrajectoryRecord[] = [];
  beforeAll(async () => {
    records = (await erring(context)).filter((record) => errorsOf(record).length > 0);
  });

  it('meet each kind: an unknown value, a state that forbids, a premise, a passing failure', () => {
    const details = records.flatMap(errorsOf).map(({ detail }) => detail);
    const ends = [/tells it; it works with the value/, /tells it$/, /works after start_day/, /works when tried again/];
    expect(ends.filter((end) => !details.some((text) => end.test(text)))).toEqual([]);
  });

  it('prove again from their seeds, a passing failure included', async () => {
    for (const record of records) {
      const { problems } = await verifyRecord(record, { context });
      expect(problems, `${record.id}: ${errorsOf(record)[0]?.detail}`).toEqual([]);
    }
  });

  it('reject a text that speaks as if the call had worked', () => {
    const over = records.filter(({ divergesAt }) => /speaks as if it had worked/.test(divergesAt?.reason ?? ''));
    expect(over.length).toBeGreaterThan(records.length / 2);
    for (const { rejected = [], divergesAt } of over) {
      expect(passedOver(rejected, divergesAt?.message)?.message).toBe(divergesAt?.message);
      expect(divergesAt?.errorType).toBe(4);
    }
  });

  it('are refused by verify once the honest text is made to pass over the error', async () => {
    const told = records.find((record) => /tells it/.test(errorsOf(record)[0]?.detail ?? '')) as TrajectoryRecord;
    const turn = told.turns[errorsOf(told)[0]?.turn ?? 0];
    const at = (turn?.messages[1] ?? 0) - 1;
    const messages = told.messages.map((message, index) =>
      index === at ? { role: 'assistant' as const, content: 'Done. Everything went through.' } : message,
    );
    const { problems } = await verifyRecord({ ...told, messages }, { context });
    expect(problems.map(({ check }) => check)).toContain('error');
  });
});

describe('a world that is not simulated', () => {
  it('is asked for an error as well: what it does not know, and nothing that it would have to pretend', async () => {
    const simulated = contextOf(BIKES).proposer;
    // Like a server: it keeps its own state and knows nothing of outages.
    const world: World = {
      id: 'module',
      start: async (seed) => simulated.startNow(seed),
      execute: async (call, state): Promise<Execution> => simulated.executeNow(call, state as WorldState),
      close: async () => {},
    };
    const records = (await erring(contextOf(BIKES, { world }), 20)).filter((record) => errorsOf(record).length > 0);
    expect(records.length).toBeGreaterThan(3);
    expect(records.filter(({ provenance }) => provenance.outage !== undefined)).toEqual([]);
  });
});

describe('an error in a conversation', () => {
  const call = (name: string, id: string): Message => ({
    role: 'assistant',
    content: '',
    tool_calls: [{ id, type: 'function', function: { name, arguments: {} } }],
  });
  const output = (name: string, id: string, value: unknown): Message => ({
    role: 'tool',
    tool_call_id: id,
    name,
    content: JSON.stringify(value),
  });
  const asked: Message[] = [
    { role: 'user', content: 'Cancel it.' },
    call('cancel', 'a'),
    output('cancel', 'a', { error: 'Locked.' }),
  ];
  const says = (content: string): Message => ({ role: 'assistant', content });

  it('is passed over by a text that says nothing of it', () => {
    expect(passedOver([...asked, says('All done, enjoy your day.')])?.message).toBe(3);
  });

  it('is told in words of its own, or by its own words, also in German', () => {
    for (const text of ["That didn't work.", 'The reply was: Locked.', 'Das hat leider nicht geklappt.'])
      expect(passedOver([...asked, says(text)]), text).toBeUndefined();
  });

  it('is made good by the same function working later in the turn', () => {
    const again = [...asked, call('cancel', 'b'), output('cancel', 'b', { status: 'cancelled' })];
    expect(passedOver([...again, says('It is cancelled.')])).toBeUndefined();
  });

  it('is no error where an answer holds more than the error', () => {
    const partial = [asked[0] as Message, call('list', 'c'), output('list', 'c', { error: null, items: [1] })];
    expect(passedOver([...partial, says('One item.')])).toBeUndefined();
  });

  it('is a wrong summary to the classifier when the text passes over it, whatever the reference does', () => {
    const prefix = asked;
    const actual = [says('All set, it worked.')];
    const honest = [says("That didn't work: Locked.")];
    const retried = [call('cancel', 'b'), output('cancel', 'b', { status: 'cancelled' }), says('It is cancelled.')];
    for (const reference of [honest, retried])
      expect(classifyError({ prefix, reference, actual, signatureOf: () => undefined })).toBe(4);
  });

  it('is not told by a claim of success', () => {
    for (const text of ['Done. Everything went through.', 'All set, it worked.', 'I was able to book it.'])
      expect(tellsFailure(text)).toBe(false);
  });
});
