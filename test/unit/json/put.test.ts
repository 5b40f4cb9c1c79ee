import fc from 'fast-check';
import { expect, test } from 'vitest';
import { put } from '../../../server/src/json/index.ts';

test('builds what fromEntries builds, whatever the keys', () => {
  const keys = fc.oneof(fc.constantFrom('__proto__', 'constructor', '0', ''), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.integer())), (entries) => {
      const built: Record<string, number> = {};
      for (const [key, value] of entries) put(built, key, value);
      expect(JSON.stringify(built)).toBe(JSON.stringify(Object.fromEntries(entries)));
    }),
  );
});
