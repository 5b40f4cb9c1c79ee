import { stat } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST, type Manifest, parseManifest, RECORDS, readMagnetRecord } from '../../dataset/index.ts';
import type { BrokenLine } from '../../endpoint/index.ts';
import { openLineFile, openRunFolder } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { UsageError } from '../command.ts';

/** Records to play: where they are, and the manifest beside them. */
export interface RecordSource {
  readonly file: string;
  readonly folder: string;
  readonly manifest: Manifest | undefined;
  /** Where results go when nobody says. */
  readonly results: string;
}

/** @throws UsageError where there is no run. */
export async function findRecords(given: string): Promise<RecordSource> {
  const status = await stat(given).catch(() => undefined);
  const isFolder = status?.isDirectory() === true;
  const file = isFolder ? path.join(given, RECORDS) : given;
  if ((await stat(file).catch(() => undefined)) === undefined) throw new UsageError(`${file}: there is no run here.`);
  const folder = path.dirname(file);
  const manifest = parseManifest(await openRunFolder(folder).read(MANIFEST));
  const results = isFolder ? path.join(given, 'test-results.jsonl') : `${file.replace(/\.jsonl?$/, '')}.results.jsonl`;
  return { file, folder, manifest, results };
}

/** The records of a file, one after the other; what is none is told with its line. */
export async function* readRecords(
  file: string,
  count: number,
  onBroken: (broken: BrokenLine) => void = () => {},
): AsyncGenerator<TrajectoryRecord> {
  let line = 0;
  let taken = 0;
  for await (const { text } of openLineFile(file).readAll()) {
    line += 1;
    if (text.trim() === '') continue;
    if (taken >= count) return;
    const record = readMagnetRecord(text);
    if (typeof record === 'string') {
      onBroken({ line, reason: record });
      continue;
    }
    taken += 1;
    yield record;
  }
}

/** The first record; undefined where there is none. */
export async function firstRecord(file: string): Promise<TrajectoryRecord | undefined> {
  for await (const record of readRecords(file, 1)) return record;
  return undefined;
}
