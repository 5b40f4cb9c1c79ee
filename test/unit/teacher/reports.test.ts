import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { summarize } from '../../../server/src/teacher/wording/index.ts';

const text = { type: 'string' };
const tool = (name: string, properties: object) => ({
  name,
  description: '',
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const CATALOG = buildCatalog([
  parseDocument(
    'file:///vineyard.json',
    JSON.stringify({
      tools: [
        tool('get_barrel', { barrel_id: text }),
        tool('list_barrels', { cellar_id: text }),
        tool('find_files', { pattern: text }),
        tool('move_barrel', { barrel_id: text, cellar_id: text }),
        tool('cancel_tour', { tour_id: text }),
        tool('start_press', { press_id: text }),
        tool('find_grower', { name: text }),
      ],
    }),
  ),
]);

/** What twenty agents say of one call. */
function told(name: string, given: JsonObject, output: Json): string[] {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  const call = { tool: { name, signature }, turn: 0, arguments: given, ok: true, output };
  return Array.from({ length: 20 }, (_, seed) => summarize([call], `${seed}/s`));
}

describe('a report says what matters', () => {
  it.each<[string, string, JsonObject, Json, RegExp]>([
    [
      'a deed without an output is told',
      'move_barrel',
      { barrel_id: 'B-7', cellar_id: 'C-2' },
      { success: true },
      /moved barrel B-7 .*cellar C-2/,
    ],
    [
      'a state that the deed names is not told again',
      'cancel_tour',
      { tour_id: 'T-1' },
      { tour_id: 'T-1', status: 'cancelled' },
      /^(?!.*is cancelled).*cancelled tour T-1/,
    ],
    [
      'what the answer is about comes from the call',
      'get_barrel',
      { barrel_id: 'B-7' },
      { fill_l: 30, is_full: false },
      /Barrel B-7 is not full and has .*30 litres|Barrel B-7 has .*30 litres.* is not full/,
    ],
    [
      'units are said, and "has" once',
      'get_barrel',
      { barrel_id: 'B-7' },
      { temp_c: 9.5, humidity_pct: 40 },
      /Barrel B-7 has a temperature of 9.5 degrees Celsius and a humidity of 40 percent/,
    ],
    ['an empty list is told', 'list_barrels', { cellar_id: 'C-2' }, { barrels: [] }, /\bno (?:such )?barrels\b/i],
    [
      'one thing found is told as found',
      'find_files',
      { pattern: 'x' },
      { content: '/a/x.txt' },
      /one file: \/a\/x\.txt/,
    ],
    [
      'a verb in a name is the verb',
      'start_press',
      { press_id: 'P-1' },
      { press_id: 'P-1', ends_at: '2026-05-04T10:30:00Z' },
      /ends on 4 May 2026 at 10:30/,
    ],
    ['a quality is no part', 'get_barrel', { barrel_id: 'B-7' }, { explicit: true, volume_l: 5 }, /is explicit/],
    [
      'records by their keys are counted',
      'get_barrel',
      { barrel_id: 'B-7' },
      { price: 5, samples: { a: { x: 1 }, b: { x: 2 } } },
      /costs 5/,
    ],
  ])('%s', (_, name, given, output, expected) => {
    for (const report of told(name, given, output)) expect(report).toMatch(expected);
  });

  it('says of a look that gave nothing new that there is no more', () => {
    for (const report of told('get_barrel', { barrel_id: 'B-7' }, { barrel_number: 'B-7' }))
      expect(report).toMatch(/barrel B-7/i);
  });
});

describe('a report is said as a person says it', () => {
  it.each<[string, string, JsonObject, Json, RegExp]>([
    ['a fact of its own', 'get_barrel', { barrel_id: 'B-7' }, { wood: 'oak' }, /The wood (?:of barrel B-7 )?is oak\./],
    [
      'a fact beside others',
      'get_barrel',
      { barrel_id: 'B-7' },
      { status: 'full', wood: 'oak', cooper: 'Ida' },
      /Barrel B-7 is full\. The wood is oak and the cooper is Ida\./,
    ],
    [
      'days by their names',
      'get_barrel',
      { barrel_id: 'B-7' },
      { last_update: '2026-05-04', insured_until: '2026-06-04', next_check: '2026-07-04' },
      /is insured until 4 June 2026.*|was last updated on 4 May 2026/,
    ],
    [
      'what it costs for each',
      'get_barrel',
      { barrel_id: 'B-7' },
      { price_per_litre: 4, full: true },
      /costs 4 per litre/,
    ],
    ['how many are missing', 'get_barrel', { barrel_id: 'B-7' }, { missing: 3, full: true }, /has 3 missing/],
    [
      'a state of today',
      'get_barrel',
      { barrel_id: 'B-7' },
      { closed_today: false, full: true },
      /is not closed today/,
    ],
    [
      'opening hours',
      'get_barrel',
      { barrel_id: 'B-7' },
      { opens: '09:00', closes: '17:00' },
      /opens at 09:00 and closes at 17:00/,
    ],
    ['success is no finding', 'get_barrel', { barrel_id: 'B-7' }, { result: 'success' }, /^(?!.*success)/],
  ])('%s', (_, name, given, output, expected) => {
    for (const report of told(name, given, output)) expect(report).toMatch(expected);
  });

  it('says nothing twice of one thing', () => {
    const signature = CATALOG.get('get_barrel')?.signature;
    if (signature === undefined) throw new Error('no function');
    const call = (output: Json) => ({
      tool: { name: 'get_barrel', signature },
      turn: 0,
      arguments: { barrel_id: 'B-7' },
      ok: true,
      output,
    });
    for (let seed = 0; seed < 20; seed += 1) {
      const both = summarize([call({ status: 'full' }), call({ status: 'full', price: 12 })], `${seed}/s`);
      expect(both.match(/is full/g)).toHaveLength(1);
      expect(both).toContain('costs 12');
    }
  });
});
