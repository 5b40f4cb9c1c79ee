import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { inRangeOrder } from '../../../server/src/world/simulated/range-order.ts';

const text = (format: string) => ({ type: 'string', format });
const tools = [
  {
    name: 'hold_cabin',
    description: 'Hold a cabin.',
    inputSchema: {
      type: 'object',
      properties: {
        check_in: text('date'),
        check_out: text('date'),
        start_time: text('date-time'),
        end_time: text('date-time'),
        min_beds: { type: 'integer' },
        max_beds: { type: 'integer' },
      },
    },
  },
];
const document = parseDocument('cabins.json', JSON.stringify({ tools }));
const [entry] = buildCatalog([document]).entries;
const signature = entry?.signature as NonNullable<typeof entry>['signature'];

const day = fc.integer({ min: 0, max: 700 }).map((days) => new Date(1.75e12 + days * 86_400_000).toISOString());

test('whatever is proposed, a range begins before it ends, and what was said stays', () => {
  fc.assert(
    fc.property(day, day, fc.integer(), fc.integer(), fc.boolean(), (one, other, few, many, said) => {
      const values = {
        check_in: one.slice(0, 10),
        check_out: other.slice(0, 10),
        start_time: one,
        end_time: other,
        min_beds: few,
        max_beds: many,
      };
      const known = said ? { check_in: values.check_in, max_beds: many } : {};
      const ordered = inRangeOrder(signature, values, known);
      expect(String(ordered.check_in) < String(ordered.check_out)).toBe(true);
      expect(String(ordered.start_time) < String(ordered.end_time)).toBe(true);
      expect(Number(ordered.min_beds)).toBeLessThanOrEqual(Number(ordered.max_beds));
      expect(ordered).toMatchObject(known);
    }),
  );
});
