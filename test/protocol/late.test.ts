import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CLI, NODE, TestClient } from './client.ts';

// Packages in files of their own, loaded by the first text that needs them.

test('the analysis of patterns', async () => {
  const client = await TestClient.start();
  const tools = ['^([A-Z]+)+$', '^(?:\\w|\\d)+$', '^[A-Z]+$'].map((pattern, at) => ({
    name: `find_parcel_${at}`,
    description: 'Finds a parcel.',
    inputSchema: { type: 'object', properties: { code: { type: 'string', pattern } } },
  }));
  client.open('post.tools.json', JSON.stringify({ tools }));
  const unsafe = (await client.diagnostics('post.tools.json')).filter(({ code }) => code === 'pattern-unsafe');
  expect(unsafe).toHaveLength(2);
  await client.stop();
});

test('the reader of YAML', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-late-'));
  try {
    const file = path.join(folder, 'shop.yaml');
    writeFileSync(
      file,
      'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\npaths:\n  /orders:\n    get:\n      operationId: listOrders\n',
    );
    const { stdout, stderr } = spawnSync(NODE, [CLI, 'import', 'openapi', file], { encoding: 'utf8' });
    expect(stdout, stderr).toContain('listOrders');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
