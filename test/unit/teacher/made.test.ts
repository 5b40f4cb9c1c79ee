import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type PlannedCall, writeQuery } from '../../../server/src/teacher/index.ts';
import { summarize } from '../../../server/src/teacher/wording/index.ts';

const text = { type: 'string' };
const sum = { type: 'number' };
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const CATALOG = buildCatalog([
  parseDocument(
    'file:///kennel.json',
    JSON.stringify({
      tools: [
        tool('create_stay', 'Create a stay.', { kennel_id: text, guest_name: text }),
        tool('take_payment', 'Takes a payment towards a bill.', { bill_id: text, amount: sum }),
        tool('add_dog', 'Adds a dog to an owner.', { owner_id: text, name: text }),
        tool('register_client', 'Registers a client.', { name: text, address: text }),
        tool('assign_run', 'Give a run to somebody.', { run_id: text, username: text }),
        tool('add_dose', 'Adds a dose.', {
          dog_id: text,
          medicine: { type: 'string', enum: ['cortisone', 'penicillin'] },
          rhythm: { type: 'string', enum: ['once daily', 'twice daily'] },
        }),
        tool('cancel_stay', 'Cancel a stay.', { stay_id: text }),
        tool('get_bill', 'Get a bill.', { bill_id: text }),
        tool('link_runs', 'Create a relationship between two runs.', { run_key: text, other_key: text }),
        tool('list_notes', 'List the notes on a dog.', { dog_id: text }),
      ],
    }),
  ),
]);

function signatureOf(name: string) {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  return signature;
}

/** What forty agents say of one call. */
function told(name: string, given: JsonObject, output: Json): string[] {
  const call = { tool: { name, signature: signatureOf(name) }, turn: 0, arguments: given, ok: true, output };
  return Array.from({ length: 40 }, (_, seed) => summarize([call], `${seed}/s`));
}

/** Forty people wish for the same. */
function said(name: string, values: Record<string, Json>): string[] {
  const given = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: { from: 'user' } as const,
  }));
  const call: PlannedCall = { tool: { name, signature: signatureOf(name) }, role: 'asked', arguments: given };
  return Array.from({ length: 40 }, (_, seed) =>
    writeQuery({
      kind: 'write_query',
      seed: `${seed}/q1`,
      turn: 1,
      conversation: [],
      past: [],
      intent: { kind: 'calls' },
      calls: [call],
    }),
  );
}

describe('a report says what was done, and what the new thing is called', () => {
  it.each<[string, string, JsonObject, Json, RegExp, RegExp]>([
    [
      'a new thing in the place of its noun',
      'create_stay',
      { kennel_id: 'K-1', guest_name: 'Ana Ruiz' },
      { stay_id: 'S-9', status: 'booked' },
      /created stay S-9\b.* (?:is|are) booked\./i,
      /you now have|^It|an? stay|has a/i,
    ],
    [
      'a receipt for what was paid',
      'take_payment',
      { bill_id: 'B-2', amount: 20.5 },
      { receipt_number: 'R7', next_due: '2026-05-04' },
      /taken a payment of 20\.5 for bill B-2.*(?:receipt number is R7|receipt R7).*is next due on 4 May 2026/,
      /has (?:a next due|the)|the payment/,
    ],
    [
      'the fee of what was cancelled',
      'cancel_stay',
      { stay_id: 'S-9' },
      { stay_id: 'S-9', fee: 12 },
      /cancelled stay S-9\. The fee is 12\./,
      /has a fee/,
    ],
    [
      'things that are joined, and no third',
      'link_runs',
      { run_key: 'R-1', other_key: 'R-2' },
      { run_id: 'R-77', status: 'open' },
      /linked run R-1 to run R-2\.$/,
      /R-77|open/,
    ],
  ])('%s', (_, name, given, output, expected, never) => {
    for (const report of told(name, given, output)) {
      expect(report).toMatch(expected);
      expect(report).not.toMatch(never);
    }
  });

  it.each<[string, string, JsonObject, Json, RegExp]>([
    [
      'what stands on a bill',
      'get_bill',
      { bill_id: 'B-2' },
      { bill_id: 'B-2', total: 20.5, items: [{ text: 'Walk', amount: 20.5 }] },
      /comes to 20\.5\..*(?:one item|1 item).*Walk \(20\.5\)/i,
    ],
    [
      'texts that people wrote stand in quotes, without the name of their field',
      'list_notes',
      { dog_id: 'D-3' },
      { notes: [{ dog_id: 'D-3', body: 'Barks at night.' }] },
      /one note: "Barks at night\."$/,
    ],
    [
      'no number of none',
      'get_bill',
      { bill_id: 'B-2' },
      { total: 20, notes_count: 0, priority: 'none' },
      /has no notes.*no priority|no priority.*no notes/,
    ],
  ])('%s', (_, name, given, output, expected) => {
    for (const report of told(name, given, output)) expect(report).toMatch(expected);
  });
});

