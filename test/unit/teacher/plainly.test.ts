import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type PlannedCall, writeQuery } from '../../../server/src/teacher/index.ts';
import { askForValue, summarize } from '../../../server/src/teacher/wording/index.ts';

const text = (description = '') => ({ type: 'string', description });
const number = (description = '') => ({ type: 'number', description });
const one = (...options: string[]) => ({ type: 'string', enum: options });
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('glaze_pot', 'Glaze a pot', {
    pot_id: text(),
    glaze_line: one('celadon', 'shino'),
    substance: one('borax', 'feldspar'),
  }),
  tool('book_wheel', 'Book a wheel', { member_id: text(), half_day: one('morning', 'evening') }),
  tool('set_access', 'Set who sees a pot', { pot_id: text(), visibility: one('public', 'private') }),
  tool('cancel_firing', 'Cancel a firing', { firing_id: text(), reason: one('power_cut', 'duplicate') }),
  tool('log_firing', 'Log a firing', {
    kiln_id: text(),
    rows_of_shelves: { type: 'integer' },
    hours_spent: number(),
    estimated_hours: number(),
    lid_checked: { type: 'boolean' },
  }),
  tool('record_dig', 'Record clay dug at a pit', { pit_id: text(), kilograms: number() }),
  tool('openOrder', 'Opens an order', { potId: text(), requiredBy: { type: 'string', format: 'date' } }),
  tool('search_teachers', 'Search teachers', { available_on: { type: 'string', format: 'date' } }),
  tool('find_member', 'Find a member', { query: text() }),
  tool('move_pot', 'Move a pot to another shelf', {
    pot_id: text(),
    to_shelf_id: text(),
    move_date: { type: 'string', format: 'date' },
  }),
  tool('list_pots', 'Pots standing on a shelf', { shelf_id: text() }),
  tool('list_firings', 'List the firings of a kiln', { kiln_id: text() }),
  tool('download_label_sheet', 'Generate a link to the sheet of labels', { pot_id: text() }),
  tool('order_supplies', 'Order supplies', {
    items: { type: 'array', items: { type: 'object', properties: { sku: text(), quantity: number() } } },
  }),
  tool('list_studios', 'List studios', {
    region: one('north', 'coast'),
    certification: one('kiln_safety', 'first_aid'),
  }),
  tool('export_album', 'Export an album', { album_id: text(), format: one('ris', 'csv') }),
  tool('correct_caption', 'Suggest a correction of a caption', {
    photo_id: text(),
    wrong_text: text(),
    corrected_text: text(),
  }),
  tool('tag_person', 'Mark that a person is seen on a photo', { photo_id: text(), person_name: text() }),
  tool('request_reproduction', 'Request a reproduction of a page', {
    volume_id: text(),
    page_number: { type: 'integer' },
    delivery_address: text(),
  }),
  tool('addItemToRequest', 'Adds one product to a request for quotation', {
    rfqId: text(),
    productCode: text(),
    quantity: number(),
  }),
  tool('who_am_i', 'Return the profile of the current member', {}),
  tool('complete_order', 'Complete an order', { order_id: text(), findings: text() }),
];
const CATALOG = buildCatalog([parseDocument('file:///pottery.json', JSON.stringify({ tools: TOOLS }))]);

const READINGS = new Map(readDomain(CATALOG.entries).functions.map((one) => [one.function, one]));

function call(name: string, values: Record<string, Json>): PlannedCall {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  const args = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: { from: 'user' } as const,
  }));
  const reading = READINGS.get(name);
  return { tool: { name, signature, ...(reading === undefined ? {} : { reading }) }, role: 'asked', arguments: args };
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

