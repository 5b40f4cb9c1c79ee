import { describe, expect, it } from 'vitest';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  createOfflineTeacher,
  type PastCall,
  type PlannedCall,
  summarize,
  type TeacherFunction,
} from '../../../server/src/teacher/index.ts';

const text = (description = '') => ({ type: 'string', description });
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('MBRINQ', 'Member inquiry', { MBRNO: { type: 'integer', description: 'Member number' } }),
  tool('upd_lnlim', 'Update loan limit', {
    mbrno: { type: 'integer', description: 'Member number' },
    newlim: { type: 'number', description: 'New limit' },
  }),
  tool('cut_cloth', 'Cut cloth from a roll.', {
    roll_id: text(),
    fabric: { type: 'string', enum: ['linen', 'felt'] },
  }),
  tool('sow_rows', 'Sow rows in a bed.', { bed_id: text(), count: { type: 'integer' } }),
  tool('trim_clip', 'Trim a clip.', {
    clip_id: text(),
    start_seconds: { type: 'number' },
    end_seconds: { type: 'number' },
  }),
  tool('record_session', 'Record a session.', { host_name: text(), guest_names: { type: 'array', items: text() } }),
  tool('order_fuel', 'Order fuel for a boat.', {
    boat_id: text(),
    fuel: { type: 'string', enum: ['diesel', 'petrol'] },
    litres: { type: 'number' },
  }),
  tool('remove_clip', 'Remove a clip.', { clip_id: text(), confirm: { type: 'boolean' } }),
  tool('report_leak', 'Report a leak.', { boat_id: text(), what_happened: text() }),
  tool('get_bottling', 'Get a bottling.', { bottling_id: text() }),
  tool('find_boats', 'Find boats.', { flag: text() }),
  tool('find_berths', 'Find berths.', {
    min_area_sqm: { type: 'number', description: 'Smallest area in square metres' },
  }),
];
const CATALOG = buildCatalog([parseDocument('file:///unseen.json', JSON.stringify({ tools: TOOLS }))]);

function functionOf(name: string): TeacherFunction {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  return { name, signature };
}

const teacher = createOfflineTeacher();

/** Thirty people wish for the same. */
async function said(name: string, values: Record<string, Json>): Promise<string[]> {
  const call: PlannedCall = {
    tool: functionOf(name),
    role: 'asked',
    arguments: Object.entries(values).map(([parameter, value]) => ({ parameter, value, origin: { from: 'user' } })),
  };
  return Promise.all(
    Array.from({ length: 30 }, async (_, seed) => {
      const reply = await teacher.perform({
        kind: 'write_query',
        seed: `${seed}/q1`,
        turn: 1,
        conversation: [],
        past: [],
        intent: { kind: 'calls' },
        calls: [call],
      });
      return reply.value;
    }),
  );
}

describe('a wish from a catalog in an odd style', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['find_berths', { min_area_sqm: 20 }, /of at least 20 square metres/],
    ['MBRINQ', { MBRNO: 38 }, /member 38/i],
    ['upd_lnlim', { mbrno: 38, newlim: 500 }, /limit of member 38 to 500/],
    ['sow_rows', { bed_id: 'B-2', count: 6 }, /6 rows/],
    ['trim_clip', { clip_id: 'C-1', start_seconds: 4, end_seconds: 29 }, /from 4 seconds to 29 seconds/],
    [
      'record_session',
      { host_name: 'Ida Berg', guest_names: ['Ona Ruiz'] },
      /Ida Berg as the host.*Ona Ruiz as the guest/,
    ],
    ['order_fuel', { boat_id: 'BO-1', fuel: 'petrol', litres: 35 }, /35 litres of petrol/],
    ['remove_clip', { clip_id: 'C-1', confirm: true }, /I am sure|I confirm|confirmation/],
    ['report_leak', { boat_id: 'BO-1', what_happened: 'It dripped.' }, /what happened: "It dripped\."/],
  ])('%s %j', async (name, values, expected) => {
    for (const query of await said(name, values)) {
      expect(query).toMatch(expected);
      expect(query).not.toMatch(/mbrno|newlim|mbrinq|as the what happened/i);
    }
  });
});

describe('an answer from a catalog in an odd style', () => {
  const report = (name: string, output: Json, given: Record<string, Json> = {}) =>
    summarize([{ tool: functionOf(name), turn: 0, arguments: given, ok: true, output } satisfies PastCall], 'seed');

  it('says how many are left and how many are needed', () => {
    const answer = report('get_bottling', { bottling_id: 'B-7', corks_left: 59, labels_needed: 1, sugar_percent: 4 });
    expect(answer).toContain('59 corks left');
    expect(answer).toContain('needs 1 label');
  });

  it('says when a thing is ready and by whom it was checked', () => {
    const answer = report('get_bottling', { bottling_id: 'B-7', ready_on: '2026-05-03', checked_by: 'Ida Berg' });
    expect(answer).toContain('is ready on 3 May 2026');
    expect(answer).toContain('was checked by Ida Berg');
  });

  it('lists what was looked for, and not its number alone', () => {
    const answer = report('find_boats', { boats: [{ boat_id: 'BO-1', name: 'Tern' }], total: 1 });
    expect(answer).toMatch(/Tern/);
    expect(answer).not.toMatch(/comes to 1|total/);
  });

  it('says that nothing was found where the list is empty beside a count', () =>
    expect(report('find_boats', { boats: [], total: 0 })).toMatch(/no boats|no such boats/i));

  it('claims no success where the output says it was not done', () =>
    expect(report('remove_clip', { clip_id: 'C-1', removed: false }, { clip_id: 'C-1', confirm: true })).not.toMatch(
      /I(?:'ve| have) removed/,
    ));
});