describe('a wish says', () => {
  it.each<[string, string, Record<string, Json>, RegExp]>([
    ['whom something is handed to', 'assign_run', { run_id: 'R-1', username: 'ana_ruiz7' }, /\brun R-1 to ana_ruiz7\b/],
    [
      'a payment with its sum',
      'take_payment',
      { bill_id: 'B-2', amount: 20.5 },
      /take a payment of 20\.5 for bill B-2/i,
    ],
    [
      'how somebody new is called, and where they live',
      'register_client',
      { name: 'Ana Ruiz', address: '4 Mill Street' },
      /client .*(?:called|named|by the name of|under the name) Ana Ruiz\b.* at 4 Mill Street/,
    ],
    [
      'a thing by its noun, also where its key has no digit',
      'add_dog',
      { owner_id: 'OW-KVGER', name: 'Coco' },
      /owner OW-KVGER/,
    ],
    [
      'words that tell what they are without the names of their fields',
      'add_dose',
      { dog_id: 'D-3', medicine: 'cortisone', rhythm: 'once daily' },
      /with cortisone once daily/i,
    ],
  ])('%s', (_, name, values, expected) => {
    for (const query of said(name, values)) expect(query).toMatch(expected);
  });
});

const DEPOT = buildCatalog([
  parseDocument(
    'file:///depot.json',
    JSON.stringify({
      tools: [
        tool('adjust_sacks', 'Correct the number of sacks.', {
          sack_id: text,
          shelf: text,
          delta: { type: 'integer' },
        }),
        tool('transfer_sacks', 'Move sacks.', { sack_id: text, from_shelf: text, to_shelf: text }),
        tool('create_pass', 'Create a pass for a gate.', { path: text, expires_in_days: { type: 'integer' } }),
        tool('list_versions', 'List the versions of a file.', { path: text }),
        tool('assign_porter', 'Give a load to a porter.', { load_id: text, worker: text }),
        tool('list_loads', 'List loads.', { hangar: text, shelf: text }),
      ],
    }),
  ),
]);

/** Forty people wish for the same in a depot. */
function saidInDepot(name: string, values: Record<string, Json>): string[] {
  const signature = DEPOT.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  const given = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: { from: 'user' } as const,
  }));
  return Array.from({ length: 40 }, (_, seed) =>
    writeQuery({
      kind: 'write_query',
      seed: `${seed}/q1`,
      turn: 1,
      conversation: [],
      past: [],
      intent: { kind: 'calls' },
      calls: [{ tool: { name, signature }, role: 'asked', arguments: given }],
    }),
  );
}

describe('a wish about places and differences says', () => {
  it.each<[string, string, Record<string, Json>, RegExp]>([
    [
      'by how much',
      'adjust_sacks',
      { sack_id: 'S-1', shelf: 'H-2', delta: 5 },
      /sack S-1 .*in shelf H-2.* by 5|sack S-1 by 5 in shelf H-2/,
    ],
    [
      'what, from where, where to',
      'transfer_sacks',
      { sack_id: 'S-1', from_shelf: 'H-2', to_shelf: 'H-3' },
      /sack S-1 from (?:shelf )?H-2 to (?:shelf )?H-3/,
    ],
    [
      'until when',
      'create_pass',
      { path: '/a/b.txt', expires_in_days: 3 },
      /pass for \/a\/b\.txt that expires in 3 days/,
    ],
    ['of what', 'list_versions', { path: '/a/b.txt' }, /versions of \/a\/b\.txt/],
    ['who gets a role', 'assign_porter', { load_id: 'L-1', worker: 'Ana Ruiz' }, /Ana Ruiz to load L-1/],
  ])('%s', (_, name, values, expected) => {
    for (const query of saidInDepot(name, values)) expect(query).toMatch(expected);
  });
});
