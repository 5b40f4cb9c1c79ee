import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RegisterCommand, UsageError } from '../../../server/src/cli/command.ts';
import { registerConvert } from '../../../server/src/cli/commands/convert.ts';
import { registerImport } from '../../../server/src/cli/commands/import.ts';

const LIBRARY = fileURLToPath(new URL('../../fixtures/mcp/server.mjs', import.meta.url));

/** The server has its own copy of the package, with the same interface. */
type Program = Parameters<RegisterCommand>[0];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-convert-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a command as the command line would, in an empty folder. */
async function magnet(...args: string[]) {
  const results: string[] = [];
  const messages: string[] = [];
  let code = 0;
  const program = new Command('magnet').exitOverride().configureOutput({ writeErr: () => {} });
  const context = {
    terminal: {
      result: (text: string) => void results.push(text),
      message: (text: string) => void messages.push(text),
      progress: () => {},
      interactive: false,
    },
    cwd: folder,
    signal: new AbortController().signal,
    exit: (value: number) => {
      code = value;
    },
  };
  for (const register of [registerConvert, registerImport]) register(program as unknown as Program, context);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => {} });
  await program.parseAsync(args, { from: 'user' });
  return { out: results.join('\n'), err: messages.join('\n'), code };
}

const BOOK = {
  name: 'find.book',
  title: 'Find',
  description: 'Finds a book.',
  inputSchema: { type: 'object', properties: { title: { type: 'string', pattern: '^.' } }, required: ['title'] },
  outputSchema: { type: 'object', properties: { id: { type: 'string' } } },
};

async function file(name: string, content: unknown): Promise<string> {
  await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return name;
}

