import { expect, test } from 'vitest';
import { root } from '../../../server/src/english/index.ts';

test.each([
  ['place placed placing places', 'plac'],
  ['authenticate authenticated authenticating', 'authenticat'],
  ['start started starting starts', 'start'],
  ['door doors', 'door'],
  ['cancel cancelled canceled', 'cancel'],
])('%s have one root', (forms, expected) => {
  expect(new Set(forms.split(' ').map(root))).toEqual(new Set([expected]));
});

test('a short word keeps its e', () => {
  expect(['use', 'see', 'pie'].map(root)).toEqual(['use', 'see', 'pie']);
});
