import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerCheckData } from '../../../server/src/cli/commands/check-data.ts';
import { registerImportData } from '../../../server/src/cli/commands/import-data.ts';
import {
  checkRecord,
  readMagnetRecord,
  readRow,
  readWholeRun,
  recordNotes,
} from '../../../server/src/dataset/index.ts';
import type { Json } from '../../../server/src/json/index.ts';

/** Rows in the shape of public data sets of tool calls, about a boat yard. */
const BOOK = {
  name: 'Book Berth',
  description: 'Books a berth.',
  parameters: {
    type: 'dict',
    properties: { harbour: { type: 'string' }, nights: { type: 'int' } },
    required: ['harbour'],
  },
};
const TOOLACE = {
  system: `You may call functions. Here they are:\n${JSON.stringify([BOOK])}\nAnswer with calls alone.`,
  conversations: [
    { from: 'user', value: 'A berth in Molde for 2 nights.' },
    { from: 'assistant', value: '[Book Berth(harbour="Molde", nights=2)]' },
    { from: 'tool', value: '[{"name": "Book Berth", "results": {"berth": 14}}]' },
    { from: 'assistant', value: 'Berth 14 is yours.' },
  ],
};
const PLAIN = {
  name: 'book_berth',
  description: 'Books.',
  parameters: { type: 'object', properties: { harbour: { type: 'string' } } },
};
const HERMES = {
  conversations: [
    { from: 'system', value: `<tools> ${JSON.stringify({ type: 'function', function: PLAIN })} </tools>` },
    { from: 'human', value: 'A berth in Molde.' },
    { from: 'gpt', value: '<tool_call>\n{"name": "book_berth", "arguments": {"harbour": "Molde"}}\n</tool_call>' },
    { from: 'tool', value: '<tool_response>\n{"berth": 14}\n</tool_response>' },
    { from: 'gpt', value: 'Berth 14.' },
  ],
};
const TOUCAN = {
  uuid: 'u1',
  available_tools: JSON.stringify([{ type: 'function', function: PLAIN }]),
  messages: JSON.stringify([
    { role: 'user', content: 'A berth in Molde.' },
    { role: 'assistant', content: '', function_call: { name: 'book_berth', arguments: '{"harbour": "Molde"}' } },
    { role: 'function', name: 'book_berth', content: '{"berth": 14}' },
    { role: 'assistant', content: 'Berth 14.' },
  ]),
};
const APIGEN_MT = {
  system: 'Be brief.',
  tools: JSON.stringify([PLAIN]),
  conversations: [
    { from: 'human', value: 'A berth in Molde.' },
    { from: 'function_call', value: '{"name": "book_berth", "arguments": {"harbour": "Molde"}}' },
    { from: 'observation', value: '{"berth": 14}' },
    { from: 'gpt', value: 'Berth 14.' },
  ],
};
const XLAM = {
  id: 3,
  query: 'A berth in Molde for 2 nights.',
  answers: JSON.stringify([{ name: 'book_berth', arguments: { harbour: 'Molde', nights: 2 } }]),
  tools: JSON.stringify([
    {
      name: 'book_berth',
      description: 'Books.',
      parameters: {
        harbour: { type: 'str', description: 'The harbour.' },
        nights: { type: 'int, optional', description: 'How long.', default: 1 },
      },
    },
  ]),
};
const NEMO = {
  context: [{ role: 'user', content: 'A berth in Molde.' }],
  completions: [
    { rank: 1, completion: [{ role: 'assistant', content: 'No.' }] },
    { rank: 0, completion: [{ role: 'assistant', content: 'Which nights?' }] },
  ],
};

function read(value: Json) {
  const row = readRow(value, 0);
  if (typeof row === 'string') throw new Error(row);
  return row;
}
const callsOf = (value: Json) =>
  read(value).record.messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
  );

