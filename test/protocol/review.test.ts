import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunIndexed, ServerRequests } from '../../server/src/lsp/protocol.ts';
import { eventually, TestClient } from './client.ts';

const QUARRY = `namespace quarry;
/** Key of a block. */
type BlockId = string;
/** Lists the blocks of a kind of stone. @readonly */
function list_blocks(stone: string): { block_id: BlockId; weight_kg: number }[];
/** Shows one block. @readonly */
function get_block(block_id: BlockId): { block_id: BlockId; stone: string; weight_kg: number; price: number };
/** Sells a block to a mason. */
function sell_block(block_id: BlockId, mason: string): { sale_id: string; price: number };
`;

let client: TestClient;
beforeAll(async () => {
  client = await TestClient.start({ files: { 'quarry.fsig': QUARRY } });
  await make('first');
});
afterAll(() => client.stop());

const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
  client.rpc.request<ServerRequests[Name][1]>(name, params);
const make = (name: string, count = 12) =>
  ask('magnet/generate', { out: client.uri(`runs/${name}`), count, seed: '7', teacher: 'offline', runId: name });
const at = (name: string, file: string) => path.join(client.folder, 'runs', name, file);
const bytes = (name: string) => readFileSync(at(name, 'records.jsonl'), 'utf8');

describe('a run opened for review', () => {
  test('with its first records alone: the others are asked for, and progress is told', async () => {
    const told: RunIndexed[] = [];
    client.rpc.on('magnet/runIndexed', (state: RunIndexed) => told.push(state));
    const line = (index: number) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: `Question ${index}` },
          { role: 'assistant', content: 'Yes.' },
        ],
      });
    client.write('many.jsonl', Array.from({ length: 5_000 }, (_, index) => line(index)).join('\n'));
    const uri = client.uri('many.jsonl');
    const opened = await ask('magnet/openRun', { uri, first: 20 });
    expect(opened.records.map(({ title }) => title).slice(0, 2)).toEqual(['Question 0', 'Question 1']);
    expect(opened.records).toHaveLength(20);
    const whole = await ask('magnet/openRun', { uri });
    expect(whole).toMatchObject({ total: 5_000, indexed: 5_000, complete: true });
    expect(whole.records).toHaveLength(5_000);
    const [last] = await ask('magnet/runRecords', { uri, indices: [4_999] });
    expect(last?.title).toBe('Question 4999');
    if (!opened.complete)
      await eventually(
        async () => told.at(-1),
        (state) => state?.complete === true,
      );
    const found = await ask('magnet/searchRun', { uri, query: '"question 4998"' });
    expect(found).toMatchObject({ hits: [4_998], problems: [] });
  });

  test('a broken line in the middle is told, and the records behind it are counted on', async () => {
    const line = (text: string) => JSON.stringify({ messages: [{ role: 'user', content: text }] });
    client.write('cut.jsonl', `${line('one')}\n{"messages":[{"role":\n\n${line('two')}\n`);
    const uri = client.uri('cut.jsonl');
    const run = await ask('magnet/openRun', { uri });
    expect(run.records.map(({ index, title }) => [index, title])).toEqual([
      [0, 'one'],
      [1, 'two'],
    ]);
    expect(run.broken.map(({ line: number }) => number)).toEqual([2]);
    expect((await ask('magnet/readRecord', { uri, index: 1 })).messages[0]?.content).toBe('two');
    // What is written behind the end is taken in.
    appendFileSync(path.join(client.folder, 'cut.jsonl'), `${line('three')}\n`);
    const grown = await ask('magnet/openRun', { uri });
    expect(grown.records.map(({ title }) => title)).toEqual(['one', 'two', 'three']);
    expect(grown.broken).toHaveLength(1);
    // A file that is written anew is read anew.
    client.write('cut.jsonl', `${line('other')}\n${line('lines')}\n${line('stand')}\n${line('here now')}\n`);
    expect((await ask('magnet/openRun', { uri })).records.map(({ title }) => title)).toEqual([
      'other',
      'lines',
      'stand',
      'here now',
    ]);
  });

  test('an output of 5 MB and 2,000 turns are read', async () => {
    const big = [
      { role: 'user', content: 'All of it' },
      { role: 'assistant', content: '', tool_calls: [{ id: 'a', function: { name: 'dump', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'a', content: JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) }) },
    ];
    const long = Array.from({ length: 2_000 }, (_, index) => [
      { role: 'user', content: `q${index}` },
      { role: 'assistant', content: `a${index}` },
    ]).flat();
    client.write('big.jsonl', [big, long].map((messages) => JSON.stringify({ messages })).join('\n'));
    const uri = client.uri('big.jsonl');
    const run = await ask('magnet/openRun', { uri });
    expect(run.records.map(({ turns }) => turns)).toEqual([1, 2_000]);
    expect((await ask('magnet/readRecord', { uri, index: 0 })).messages[2]?.content.length).toBeGreaterThan(5_000_000);
    expect((await ask('magnet/searchRun', { uri, query: 'xxxxxx' })).hits).toEqual([0]);
  });
});

