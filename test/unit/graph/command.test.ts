import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../../server/src/cli/command.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import type { GraphJson } from '../../../server/src/graph/index.ts';
import { ROOT, runCommand, startCommand } from '../cli/run.ts';

const AIRLINE = path.join(ROOT, 'examples/airline/airline.fsig');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-graph-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const here = (...args: string[]) => startCommand(registerGraph, ['graph', ...args], folder).done;
const json = async (...args: string[]) =>
  JSON.parse((await here(AIRLINE, '--format', 'json', ...args)).out.join('')) as GraphJson;

describe('magnet graph', () => {
  test('JSON: functions with their place, edges with evidence', async () => {
    const { functions, edges } = await json();
    const text = readFileSync(AIRLINE, 'utf8').split('\n');
    for (const { name, line } of functions)
      expect(text[line - 1]).toContain(`function ${name.replace('airline.', '')}(`);
    expect(edges).toContainEqual(
      expect.objectContaining({ from: 'airline.contact_support', to: 'airline.ticket_status', kind: 'input' }),
    );
    for (const { evidence } of edges) expect(evidence.length).toBeGreaterThan(0);
  });

  test('text: the strongest edges and what stands apart', async () => {
    const { out } = await here(AIRLINE);
    expect(out.join('\n')).toMatch(/14 functions, \d+ edges/);
    expect(out.join('\n')).toContain('airline.contact_support → airline.ticket_status');
  });

  test('DOT and Mermaid', async () => {
    expect((await here(AIRLINE, '--format', 'dot')).out.join('')).toContain('digraph magnet {');
    expect((await here(AIRLINE, '--format', 'mermaid')).out.join('')).toContain('flowchart LR');
  });

  test('--min-score leaves weak edges out', async () => {
    const { edges } = await json('--min-score', '0.95');
    expect(edges.every(({ score }) => score >= 0.95)).toBe(true);
    expect(edges.length).toBeLessThan((await json()).edges.length);
  });

  test('--out writes a file, and never over another', async () => {
    const file = path.join(folder, 'graph.json');
    await here(AIRLINE, '--format', 'json', '--out', file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('edges');
    await expect(here(AIRLINE, '--out', file)).rejects.toThrow(UsageError);
  });

  test('--diff compares with a saved output and with older files', async () => {
    const saved = path.join(folder, 'old.json');
    await here(AIRLINE, '--format', 'json', '--out', saved);
    expect((await here(AIRLINE, '--diff', saved)).out.join('')).toBe('The graphs are the same.');
    const edited = path.join(folder, 'edited.fsig');
    writeFileSync(edited, readFileSync(AIRLINE, 'utf8').replace('function ticket_status(', 'function answer_of('));
    for (const old of [saved, AIRLINE]) {
      const { out } = await here(edited, '--diff', old);
      expect(out.join('').split('\n')).toEqual(
        expect.arrayContaining(['+ function airline.answer_of', '- function airline.ticket_status']),
      );
    }
  });

  test('--diff with a file that only looks like an output says what is wrong with it', async () => {
    const compare = (value: object) => {
      const file = path.join(folder, 'old.json');
      writeFileSync(file, JSON.stringify(value));
      return here(AIRLINE, '--diff', file);
    };
    const edge = { from: 'a', to: 'b', kind: 'part', score: 1 };
    await expect(compare({ functions: [], edges: [edge, { from: 'a' }] })).rejects.toThrow(/edges\[1\] lacks "from"/);
    await expect(compare({ functions: [{}], edges: [] })).rejects.toThrow(/functions\[0\] has no "name"/);
    await expect(compare({ edges: [] })).rejects.toThrow(/not an output of `magnet graph --format json`/);
    await expect(compare({ nothing: 1 })).rejects.toThrow(UsageError);
  });

  test('--all prints every edge as text', async () => {
    const tools = path.join(folder, 'many.fsig');
    const lines = Array.from({ length: 12 }, (_, at) => [
      `function create_part${at + 20}(label: string): { part${at + 20}_id: string };`,
      ...['get', 'drop', 'move', 'paint'].map(
        (verb) => `function ${verb}_part${at + 20}(part${at + 20}_id: string): boolean;`,
      ),
    ]).flat();
    writeFileSync(tools, lines.join('\n'));
    const arrows = (text: string) => (text.match(/ → \w+$/gm) ?? []).length;
    const short = (await here(tools)).out.join('');
    expect(short).toMatch(/\d+ more with --all/);
    expect(arrows((await here(tools, '--all')).out.join(''))).toBeGreaterThan(arrows(short));
  });

  test('the curation file wins, and its errors make exit code 1', async () => {
    const file = path.join(folder, 'magnet.graph.json');
    const entry = { from: 'airline.contact_support', to: 'airline.ticket_status', verdict: 'rejected' };
    writeFileSync(file, JSON.stringify({ version: 1, edges: [entry] }));
    expect((await json()).edges.some(({ from, to }) => from === entry.from && to === entry.to)).toBe(false);
    writeFileSync(file, '{ "version": 1,\n "edges": [');
    const { code, messages } = await here(AIRLINE);
    expect(code).toBe(1);
    expect(messages.join('\n')).toMatch(/magnet\.graph\.json:2:\d+: error: .* \[curation-syntax\]/);
    expect(readFileSync(file, 'utf8')).toBe('{ "version": 1,\n "edges": [');
  });

  test('--verify runs the edges in the simulated world', async () => {
    const { edges } = await json('--verify');
    const booking = edges.find(({ from, to }) => from === 'airline.book_flight' && to === 'airline.get_booking');
    expect(booking?.verification).toEqual({ state: 'verified', detail: 'booking_id was accepted as booking_id' });
    expect(edges.filter(({ verification }) => verification?.state === 'failed')).toEqual([]);
    // The world is made of the same reading as the graph, so what happens in it says nothing of it.
    expect(edges.map(({ score }) => score)).toEqual((await json()).edges.map(({ score }) => score));
  });

  test('a file that is not there is wrong use', async () => {
    await expect(runCommand(registerGraph, 'graph', 'nowhere.fsig')).rejects.toThrow(UsageError);
  });
});

describe('magnet graph --judge', () => {
  test('asks a teacher once about each pair, and lays the verdicts over the graph', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        asked += 1;
        const content = JSON.stringify([{ name: 'airline.flight_status', kind: 'premise', reason: 'always look' }]);
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }], usage: {} }),
        );
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const judged = () =>
      json('--judge', 'openai', '--model', 'judge', '--price', '0/0', '--base-url', url, '--min-score', '0');
    try {
      const first = await judged();
      expect(asked).toBe(14);
      const edge = first.edges.find(({ from, to }) => from === 'airline.seat_map' && to === 'airline.flight_status');
      expect(edge?.evidence).toContainEqual(expect.objectContaining({ rule: 'judge' }));
      expect(await judged()).toEqual(first);
      expect(asked).toBe(14);
    } finally {
      server.close();
    }
  });

  test('what a teacher cannot say is said and asked again; nothing of it is kept', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        asked += 1;
        response.setHeader('content-type', 'application/json');
        const message = { role: 'assistant', content: 'I would rather not say.' };
        response.end(JSON.stringify({ choices: [{ finish_reason: 'stop', message }], usage: {} }));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const judged = () => here(AIRLINE, '--judge', 'openai', '--model', 'mute', '--price', '0/0', '--base-url', url);
    try {
      const { messages, code } = await judged();
      expect(code).toBe(0);
      expect(messages.join('')).toMatch(/airline\.book_flight: not judged/);
      const before = asked;
      await judged();
      expect(asked).toBe(2 * before);
    } finally {
      server.close();
    }
  });

  test('a key that is refused ends the command at once', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        asked += 1;
        response.statusCode = 401;
        response.end('{"error":{"message":"no such key"}}');
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    try {
      await expect(
        here(AIRLINE, '--judge', 'openai', '--model', 'shut', '--price', '0/0', '--base-url', url),
      ).rejects.toThrow(/--judge/);
      expect(asked).toBe(1);
    } finally {
      server.close();
    }
  });

  test('the offline teacher judges nothing and says so', async () => {
    const { messages, code } = await here(AIRLINE, '--judge', 'offline');
    expect(code).toBe(0);
    expect(messages.join('')).toContain('judges no edges');
  });
});