describe('rows of public data sets', () => {
  it.each<[string, Json, string, Json]>([
    ['toolace', TOOLACE, 'Book Berth', { harbour: 'Molde', nights: 2 }],
    ['hermes', HERMES, 'book_berth', { harbour: 'Molde' }],
    ['toucan', TOUCAN, 'book_berth', { harbour: 'Molde' }],
    ['sharegpt', APIGEN_MT, 'book_berth', { harbour: 'Molde' }],
    ['xlam', XLAM, 'book_berth', { harbour: 'Molde', nights: 2 }],
  ])('%s: tools and calls are read, and nothing is wrong in a sound row', (format, value, name, args) => {
    const { format: seen, record } = read(value);
    expect(seen).toBe(format);
    expect(callsOf(value)).toEqual([{ name, arguments: args }]);
    expect(record.tools.map((tool) => tool.function.name)).toEqual([name]);
    expect(checkRecord(record)).toEqual({ calls: 1, notChecked: 0, problems: [] });
    expect(recordNotes(record)).toEqual([]);
  });

  it('types of other worlds are checked as what they mean', () => {
    const wrong = { ...XLAM, answers: JSON.stringify([{ name: 'book_berth', arguments: { nights: 'two' } }]) };
    const kinds = checkRecord(read(wrong).record).problems.map(({ kind, detail }) => `${kind}: ${detail}`);
    expect(kinds).toContainEqual(expect.stringMatching(/^schema: book_berth: .*nights/));
    const bad = JSON.parse(JSON.stringify(TOOLACE).replace('nights=2', 'nights=\\"2\\"')) as Json;
    expect(checkRecord(read(bad).record).problems).toMatchObject([{ kind: 'schema', message: 2 }]);
  });

  it('pairs of NeMo-RL are read by rank', () => {
    const { record } = read(NEMO as unknown as Json);
    expect([record.messages.at(-1)?.content, record.rejected?.at(-1)?.content]).toEqual(['Which nights?', 'No.']);
  });

  it('prose in brackets is no call', () => {
    const prose = {
      ...TOOLACE,
      conversations: [TOOLACE.conversations[0], { from: 'assistant', value: '[see note(1)]' }],
    };
    expect(callsOf(prose as unknown as Json)).toEqual([]);
  });

  it('may stand in one list', () => {
    const rows = readWholeRun(JSON.stringify([TOOLACE, HERMES, XLAM], null, 2));
    expect(rows.map((row) => ('format' in row ? row.format : row.problem))).toEqual(['toolace', 'hermes', 'xlam']);
  });
});

describe('what a row shows to be wrong', () => {
  const one = (args: string, said = 'A berth in Molde.') => {
    const { record } = read({
      tools: [PLAIN],
      messages: [
        { role: 'user', content: said },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'x', function: { name: 'book_berth', arguments: args } }],
        },
      ],
    });
    return [checkRecord(record).problems, recordNotes(record)].map((found) => found.map(({ kind }) => kind));
  };

  it('nulls that a table loader filled in are told from other wrong values', () => {
    expect(one('{"harbour": null}')).toEqual([['schema'], ['null-filled']]);
    expect(one('{"harbour": 5}')).toEqual([['schema'], []]);
  });

  it('hints, and as a note values that nobody gave', () => {
    expect(one('{"harbour": "Molde"}', 'A berth in Molde. [Hint] book_berth')).toEqual([['hint'], []]);
    expect(one('{"harbour": "Bergen"}')).toEqual([[], ['from-nowhere']]);
  });
});

describe('commands', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-foreign-'));
    await writeFile(
      path.join(folder, 'rows.jsonl'),
      `${[TOOLACE, XLAM].map((row) => JSON.stringify(row)).join('\n')}\n{"half`,
    );
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  async function magnet(...argv: string[]) {
    const out: string[] = [];
    let code = -1;
    const program = new Command('magnet').exitOverride();
    const host = program as unknown as Parameters<typeof registerCheckData>[0];
    const context = {
      cwd: folder,
      signal: new AbortController().signal,
      exit: (value: number) => {
        code = value;
      },
      terminal: { interactive: false, result: (text: string) => out.push(text), message: () => {}, progress: () => {} },
    };
    registerCheckData(host, context);
    registerImportData(host, context);
    await program.parseAsync(['node', 'magnet', ...argv]);
    return { out: out.join('\n'), code };
  }

  it('import-data writes records that are read as ours', async () => {
    const { out, code } = await magnet('import-data', 'rows.jsonl', '--out', 'run', '--format', 'json');
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { records: 2, formats: { toolace: 1, xlam: 1 }, broken: [{ line: 3 }] },
    ]);
    const lines = (await readFile(path.join(folder, 'run', 'records.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => typeof readMagnetRecord(line))).toEqual(['object', 'object']);
    await expect(magnet('import-data', 'rows.jsonl', '--out', 'run')).rejects.toThrow(/--force/);
  });

  it('check-data prints SARIF, each problem at its line', async () => {
    const { out } = await magnet('check-data', 'rows.jsonl', '--format', 'sarif');
    const [{ results }] = (JSON.parse(out) as { runs: [{ results: { ruleId: string }[] }] }).runs;
    expect(results).toMatchObject([
      {
        ruleId: 'unreadable',
        level: 'error',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'rows.jsonl' }, region: { startLine: 3 } } }],
      },
    ]);
  });
});
