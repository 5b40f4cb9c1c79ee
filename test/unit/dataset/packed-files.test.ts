import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { joined, type Shape, shapeOf, writeParquet } from '../../../server/src/dataset/parquet/index.ts';
import { fitted } from '../../../server/src/dataset/parquet/shape.ts';
import { openByteSink } from '../../../server/src/files/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { startCommand } from '../cli/run.ts';
import { AIRLINE } from '../trajectory/support.ts';
import { duck, withoutNulls } from './duck.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'magnet-packed-'));
  await writeFile(path.join(folder, 'airline.fsig'), AIRLINE);
  await startCommand(registerGenerate, ['generate', 'airline.fsig', '--out', 'run', '--count', '24'], folder).done;
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const exported = async (...more: string[]) => {
  const { out } = await startCommand(registerExport, ['export', 'run', ...more], folder).done;
  return { out: out.join('\n') };
};
const at = (name: string) => path.join(folder, name);
const linesOf = async (name: string): Promise<JsonObject[]> =>
  (await readFile(at(name), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject);

/** Arguments of calls, as a reader of the file takes them out of their text. */
function withReadArguments(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, item: unknown) =>
    key === 'arguments' && typeof item === 'string' ? JSON.parse(item) : item,
  );
}

describe('an export as Parquet', () => {
  it.each(['trl-sft', 'trl-dpo', 'openai-sft', 'llamafactory-dpo', 'ms-swift-dpo', 'nemo-rl-dpo'])(
    'holds the rows of %s, as DuckDB reads them',
    async (as) => {
      await exported('--as', as, '--out', `${as}.jsonl`);
      await exported('--as', as, '--out', `${as}.parquet`);
      const rows = await duck(`select * from '${at(`${as}.parquet`)}'`);
      const lines = await linesOf(`${as}.jsonl`);
      expect(rows).toHaveLength(lines.length);
      const readBack = (row: unknown) =>
        JSON.parse(JSON.stringify(withoutNulls(row)), (key, item: unknown) =>
          ['arguments', 'parameters'].includes(key) && typeof item === 'string' ? JSON.parse(item) : item,
        );
      expect(rows.map(readBack)).toEqual(lines.map(readBack));
    },
  );

  it('says which places hold JSON text, and names no recipe that would render them as they are', async () => {
    const { out } = await exported('--as', 'trl-sft', '--out', 'told.parquet', '--format', 'json');
    const report = JSON.parse(out) as { jsonText: string[]; files: string[] };
    expect(report.jsonText).toEqual(['messages[].tool_calls[].function.arguments']);
    expect(report.files).toEqual([at('told.parquet')]);
    expect(await readdir(folder)).not.toContain('told.parquet.rows.tmp');
  });

  it('of verl goes to the trainer without another conversion', async () => {
    await exported('--as', 'verl-sft', '--out', 'verl.parquet');
    const script = await readFile(at('verl.verl.sh'), 'utf8');
    expect(script).toContain('data.train_files=verl.parquet');
    expect(script).not.toContain('pandas');
  });
});

