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
    ['find_cabins', { valley: 'Arosa', dogs_allowed: true }, /that allow dogs/],
    ['find_cabins', { valley: 'Arosa', free_only: true }, /(?:only|just) the free ones/],
    ['find_cabins', { valley: 'Arosa', min_beds: 4 }, /at least 4 beds/],
    ['book_cabin', { guest_email: 'ida@example.com', cabin_type: 'stone' }, /an? stone cabin/],
    ['search_archive', { query: 'tram', published_from: 1950 }, /the archive for .*"tram".* published from 1950/],
    ['move_to_shelf', { shelf_id: 'S-4', box_ids: ['B-1', 'B-2'] }, /boxes B-1 and B-2 to shelf S-4/],
    ['pin_photo', { photo_id: 'P-1', x: 12, y: 40 }, /at \(12, 40\)/],
    ['checkout_item', { copy_id: 'C-9' }, /check(?:ing)? out copy C-9/i],
    ['add_points', { member_id: 'M-2', points: 26 }, /26 points/],
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