describe('magnet convert', () => {
  it('names the tools that a provider defines itself', async () => {
    const { err, code } = await magnet(
      'convert',
      await file('a.tools.json', [{ type: 'web_search' }, BOOK]),
      '--to',
      'mcp',
    );
    expect(err).toContain('web_search is defined by the provider');
    expect(err).toContain('1 function written as mcp: 1 tool of a provider left out, listed above.');
    expect(code).toBe(0);
  });

  it('a file that holds only such tools gives one without functions', async () => {
    const { out, err, code } = await magnet(
      'convert',
      await file('a.tools.json', [{ type: 'web_search' }]),
      '--to',
      'mcp',
    );
    expect([JSON.parse(out), code]).toEqual([{ tools: [] }, 0]);
    expect(err).toContain('0 functions written as mcp: 1 tool of a provider left out');
  });

  it('prints the other dialect, and each loss with its line', async () => {
    const { out, err, code } = await magnet(
      'convert',
      await file('a.tools.json', { tools: [BOOK] }),
      '--to',
      'openai-chat',
    );
    expect(JSON.parse(out)).toEqual([
      {
        type: 'function',
        function: { name: 'find__book', description: 'Finds a book.', parameters: BOOK.inputSchema },
      },
    ]);
    expect(err).toContain('a.tools.json:5:16 find.book annotations.title');
    expect(err).toContain('a.tools.json:19:23 find.book response: the dialect describes no response');
    expect(code).toBe(0);
  });

  it('lists the first losses of a kind and counts the rest', async () => {
    const tools = Array.from({ length: 14 }, (_, index) => ({ ...BOOK, name: `find_${index}`, icons: [] }));
    const source = await file('many.json', { tools });
    const { err } = await magnet('convert', source, '--to', 'fsig');
    expect(err.match(/many\.json:\d+:\d+ find_\d+ icons/g)).toHaveLength(10);
    expect(err).toContain('… and 4 more (--format json): the key "icons" is known to its own dialect alone');
    expect(err).toContain('14 parts not expressible');
    const { out } = await magnet('convert', source, '--to', 'fsig', '--format', 'json');
    expect(JSON.parse(out).losses).toHaveLength(14);
  });

  it('says of a file that Python printed what JSON writes instead', async () => {
    const printed = "[{'name': 'f', 'description': None}]";
    await expect(magnet('convert', await file('py.json', printed), '--to', 'mcp')).rejects.toThrow(
      /JSON has double quotes only; Python writes it with json\.dumps/,
    );
  });

  it('gives losses with places and the table of names as JSON', async () => {
    const { out } = await magnet(
      'convert',
      await file('a.tools.json', [BOOK]),
      '--to',
      'anthropic',
      '--format',
      'json',
    );
    const report = JSON.parse(out);
    expect(report).toMatchObject({ to: 'anthropic', functions: 1, problems: [] });
    expect(report.names).toEqual([{ id: 'find.book', original: 'find.book', name: 'find__book', shortened: false }]);
    expect(report.losses).toContainEqual(
      expect.objectContaining({ id: 'find.book', part: ['response'], file: 'a.tools.json' }),
    );
    expect(JSON.parse(report.text)).toHaveLength(1);
  });

  it('writes a file, an existing one only with --force', async () => {
    const source = await file('a.tools.json', [BOOK]);
    await magnet('convert', source, '--to', 'fsig', '--out', 'b.fsig');
    expect(await readFile(path.join(folder, 'b.fsig'), 'utf8')).toContain(
      'function book(title: string): { id?: string }',
    );
    await expect(magnet('convert', source, '--to', 'fsig', '--out', 'b.fsig')).rejects.toThrow(/exists. Use --force/);
    await magnet('convert', source, '--to', 'mcp', '--out', 'b.fsig', '--force');
    expect(JSON.parse(await readFile(path.join(folder, 'b.fsig'), 'utf8'))).toEqual({ tools: [BOOK] });
  });

  it('reads as the dialect that is forced', async () => {
    const bare = { name: 'f', description: 'd', parameters: { type: 'object', properties: { a: { type: 'string' } } } };
    const { out } = await magnet(
      'convert',
      await file('a.json', [bare]),
      '--from',
      'openai-responses',
      '--to',
      'openai-responses',
    );
    expect(JSON.parse(out)).toEqual([bare]);
  });

  it('names what could not be read, writes the rest, and exits with 1', async () => {
    const { out, err, code } = await magnet('convert', await file('a.json', [BOOK, { colour: 'red' }]), '--to', 'mcp');
    expect(JSON.parse(out).tools).toHaveLength(1);
    expect(err).toMatch(/a\.json:\d+:\d+ an object with the keys colour is no function; expected/);
    expect(code).toBe(1);
  });

  it.each([
    ['an empty file', '', /empty\.json:1:1: the file is empty/],
    ['a binary file', '\0\0', /binary file/],
    ['prose', 'hello', /no functions were found/],
  ])('refuses %s', async (_name, content, message) => {
    const failure = await magnet('convert', await file('empty.json', content), '--to', 'mcp').catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as Error).message).toMatch(message);
  });

  it('refuses a dialect that it does not know', async () => {
    await expect(magnet('convert', 'a.json', '--to', 'cobol')).rejects.toThrow(CommanderError);
  });
});

describe('magnet import', () => {
  const openapi = { openapi: '3.1.0', paths: { '/books': { get: { operationId: 'listBooks', responses: {} } } } };

  it('openapi: to the dialect that the file name asks for', async () => {
    await magnet('import', 'openapi', await file('api.json', openapi), '--out', 'api.fsig');
    expect(await readFile(path.join(folder, 'api.fsig'), 'utf8')).toContain('function listBooks()');
    const { out } = await magnet('import', 'openapi', 'api.json');
    expect(JSON.parse(out).tools[0].annotations).toEqual({ readOnlyHint: true });
  });

  it('mcp: starts nothing that nobody said yes to', async () => {
    await expect(magnet('import', 'mcp', '--', process.execPath, LIBRARY)).rejects.toThrow(/would start ".*Use --yes/);
  });

  it('mcp: writes the tools of a server', async () => {
    const { out, err } = await magnet('import', 'mcp', '--yes', '--to', 'fsig', '--', process.execPath, LIBRARY);
    expect(out).toContain('function find_book(title: string): { book_id: string }');
    expect(err).toContain('4 functions written as fsig');
  });

  it('mcp: tells what a server that failed wrote', async () => {
    const failed = magnet('import', 'mcp', '--yes', '--', process.execPath, LIBRARY, '--exit');
    await expect(failed).rejects.toThrow(/ended before it answered\. It wrote:$/);
    // Each line that it wrote is one of ours below the message: a line feed in it forges none.
    await expect(failed).rejects.toHaveProperty('details', ['the library is closed today']);
  });
});
