import { describe, expect, it } from 'vitest';
import { isPlumbing } from '../../../server/src/english/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { writeQuery } from '../../../server/src/teacher/index.ts';
import { summarize } from '../../../server/src/teacher/wording/index.ts';

const text = { type: 'string' };
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('lend_canoe', 'Lends a canoe to a member.', { canoe_id: text, member_id: text }),
  tool('sign_up_for_tour', 'Sign up a member for a tour.', { tour_id: text, member_id: text }),
  tool('end_rental', 'Ends a rental.', { rental_id: text, end_date: { type: 'string', format: 'date' } }),
  tool('read_row', 'Reads one row.', { base_id: text, table_id: text, row_id: text }),
  tool('add_reply', 'Adds a comment.', { parent_comment_id: text, text }),
  tool('create_invoice', 'Creates an invoice.', {
    member_id: text,
    items: { type: 'array', items: { type: 'object', properties: { description: text, amount: { type: 'number' } } } },
  }),
  tool('report_leak', 'Reports a leak.', { canoe_id: text, severity: { type: 'string', enum: ['LOW', 'HIGH'] } }),
  tool('get_canoe', 'Everything on a canoe.', { canoe_id: text }),
  tool('list_canoes', 'Lists the canoes.', { lake: text }),
  tool('drop_canoes', 'Deletes canoes.', { canoe_ids: { type: 'array', items: text } }),
];
const CATALOG = buildCatalog([parseDocument('file:///canoes.json', JSON.stringify({ tools: TOOLS }))]);

function signatureOf(name: string) {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  return signature;
}

function said(name: string, values: Record<string, Json>): string[] {
  const args = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: { from: 'user' } as const,
  }));
  const calls = [{ tool: { name, signature: signatureOf(name) }, role: 'asked' as const, arguments: args }];
  const task = {
    kind: 'write_query' as const,
    turn: 1,
    conversation: [],
    past: [],
    intent: { kind: 'calls' as const },
  };
  return Array.from({ length: 20 }, (_, seed) => writeQuery({ ...task, seed: `${seed}/q1`, calls }));
}

function told(name: string, given: JsonObject, output: Json): string[] {
  const call = { tool: { name, signature: signatureOf(name) }, turn: 0, arguments: given, ok: true, output };
  return Array.from({ length: 20 }, (_, seed) => summarize([call], `${seed}/s`));
}

describe('what serves the machinery', () => {
  it.each(['cursor', 'pageSize', 'next_page_token', 'idempotency_key', 'dry_run', 'fields', 'filterByFormula'])(
    '%s is for no person to say',
    (name) => expect(isPlumbing(name)).toBe(true),
  );
  it.each(['limit', 'field', 'page_title', 'token_price', 'format'])('%s may be', (name) =>
    expect(isPlumbing(name)).toBe(false),
  );
});

describe('a wish of things inside and beside each other', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['lend_canoe', { canoe_id: 'C-1', member_id: 'M-2' }, /canoe C-1 to member M-2/],
    ['sign_up_for_tour', { tour_id: 'T-1', member_id: 'M-2' }, /sign(?:ing)? member M-2 up for (?:the )?tour T-1/i],
    ['end_rental', { rental_id: 'R-1', end_date: '2026-05-04' }, /R-1 (?:on|as of|effective) /],
    ['read_row', { base_id: 'B-1', table_id: 'T-2', row_id: 'R-3' }, /row R-3 in table T-2 in base B-1/],
    ['add_reply', { parent_comment_id: 'C-4', text: 'Fine.' }, /as a reply to comment C-4/],
    [
      'create_invoice',
      {
        member_id: 'M-2',
        items: [
          { description: 'Delivery', amount: 20 },
          { description: 'Small parts', amount: 5 },
        ],
      },
      /Delivery at 20 and Small parts at 5/,
    ],
    ['report_leak', { canoe_id: 'C-1', severity: 'HIGH' }, /high severity/],
  ])('%s', (name, values, expected) => {
    for (const query of said(name, values)) expect(query).toMatch(expected);
  });
});

describe('a report of what a person wants to know', () => {
  it.each<[string, JsonObject, Json, RegExp]>([
    [
      'get_canoe',
      { canoe_id: 'C-1' },
      { canoe_id: 'C-1', title: '', etag: 'x9', seats: 3 },
      /^(?!.*(?:""|x9)).*3 seats/,
    ],
    ['list_canoes', { lake: 'Bled' }, [{ id: 'C-1', cursor: 'XQ', runtime_min: 30 }], /C-1 \(30 minutes\)/],
    ['list_canoes', { lake: 'Bled' }, { canoes: [{}] }, /(?:one|a) canoe\.$/],
    [
      'drop_canoes',
      { canoe_ids: ['C-1', 'C-2'] },
      { canoes: [{ id: 'C-1' }, { id: 'C-2' }] },
      /dropped canoes C-1 and C-2/,
    ],
  ])('%s', (name, given, output, expected) => {
    for (const report of told(name, given, output)) expect(report).toMatch(expected);
  });
});
