import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BASELINE_MODEL, type Endpoint, startEndpoint } from '../../server/src/endpoint/index.ts';
import type { ServerRequests, ToldExchange } from '../../server/src/lsp/protocol.ts';
import { eventually, TestClient } from './client.ts';

let client: TestClient;
let model: Endpoint;
beforeAll(async () => {
  client = await TestClient.start({
    files: { 'a.fsig': '/** Says hello. */\nfunction hello(name: string): string;\n' },
  });
  model = await startEndpoint({});
});
afterAll(async () => {
  await client.stop();
  await model.close();
});

const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
  client.rpc.request<ServerRequests[Name][1]>(name, params);

test('the editor’s proxy passes an exchange on, tells it, keeps it as a record, and one runs at a time', async () => {
  const told: ToldExchange[] = [];
  client.rpc.on('magnet/proxyExchange', (exchange: ToldExchange) => told.push(exchange));
  const started = { upstream: model.url, port: 0, out: client.uri('runs/proxy') };
  const { url } = await ask('magnet/startProxy', started);
  await expect(ask('magnet/startProxy', started)).rejects.toThrow('running already');
  const tool = { type: 'function', function: { name: 'hello', parameters: { type: 'object', properties: {} } } };
  const body = { model: BASELINE_MODEL, messages: [{ role: 'user', content: 'Say hello.' }], tools: [tool] };
  const answer = await fetch(`${url}/chat/completions`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  await answer.text();
  await eventually(
    async () => told.length,
    (count) => count === 1,
  );
  expect(told[0]).toMatchObject({ number: 1, record: expect.any(String), line: expect.stringContaining('200') });
  expect(await ask('magnet/stopProxy', {})).toMatchObject({ stopped: true, exchanges: 1 });
  const file = path.join(client.folder, 'runs/proxy/records.jsonl');
  expect(JSON.parse(readFileSync(file, 'utf8')).messages[0]).toEqual({ role: 'user', content: 'Say hello.' });
  await expect(ask('magnet/startProxy', started)).rejects.toThrow('holds records already');
  expect(await ask('magnet/stopProxy', {})).toEqual({ stopped: false, exchanges: 0, calls: 0, wrong: 0 });
});
