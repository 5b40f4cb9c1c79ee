import path from 'node:path';
import { openByteSink, openLineFile, openLineSink, removeFile, writeWhole, writeZstd } from '../../files/index.ts';
import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { joined, type Shape, shapeOf, textPlaces, writeParquet } from '../parquet/index.ts';
import type { Side } from '../split/index.ts';
import { type CardFacts, hubCard, type SplitFacts } from './hub-card.ts';
import { rowForm } from './row-form.ts';

/** What went into one file of rows. */
export interface PartCounts {
  /** Records that gave rows. */
  readonly records: number;
  readonly rows: number;
}

/** A folder as the Hugging Face Hub lays out a data set. */
export interface HubLayout {
  readonly card: Omit<CardFacts, 'splits' | 'columns'>;
  /** Bytes of rows as JSON text that a file holds at most, unless one row alone has more. */
  readonly maxShardBytes: number;
}

/** Where the rows of an export go. */
export interface RowFiles {
  /** Rows of one record. */
  add(rows: readonly Json[], side: Side): Promise<void>;
  counts(): Readonly<Record<Side, PartCounts>>;
  /** Writes what waits. @returns the files with rows, and in Parquet the places that became JSON text */
  end(): Promise<{ readonly files: readonly string[]; readonly jsonText?: readonly string[] }>;
}

/** Files of both sides of a split, or the same file twice. */
export type SideFiles = Readonly<Record<Side, string>>;

/** Opens the files of rows in the form that their name says, or those of a Hub folder. */
export async function openRowFiles(out: string, sides: SideFiles | undefined, hub?: HubLayout): Promise<RowFiles> {
  if (hub !== undefined) return openHub(out, sides !== undefined, hub);
  const train = sides?.train ?? out;
  const form = rowForm(train);
  const columns = new Columns();
  const open = (file: string) => (form === 'lines' ? openPart(file) : openPart(waiting(file), columns));
  const parts = await openSides(train, sides?.test, open);
  return {
    ...parts,
    end: async () => {
      await parts.close();
      const files = sides === undefined ? [train] : [sides.train, sides.test];
      if (form === 'lines') return { files };
      for (const file of files) await pack(waiting(file), file, form, columns);
      return form === 'parquet' ? { files, jsonText: columns.jsonText() } : { files };
    },
  };
}

/** Rows wait here as lines until all are known: a Parquet file has one type for all rows, a Hub folder counts its files. */
function waiting(file: string): string {
  return `${file}.rows.tmp`;
}

async function pack(from: string, to: string, form: 'zstd' | 'parquet', columns: Columns): Promise<void> {
  const sink = await openByteSink(to);
  await (form === 'zstd' ? writeZstd(textsIn(from), sink) : writeParquet(rowsIn(from), columns.all, sink));
  await removeFile(from);
}

async function openHub(folder: string, isSplit: boolean, hub: HubLayout): Promise<RowFiles> {
  const columns = new Columns();
  const data = (name: string) => path.join(folder, 'data', name);
  const names: readonly Side[] = isSplit ? ['train', 'test'] : ['train'];
  const test = isSplit ? data('test') : undefined;
  const parts = await openSides(data('train'), test, (file) => openPart(waiting(file), columns));
  return {
    ...parts,
    end: async () => {
      await parts.close();
      const splits: SplitFacts[] = [];
      const files: string[] = [];
      for (const name of names) {
        const { rows } = parts.counts()[name];
        const shards = Math.max(1, Math.min(rows, Math.ceil(parts.characters(name) / hub.maxShardBytes)));
        const written = await writeShards(data(name), { rows, shards, columns });
        files.push(...written);
        splits.push({ name, rows });
      }
      const card = path.join(folder, 'README.md');
      await writeWhole(card, hubCard({ ...hub.card, splits, columns: columns.all, jsonText: columns.jsonText() }));
      return { files: [...files, card], jsonText: columns.jsonText() };
    },
  };
}

/** `train` → `train-00000-of-00002.parquet` and `train-00001-of-00002.parquet`, rows in order. */
async function writeShards(
  base: string,
  { rows, shards, columns }: { readonly rows: number; readonly shards: number; readonly columns: Columns },
): Promise<string[]> {
  const source = rowsIn(waiting(base))[Symbol.asyncIterator]();
  const five = (number: number) => String(number).padStart(5, '0');
  const files: string[] = [];
  for (let shard = 0; shard < shards; shard += 1) {
    const size = Math.floor(((shard + 1) * rows) / shards) - Math.floor((shard * rows) / shards);
    const file = `${base}-${five(shard)}-of-${five(shards)}.parquet`;
    await writeParquet(take(source, size), columns.all, await openByteSink(file));
    files.push(file);
  }
  await source.return?.(undefined);
  await removeFile(waiting(base));
  return files;
}

async function* take<T>(source: AsyncIterator<T>, count: number): AsyncGenerator<T> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = await source.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function* textsIn(file: string): AsyncGenerator<string> {
  for await (const { text } of openLineFile(file).read()) yield text;
}

async function* rowsIn(file: string): AsyncGenerator<JsonObject> {
  for await (const text of textsIn(file)) yield JSON.parse(text) as JsonObject;
}

/** The columns of all rows so far. */
class Columns {
  #shape: Shape = { kind: 'nothing' };

  add(row: Json): void {
    if (isObject(row)) this.#shape = joined(this.#shape, shapeOf(row));
  }

  get all(): ReadonlyMap<string, Shape> {
    return this.#shape.kind === 'struct' ? this.#shape.fields : new Map();
  }

  jsonText(): string[] {
    return textPlaces(this.#shape);
  }
}

/** A file of JSON lines, and what went into it. */
interface Part {
  readonly counts: PartCounts;
  readonly size: { characters: number };
  add(rows: readonly Json[]): Promise<void>;
  end(): Promise<void>;
}

async function openSides(train: string, test: string | undefined, open: (file: string) => Promise<Part>) {
  const first = await open(train);
  const parts: Readonly<Record<Side, Part>> = { train: first, test: test === undefined ? first : await open(test) };
  return {
    add: async (rows: readonly Json[], side: Side) => parts[side].add(rows),
    counts: () => ({ train: { ...parts.train.counts }, test: { ...parts.test.counts } }),
    characters: (side: Side) => parts[side].size.characters,
    close: async () => {
      for (const part of new Set(Object.values(parts))) await part.end();
    },
  };
}

async function openPart(file: string, columns?: Columns): Promise<Part> {
  const sink = await openLineSink(file);
  const counts = { records: 0, rows: 0 };
  const size = { characters: 0 };
  return {
    counts,
    size,
    add: async (rows) => {
      counts.records += Number(rows.length > 0);
      counts.rows += rows.length;
      for (const row of rows) {
        columns?.add(row);
        size.characters += await sink.line(row);
      }
    },
    end: () => sink.end(),
  };
}
