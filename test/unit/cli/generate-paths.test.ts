import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerPaths } from '../../../server/src/cli/commands/paths.ts';
import type { PathTurn } from '../../../server/src/path/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { runCommand } from './run.ts';

const AIRLINE = 'examples/airline/airline.fsig';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-given-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, 'paths.json');
const out = () => path.join(folder, 'run');
const generate = (...more: string[]) =>
  runCommand(registerGenerate, 'generate', AIRLINE, '--paths', file(), '--out', out(), ...more);
const write = (value: unknown) => writeFileSync(file(), typeof value === 'string' ? value : JSON.stringify(value));
const records = () =>
  readFileSync(path.join(out(), 'records.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TrajectoryRecord);

/** Tools called in each turn, as their functions' ids. */
const called = ({ turns, messages }: TrajectoryRecord) =>
  turns.map(({ calls }) =>
    calls.map(({ message, call }) => {
      const said = messages[message];
      return said?.role === 'assistant' ? `airline.${said.tool_calls?.[call]?.function.name}` : '';
    }),
  );

describe('magnet generate --paths', () => {
  it('makes one record a path, with its calls in its turns', async () => {
    write([
      { turns: [['find_flights'], ['book_flight'], ['get_booking', 'invoice']] },
      { turns: [{ kind: 'miss_params', missing: { function: 'find_flights', parameter: 'date' } }, 'find_flights'] },
    ]);
    const { code } = await generate();
    expect(code).toBe(0);
    const [first, second, ...others] = records();
    expect(others).toEqual([]);
    expect(called(first as TrajectoryRecord)).toEqual([
      ['airline.find_flights'],
      ['airline.book_flight'],
      ['airline.get_booking', 'airline.invoice'],
    ]);
    expect(second?.path.turns.map(({ kind }) => kind)).toEqual(['miss_params', 'call']);
  });

  it('makes nothing else of paths that were sampled: each call of a path is made, in its turn and order', async () => {
    const sampled = await runCommand(
      registerPaths,
      'paths',
      AIRLINE,
      '--count',
      '8',
      '--seed',
      '3',
      '--format',
      'json',
    );
    write(sampled.out.join(''));
    await generate();
    const given = JSON.parse(sampled.out.join('')) as { turns: PathTurn[] }[];
    expect(records().length).toBeGreaterThanOrEqual(6);
    for (const record of records()) {
      const wanted = given[record.index]?.turns.map(({ functions }) => functions);
      // What has to run before a call is run before it.
      const made = called(record).map((calls, at) => calls.filter((id) => wanted?.[at]?.includes(id)));
      expect(made).toEqual(wanted);
    }
  });

  it('goes through the paths again where more records are asked for, each with its own values', async () => {
    write({ turns: ['find_flights', 'book_flight'] });
    await generate('--count', '3');
    expect(records().map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(new Set(records().map(({ messages }) => JSON.stringify(messages))).size).toBe(3);
  });

  it('takes the records of a run as paths', async () => {
    write({ turns: ['find_flights', 'book_flight'] });
    await generate();
    const before = called(records()[0] as TrajectoryRecord);
    write(readFileSync(path.join(out(), 'records.jsonl'), 'utf8'));
    await generate('--force', '--seed', 'other');
    expect(called(records()[0] as TrajectoryRecord)).toEqual(before);
  });

  it('gives equal bytes for equal paths, and refuses to go on with others', async () => {
    write({ turns: ['find_flights', 'book_flight'] });
    await generate();
    const first = readFileSync(path.join(out(), 'records.jsonl'), 'utf8');
    await generate('--force');
    expect(readFileSync(path.join(out(), 'records.jsonl'), 'utf8')).toBe(first);
    write({ turns: ['find_flights', 'flight_status'] });
    await expect(generate()).rejects.toThrow(/--force/);
  });

  it.each([
    ['one call', ['find_flights'], 'single'],
    ['the same call twice', [['find_flights', 'find_flights']], 'parallel'],
    ['different calls of one request', [['find_flights', 'book_flight']], 'multiple'],
    ['a request that is withheld', [{ kind: 'miss_func', missing: { function: 'find_flights' } }], 'irrelevance'],
  ])('makes the kind of record that %s is', async (_, turns, kind) => {
    write({ turns });
    await generate();
    expect(records().map((record) => record.kind)).toEqual([kind]);
  });

  it('says all that stands against a path, before anything is made', async () => {
    write([{ turns: ['find_flights', []] }, { turns: ['sink_boat'] }]);
    await expect(generate()).rejects.toMatchObject({
      message: expect.stringContaining('cannot be generated from'),
      details: [
        'path 1, turn 2: The turn calls nothing. Add a function, or drop the turn.',
        'path 2, turn 1: There is no function sink_boat.',
      ],
    });
    write('[{"turns": [');
    await expect(generate()).rejects.toMatchObject({ details: ['line 1 is no JSON'] });
    write('[]');
    await expect(generate()).rejects.toThrow('holds no path');
  });

  it('refuses options that say how paths are sampled', async () => {
    write({ turns: ['find_flights'] });
    await expect(generate('--length', '3', '--mode', 'coverage')).rejects.toThrow(
      '--paths does not go with --length, --mode',
    );
  });
});
