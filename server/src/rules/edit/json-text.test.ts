import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/index.ts';
import type { TextChange } from '../../signature/index.ts';
import { difference, patchObject, removeChild } from './json-text.ts';

function edited(text: string, changes: readonly TextChange[] | undefined): string | undefined {
  return changes?.reduceRight(
    (result, { span, text: written }) => result.slice(0, span.start) + written + result.slice(span.end),
    text,
  );
}

const patched = (text: string, patch: Record<string, Json | undefined>) => edited(text, patchObject(text, patch));

describe('a property that is set keeps the look of its neighbours', () => {
  it.each<[string, string, string]>([
    ['on one line', '{"a": 1}', '{"a": 1, "b": true}'],
    ['without spaces', '{"a":1}', '{"a":1,"b":true}'],
    ['with spaces inside', '{ "a": 1 }', '{ "a": 1, "b": true }'],
    ['over lines', '{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": true\n}'],
    ['over lines with tabs', '{\n\t"a": 1\n}', '{\n\t"a": 1,\n\t"b": true\n}'],
    ['over lines that end as on Windows', '{\r\n  "a": 1\r\n}', '{\r\n  "a": 1,\r\n  "b": true\r\n}'],
    ['behind two on one line', '{"a":1, "c":2}', '{"a":1, "c":2, "b":true}'],
    ['in nothing', '{}', '{"b": true}'],
    ['in nothing but white space', '{\n}', '{"b": true}'],
  ])('%s', (_look, before, after) => {
    expect(patched(before, { b: true })).toBe(after);
  });

  it('an object is spread where its neighbours are, by their own step', () => {
    expect(patched('{\n  "a": 1\n}', { b: { c: [1, 2] } })).toBe(
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      1,\n      2\n    ]\n  }\n}',
    );
    expect(patched('{\n\t"a": 1\n}', { b: { c: 1 } })).toBe('{\n\t"a": 1,\n\t"b": {\n\t\t"c": 1\n\t}\n}');
    expect(patched('{"a": 1}', { b: { c: [1, {}], d: null } })).toBe('{"a": 1, "b": { "c": [1, {}], "d": null }}');
  });

  it('one that is there already is written over, the last where it stands twice', () => {
    expect(patched('{"a": 1, "b": 2}', { a: 3 })).toBe('{"a": 3, "b": 2}');
    expect(patched('{"a": 1, "a": 2}', { a: 3 })).toBe('{"a": 1, "a": 3}');
  });
});

describe('a property that is removed takes its comma along', () => {
  it.each<[string, string, string]>([
    ['the only one', '{"a": 1}', '{}'],
    ['the first', '{"a": 1, "b": 2}', '{"b": 2}'],
    ['the last', '{"b": 2, "a": 1}', '{"b": 2}'],
    ['one between', '{"b": 2, "a": 1, "c": 3}', '{"b": 2, "c": 3}'],
    ['the first of lines', '{\n  "a": 1,\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ['one that is not there', '{"b": 2}', '{"b": 2}'],
  ])('%s', (_which, before, after) => {
    expect(patched(before, { a: undefined })).toBe(after);
  });

  it('by its place, of an object and of a list', () => {
    expect(edited('[1, 2, 3]', removeChild('[1, 2, 3]', 4))).toBe('[1, 3]');
    expect(edited('{"a": 1, "b": 2}', removeChild('{"a": 1, "b": 2}', 1))).toBe('{"b": 2}');
    expect(removeChild('[1, 2]', 2)).toBeUndefined();
    expect(removeChild('[]', 1)).toBeUndefined();
    expect(removeChild('7', 0)).toBeUndefined();
  });
});

describe('a text that cannot be edited', () => {
  it.each(['[1]', '"a"', '{"a": ', '{"a" 1}', ''])('%j is left alone', (text) => {
    expect(patchObject(text, { b: 1 })).toBeUndefined();
  });

  it('a comma too many at the end is no hindrance', () => {
    expect(patched('{"a": 1,}', { a: 2 })).toBe('{"a": 2,}');
  });
});

describe('the one change that leads from a text to another', () => {
  it.each([
    ['ab', 'ab', []],
    ['ab', 'aXb', [{ span: { start: 1, end: 1 }, text: 'X' }]],
    ['aXb', 'ab', [{ span: { start: 1, end: 2 }, text: '' }]],
    ['aa', 'aaa', [{ span: { start: 2, end: 2 }, text: 'a' }]],
    ['', 'a', [{ span: { start: 0, end: 0 }, text: 'a' }]],
    ['abc', 'xbz', [{ span: { start: 0, end: 3 }, text: 'xbz' }]],
  ])('%j to %j', (before, after, changes) => {
    expect(difference(before, after)).toEqual(changes);
  });
});
