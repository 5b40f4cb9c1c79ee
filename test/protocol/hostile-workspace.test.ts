import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Range, TestClient, textIn } from './client.ts';
import { LIBRARY } from './texts.ts';

let client: TestClient;
afterEach(() => client.stop());

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly range: Range; readonly message: string }[];
}

/** Functions that a search finds, which needs the whole workspace to be read. */
async function functions(): Promise<string[]> {
  const found = await client.rpc.request<{ name: string }[]>('workspace/symbol', { query: '' });
  return found.map(({ name }) => name);
}

/** Memory of the server in MiB, where the system says it. */
function memory(): number {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${client.rpc.process.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

test('globs that could run for ever, empty or wrong ones: the others hold, and each wrong one is shown on its line', async () => {
  const config = `{
  "files": [
    "*b*b*b*b*b*b*b*b*b*b*b*b*c.json",
    "",
    7,
    "extra/*.json"
  ]
}
`;
  const tool = JSON.stringify([{ name: 'mend_net', description: 'Mends a net.', inputSchema: { type: 'object' } }]);
  client = await TestClient.start({
    files: {
      'magnet.config.jsonc': config,
      [`${'b'.repeat(120)}.json`]: '{}',
      'extra/nets.json': tool,
      'a.fsig': LIBRARY,
    },
    settings: { '': { files: ['', `${'*b'.repeat(40)}c`, '+(+(+(b)))c'] } },
  });
  const published: Published[] = [];
  client.rpc.on('textDocument/publishDiagnostics', (message: Published) => {
    if (message.uri.endsWith('magnet.config.jsonc')) published.push(message);
  });
  expect(await functions()).toEqual(expect.arrayContaining(['mend_net', 'find_books']));
  await expect.poll(() => published.at(-1)?.diagnostics.length, { timeout: 15_000 }).toBe(2);
  const shown = published
    .at(-1)
    ?.diagnostics.map(({ range, message }) => [range.start.line + 1, textIn(config, range), message]);
  expect(shown).toEqual([
    [4, '""', 'a glob must not be empty; this item is left out.'],
    [5, '7', 'a glob is a text; this item is left out.'],
  ]);
});

test.skipIf(process.platform === 'win32')(
  'devices, pipes, folders and huge files under our names: the other files are served',
  async () => {
    client = await TestClient.start({ files: { 'a.fsig': LIBRARY, 'b/huge.tools.json': '' } });
    const at = (file: string) => path.join(client.folder, file);
    symlinkSync('/dev/zero', at('endless.tools.json'));
    symlinkSync('/dev/zero', at('magnet.graph.json'));
    symlinkSync('/dev/zero', at('b/magnet.config.jsonc'));
    execFileSync('mkfifo', [at('pipe.tools.json'), at('b/magnet.graph.json')]);
    mkdirSync(at('folder.tools.json'));
    truncateSync(at('b/huge.tools.json'), 3 * 1024 ** 3);
    client.watched({
      'endless.tools.json': 1,
      'magnet.graph.json': 1,
      'b/magnet.config.jsonc': 1,
      'pipe.tools.json': 1,
      'b/huge.tools.json': 2,
      'folder.tools.json': 1,
    });
    expect(await functions()).toContain('find_books');
    await client.rpc.request('magnet/graph', {}).catch(() => undefined);
    await expect
      .poll(() => client.logs.join('\n'), { timeout: 15_000 })
      .toContain('magnet.graph.json is a device, not a file; it is left out.');
    expect(client.logs.join('\n')).toContain('huge.tools.json is larger than 64 MiB; it is left out.');
    expect(memory()).toBeLessThan(400);
  },
);

test('patterns that could run for ever: checked, told, and other files answered meanwhile', async () => {
  const hostile = (pattern: string, value: string) =>
    JSON.stringify([
      {
        name: 'name_boat',
        description: 'Names a boat.',
        inputSchema: {
          type: 'object',
          properties: {
            name: { type: 'string', description: 'Its name.', pattern, default: value },
          },
        },
      },
    ]);
  const bombs = {
    'one.tools.json': hostile('^([a-z]{2,12} ?){1,12}$', `${'a'.repeat(80)}!`),
    'two.tools.json': hostile('(.*b){25}', 'b'.repeat(24)),
  };
  client = await TestClient.start({ files: { ...bombs, 'a.fsig': LIBRARY } });
  for (const [file, text] of Object.entries(bombs)) client.open(file, text);
  client.open('a.fsig', LIBRARY);
  expect(await client.codes('one.tools.json')).toEqual(expect.arrayContaining(['pattern-unsafe', 'default-mismatch']));
  expect(await client.codes('two.tools.json')).toEqual(expect.arrayContaining(['pattern-unsafe', 'default-mismatch']));
  expect(
    await client.rpc.request('textDocument/documentSymbol', { textDocument: { uri: client.uri('a.fsig') } }),
  ).not.toEqual([]);
});