describe('what a parameter is called is not read out', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    // What is used is said by itself; what only sorts stands before what it sorts.
    ['glaze_pot', { pot_id: 'P-1', substance: 'borax' }, /with borax\b(?! as)/],
    ['glaze_pot', { pot_id: 'P-1', glaze_line: 'celadon' }, /with the celadon glaze line/],
    ['book_wheel', { member_id: 'M-1', half_day: 'morning' }, /in the morning/],
    ['set_access', { pot_id: 'P-1', visibility: 'public' }, /public/],
    ['cancel_firing', { firing_id: 'F-1', reason: 'duplicate' }, /reason:? "?duplicate/],
    // Numbers of things, and measures whose name is no noun.
    ['log_firing', { kiln_id: 'K-1', rows_of_shelves: 7 }, /with 7 rows of shelves/],
    ['log_firing', { kiln_id: 'K-1', hours_spent: 4 }, /with 4 hours spent/],
    ['log_firing', { kiln_id: 'K-1', estimated_hours: 1 }, /with an estimated 1 hour/],
    ['log_firing', { kiln_id: 'K-1', lid_checked: false }, /The lid was not checked\./],
    ['record_dig', { pit_id: 'T-1', kilograms: 75.5 }, /a dig of 75\.5 kilograms/],
    // Days.
    ['openOrder', { potId: 'P-1', requiredBy: '2026-05-04' }, / by (?:4 May 2026|May 4, 2026)/],
    ['search_teachers', { available_on: '2026-05-04' }, /teachers available on (?:4 May 2026|May 4, 2026)/],
    ['move_pot', { pot_id: 'P-1', to_shelf_id: 'S-2', move_date: '2026-05-04' }, /to shelf S-2 on (?:4 May|May 4)/],
    // Where things are is said with the description's own word.
    ['list_pots', { shelf_id: 'S-1' }, /pots on shelf S-1/],
    ['list_firings', { kiln_id: 'K-1' }, /firings of kiln K-1/],
    ['list_studios', { region: 'coast' }, /in the coast region/],
    ['list_studios', { region: 'north' }, /in the north\b(?! region)/],
    ['list_studios', { certification: 'kiln_safety' }, /with the kiln safety certification/],
    ['order_supplies', { items: [{ sku: 'CLAY-1', quantity: 2 }] }, /supplies(?: are these)?: 2 of CLAY-1/i],
    // Verbs that are nouns elsewhere.
    ['download_label_sheet', { pot_id: 'P-1' }, /download(?:ing)? the label sheet/i],
    ['export_album', { album_id: 'A-1', format: 'ris' }, /export(?:ing)? (?:the )?album A-1/i],
    // Texts: what stands there and what should, whole sentences, people.
    [
      'correct_caption',
      { photo_id: 'P-1', wrong_text: 'a red jug', corrected_text: 'a read jug' },
      /from "a red jug" to "a read jug"/,
    ],
    ['tag_person', { photo_id: 'P-1', person_name: 'Ida Holm' }, /Ida Holm (?:on|in) photo P-1/],
    ['complete_order', { order_id: 'O-1', findings: 'The lid fits.' }, /"The lid fits\."/],
    ['request_reproduction', { volume_id: 'V-1', page_number: 6 }, /a reproduction of page 6 of volume V-1/],
    ['request_reproduction', { volume_id: 'V-1', delivery_address: '3 Mill Lane' }, /delivered to 3 Mill Lane/],
    ['addItemToRequest', { rfqId: 'R-1', productCode: 'P-9', quantity: 6 }, /add(?:ing)? product P-9 to RFQ R-1/i],
    ['who_am_i', {}, /\bmy profile\b/i],
  ])('%s %j', (name, values, expected) => {
    for (const query of said(name, values)) expect(query).toMatch(expected);
  });

  it('agrees with its noun in number', () => {
    for (const query of said('find_member', { query: 'Holm' })) expect(query).not.toMatch(/the member that match\b/);
  });

  it('says a reason once and shortly', () => {
    for (const query of said('cancel_firing', { firing_id: 'F-1', reason: 'power_cut' }))
      expect(query).not.toMatch(/as the reason/);
  });
});

