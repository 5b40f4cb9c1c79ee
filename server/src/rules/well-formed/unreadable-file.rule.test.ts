import { describe, expect, it } from 'vitest';
import { unreadableFile } from './unreadable-file.rule.ts';

describe('unreadable-file', () => {
  it('words what the reader says of a file that is no text', () => {
    expect(unreadableFile.message.format({ message: 'this is a binary file' })).toBe('this is a binary file');
    expect(unreadableFile.problem).toBe('unreadable-file');
  });
});
