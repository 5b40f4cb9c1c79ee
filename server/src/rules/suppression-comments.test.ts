import { describe, expect, it } from 'vitest';
import { suppressedByKey } from './suppression-comments.ts';

describe('codes under x-magnet-ignore', () => {
  it.each<[string, unknown, boolean]>([
    ['one code', { 'x-magnet-ignore': 'enum-empty' }, true],
    ['a list', { 'x-magnet-ignore': ['other', 'enum-empty'] }, true],
    ['every rule', { 'x-magnet-ignore': '*' }, true],
    ['every rule, in a list', { 'x-magnet-ignore': ['*'] }, true],
    ['another code', { 'x-magnet-ignore': 'other' }, false],
    ['a code that only begins like it', { 'x-magnet-ignore': 'enum-empty-text' }, false],
    ['several in one text', { 'x-magnet-ignore': 'other enum-empty' }, false],
    ['nothing', {}, false],
    ['no text', { 'x-magnet-ignore': true }, false],
    ['a key that is inherited', Object.create({ 'x-magnet-ignore': '*' }), false],
    ['no object', 'enum-empty', false],
    ['null', null, false],
  ])('%s', (_what, holder, expected) => {
    expect(suppressedByKey(holder, 'enum-empty')).toBe(expected);
  });
});
