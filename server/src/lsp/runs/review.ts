import path from 'node:path';
import {
  decide,
  editRecord,
  editStep,
  isMagnetRecord,
  MANIFEST,
  noteEdit,
  noteUndo,
  parseManifest,
  RECORDS,
  REVIEW_STATES,
  type RunSettings,
  reviewFileOf,
  type VerifyGround,
} from '../../dataset/index.ts';
import { openLineFile, openRunFolder, replaceBytes } from '../../files/index.ts';
import type { CatalogEntry } from '../../signature/index.ts';
import { catalogHash } from '../../signature/index.ts';
import { createOfflineTeacher, type Teacher } from '../../teacher/index.ts';
import { createGenerationContext, type GenerationContext, type TrajectoryRecord } from '../../trajectory/index.ts';
import { createSimulatedWorld } from '../../world/index.ts';
import { refused } from '../guard.ts';
import type {
  EditRecordParams,
  EditRecordResult,
  RecordSummary,
  ReviewParams,
  ReviewResult,
  UndoReviewResult,
} from '../protocol.ts';
import { graphOf } from '../scope.ts';
import type { Session } from '../session.ts';
import { VERSION } from '../version.ts';
import type { OpenRun, OpenRuns } from './open-runs.ts';
import { summaryOf } from './summaries.ts';

/** Summaries that an answer holds at most: a list asks for others when they are in view. */
const MAX_SUMMARIES = 1_000;

/** Writes a decision about records beside their run. */
export async function review(runs: OpenRuns, params: ReviewParams): Promise<ReviewResult> {
  const { uri, indices, state, note } = params;
  if (!REVIEW_STATES.includes(state)) throw refused(`"${String(state)}" is no state of a review.`);
  const run = await runs.open(uri);
  const { ledger } = run.review;
  await run.index.until(Math.max(...indices.slice(0, 1), indices.at(-1) ?? 0) + 1);
  const changed = indices.filter((at) => {
    const entry = run.index.record(at);
    return entry !== undefined && (ledger.decisionOf(entry.facets.id)?.state ?? entry.facets.review) !== state;
  });
  const noted = note === undefined ? [] : indices;
  const touched = changed.length > 0 ? changed : noted;
  if (touched.length > 0) {
    const ids = touched.flatMap((at) => run.index.record(at)?.facets.id ?? []);
    const file = openLineFile(reviewFileOf(run.file));
    await decide(file, ledger, { state, ids, ...(note === undefined ? {} : { note }) }, new Date().toISOString());
    await file.close();
    await runs.wrote(run.file, run.review);
  }
  return resultOf(run, touched);
}

function resultOf(run: OpenRun, touched: readonly number[]): ReviewResult {
  const { ledger } = run.review;
  const records = touched
    .slice(0, MAX_SUMMARIES)
    .map((at) => summaryOf(run.index, at, ledger))
    .filter((summary): summary is RecordSummary => summary !== undefined);
  return { records, changed: touched.length, ...undoableIn(run) };
}

export function undoableIn({ review: { ledger } }: Pick<OpenRun, 'review'>): Pick<ReviewResult, 'undoable'> {
  const next = ledger.undoable;
  return next === undefined ? {} : { undoable: { kind: next.kind, records: next.ids.length } };
}

/** Takes the last step back: decisions as they were, or a record as it was before its edit. */
export async function undo(runs: OpenRuns, uri: string): Promise<UndoReviewResult> {
  const run = await runs.open(uri);
  const { ledger } = run.review;
  const last = ledger.undoable;
  if (last === undefined) return { records: [], changed: 0, undone: 'nothing' };
  await run.index.done;
  const file = openLineFile(reviewFileOf(run.file));
  const wanted = new Set(last.ids);
  const touched = Array.from({ length: run.index.count }, (_, at) => at).filter((at) =>
    wanted.has(run.index.record(at)?.facets.id ?? ''),
  );
  if (last.kind === 'edit') {
    const step = await editStep(file, last.step);
    const [at] = touched;
    if (step === undefined || at === undefined || !isMagnetRecord(step.before))
      throw refused(`The record ${last.ids[0]} is no longer in the run, so its edit cannot be taken back.`);
    await replaceRecord(run, at, step.before);
  }
  await noteUndo(file, ledger, last, new Date().toISOString());
  await file.close();
  await runs.wrote(run.file, run.review);
  return { ...resultOf(run, touched), undone: last.kind };
}

