import { afterEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';
import { LIBRARY } from './texts.ts';

let client: TestClient;
afterEach(() => client.stop());

/** A file that is well formed and takes long by its size alone: one function of many parameters. */
function wide(parameters: number): string {
  const list = Array.from({ length: parameters }, (_, at) => `p${at}: { inner${at}: string; other${at}?: number[] }`);
  return `function wide(${list.join(', ')}): string;\n`;
}

interface Symbols {
  readonly name: string;
}

const outline = (uri: string) =>
  client.rpc.request<Symbols[] | null>('textDocument/documentSymbol', { textDocument: { uri } });

test('work on one file that takes too long is ended and said so there; other files are served', async () => {
  client = await TestClient.start({ initializationOptions: { longestWorkMs: 500 } });
  client.open('small.fsig', LIBRARY);
  await expect.poll(async () => (await outline(client.uri('small.fsig')))?.length ?? 0).toBeGreaterThan(0);
  client.open('wide.fsig', wide(100_000));
  await outline(client.uri('wide.fsig'));
  await expect.poll(() => client.codes('wide.fsig')).toContain('work-ended');
  const [said] = (await client.diagnostics('wide.fsig')).filter(({ code }) => code === 'work-ended');
  expect(said?.message).toMatch(/took longer than 0.5 s and was ended, so that the server goes on: reading/);
  expect(await outline(client.uri('wide.fsig'))).toEqual([]);
  expect((await outline(client.uri('small.fsig')))?.length).toBeGreaterThan(0);
  expect(await client.codes('small.fsig')).not.toContain('work-ended');
  // Closed and opened with another text, it is a file like any other.
  client.close('wide.fsig');
  client.open('wide.fsig', wide(2));
  await expect.poll(() => client.codes('wide.fsig')).not.toContain('work-ended');
  expect((await outline(client.uri('wide.fsig')))?.map(({ name }) => name)).toEqual(['wide']);
});
