import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../server/src/endpoint/bfcl/json.ts';
import { scoreBfcl } from '../../../../server/src/endpoint/bfcl/score.ts';
import { isDict, isList, type Py, type PyDict, repr } from '../../../../server/src/endpoint/bfcl/value.ts';

/** Absent from a checkout of this project alone: the benchmark's files are not ours to carry. */
const DATA = path.resolve(import.meta.dirname, '../../../../../shared/data/bfcl');
const read = async (file: string) =>
  existsSync(path.join(DATA, file)) ? readFileSync(path.join(DATA, file), 'utf8') : undefined;

function rowsOf(file: string): PyDict[] {
  const lines = readFileSync(path.join(DATA, file), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => readJson(line) as PyDict);
}

/** The first allowed value of each argument that is not "", which lets it be absent. */
function oneOf(allowed: PyDict): PyDict {
  const firsts = [...allowed].map(([key, values]) => [key, (values as Py[]).find((value) => value !== '')] as const);
  return new Map(firsts.flatMap(([key, value]) => (value === undefined ? [] : [[key, within(value)]])));
}

/** A required argument of which only "" is allowed is given empty. */
function withRequired(given: PyDict, name: string, row: PyDict): PyDict {
  const doc = (row.get('function') as PyDict[]).find((item) => item.get('name') === name);
  const schema = doc?.get('parameters') as PyDict;
  const missing = ((schema.get('required') ?? []) as string[]).filter((key) => !given.has(key));
  const empty = (key: string) =>
    ((schema.get('properties') as PyDict).get(key) as PyDict).get('type') === 'array' ? [] : '';
  return new Map([...given, ...missing.map((key) => [key, empty(key)] as const)]);
}

function within(value: Py): Py {
  if (isDict(value)) return oneOf(value);
  return isList(value) ? value.map(within) : value;
}

function json(value: Py): string {
  if (isDict(value)) return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${json(item)}`).join(',')}}`;
  if (isList(value)) return `[${value.map(json).join(',')}]`;
  return typeof value === 'bigint' || typeof value === 'number' ? repr(value) : JSON.stringify(value);
}

function callsOf(answer: PyDict, row: PyDict): [string, PyDict][] {
  return (answer.get('ground_truth') as PyDict[]).map((call) => {
    const [name, allowed] = [...call][0] as [string, PyDict];
    return [name, withRequired(oneOf(allowed), name, row)];
  });
}

/** Two visible answers have an empty list for a required argument: no call at all fits them. */
function allowsNothing(answer: PyDict): boolean {
  const calls = answer.get('ground_truth') as PyDict[];
  return calls.some((call) => [...call.values()].some((allowed) => [...(allowed as PyDict).values()].some(isEmpty)));
}

function isEmpty(values: Py): boolean {
  return isList(values) && values.length === 0;
}

const FORMS: Record<string, (calls: [string, PyDict][]) => unknown> = {
  'function calls': (calls) => calls.map(([name, given]) => ({ [name.replaceAll('.', '_')]: json(given) })),
  text: (calls) =>
    `[${calls.map(([name, given]) => `${name}(${[...given].map(([key, item]) => `${key}=${repr(item)}`).join(', ')})`).join(', ')}]`,
};

describe.skipIf(!existsSync(DATA))("the benchmark's own references, scored against themselves", () => {
  for (const category of ['simple_python', 'multiple', 'live_simple']) {
    for (const [form, write] of Object.entries(FORMS)) {
      it(`${category} as ${form}`, async () => {
        const rows = rowsOf(`possible_answer/BFCL_v4_${category}.json`);
        const asked = new Map(rowsOf(`BFCL_v4_${category}.json`).map((row) => [row.get('id'), row]));
        const lines = rows.map((row) => {
          const id = row.get('id') as string;
          return JSON.stringify({ id, result: write(callsOf(row, asked.get(id) as PyDict)) });
        });
        const results = lines.join('\n');
        const report = await scoreBfcl({ results, read });
        const wrong = report.verdicts.filter((verdict) => !verdict.correct).map((verdict) => verdict.id);
        expect(wrong).toEqual(rows.filter(allowsNothing).map((row) => row.get('id')));
        expect(report.verdicts.length).toBe(rows.length);
        const strict = await scoreBfcl({ results, read, strict: true });
        expect(strict.verdicts.filter((verdict) => !verdict.correct).map((verdict) => verdict.id)).toEqual(wrong);
      });
    }
  }

  it('irrelevance: no call is right, a call is wrong', async () => {
    const rows = rowsOf('BFCL_v4_irrelevance.json');
    const lines = rows.map((row, index) =>
      JSON.stringify({ id: row.get('id'), result: index % 2 === 0 ? 'None of these fits.' : [{ any_call: '{}' }] }),
    );
    const report = await scoreBfcl({ results: lines.join('\n'), read });
    expect(report.categories).toEqual({ irrelevance: { total: rows.length, correct: Math.ceil(rows.length / 2) } });
  });
});