/** What a record becomes by an edit; written with `save`, its original kept with the reason. */
export async function edit(session: Session, runs: OpenRuns, params: EditRecordParams): Promise<EditRecordResult> {
  const { uri, index: at, edit: change, save = false } = params;
  const reason = params.reason?.trim() ?? '';
  if (save && reason === '') throw refused('Say why the record is changed: the reason is kept with the original.');
  const run = await runs.open(uri);
  const before = await ownRecord(run, at);
  const ground = await groundOf(session, run, before);
  const edited = await editRecord(before, change, reason, ground).catch((error: unknown) => {
    throw error instanceof RangeError ? refused(`Nothing was changed: ${error.message}.`) : error;
  });
  if (save) await write(runs, run, at, before, edited.record, reason);
  return { ...edited, saved: save };
}

/** A record of ours: others' rows are read as records and cannot be written back. */
export async function ownRecord(run: OpenRun, at: number): Promise<TrajectoryRecord> {
  const record = await run.index.read(at);
  if (record === undefined) throw refused(`${path.basename(run.file)} has no record ${at}.`);
  if (run.index.format !== 'magnet' || run.index.placeOf(at) === undefined)
    throw refused('Only records of a Magnet run can be edited: import this file first (magnet import-data).');
  return record;
}

async function write(
  runs: OpenRuns,
  run: OpenRun,
  at: number,
  before: TrajectoryRecord,
  after: TrajectoryRecord,
  reason: string,
): Promise<void> {
  const file = openLineFile(reviewFileOf(run.file));
  // The original first: a crash between the two leaves a note too many, never an original too few.
  await noteEdit(file, run.review.ledger, { before, reason }, new Date().toISOString());
  await file.close();
  await replaceRecord(run, at, after);
  await runs.wrote(run.file, run.review);
}

/** @throws a refusal where another process writes the run */
async function replaceRecord(run: OpenRun, at: number, record: TrajectoryRecord): Promise<void> {
  const folder = path.basename(run.file) === RECORDS ? openRunFolder(path.dirname(run.file)) : undefined;
  await folder?.lock().catch((error: Error) => {
    throw refused(`The record cannot be changed now: ${error.message}.`);
  });
  try {
    await run.index.done;
    const place = run.index.placeOf(at);
    const there = await run.index.read(at);
    if (place === undefined || there?.id !== record.id || !(await run.index.isCurrent()))
      throw refused('The run changed on disk: look at the record again.');
    const more = await replaceBytes(run.file, place.start, place.end, JSON.stringify(record));
    await run.index.replaced(at, record, more);
  } finally {
    await folder?.unlock();
  }
}

/** What a record is held against and run again in, as far as the workspace has it. */
export async function groundOf(
  session: Session,
  run: OpenRun,
  record: TrajectoryRecord,
  teacher: Teacher = createOfflineTeacher(),
  signal?: AbortSignal,
): Promise<VerifyGround> {
  const manifest = parseManifest(await openRunFolder(path.dirname(run.file)).read(MANIFEST));
  const seeds = manifest === undefined ? {} : { run: seedsOf(manifest.settings as unknown as RunSettings) };
  if (record.provenance?.world !== 'simulated')
    return {
      ...seeds,
      why: `made in the world ${record.provenance?.world || 'of another tool'}, whose calls the editor does not run again: magnet verify can`,
    };
  const functions = functionsOf(session, record.catalogHash);
  if (functions === undefined)
    return { ...seeds, why: 'the signatures of the workspace are no longer those it was made from' };
  return { ...seeds, context: await contextOf(session, functions, record.catalogHash, teacher, signal) };
}

function seedsOf({ seed, attempts }: Pick<RunSettings, 'seed' | 'attempts'>): NonNullable<VerifyGround['run']> {
  return { seed: String(seed), attempts: Math.min(1000, Number(attempts) || 1) };
}

async function contextOf(
  session: Session,
  functions: readonly CatalogEntry[],
  hash: string,
  teacher: Teacher,
  signal?: AbortSignal,
): Promise<GenerationContext> {
  return createGenerationContext({
    functions,
    graph: await graphOf(session, functions),
    world: createSimulatedWorld(functions),
    teacher,
    catalogHash: hash,
    codeVersion: VERSION,
    extraTools: 0,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The functions of the workspace, or of one of its files, that have this hash. */
export function functionsOf(session: Session, hash: string): readonly CatalogEntry[] | undefined {
  const { statedCatalog: catalog } = session.graph;
  if (catalogHash(catalog) === hash) return catalog.entries;
  const files = new Set(catalog.entries.map(({ document }) => document.uri));
  return [...files]
    .map((uri) => catalog.entries.filter(({ document }) => document.uri === uri))
    .find((entries) => catalogHash({ ...catalog, entries }) === hash);
}
