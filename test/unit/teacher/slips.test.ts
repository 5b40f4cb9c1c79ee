import { describe, expect, it } from 'vitest';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type PlannedCall, writeQuery } from '../../../server/src/teacher/index.ts';

const text = (description = '') => ({ type: 'string', description });
const flag = { type: 'boolean' };
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('find_cabins', 'Find cabins that are free. Use it first.', {
    valley: text(),
    check_in: { type: 'string', format: 'date' },
    check_out: { type: 'string', format: 'date' },
    min_beds: { type: 'integer' },
    dogs_allowed: flag,
    free_only: flag,
  }),
  tool('book_cabin', 'Book a cabin.', {
    guest_email: text(),
    cabin_type: { type: 'string', enum: ['wooden', 'stone'] },
  }),
  tool('search_archive', 'Search the archive.', { query: text(), published_from: { type: 'integer' } }),
  tool('move_to_shelf', 'Move boxes to a shelf.', {
    shelf_id: text(),
    box_ids: { type: 'array', items: { type: 'string' } },
  }),
  tool('pin_photo', 'Pin a photo.', { photo_id: text(), x: { type: 'integer' }, y: { type: 'integer' } }),
  tool('checkout_item', 'Lend a copy.', { copy_id: text() }),
  tool('add_points', 'Add points.', { member_id: text(), points: { type: 'integer' } }),
  tool('read_gauge', '', { gauge_id: text(), since_minutes: { type: 'integer' } }),
  tool('schedule_task', '', { cabin_id: text(), kind: { type: 'string', enum: ['painting', 'roofing'] } }),
  tool('link_cabins', '', { upper_key: text(), lower_key: text() }),
  tool('invite_guest', 'Invite a guest to a stay.', { stay_id: text(), email: text() }),
  tool('quote_transport', 'Get a quote for moving goods.', { origin_depot: text(), destination_depot: text() }),
  tool('amend_stay', 'Change a stay.', {
    stay_id: text(),
    changes: { type: 'object', properties: { beds: { type: 'integer' } } },
  }),
  tool('record_height', 'Record how high a cabin stands.', { cabin_id: text(), height_m: { type: 'number' } }),
  tool('heat_cabin', 'Heat a cabin.', { cabin_id: text(), times_per_day: { type: 'integer' } }),
  tool('cancel_stay', 'Cancel a stay.', { stay_id: text(), waive_fee: flag }),
  tool('list_stays', 'List stays.', { cabin_id: text(), sort_desc: flag }),
  tool('get_stats', 'Get statistics.', { cabin_id: text(), group_by: { type: 'string', enum: ['day', 'month'] } }),
  tool('publish_photo', 'Publish a photo.', { photo_id: text(), publish_at: { type: 'string', format: 'date-time' } }),
  tool('order_wood', 'Order wood.', {
    loads: { type: 'array', items: { type: 'object', properties: { sort: text(), weight_kg: { type: 'number' } } } },
  }),
];
const CATALOG = buildCatalog([parseDocument('file:///cabins.json', JSON.stringify({ tools: TOOLS }))]);

function call(name: string, values: Record<string, Json>): PlannedCall {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  const args = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: { from: 'user' } as const,
  }));
  return { tool: { name, signature }, role: 'asked', arguments: args };
}

/** Forty people wish for the same. */
function said(name: string, values: Record<string, Json>): string[] {
  return Array.from({ length: 40 }, (_, seed) =>
    writeQuery({
      kind: 'write_query',
      seed: `${seed}/q1`,
      turn: 1,
      conversation: [],
      past: [],
      intent: { kind: 'calls' },
      calls: [call(name, values)],
    }),
  );
}

describe('a wish is worded as a person words it', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['heat_cabin', { cabin_id: 'CA-7', times_per_day: 3 }, /CA-7,? 3 times per day/],
    ['record_height', { cabin_id: 'CA-7', height_m: 46.5 }, /a height of 46\.5 metres\b[^"]*$/],
    ['find_cabins', { valley: 'Arosa', dogs_allowed: true }, /that allow dogs/],
    ['find_cabins', { valley: 'Arosa', free_only: true }, /(?:only|just) the free ones/],
    ['find_cabins', { valley: 'Arosa', min_beds: 4 }, /at least 4 beds/],
    ['book_cabin', { guest_email: 'ida@example.com', cabin_type: 'stone' }, /an? stone cabin/],
    ['search_archive', { query: 'tram', published_from: 1950 }, /the archive for .*"tram".* published from 1950/],
    ['move_to_shelf', { shelf_id: 'S-4', box_ids: ['B-1', 'B-2'] }, /boxes B-1 and B-2 to shelf S-4/],
    ['pin_photo', { photo_id: 'P-1', x: 12, y: 40 }, /at \(12, 40\)/],
    ['checkout_item', { copy_id: 'C-9' }, /check(?:ing)? out copy C-9/i],
    ['add_points', { member_id: 'M-2', points: 26 }, /26 points/],
    ['read_gauge', { gauge_id: 'G-1', since_minutes: 30 }, /over the last 30 minutes/],
    ['schedule_task', { cabin_id: 'C-1', kind: 'roofing' }, /roofing task/],
    ['link_cabins', { upper_key: 'K-1', lower_key: 'K-2' }, /cabin K-1 to cabin K-2/],
    ['invite_guest', { stay_id: 'S-1', email: 'ida@example.com' }, /ida@example\.com as a guest to stay S-1/],
    [
      'quote_transport',
      { origin_depot: 'D1', destination_depot: 'D2' },
      /quot(?:e|ing) (?:for a|the) transport from .*D1 to .*D2/i,
    ],
    ['amend_stay', { stay_id: 'S-1', changes: { beds: 3 } }, /chang(?:e|ing) the beds of stay S-1 to 3/i],
    ['cancel_stay', { stay_id: 'S-1', waive_fee: true }, /waive the fee/i],
    ['list_stays', { cabin_id: 'C-1', sort_desc: true }, /in descending order/],
    ['get_stats', { cabin_id: 'C-1', group_by: 'month' }, /grouped by month/],
    [
      'publish_photo',
      { photo_id: 'P-1', publish_at: '2026-05-04T10:30:00Z' },
      /on (?:4 May 2026|May 4, 2026) at 10:30/,
    ],
    ['order_wood', { loads: [{ sort: 'birch', weight_kg: 40 }] }, /sort birch, 40 kilograms/],
  ])('%s %j', (name, values, expected) => {
    for (const query of said(name, values)) expect(query).toMatch(expected);
  });

  it('writes both days of a stay alike, the first one first', () => {
    const stay = { valley: 'Arosa', check_in: '2026-05-04', check_out: '2026-05-09' };
    for (const query of said('find_cabins', stay))
      expect(query).toMatch(/from (?:4 May 2026 (?:to|until) 9 May 2026|May 4, 2026 (?:to|until) May 9, 2026)/);
  });

  it('speaks of changed plans only where something is taken back', () => {
    for (const query of said('add_points', { member_id: 'M-2', points: 26 }))
      expect(query).not.toMatch(/changed our minds|Plans changed/);
  });
});