describe('an export as the Hugging Face Hub has it', () => {
  const files = (hub: string) => readdir(at(`${hub}/data`)).then((names) => names.sort());

  it('is a folder of Parquet shards and a card whose features are the columns', async () => {
    await exported(
      '--as',
      'trl-dpo',
      '--layout',
      'hf',
      '--out',
      'hub',
      '--license',
      'cc-by-4.0',
      '--max-shard-size',
      '60KB',
    );
    const names = await files('hub');
    expect(names.length).toBeGreaterThan(1);
    const five = (number: number) => String(number).padStart(5, '0');
    expect(names).toEqual(names.map((_, index) => `train-${five(index)}-of-${five(names.length)}.parquet`));
    const rows = await duck(`select * from read_parquet('${at('hub')}/data/train-*.parquet') `);
    await exported('--as', 'trl-dpo', '--out', 'hub.jsonl');
    expect(rows.map((row) => withReadArguments(withoutNulls(row)))).toEqual(await linesOf('hub.jsonl'));
    const [, head = ''] = (await readFile(at('hub/README.md'), 'utf8')).split('---\n');
    const card = parse(head) as { dataset_info: { features: Feature[] } };
    expect(card).toMatchObject({
      license: 'cc-by-4.0',
      language: ['en'],
      size_categories: ['n<1K'],
      configs: [{ config_name: 'default', data_files: [{ split: 'train', path: 'data/train-*' }] }],
      dataset_info: { splits: [{ name: 'train', num_examples: rows.length }] },
    });
    const schema = await duck(`describe select * from read_parquet('${at('hub')}/data/train-*.parquet')`);
    const { features } = card.dataset_info;
    expect(features.map((feature) => `${feature.name} ${duckType(feature)}`)).toEqual(
      schema.map(({ column_name, column_type }) => `${column_name} ${String(column_type).replaceAll('"', '')}`),
    );
  });

  it('has one type for both sides of a split', async () => {
    await exported('--as', 'trl-sft', '--layout', 'hf', '--out', 'sides', '--split', '0.2');
    expect(await files('sides')).toEqual(['test-00000-of-00001.parquet', 'train-00000-of-00001.parquet']);
    const types = (side: string) => duck(`describe select * from '${at(`sides/data/${side}-00000-of-00001.parquet`)}'`);
    expect(await types('test')).toEqual(await types('train'));
  });

  it('is never written among the files of another', async () => {
    await exported('--as', 'trl-sft', '--layout', 'hf', '--out', 'once');
    await expect(exported('--as', 'trl-sft', '--layout', 'hf', '--out', 'once')).rejects.toThrow(/data set already/);
    await expect(exported('--as', 'bfcl', '--layout', 'hf', '--out', 'tasks')).rejects.toThrow(/JSON lines/);
  });
});

describe('an export packed with zstd', () => {
  it('holds the lines of the plain file', async () => {
    await exported('--as', 'trl-dpo', '--out', 'plain.jsonl');
    await exported('--as', 'trl-dpo', '--out', 'packed.jsonl', '--compress', 'zstd');
    const lines = await duck(
      `select line from read_csv('${at('packed.jsonl.zst')}', columns = {'line': 'varchar'}, delim = '\\x01', quote = '', escape = '', header = false, max_line_size = 10000000)`,
    );
    expect(`${lines.map(({ line }) => line).join('\n')}\n`).toBe(await readFile(at('plain.jsonl'), 'utf8'));
  });

  it('of two sides, each in its file', async () => {
    await exported('--as', 'trl-sft', '--out', 'two.jsonl.zst', '--split', '0.2');
    const count = async (side: string) => {
      const [row] = await duck(`select count(*) as rows from read_json('${at(`two.${side}.jsonl.zst`)}')`);
      return row?.rows as number;
    };
    expect((await count('train')) + (await count('test'))).toBe(24);
  });
});

describe('any rows', () => {
  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) as fc.Arbitrary<Json>;
  const rows = fc.array(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), value, { minKeys: 1, maxKeys: 4 }), {
    minLength: 1,
    maxLength: 6,
  }) as fc.Arbitrary<JsonObject[]>;

  it('come back from Parquet as their columns take them', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const shape = given.map((row) => shapeOf(row)).reduce(joined);
        const columns = shape.kind === 'struct' ? shape.fields : new Map<string, Shape>();
        const file = at('any.parquet');
        async function* each() {
          yield* given;
        }
        await writeParquet(each(), columns, await openByteSink(file));
        const read = await duck(`select * from '${file}'`);
        const expected = given.map((row) =>
          Object.fromEntries([...columns].map(([name, column]) => [name, fitted(row[name], column)])),
        );
        expect(read).toEqual(expected.map(numbers));
      }),
      { numRuns: 30 },
    );
  });
});

function numbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(numbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbers(item)]));
}

interface Feature {
  readonly name: string;
  readonly dtype?: string;
  readonly list?: string | Feature[];
  readonly struct?: Feature[];
}

/** A feature of the card in DuckDB's words. */
function duckType({ dtype, list, struct }: Omit<Feature, 'name'>): string {
  const fields = (of: Feature[]) => `STRUCT(${of.map((field) => `${field.name} ${duckType(field)}`).join(', ')})`;
  if (typeof list === 'string') return `${duckType({ dtype: list })}[]`;
  if (list !== undefined) return `${fields(list)}[]`;
  if (struct !== undefined) return fields(struct);
  return { string: 'VARCHAR', int64: 'BIGINT', float64: 'DOUBLE', bool: 'BOOLEAN' }[dtype ?? ''] ?? '?';
}
