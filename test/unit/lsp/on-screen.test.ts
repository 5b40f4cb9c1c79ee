import { expect, test } from 'vitest';
import { onScreen, onScreenInPlace, onScreenLine } from '../../../server/src/page/index.ts';

test('what would steer a terminal, or turn a line around, is written out as JSON would', () => {
  expect(onScreen('a\u001b]52;c;eA==\u0007b\r\nc\td')).toBe('a\\u001b]52;c;eA==\\u0007b\nc\td');
  expect(onScreen('exe.\u202egnp\u202c and \u2066this\u2069')).toBe('exe.\\u202egnp\\u202c and \\u2066this\\u2069');
  expect(onScreen('\u009b31m \u007f \u0000')).toBe('\\u009b31m \\u007f \\u0000');
});

test('a name has one line, and a place in a label stays where it is', () => {
  expect(onScreenLine('find\nok 1 - forged\u2028x')).toBe('find\\nok 1 - forged\\nx');
  expect(onScreenInPlace('f(a\u001b[2J: string)')).toBe('f(a\uFFFD[2J: string)');
});

test('texts that scripts write stay as they are', () => {
  const texts = ['שלום \u200f(א)', 'مرحبا \u061c', '👩\u200d🔬 tab\there', 'two\nlines'];
  expect(texts.map(onScreen)).toEqual(texts);
});
