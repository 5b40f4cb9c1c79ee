import fc from 'fast-check';
import { parseTree } from 'jsonc-parser';
import { expect, test } from 'vitest';
import { plainTree } from '../../../server/src/signature/json-text/tree.ts';

const WRITTEN = [
  '[]',
  ' {"a": [1, -2.5e3, true, null, "x"], "a": {}}\r\n',
  '"\\u00e4\\n"',
  '{"__proto__": 0}',
  ' 0 ',
  'false',
];
const NOT_PLAIN = [
  '',
  '[1,]',
  '{"a" 1}',
  '// c\n1',
  '[1 2]',
  '{"a": }',
  '{a: 1}',
  '"x',
  '"\t"',
  '"\\q"',
  '01',
  'nul',
  '[1]]',
];

test('is the tree that the general parser gives', () => {
  for (const text of WRITTEN) expect(plainTree(text)).toEqual(parseTree(text));
});

test('leaves everything that is not plain JSON to the general parser', () => {
  for (const text of NOT_PLAIN) expect(plainTree(text), text).toBeUndefined();
});

test('any JSON, packed or spread out, has the same tree', () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 0, max: 3 }), (json, blanks) => {
      const text = JSON.stringify(JSON.parse(json), null, blanks);
      expect(plainTree(text)).toEqual(parseTree(text));
    }),
    { seed: 7, numRuns: 200 },
  );
});
