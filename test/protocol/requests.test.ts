import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphView, OpenRunResult, RunProgress, ServerRequests } from '../../server/src/lsp/protocol.ts';
import { eventually, TestClient } from './client.ts';

const AIRLINE = readFileSync(new URL('../../examples/airline/airline.fsig', import.meta.url), 'utf8');

describe('requests beyond LSP', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({
      files: { 'airline.fsig': AIRLINE, 'other.fsig': '/** Says hello. */\nfunction hello(): string;\n' },
    });
  });
  afterAll(() => client.stop());

  const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
    client.rpc.request<ServerRequests[Name][1]>(name, params);

  test('functions of all files, or of those named', async () => {
    const all = await ask('magnet/functions', {});
    const own = await ask('magnet/functions', { uris: [client.uri('other.fsig')] });
    expect(own.map(({ id }) => id)).toEqual(['hello']);
    expect(all.length).toBeGreaterThan(10);
    expect(own[0]).toMatchObject({
      description: 'Says hello.',
      place: { uri: client.uri('other.fsig'), line: 1, character: 9 },
    });
  });

  test('one function with its schema; null for one that is not there', async () => {
    const detail = await ask('magnet/signature', { function: 'airline.book_flight' });
    expect(detail?.parameters.required).toEqual(['flight_id', 'passenger_id']);
    expect(await ask('magnet/signature', { function: '__proto__' })).toBeNull();
  });

  test('the graph, whole and in part, with evidence', async () => {
    const graph = await ask('magnet/graph', {});
    const edge = graph.edges.find(({ from, to }) => from === 'airline.find_flights' && to === 'airline.book_flight');
    expect(edge?.evidence.length).toBeGreaterThan(0);
    const part = await ask('magnet/graph', { uris: [client.uri('other.fsig')] });
    expect(part.nodes.map(({ id }) => id)).toEqual(['hello']);
    expect(part.edges).toEqual([]);
  });

  test('the domain: who makes, reads, changes and ends what the functions keep', async () => {
    const { entities, tooLarge } = await ask('magnet/domain', {});
    expect(tooLarge).toBe(false);
    const booking = entities.find(({ name }) => name === 'booking');
    const kinds = new Map(booking?.functions.map(({ id, kind }) => [id, kind]));
    expect(kinds.get('airline.book_flight')).toBe('makes');
    expect(kinds.get('airline.get_booking')).toBe('reads');
    expect(kinds.get('airline.cancel_booking')).toBe('changes');
    const made = booking?.functions.find(({ id }) => id === 'airline.book_flight');
    expect(made?.text).toContain('creates booking');
    expect(made?.place.uri).toContain('airline');
  });

  test('a rejected edge is kept in the file, shown as rejected, and can be cleared', async () => {
    const [from, to] = ['airline.find_flights', 'airline.book_flight'];
    const has = (graph: GraphView) => graph.edges.some((edge) => edge.from === from && edge.to === to);
    const done = await ask('magnet/curate', { from, to, action: 'reject', note: 'not this way' });
    expect(done.changed).toBe(true);
    const file = path.join(client.folder, 'magnet.graph.json');
    expect(readFileSync(file, 'utf8')).toContain('"rejected"');
    const graph = await ask('magnet/graph', {});
    expect(has(graph)).toBe(false);
    expect(graph.rejected.some((edge) => edge.from === from && edge.to === to)).toBe(true);
    await ask('magnet/curate', { from, to, action: 'clear' });
    expect(has(await ask('magnet/graph', {}))).toBe(true);
  });

  test('a curation file that cannot be read is left as it is', async () => {
    client.write('magnet.graph.json', '{ "edges": [');
    const params = { from: 'airline.find_flights', to: 'airline.book_flight', action: 'accept' as const };
    await expect(ask('magnet/curate', params)).rejects.toThrow(/left as it is/);
    expect(readFileSync(path.join(client.folder, 'magnet.graph.json'), 'utf8')).toBe('{ "edges": [');
    client.write('magnet.graph.json', '{ "version": 1, "edges": [] }');
  });

  test('paths are the same for the same seed', async () => {
    const params = { count: 5, seed: 'a', length: 4 };
    const first = await ask('magnet/paths', params);
    expect(first).toHaveLength(5);
    expect(await ask('magnet/paths', params)).toEqual(first);
    expect(await ask('magnet/paths', { ...params, seed: 'b' })).not.toEqual(first);
    await expect(ask('magnet/paths', { start: 'nobody' })).rejects.toThrow(/no function of the graph/);
  });

  test('paths that somebody edited are checked, and a run is made from exactly these', async () => {
    const sampled = await ask('magnet/paths', { count: 6, seed: 'a' });
    const { checks, coverage } = await ask('magnet/checkPaths', { paths: sampled });
    expect(checks.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'))).toEqual([]);
    expect(coverage.functions.used).toBeGreaterThan(1);
    const turns = [{ kind: 'call' as const, functions: ['nobody'], origins: [] }];
    const wrong = await ask('magnet/checkPaths', { paths: [{ turns }] });
    expect(wrong.checks[0]?.problems).toMatchObject([
      { severity: 'error', code: 'unknown-function', turn: 0, call: 0 },
    ]);
    const run = { count: 2, seed: '7', teacher: 'offline' as const, runId: 'given' };
    const refusal = ask('magnet/generate', { ...run, out: client.uri('runs/wrong'), paths: [{ turns }] });
    await expect(refusal).rejects.toThrow('There is no function nobody.');
    await expect(ask('magnet/checkPaths', { paths: [{ turns: 7 }] as never })).rejects.toThrow('no list of turns');
    const [id] = sampled[0]?.turns.find(({ kind }) => kind === 'call')?.functions ?? [];
    const one = [{ kind: 'call' as const, functions: [id ?? ''], origins: [] }];
    const out = client.uri('runs/given');
    expect((await ask('magnet/generate', { ...run, out, paths: [{ turns: one }] })).counts).toMatchObject({
      single: 2,
    });
  });

  test('which functions work where, and the graph, as pages that load nothing', async () => {
    const { page, refused, functions } = await ask('magnet/matrix', {});
    expect(functions).toBe((await ask('magnet/functions', {})).length);
    expect(Object.keys(refused)).toContain('anthropic');
    const picture = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const shared = await ask('magnet/graphPage', { picture });
    for (const text of [page, shared.page]) {
      expect(text).toContain("default-src 'none'");
      expect(text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    }
    expect(shared.page).toContain(encodeURIComponent('<script>'));
  });

  test('a run: generated with progress, opened, read record by record', async () => {
    const progress: RunProgress[] = [];
    client.rpc.on('magnet/runProgress', (state: RunProgress) => progress.push(state));
    const out = client.uri('runs/first');
    const summary = await ask('magnet/generate', { out, count: 6, seed: '7', teacher: 'offline', runId: 'r1' });
    expect(summary.cancelled).toBe(false);
    expect(summary.counts.records).toBeGreaterThan(0);
    expect(progress.at(-1)).toMatchObject({ runId: 'r1', total: 6 });
    const run = await ask('magnet/openRun', { uri: out });
    expect(run.format).toBe('magnet');
    expect(run.records).toHaveLength(summary.counts.records ?? -1);
    const record = await ask('magnet/readRecord', { uri: out, index: 1 });
    expect(record.id).toBe(run.records[1]?.id);
    await expect(ask('magnet/readRecord', { uri: out, index: 99 })).rejects.toThrow(/no record 99/);
  });

  test('a run can be cancelled and leaves whole records', async () => {
    const out = client.uri('runs/second');
    const request = ask('magnet/generate', { out, count: 100_000, seed: '7', teacher: 'offline', runId: 'r2' });
    await eventually(
      async () => existsSync(path.join(client.folder, 'runs/second')),
      (there) => there,
    );
    client.rpc.cancel((request as unknown as { id: number }).id);
    const summary = await request;
    expect(summary.cancelled).toBe(true);
    expect(summary.counts.records).toBeLessThan(100_000);
    const run = await eventually(
      async (): Promise<OpenRunResult | undefined> => ask('magnet/openRun', { uri: out }).catch(() => undefined),
      (result) => result !== undefined,
    );
    expect(run?.broken).toEqual([]);
  });

  test('a run of another tool, one JSON value, and broken lines', async () => {
    const chat = {
      messages: [
        { role: 'user', content: 'Hi there' },
        { role: 'assistant', content: 'Hello' },
      ],
    };
    client.write('chat.jsonl', `${JSON.stringify(chat)}\nnot json\n${JSON.stringify(chat)}\n`);
    const run = await ask('magnet/openRun', { uri: client.uri('chat.jsonl') });
    expect(run.records.map(({ title }) => title)).toEqual(['Hi there', 'Hi there']);
    expect(run.broken).toEqual([{ line: 2, reason: expect.stringContaining('no JSON') }]);
    client.write('chat.json', JSON.stringify([chat, chat], undefined, 2));
    expect((await ask('magnet/openRun', { uri: client.uri('chat.json') })).records).toHaveLength(2);
    expect((await ask('magnet/readRecord', { uri: client.uri('chat.json'), index: 1 })).messages[0]?.content).toBe(
      'Hi there',
    );
    await expect(ask('magnet/openRun', { uri: client.uri('nowhere.jsonl') })).rejects.toThrow(/not there/);
  });

  test('the local endpoint answers a test call, and stops', async () => {
    const { url, model, token } = await ask('magnet/startEndpoint', { port: 0 });
    expect(await ask('magnet/startEndpoint', { port: 0 })).toEqual({ url, model, token });
    const body = JSON.stringify({ messages: [{ role: 'user', content: 'Hello' }] });
    const statusWith = async (headers: Record<string, string>) =>
      (await fetch(`${url}/chat/completions`, { method: 'POST', body, headers })).status;
    expect(await statusWith({})).toBe(401);
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(200);
    const report = await ask('magnet/testCall', {
      function: 'airline.nearest_airport',
      ask: 'Which airport is nearest to Lisbon?',
      url,
    });
    expect(report.url).toContain(url);
    const given = await ask('magnet/testCall', { function: 'airline.nearest_airport', arguments: { city: 3 }, url });
    expect(given.calls[0]).toMatchObject({ valid: false });
    expect(await ask('magnet/stopEndpoint', {})).toEqual({ stopped: true });
    expect(await ask('magnet/stopEndpoint', {})).toEqual({ stopped: false });
  });

  test('conversion, with what is lost', async () => {
    const done = await ask('magnet/convert', { uris: [client.uri('airline.fsig')], to: 'openai-chat' });
    const names = (JSON.parse(done.text) as { function: { name: string } }[]).map((tool) => tool.function.name);
    expect(done.language).toBe('json');
    expect(names.some((name) => name.includes('book_flight'))).toBe(true);
    expect(done.losses.length).toBeGreaterThan(0);
    expect(done.losses[0]?.place.uri).toBe(client.uri('airline.fsig'));
    await expect(ask('magnet/convert', { to: 'latin' as never })).rejects.toThrow(/no dialect/);
  });

  test.each([
    [
      'desk.py',
      'TOOLS = [{"name": "pay", "description": "Pays.", "parameters": {"properties": {"sum": {"type": "number"}}}}]\n',
    ],
    [
      'desk.ts',
      "export const t = [{ name: 'pay', description: 'Pays.', parameters: { properties: { sum: { type: 'number' } } } }];\n",
    ],
    [
      'desk.js',
      "module.exports = { tools: [{ name: 'pay', description: 'Pays.', parameters: { properties: { sum: { type: 'number' } } } }] };\n",
    ],
  ])('the schemas that %s offers to be read are what becomes of it', async (name, text) => {
    const uri = client.uri(name);
    client.write(name, text);
    expect(await ask('magnet/lookForTools', { uri, text })).toMatchObject({ functions: 1 });
    const done = await ask('magnet/convert', { uris: [uri], to: 'fsig' });
    expect(done.text).toContain('function pay(sum?: number)');
  });

  test('a check of named files, for whoever will read them; what the workspace does not read is read too', async () => {
    client.write('loose.fsig', '/** Books. */\nfunction book(room: Rom): string;\n');
    client.write(
      'notes/mine.json',
      JSON.stringify([{ name: 'a b', description: 'Adds.', parameters: { type: 'object' } }]),
    );
    client.watched({ 'loose.fsig': 1 });
    const loose = await ask('magnet/check', { uris: [client.uri('loose.fsig')] });
    const unknown = loose.findings.find(({ code }) => code === 'unknown-type');
    expect(loose).toMatchObject({ files: 1, functions: 1 });
    expect(unknown).toMatchObject({ severity: 'error', place: { uri: client.uri('loose.fsig'), line: 1 } });
    expect(loose.findings[0]?.severity).toBe('error');

    const mine = { uris: [client.uri('notes/mine.json')] };
    expect(await ask('magnet/check', { ...mine, targets: ['openai'] })).toMatchObject({ files: 1, functions: 1 });
    expect((await ask('magnet/graph', mine)).nodes).toEqual([]);
    expect((await ask('magnet/graph', { ...mine, read: true })).nodes).toHaveLength(1);
    await expect(ask('magnet/check', { uris: [client.uri('gone.json')] })).rejects.toThrow(/gone\.json/);
    await expect(ask('magnet/check', { targets: ['latin'] })).rejects.toThrow(/There is no target "latin"/);
  });

  test('nothing is executed or sent in an untrusted workspace, until trust is granted', async () => {
    const careful = await TestClient.start({ initializationOptions: { trusted: false }, files: { 'a.fsig': AIRLINE } });
    const refuse = async (name: keyof ServerRequests, params: unknown) =>
      expect(careful.rpc.request(name, params)).rejects.toThrow(/trusted workspace/);
    await refuse('magnet/generate', { out: careful.uri('runs'), count: 1, seed: '0', teacher: 'offline', runId: 'x' });
    await refuse('magnet/startEndpoint', { port: 0 });
    await refuse('magnet/testCall', { function: 'airline.invoice', arguments: {}, url: 'http://127.0.0.1:9/v1' });
    expect((await careful.rpc.request<unknown[]>('magnet/functions', {})).length).toBeGreaterThan(0);
    careful.rpc.notify('magnet/trustGranted', {});
    await careful.rpc.request('magnet/startEndpoint', { port: 0 });
    await careful.stop();
  });

  test('the client is told of a new catalog', async () => {
    const told = client.next<{ functions: number }>('magnet/catalogChanged');
    client.open('fresh.fsig', 'function fresh(): string;');
    expect((await told).functions).toBeGreaterThan(10);
  });
});
