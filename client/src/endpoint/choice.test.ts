import { describe, expect, test } from 'vitest';
import { entryOf, isLoopback, labelOf, listedEndpoints, readEntry } from './choice.ts';

describe('listed endpoints', () => {
  test('an entry is an address, and the model behind #', () => {
    expect(readEntry('http://127.0.0.1:11434/v1#qwen3:8b')).toEqual({
      url: 'http://127.0.0.1:11434/v1',
      model: 'qwen3:8b',
    });
    expect(readEntry(' http://gpu.example:8000/v1 ')).toEqual({ url: 'http://gpu.example:8000/v1', model: '' });
    expect(readEntry('not an address')).toBeUndefined();
    expect(readEntry('ftp://files.example')).toBeUndefined();
  });

  test('what is written is read again', () => {
    for (const text of ['http://a.example/v1', 'http://a.example/v1#m#n'])
      expect(entryOf(readEntry(text) ?? { url: '', model: '' })).toBe(text);
  });

  test('the one of the settings comes first, none comes twice, and what is no address is left out', () => {
    const current = { url: 'http://127.0.0.1:8000/v1', model: '' };
    const list = [
      'http://127.0.0.1:8000/v1',
      'not an address',
      'http://127.0.0.1:8000/v1#tiny',
      'http://127.0.0.1:8000/v1#tiny',
    ];
    expect(listedEndpoints(current, list).map(({ kind, label }) => [kind, label])).toEqual([
      ['settings', '127.0.0.1:8000'],
      ['listed', '127.0.0.1:8000 · tiny'],
    ]);
  });

  test('this machine, and what only looks like it', () => {
    expect(
      ['http://127.0.0.1:1', 'http://localhost/v1', 'http://[::1]:8000', 'http://127.8.0.1'].map(isLoopback),
    ).toEqual([true, true, true, true]);
    expect(['http://127.0.0.1.evil.example', 'http://localhost.example', '127.0.0.1', ''].map(isLoopback)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(labelOf('http://h.example:8000/v1', 'm')).toBe('h.example:8000 · m');
  });
});
