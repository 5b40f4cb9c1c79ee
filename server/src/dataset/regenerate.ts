import type { LineFile, RunFolder } from '../files/index.ts';
import { createGenerationContext, type TrajectoryRecord } from '../trajectory/index.ts';
import { datasetCard } from './card.ts';
import { makeIndex } from './make-index.ts';
import { CARD, DROPPED, MANIFEST, manifestOf, parseManifest, RECORDS, sameRequest } from './manifest.ts';
import { createRunPlan } from './plan.ts';
import { readMagnetRecord } from './read/magnet.ts';
import { Reorder } from './reorder.ts';
import { lockRun } from './run-folder.ts';
import { type DroppedLine, RunStats } from './run-stats.ts';
import { readSignatures, SIGNATURES, signaturesOf, writeSignatures } from './signatures.ts';
import { createStaleTools, type StaleReason } from './stale.ts';
import { type IndexResult, RunError, type RunInput } from './types.ts';

/** What making the stale records of a run again did. */
export interface RegenerateSummary {
  readonly out: string;
  /** Indices that were stale, and of them those that gave a new record. */
  readonly stale: number;
  readonly regenerated: number;
  /** Indices that give no record any more, with the last reason. */
  readonly dropped: readonly { readonly index: number; readonly reason: string }[];
  readonly records: number;
}

/** Files in the making; a run that is interrupted leaves its records as they were. */
const FRESH = 'regenerated.jsonl.tmp';
const MERGED = 'records.jsonl.tmp';

/**
 * Makes exactly the stale records of a finished run again, in their places; every other line keeps its bytes. A new record
 * says in its provenance which one it replaces. Nothing is changed before all of them are made.
 * @throws RunError where the folder holds no finished run of these settings.
 */
export async function regenerateStale(input: RunInput): Promise<RegenerateSummary> {
  await lockRun(input);
  try {
    await checkFolder(input);
    const stale = await staleRecords(input);
    if (stale.length === 0) return { out: input.folder.path, stale: 0, regenerated: 0, dropped: [], records: 0 };
    return await replaceRecords(input, stale);
  } finally {
    await input.folder.remove(FRESH);
    await input.folder.remove(MERGED);
    await input.folder.unlock();
  }
}

async function checkFolder(input: RunInput): Promise<void> {
  const { folder } = input;
  const manifest = parseManifest(await folder.read(MANIFEST));
  const say = (text: string) => new RunError('different', `${folder.path} ${text}`);
  if (manifest === undefined) throw say('holds no readable manifest of a run.');
  if (manifest.status !== 'finished')
    throw say('holds an unfinished run: finish it with its own command first, with the files as they were.');
  if (!sameRequest(manifest, manifestOf(input)))
    throw say('holds a run of another count, seed, mixture, teacher or world: repeat its own options.');
}

interface StaleRecord {
  readonly index: number;
  readonly id: string;
  readonly catalogHash: string;
  readonly why: readonly string[];
}

async function staleRecords(input: RunInput): Promise<StaleRecord[]> {
  const before = readSignatures(await input.folder.read(SIGNATURES));
  const reasons = createStaleTools(input.functions, before, input.catalogHash);
  const found: StaleRecord[] = [];
  await eachRecord(input.folder, (record) => {
    const why = reasons(record);
    if (why.length > 0)
      found.push({ index: record.index, id: record.id, catalogHash: record.catalogHash, why: why.map(reasonText) });
  });
  return found;
}

/** `book_flight: its parameters changed`. */
export function reasonText({ function: name, why }: StaleReason): string {
  return `${name}: ${why}`;
}

async function eachRecord(folder: RunFolder, visit: (record: TrajectoryRecord) => void): Promise<void> {
  const file = await folder.lines(RECORDS);
  for await (const { text } of file.readAll()) {
    const record = text.trim() === '' ? '' : readMagnetRecord(text);
    if (typeof record !== 'string') visit(record);
  }
  await file.close();
}

