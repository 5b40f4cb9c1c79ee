import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('requests that become no conversation are told with the reason, and none is made of them', async () => {
  const told: ToldExchange[] = [];
  client.rpc.on('magnet/proxyExchange', (exchange: ToldExchange) => told.push(exchange));
  const strict = createServer((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'No such key.' } }));
  });
  await new Promise<void>((resolve) => strict.listen(0, '127.0.0.1', resolve));
  const upstream = `http://127.0.0.1:${(strict.address() as AddressInfo).port}/v1`;
  const { url } = await ask('magnet/startProxy', { upstream, port: 0, out: client.uri('runs/refused') });
  const send = () =>
    fetch(`${url}/chat/completions`, { method: 'POST', body: '{"messages":[]}' }).then((r) => r.text());
  await send();
  strict.close();
  strict.closeAllConnections();
  await send();
  await eventually(
    async () => told.length,
    (count) => count === 2,
  );
  expect(told.map(({ trouble }) => trouble)).toEqual(['401: No such key.', expect.stringMatching(/cannot be reached/)]);
  expect(told.some(({ record }) => record !== undefined)).toBe(false);
  await ask('magnet/stopProxy', {});
});