describe('decisions', () => {
  test('stand beside the run, are undone one by one, and leave its bytes alone', async () => {
    const uri = client.uri('runs/first');
    const before = bytes('first');
    const accepted = await ask('magnet/reviewRecords', { uri, indices: [0, 1, 2], state: 'accepted' });
    expect(accepted).toMatchObject({ changed: 3, undoable: { kind: 'decision', records: 3 } });
    await ask('magnet/reviewRecords', { uri, indices: [2], state: 'flagged', note: 'odd' });
    const states = async () => (await ask('magnet/openRun', { uri })).records.slice(0, 4).map(({ review }) => review);
    expect(await states()).toEqual(['accepted', 'accepted', 'flagged', undefined]);
    expect((await ask('magnet/searchRun', { uri, query: 'review:flagged' })).hits).toEqual([2]);
    expect(await ask('magnet/undoReview', { uri })).toMatchObject({ undone: 'decision', changed: 1 });
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted', undefined]);
    await ask('magnet/undoReview', { uri });
    expect(await states()).toEqual([undefined, undefined, undefined, undefined]);
    expect(await ask('magnet/undoReview', { uri })).toMatchObject({ undone: 'nothing' });
    expect(bytes('first')).toBe(before);
  });

  test('decide what is exported', async () => {
    await make('chosen');
    const uri = client.uri('runs/chosen');
    await ask('magnet/reviewRecords', { uri, indices: [0, 3], state: 'accepted' });
    await ask('magnet/reviewRecords', { uri, indices: [1], state: 'rejected' });
    const all = await ask('magnet/exportRun', { uri, as: 'trl-sft' });
    const accepted = await ask('magnet/exportRun', { uri, as: 'trl-sft', review: 'accepted' });
    const rest = await ask('magnet/exportRun', { uri, as: 'trl-sft', review: 'not-rejected' });
    expect([all.rows, accepted.rows, rest.rows]).toEqual([12, 2, 11]);
    expect(rest.losses).toContainEqual(expect.objectContaining({ index: 1, message: 'review: it is rejected' }));
  });
});