async function replaceRecords(input: RunInput, stale: readonly StaleRecord[]): Promise<RegenerateSummary> {
  const { folder } = input;
  await folder.write(FRESH, '');
  await folder.write(MERGED, '');
  const lines = await makeAgain(input, stale);
  const stats = new RunStats();
  await merge(folder, new Map(stale.map((record) => [record.index, record])), stats);
  const dropped = await folder.lines(DROPPED);
  for await (const { text } of dropped.readAll())
    if (text.trim() !== '') stats.addDropped(JSON.parse(text) as DroppedLine);
  for (const line of lines) stats.addDropped(line);
  await dropped.append(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await dropped.close();
  await folder.replace(RECORDS, MERGED);
  await folder.write(SIGNATURES, writeSignatures(signaturesOf(input.functions)));
  await folder.write(CARD, datasetCard(input, stats));
  await folder.write(MANIFEST, `${JSON.stringify(manifestOf(input, stats), null, 2)}\n`);
  const gone = lines.filter(({ final }) => final).map(({ index, reason }) => ({ index, reason }));
  return {
    out: folder.path,
    stale: stale.length,
    regenerated: stale.length - gone.length,
    dropped: gone,
    records: stats.records,
  };
}

/** Writes the new records in order into a file of their own. @returns the paths that gave none. */
async function makeAgain(input: RunInput, stale: readonly StaleRecord[]): Promise<DroppedLine[]> {
  const signal = input.signal ?? new AbortController().signal;
  const context = createGenerationContext({ ...input, extraTools: input.settings.extraTools, signal });
  const plan = createRunPlan(input);
  const fresh = await input.folder.lines(FRESH);
  const dropped: DroppedLine[] = [];
  const reorder = new Reorder<IndexResult>(0, async (place, result) => {
    dropped.push(...result.dropped);
    const old = stale[place];
    if (result.record === undefined || old === undefined) return;
    const { id, catalogHash, why } = old;
    const provenance = { ...result.record.provenance, replaces: { id, catalogHash, why } };
    await fresh.append(`${JSON.stringify({ ...result.record, provenance })}\n`);
  });
  let next = 0;
  const worker = async () => {
    while (next < stale.length) {
      signal.throwIfAborted();
      const place = next++;
      await reorder.room(place, Math.max(1, input.concurrency ?? 1) * 4);
      await reorder.put(place, await makeIndex(stale[place]?.index ?? 0, plan, context, input.settings.attempts));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, input.concurrency ?? 1) }, worker));
  } catch (error) {
    reorder.abandon();
    throw error;
  } finally {
    await fresh.close();
  }
  return dropped;
}

/** Old lines as they are, new ones where the stale ones stood; both files are in the order of their indices. */
async function merge(folder: RunFolder, stale: ReadonlyMap<number, StaleRecord>, stats: RunStats): Promise<void> {
  const [old, fresh, merged] = [await folder.lines(RECORDS), await folder.lines(FRESH), await folder.lines(MERGED)];
  const news = fresh.readAll()[Symbol.asyncIterator]();
  let pending = await news.next();
  for await (const { text } of old.readAll()) {
    const record = text.trim() === '' ? '' : readMagnetRecord(text);
    if (typeof record === 'string' || !stale.has(record.index)) {
      await merged.append(`${text}\n`);
      if (typeof record !== 'string') stats.addRecord(record);
      continue;
    }
    const replacement = pending.done === true ? '' : readMagnetRecord(pending.value.text);
    if (typeof replacement === 'string' || replacement.index !== record.index) continue;
    await merged.append(`${pending.value?.text ?? ''}\n`);
    stats.addRecord(replacement);
    pending = await news.next();
  }
  await closeAll(old, fresh, merged);
}

async function closeAll(...files: readonly LineFile[]): Promise<void> {
  for (const file of files) await file.close();
}
