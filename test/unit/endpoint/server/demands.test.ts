import { describe, expect, it } from 'vitest';
import { type Demands, obey, readDemands } from '../../../../server/src/endpoint/server/obey.ts';
import type { JsonObject } from '../../../../server/src/json/index.ts';

const OFFERED = ['find', 'book'];
const named = { type: 'function', function: { name: 'book' } };

describe('what a request demands', () => {
  it('is nothing where it says nothing, or null', () => {
    const nothing = { choice: 'auto', parallel: true, stop: [] };
    expect(readDemands({}, OFFERED)).toEqual(nothing);
    const nulls = { n: null, parallel_tool_calls: null, max_tokens: null, stop: null, tool_choice: null };
    expect(readDemands(nulls, OFFERED)).toEqual(nothing);
  });

  it.each<[JsonObject, Partial<Demands>]>([
    [{ n: 1 }, {}],
    [{ parallel_tool_calls: false }, { parallel: false }],
    [{ parallel_tool_calls: true }, { parallel: true }],
    [{ max_tokens: 1 }, { maxTokens: 1 }],
    [{ max_tokens: 9, max_completion_tokens: 5 }, { maxTokens: 5 }],
    [{ stop: '.' }, { stop: ['.'] }],
    [{ stop: ['a', 'b', 'c', 'd'] }, { stop: ['a', 'b', 'c', 'd'] }],
    [{ tool_choice: 'auto' }, { choice: 'auto' }],
    [{ tool_choice: 'none' }, { choice: 'none' }],
    [{ tool_choice: 'required' }, { choice: 'required' }],
    [{ tool_choice: named }, { choice: { name: 'book' } }],
  ])('%j', (body, demands) => {
    expect(readDemands(body, OFFERED)).toEqual({ choice: 'auto', parallel: true, stop: [], ...demands });
  });

  it.each<[JsonObject, string]>([
    [{ n: 2 }, "'n' must be 1"],
    [{ parallel_tool_calls: 'yes' }, "'parallel_tool_calls' must be"],
    [{ max_tokens: 0 }, "'max_tokens' must be"],
    [{ max_tokens: 1.5 }, "'max_tokens' must be"],
    [{ max_tokens: '1' }, "'max_tokens' must be"],
    [{ stop: ['a', 'b', 'c', 'd', 'e'] }, "'stop' must be"],
    [{ stop: '' }, "'stop' must be"],
    [{ stop: ['a', 1] }, "'stop' must be"],
    [{ tool_choice: 'any' }, "'tool_choice' must be"],
    [{ tool_choice: { type: 'tool', function: { name: 'book' } } }, "'tool_choice' must be"],
    [{ tool_choice: { type: 'function' } }, "'tool_choice' must be"],
    [{ tool_choice: { type: 'function', function: { name: 1 } } }, "'tool_choice' must be"],
    [{ tool_choice: { type: 'function', function: { name: 'burn' } } }, "names 'burn'"],
  ])('%j is refused', (body, words) => {
    expect(() => readDemands(body, OFFERED)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(words) }),
    );
  });

  it('a call is not required where there are no tools', () => {
    expect(() => readDemands({ tool_choice: 'required' }, [])).toThrow('no tools are given');
  });
});

describe('a move that is held to it', () => {
  const free: Demands = { choice: 'auto', parallel: true, stop: [] };
  const call = (name: string) => ({ name, arguments: {} });
  const two = { text: '', calls: [call('find'), call('book')] };

  it('is as it was where nothing is demanded', () => {
    expect(obey({ text: 'Hello.', calls: [] }, free)).toEqual({ text: 'Hello.', calls: [], cut: false });
    expect(obey(two, free).calls).toHaveLength(2);
  });

  it('has one call where they may not go side by side', () => {
    expect(obey(two, { ...free, parallel: false }).calls).toEqual([call('find')]);
  });

  it.each(['required', { name: 'book' }] as const)('has a call where %j asks for one', (choice) => {
    expect(() => obey({ text: 'No.', calls: [] }, { ...free, choice })).toThrow('finds none to make');
    expect(obey(two, { ...free, choice }).calls).toHaveLength(2);
  });

  it('ends before the first stop', () => {
    const text = 'one, two. three';
    expect(obey({ text, calls: [] }, { ...free, stop: ['.', ',', '!'] }).text).toBe('one');
    expect(obey({ text, calls: [] }, { ...free, stop: ['!'] }).text).toBe(text);
    expect(obey({ text, calls: [] }, { ...free, stop: ['one'] }).text).toBe('');
  });

  it('ends with its tokens, four characters each', () => {
    const text = '12345678';
    expect(obey({ text, calls: [] }, { ...free, maxTokens: 2 })).toEqual({ text, calls: [], cut: false });
    expect(obey({ text: `${text}9`, calls: [] }, { ...free, maxTokens: 2 })).toEqual({ text, calls: [], cut: true });
  });

  it('has its calls whole or not at all', () => {
    const calls = [call('f')];
    const length = JSON.stringify(calls).length;
    const tokens = Math.ceil(length / 4);
    expect(obey({ text: '', calls }, { ...free, maxTokens: tokens })).toEqual({ text: '', calls, cut: false });
    expect(obey({ text: '', calls }, { ...free, maxTokens: tokens - 1 })).toEqual({ text: '', calls: [], cut: true });
    expect(obey({ text: 'ab', calls: [] }, { ...free, maxTokens: 1 }).cut).toBe(false);
  });
});
