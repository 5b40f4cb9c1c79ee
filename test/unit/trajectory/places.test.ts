import { describe, expect, it } from 'vitest';
import { writeQuery } from '../../../server/src/teacher/index.ts';
import { contextOf, recordsOf } from './support.ts';

const FILES = contextOf(`
/** Reads the contents of a file. @readonly */
declare function read_file(path: string): { content: string };
/** Writes content to a file. */
declare function write_file(path: string, content: string): void;
/** Shows the metadata of a file or directory. @readonly */
declare function get_file_info(path: string): { content: string };
/** Shows the tree of a directory. @readonly */
declare function directory_tree(path: string): { content: string };
/** Lists what is in a directory. @readonly */
declare function list_directory(path: string): { content: string };
`);

describe('places', () => {
  it('what is read in one place is written to another', async () => {
    // A user who thinks of the file that was read, whenever a place is wanted for the first time.
    let read: string | undefined;
    const proposer = Object.create(FILES.proposer) as typeof FILES.proposer;
    proposer.proposeArguments = (id, ...more) => {
      const proposed = FILES.proposer.proposeArguments(id, ...more);
      if (id.includes('read_file')) read = String(proposed.path);
      if (!id.includes('write_file') || read === undefined) return proposed;
      const same = { ...proposed, path: read };
      read = undefined;
      return same;
    };
    const records = await recordsOf({ ...FILES, proposer }, 60);
    let copied = 0;
    for (const { messages } of records) {
      const read = new Map<string, unknown>();
      for (const [at, message] of messages.entries()) {
        if (message.role !== 'assistant') continue;
        for (const { function: call } of message.tool_calls ?? []) {
          const { path, content } = call.arguments;
          const answer = messages[at + 1];
          if (call.name === 'read_file' && answer?.role === 'tool')
            read.set(String(path), JSON.parse(answer.content).content);
          if (call.name !== 'write_file' || ![...read.values()].includes(content)) continue;
          copied += 1;
          expect(read.get(String(path))).not.toBe(content);
        }
      }
    }
    expect(copied).toBeGreaterThan(10);
  });

  it.each([
    ['get_file_info', /\b(?:information|details|metadata)\b/],
    ['directory_tree', /\btrees?\b/],
    ['list_directory', /\b(?:contents|everything)\b/],
  ])('what %s is asked for of several at once is said, not the places alone', (name, said) => {
    const tool = FILES.tools.get(name);
    if (tool === undefined) throw new Error(`there is no ${name}`);
    for (let seed = 0; seed < 30; seed += 1) {
      const calls = ['/home/ana/notes', '/home/ana/plans'].map((path) => ({
        tool,
        role: 'asked' as const,
        arguments: [{ parameter: 'path', value: path, origin: { from: 'user' as const } }],
      }));
      const query = writeQuery({ calls, seed: `${seed}`, turn: 0, intent: { kind: 'calls' }, past: [] } as never);
      expect(query).toMatch(said);
    }
  });
});
