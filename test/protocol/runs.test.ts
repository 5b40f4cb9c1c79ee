import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunItem, ServerRequests, TrajectoryRecord } from '../../server/src/lsp/protocol.ts';
import { eventually, TestClient } from './client.ts';

const FERRY = `namespace ferry;
/** Lists the crossings of a day. */
function list_crossings(day: string): { crossings: { crossing_id: string }[] };
/** Books a seat on a crossing. */
function book_seat(crossing_id: string, name: string): { seat_id: string };
/** Gives a seat back. */
function cancel_seat(seat_id: string): { cancelled: boolean };
`;
const OTHER = '/** Says hello to somebody. */\nfunction hello(name: string): { greeting: string };\n';

describe('runs of a workspace', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ files: { 'ferry.fsig': FERRY, 'other.fsig': OTHER } });
  });
  afterAll(() => client.stop());

  const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
    client.rpc.request<ServerRequests[Name][1]>(name, params);
  const list = () => ask('magnet/runs', { folders: [client.uri('runs')] });
  const only = async (name: string): Promise<RunItem | undefined> => (await list()).find((run) => run.name === name);

  const at = (name: string, file: string) => path.join(client.folder, 'runs', name, file);
  const recordsOf = (name: string) => readFileSync(at(name, 'records.jsonl'), 'utf8');
  const make = (name: string, uris: readonly string[] = []) =>
    ask('magnet/generate', {
      out: client.uri(`runs/${name}`),
      count: 12,
      seed: '7',
      teacher: 'offline',
      runId: name,
      uris,
    });

  /** Makes a run and leaves of it what a process that was killed after four records would have. */
  async function interrupt(name: string, uris: readonly string[] = []): Promise<string> {
    await make(name, uris);
    const whole = recordsOf(name);
    writeFileSync(at(name, 'records.jsonl'), `${whole.split('\n').slice(0, 4).join('\n')}\n{"index":`);
    const { result: _, ...manifest } = JSON.parse(readFileSync(at(name, 'manifest.json'), 'utf8'));
    writeFileSync(at(name, 'manifest.json'), JSON.stringify({ ...manifest, status: 'running' }));
    return whole;
  }

  test('a folder without runs, and none at all', async () => {
    expect(await ask('magnet/runs', { folders: [client.uri('nowhere'), 'untitled:Untitled-1'] })).toEqual([]);
    expect(await ask('magnet/runs', { folders: [] })).toEqual([]);
  });

  test('a run that is being made says how far it is, and that it was interrupted', async () => {
    const out = client.uri('runs/live');
    const request = ask('magnet/generate', { out, count: 100_000, seed: '7', teacher: 'offline', runId: 'live' });
    await eventually(
      () => only('live'),
      (run) => run?.state === 'running' && (run.done ?? 0) > 0 && run.total === 100_000,
    );
    client.rpc.cancel((request as unknown as { id: number }).id);
    expect((await request).cancelled).toBe(true);
    expect(await only('live')).toMatchObject({ state: 'interrupted', total: 100_000 });
  });

  test('an interrupted run goes on by its own settings, and ends with the bytes of one that never stopped', async () => {
    const whole = await interrupt('paused');
    const last = JSON.parse(whole.split('\n')[3] ?? '') as { index: number };
    const asMade = { total: 12, done: last.index + 1, teacher: 'offline', seed: '7' };
    expect(await only('paused')).toMatchObject({ state: 'interrupted', ...asMade });
    const params = { out: client.uri('runs/paused'), count: 1, seed: 'another', runId: 'r', resume: true } as const;
    const summary = await ask('magnet/generate', { ...params, teacher: 'offline' });
    expect(await only('paused')).toMatchObject({ state: 'finished', records: summary.counts.records });
    expect(recordsOf('paused')).toBe(whole);
  });

  test('a run of one file goes on with the functions of that file', async () => {
    await interrupt('one-file', [client.uri('ferry.fsig')]);
    const params = { out: client.uri('runs/one-file'), count: 1, seed: '', runId: 'r', resume: true } as const;
    expect((await ask('magnet/generate', { ...params, teacher: 'offline' })).cancelled).toBe(false);
    expect(await only('one-file')).toMatchObject({ state: 'finished' });
  });

  test('what cannot go on says why', async () => {
    const go = (name: string, teacher: 'offline' | 'openai' = 'offline') =>
      ask('magnet/generate', { out: client.uri(name), count: 1, seed: '', runId: 'r', resume: true, teacher });
    await expect(go('nowhere')).rejects.toThrow(/no run that could go on/);
    await interrupt('changed');
    const file = at('changed', 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...manifest, catalogHash: 'of other signatures' }));
    await expect(go('runs/changed')).rejects.toThrow(/signatures changed/);
    writeFileSync(file, JSON.stringify({ ...manifest, world: 'mcp:stdio' }));
    await expect(go('runs/changed')).rejects.toThrow(/magnet generate in a terminal/);
    writeFileSync(file, '{');
    expect(await only('changed')).toMatchObject({ state: 'unreadable' });
  });

  test('export: a pre-flight writes nothing, the export writes what the pre-flight promised', async () => {
    await make('exported');
    const targets = await ask('magnet/exportTargets', {});
    expect(targets.find(({ id }) => id === 'trl-dpo')).toMatchObject({ pairs: true, template: 'possible' });
    const uri = client.uri('runs/exported');
    const promised = await ask('magnet/exportRun', { uri, as: 'trl-dpo' });
    expect(promised).toMatchObject({ records: 12, files: [] });
    expect(promised.rows + promised.dropped).toBeGreaterThan(0);
    const out = client.uri('exports/pairs.jsonl');
    const written = await ask('magnet/exportRun', { uri, as: 'trl-dpo', out });
    expect({ ...written, files: [] }).toEqual(promised);
    expect(written.files).toEqual([out, client.uri('exports/pairs.trl.yaml')]);
    const lines = readFileSync(path.join(client.folder, 'exports/pairs.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(written.rows);
    expect(JSON.parse(lines[0] ?? '')).toHaveProperty('chosen');
    await expect(ask('magnet/exportRun', { uri, as: 'trl-dpo', out })).rejects.toThrow(/there already/);
    await expect(ask('magnet/exportRun', { uri, as: 'axolotl-dpo' })).rejects.toThrow(/chat template/);
    const itself = client.uri('runs/exported/records.jsonl');
    await expect(ask('magnet/exportRun', { uri, as: 'trl-dpo', out: itself, overwrite: true })).rejects.toThrow(
      /itself/,
    );
  });

  test('training: a folder with rows, settings and commands, and the curves that its trainer logs', async () => {
    await make('trained');
    const uri = client.uri('runs/trained');
    const recipes = await ask('magnet/recipes', {});
    expect(recipes.find(({ name }) => name === 'sft-small')).toMatchObject({ method: 'sft', trainer: 'transformers' });
    const out = client.uri('trainings/small');
    expect(await ask('magnet/writeTraining', { uri, recipe: 'sft-small', out })).toMatchObject({
      records: 12,
      lines: ['python3 -m magnet_training train training.json'],
    });
    const here = path.join(client.folder, 'trainings/small');
    expect(existsSync(path.join(here, 'magnet_training/losses.py'))).toBe(true);
    expect(readFileSync(path.join(here, 'training.json'), 'utf8')).toContain('"recipe": "sft-small"');
    await expect(ask('magnet/writeTraining', { uri, recipe: 'sft-small', out })).rejects.toThrow(/there already/);
    await expect(ask('magnet/writeTraining', { uri, recipe: 'none', out, overwrite: true })).rejects.toThrow(
      /no recipe/,
    );
    expect(await ask('magnet/trainingCurves', { uri: out })).toBeNull();
    writeFileSync(path.join(here, 'log.jsonl'), '{"step": 1, "loss": 2}\n{"step": 2, "loss": 1.5}\n');
    const curves = await ask('magnet/trainingCurves', { uri: out });
    expect(curves).toMatchObject({ file: `${out}/log.jsonl`, step: 2, page: expect.stringContaining('<polyline') });
  });

  test('statistics: figures, and a page without a script', async () => {
    await make('counted');
    const { statistics, page, broken } = await ask('magnet/runStatistics', { uri: client.uri('runs/counted') });
    expect(statistics).toMatchObject({ records: 12, status: 'finished' });
    expect(broken).toEqual([]);
    expect(page).toContain('Run counted');
    expect(page).not.toMatch(/<script/i);
    await expect(ask('magnet/runStatistics', { uri: client.uri('runs/nowhere') })).rejects.toThrow(/not there/);
  });

  test('verify: all hold; a value that is changed in the file is found, and a broken line told', async () => {
    await make('proved');
    const uri = client.uri('runs/proved');
    const whole = { records: 12, ok: 12, failed: [], failures: 0, broken: [] };
    expect(await ask('magnet/verifyRun', { uri })).toMatchObject(whole);
    const file = path.join(client.folder, 'runs/proved/records.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TrajectoryRecord);
    const callsOf = (record: TrajectoryRecord | undefined) =>
      (record?.messages ?? []).flatMap((one) => (one.role === 'assistant' ? (one.tool_calls ?? []) : []));
    const at = records.findIndex((record) => callsOf(record).length > 0);
    const forged = records[at];
    const args = callsOf(forged)[0]?.function.arguments ?? {};
    Object.assign(args, { [Object.keys(args)[0] ?? '']: 'forged' });
    lines[at] = JSON.stringify(forged);
    writeFileSync(file, ['{"half', ...lines].join('\n'));
    const found = await ask('magnet/verifyRun', { uri });
    expect(found).toMatchObject({ records: 12, ok: 11, failures: 1, broken: [{ line: 1 }] });
    expect(found.failed[0]).toMatchObject({ id: forged?.id });
  });

  test('loss mask: a page without a script, with what the model says marked', async () => {
    await make('masked');
    const template = path.join(client.folder, 'chat.jinja');
    writeFileSync(template, '{% for m in messages %}<|{{ m.role }}|>{{ m.content }}\n{% endfor %}');
    const { page } = await ask('magnet/lossMask', {
      uri: client.uri('runs/masked'),
      template: client.uri('chat.jinja'),
    });
    expect(page).toMatch(/<mark>[^<]+/);
    expect(page).toContain('&lt;|user|&gt;');
    expect(page).toContain('12 of 12');
    expect(page).not.toMatch(/<script/i);
  });

  test('stale: none at first; with one function edited, the records that it is in', async () => {
    await make('aged');
    const uri = client.uri('runs/aged');
    expect(await ask('magnet/staleRecords', { uri })).toMatchObject({
      records: 12,
      stale: [],
      comparedWith: 'signatures',
    });
    client.open('ferry.fsig', FERRY.replace('(seat_id: string)', '(seat_id: string, reason: string)'));
    const { stale } = await ask('magnet/staleRecords', { uri });
    expect(stale.length).toBeGreaterThan(0);
    expect(stale[0]?.why).toContain('its parameters changed');
    client.close('ferry.fsig');
  });
});

describe('runs of a workspace that nobody trusts', () => {
  test('are looked at, and nothing is written', async () => {
    const careful = await TestClient.start({
      files: { 'ferry.fsig': FERRY, 'runs/old/records.jsonl': '\n', 'runs/old/manifest.json': '{}' },
      initializationOptions: { trusted: false },
    });
    try {
      const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
        careful.rpc.request<ServerRequests[Name][1]>(name, params);
      const uri = careful.uri('runs/old');
      expect(await ask('magnet/runs', { folders: [careful.uri('runs')] })).toMatchObject([{ state: 'unreadable' }]);
      expect(await ask('magnet/exportRun', { uri, as: 'trl-sft' })).toMatchObject({ records: 0, files: [] });
      const out = careful.uri('out.jsonl');
      await expect(ask('magnet/exportRun', { uri, as: 'trl-sft', out })).rejects.toThrow(/trusted workspace/);
      await expect(ask('magnet/writeTraining', { uri, recipe: 'sft-small', out })).rejects.toThrow(/trusted workspace/);
      expect(existsSync(path.join(careful.folder, 'out.jsonl'))).toBe(false);
    } finally {
      await careful.stop();
    }
  });
});
