import { RegExpParser } from '@eslint-community/regexpp';
import { expect, test } from 'vitest';
import { hasDoublingLoop } from '../../../server/src/pattern/index.ts';

const doubling = (pattern: string) =>
  hasDoublingLoop(new RegExpParser().parsePattern(pattern, 0, pattern.length, false), '');

test.each([
  '^((a|aa)+)$',
  '^([^"]|\\\\.)*"$',
  '^(a|b|ab)*c$',
  '^(\\w+\\s?)+$',
  '^(?:oar|oa|r)+!$',
  '^(?:\\d+|0x\\d+|x)*;',
  '(a|a)*\\b!',
])('%s: one text in two ways, over and over', (pattern) => expect(doubling(pattern)).toBe(true));

test.each([
  '^[A-Z]{2,4}$',
  '^(?:[\\w.-]+@)*[\\w.-]+$',
  '^([^"\\\\]|\\\\.)*"$',
  '^(a|ba)+$',
  '^\\d+(,\\d+)*$',
  '^(?:[a-z0-9]+-)*[a-z0-9]+$',
  '(a|aa)+',
  '^(?:a?b)*c$',
  '^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])$',
  '^(?:(?:[a-zA-Z0-9_-]+)\\.)+[a-z]{2,}$',
])('%s: one way only', (pattern) => expect(doubling(pattern)).toBe(false));

test('what has too many ways to be looked at is looked at for a moment', () => {
  const started = process.cpuUsage();
  expect(doubling(`${'(|)'.repeat(60)}(a|b)*c`)).toBe(false);
  doubling(`^(${'(a?|b?|c?)'.repeat(40)})*d$`);
  const { user } = process.cpuUsage(started);
  expect(user / 1000).toBeLessThan(2_000);
});
