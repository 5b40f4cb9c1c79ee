import { describe, expect, it } from 'vitest';
import { promptFiles, promptHash, promptsFrom, renderTask } from '../../../server/src/teacher/index.ts';

const TASK = {
  kind: 'label_function',
  seed: '0',
  categories: ['Travel'],
  function: { name: 'f', signature: { name: 'f', description: '', parameters: {}, annotations: {} } },
} as unknown as Parameters<typeof renderTask>[0];

describe('prompts as files', () => {
  it('are the built-in ones when written and read again: same requests, same version', () => {
    const read = promptsFrom(new Map(promptFiles().map(({ name, text }) => [name, text])));
    expect(promptHash(read)).toBe(promptHash());
    expect(renderTask(TASK, read)).toEqual(renderTask(TASK));
  });

  it('that are edited reach the model and change the version; the others stay', () => {
    const own = promptsFrom(new Map([['label.md', 'Sort it, in Latin.\n']]));
    expect(renderTask(TASK, own).system).toBe('Sort it, in Latin.');
    expect(promptHash(own)).not.toBe(promptHash());
    expect(own.query).toBe(promptsFrom(new Map()).query);
  });

  it('with a misspelt name or no text are refused with what to do', () => {
    expect(() => promptsFrom(new Map([['lable.md', 'x']]))).toThrow(
      /lable\.md is no prompt; the prompts are .*label\.md/,
    );
    expect(() => promptsFrom(new Map([['label.md', ' \n']]))).toThrow(/delete it to use the built-in prompt/);
  });
});
