import { describe, expect, test } from 'vitest';
import { type Fixable, fixesFor } from '../../../server/src/rules/fix.ts';
import { RULE_CODES, RULES } from '../../../server/src/rules/index.ts';
import type { Rule } from '../../../server/src/rules/rule.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/**
 * An editor hands findings back when a person asks for fixes: they may be of an earlier text, or of a program that lost
 * what a rule had noted beside them.
 */
const TEXTS = {
  'orders.tools.json': `[{"name": "find_orders", "description": "Finds orders.", "inputSchema": {"type": "object", "properties": {
  "customer": {"type": "string", "description": "Whose orders.", "minLength": 1}}, "required": ["customer"]}}]`,
  'orders.fsig':
    '/** Finds orders. @param customer Whose orders. */\nfunction find_orders(customer: string): string[];\n',
};

describe.each(Object.entries(TEXTS))('in %s', (name, text) => {
  const catalog = buildCatalog([parseDocument(`file:///${name}`, text)]);
  const [entry] = catalog.entries;
  const parts = [[], ['parameters', 'properties', 'customer'], ['parameters', 'properties', 'gone', 'minLength']];

  test.each(RULE_CODES.filter((code) => (RULES[code] as Rule).fixes !== undefined))(
    '%s offers no broken edit for a finding without its notes',
    (code) => {
      for (const part of parts)
        for (const fix of [undefined, null, 7, 'nothing', [], {}]) {
          const finding = { code, data: { id: entry?.id, part, values: {}, fix } };
          const edits = fixesFor(finding as unknown as Fixable, catalog).flatMap((offered) => offered.edits);
          for (const { span } of edits.flatMap(({ changes }) => changes)) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        }
    },
  );
});