describe('the agent asks as people ask', () => {
  it.each([
    ['start', /when should it start\?/i],
    ['due_on', /by when do you need it\?/i],
    ['delivery_date', /delivery date/],
  ])('%s', (parameter, expected) => {
    const properties = { [parameter]: { type: 'string', format: 'date' } };
    const [entry] = buildCatalog([
      parseDocument('file:///x.json', JSON.stringify({ tools: [tool('plan_visit', 'Plan a visit', properties)] })),
    ]).entries;
    const { signature } = entry as NonNullable<typeof entry>;
    for (const seed of ['1', '2', '3', '4', '5', '6'])
      expect(askForValue({ name: signature.name, signature }, parameter, seed)).toMatch(expected);
  });
});

describe('an answer tells what came of it', () => {
  const answer = (name: string, parameters: Record<string, Json>, output: Record<string, Json>) => {
    const properties = Object.fromEntries(Object.keys(parameters).map((key) => [key, { type: 'string' }]));
    const given = tool(name, '', properties);
    const [entry] = buildCatalog([parseDocument('file:///x.json', JSON.stringify({ tools: [given] }))]).entries;
    const { signature } = entry as NonNullable<typeof entry>;
    const call = { tool: { name, signature }, arguments: parameters, output, ok: true, turn: 0 };
    return Array.from({ length: 12 }, (_, seed) => summarize([call], String(seed)));
  };
  it.each<[string, Record<string, Json>, Record<string, Json>, RegExp]>([
    [
      'get_kiln',
      { kiln_id: 'K-1' },
      { kiln_id: 'K-1', wind_speed_ms: 7, hours_below_limit: 6 },
      /7 metres per second.*6 hours below limit/,
    ],
    [
      'get_glaze',
      { glaze_id: 'G-1' },
      { glaze_id: 'G-1', in_stock: 8, energy_mwh: 3 },
      /has 8 in stock.*3 megawatt hours/,
    ],
    [
      'get_kiln',
      { kiln_id: 'K-1' },
      { kiln_id: 'K-1', lid_seen: false, rows_of_shelves: 1 },
      /has 1 row of shelves\. The lid is not seen\./,
    ],
    [
      'get_note',
      { note_id: 'N-1' },
      { note_id: 'N-1', wrong_text: 'a', corrected_text: 'b' },
      /wrong text of note N-1 is "a" and the corrected text is "b"/,
    ],
    [
      'convert_money',
      { amount: '20', to: 'EUR' },
      { converted_amount: 18.5, rate: 0.925 },
      /The converted amount is 18\.5 and the rate is 0\.925\./,
    ],
    ['get_pot', { pot_id: 'P-1' }, { pot_id: 'P-1', page_number: 6 }, /is on page 6/],
    [
      'get_order',
      { order_id: 'O-1' },
      { order_id: 'O-1', status: 'picking', size: 4 },
      /status of order O-1 is picking|The status is picking/,
    ],
  ])('%s', (name, parameters, output, expected) => {
    for (const text of answer(name, parameters, output)) expect(text).toMatch(expected);
  });

  it('does not say once more when it was asked to be', () => {
    const visit = { visit_id: 'V-1', start: '2026-05-04T10:30:00Z', scheduled_start: '2026-05-04T10:30:00Z' };
    for (const text of answer('schedule_visit', { visit_id: 'V-1', start: visit.start }, visit))
      expect(text.match(/10:30/g)).toHaveLength(1);
  });

  it('leaves out what a deed has not moved', () => {
    const kiln = { kiln_id: 'K-1', model: 'Nabertherm', rated_power_kw: 12, status: 'paused', bought_on: '2020-01-04' };
    for (const text of answer('pause_kiln', { kiln_id: 'K-1' }, kiln)) expect(text).not.toMatch(/12|Nabertherm|2020/);
  });
});