describe('editing', () => {
  /** Place of the first call with an argument, and what the argument is. */
  async function firstCall(uri: string, index: number) {
    const record = await ask('magnet/readRecord', { uri, index });
    const message = record.messages.findIndex(
      (item) => item.role === 'assistant' && (item.tool_calls ?? []).length > 0,
    );
    const made = record.messages[message];
    const args = made?.role === 'assistant' ? (made.tool_calls?.[0]?.function.arguments ?? {}) : {};
    return { message, parameter: Object.keys(args)[0] ?? '', record };
  }

  test('is looked at first, then written with a reason; other lines keep their bytes, and undo brings it back', async () => {
    await make('mended');
    const uri = client.uri('runs/mended');
    const before = bytes('mended');
    const run = await ask('magnet/openRun', { uri });
    const index = run.records.find(({ calls }) => calls > 0)?.index ?? -1;
    const { message, parameter, record } = await firstCall(uri, index);
    const edit = { kind: 'value', message, call: 0, parameter, value: 'Travertine' } as const;
    const seen = await ask('magnet/editRecord', { uri, index, edit });
    expect(seen.saved).toBe(false);
    expect(seen.verdict.problems.length).toBeGreaterThan(0);
    expect(bytes('mended')).toBe(before);
    await expect(ask('magnet/editRecord', { uri, index, edit, save: true })).rejects.toThrow(/Say why/);
    const saved = await ask('magnet/editRecord', { uri, index, edit, reason: 'another stone', save: true });
    expect(saved.saved).toBe(true);
    const [old, now] = [before.split('\n'), bytes('mended').split('\n')];
    expect(now.filter((line, place) => line !== old[place])).toHaveLength(1);
    expect(await ask('magnet/readRecord', { uri, index })).toMatchObject({
      id: record.id,
      review: { status: 'edited', edits: ['another stone'] },
    });
    expect((await ask('magnet/searchRun', { uri, query: 'review:edited travertine' })).hits).toEqual([index]);
    expect(readFileSync(at('mended', 'review.jsonl'), 'utf8')).toContain('"reason":"another stone"');
    expect(await ask('magnet/undoReview', { uri })).toMatchObject({ undone: 'edit', changed: 1 });
    expect(bytes('mended')).toBe(before);
  });

  test('a signature that was deleted meanwhile: nothing is run again, and nothing looks proved', async () => {
    await make('orphaned');
    const uri = client.uri('runs/orphaned');
    client.open('quarry.fsig', QUARRY.replace(/\/\*\* Sells[\s\S]*$/, ''));
    const edit = { kind: 'text', message: 1, content: 'Which blocks of marble are there?' } as const;
    const seen = await ask('magnet/editRecord', { uri, index: 0, edit });
    expect(seen.notReplayed).toContain('no longer those it was made from');
    expect(seen.certificates.every(({ state }) => state === 'not-checked')).toBe(true);
    client.close('quarry.fsig');
  });

  test('a teacher is asked for one text again; what it wrote is shown, not written', async () => {
    const uri = client.uri('runs/first');
    const before = bytes('first');
    const run = await ask('magnet/openRun', { uri });
    const index = run.records.find(({ calls }) => calls > 0)?.index ?? -1;
    const again = await ask('magnet/askAgain', { uri, index, turn: 0, part: 'query', teacher: 'offline' });
    expect(again).toMatchObject({ edit: { kind: 'text' }, costUsd: 0, result: { saved: false } });
    expect(bytes('first')).toBe(before);
  });

  test('rows of another tool can be decided about, and are not rewritten', async () => {
    const chat = {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    };
    client.write('pairs.jsonl', `${JSON.stringify(chat)}\n`);
    const uri = client.uri('pairs.jsonl');
    await ask('magnet/reviewRecords', { uri, indices: [0], state: 'rejected' });
    expect(existsSync(path.join(client.folder, 'pairs.review.jsonl'))).toBe(true);
    const edit = { kind: 'text', message: 0, content: 'Hi there' } as const;
    await expect(ask('magnet/editRecord', { uri, index: 0, edit })).rejects.toThrow(/import this file first/);
  });

  test('a pair is made of any message of the agent, beside the file it is in', async () => {
    const call = { id: 'c', function: { name: 'get_block', arguments: '{"block_id":"B-1"}' } };
    const messages = [
      { role: 'user', content: 'Show block B-1' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: '{"price":90}' },
      { role: 'assistant', content: 'It costs 90.' },
    ];
    client.write('log.jsonl', `${JSON.stringify({ messages })}\n`);
    const uri = client.uri('log.jsonl');
    const pair = (edit: ServerRequests['magnet/makePair'][0]['edit'], reason = 'another price') =>
      ask('magnet/makePair', { uri, index: 0, edit, reason });
    const { file } = await pair({ kind: 'text', message: 3, content: 'It costs 95.' });
    await pair({ kind: 'call', message: 1, call: 0, name: 'list_blocks', arguments: {} }, 'wrong function');
    const run = await ask('magnet/openRun', { uri: file });
    expect(run.records.map(({ pair: isPair }) => isPair)).toEqual([true, true]);
    const first = await ask('magnet/readRecord', { uri: file, index: 0 });
    expect(first.rejected?.at(-1)?.content).toBe('It costs 95.');
    expect(first.divergesAt).toMatchObject({ message: 3, reason: 'another price' });
    expect(first.certificates).toEqual([]);
    await expect(pair({ kind: 'text', message: 3, content: 'It costs 90.' })).rejects.toThrow(/the same/);
    await expect(pair({ kind: 'text', message: 0, content: 'x' })).rejects.toThrow(/message of the agent/);
    await expect(pair({ kind: 'text', message: 3, content: 'x' }, ' ')).rejects.toThrow(/Say why/);
    expect(readFileSync(path.join(client.folder, 'log.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  test('a run that another process writes is left alone', async () => {
    await make('busy');
    const uri = client.uri('runs/busy');
    writeFileSync(at('busy', '.lock'), JSON.stringify({ host: 'elsewhere', pid: 1 }));
    const edit = { kind: 'text', message: 1, content: 'Which blocks are there?' } as const;
    const before = statSync(at('busy', 'records.jsonl')).mtimeMs;
    await expect(ask('magnet/editRecord', { uri, index: 0, edit, reason: 'r', save: true })).rejects.toThrow(
      /cannot be changed now/,
    );
    expect(statSync(at('busy', 'records.jsonl')).mtimeMs).toBe(before);
  });
});

describe('a workspace that nobody trusts', () => {
  test('is searched, and nothing is decided or written', async () => {
    const careful = await TestClient.start({
      files: { 'a.jsonl': '{"messages":[{"role":"user","content":"Hello"}]}\n' },
      initializationOptions: { trusted: false },
    });
    try {
      const uri = careful.uri('a.jsonl');
      const request = (name: keyof ServerRequests, params: object) => careful.rpc.request(name, params);
      expect(await request('magnet/searchRun', { uri, query: 'hello' })).toMatchObject({ hits: [0] });
      const decision = request('magnet/reviewRecords', { uri, indices: [0], state: 'accepted' });
      await expect(decision).rejects.toThrow(/trusted workspace/);
      await expect(
        request('magnet/askAgain', { uri, index: 0, turn: 0, part: 'query', teacher: 'offline' }),
      ).rejects.toThrow(/trusted workspace/);
      expect(existsSync(path.join(careful.folder, 'a.review.jsonl'))).toBe(false);
    } finally {
      await careful.stop();
    }
  });
});
