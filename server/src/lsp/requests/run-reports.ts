import path from 'node:path';
import {
  createStaleTools,
  DROPPED,
  EXPORT_IDS,
  EXPORT_TARGETS,
  type ExportChoices,
  type ExportId,
  exportRecord,
  exportRun,
  leftOutByReview,
  MANIFEST,
  openTemplate,
  PARALLEL_RESULTS,
  parseManifest,
  type ReviewFilter,
  readReview,
  readSignatures,
  readTemplateText,
  reviewFileOf,
  SIGNATURES,
  type SidedRecord,
  staleRecords,
  statisticsOf,
  statisticsPage,
} from '../../dataset/index.ts';
import { isThere, openLineFile, openRunFolder, readRegularText } from '../../files/index.ts';
import { catalogHash } from '../../signature/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { refused } from '../guard.ts';
import type { ExportParams, ExportResult, ExportTargetItem, RunStatisticsResult, StaleResult } from '../protocol.ts';
import { recordsFile } from '../runs/source.ts';
import type { Session } from '../session.ts';
import { filePath, fileUri } from '../uris.ts';

/** Bytes of a chat template at most. */
const MAX_TEMPLATE = 4 * 1024 * 1024;

export function exportTargets(): readonly ExportTargetItem[] {
  return EXPORT_IDS.map((id) => {
    const { title, row, pairs, needsTemplate, withoutTemplate } = EXPORT_TARGETS[id];
    const template = needsTemplate === true ? 'needed' : withoutTemplate === true ? 'none' : 'possible';
    return { id, title, row: row.replaceAll('`', ''), pairs, template };
  });
}

/** The pre-flight of an export, or the export itself, see `ExportParams`. */
export async function exportTo(params: ExportParams, signal: AbortSignal): Promise<ExportResult> {
  const { as } = params;
  if (!EXPORT_IDS.includes(as)) throw refused(`"${String(as)}" is no trainer's format.`);
  const source = await existing(params.uri);
  const out = params.out === undefined ? undefined : filePath(params.out);
  if (params.out !== undefined && out === undefined) throw refused('An export needs a file on this machine.');
  const force = params.overwrite === true;
  if (out === source) throw refused('That file is the run itself.');
  if (out !== undefined && !force && (await isThere(out))) throw refused(`${out} is there already.`);
  const choices = await choicesOf(params);
  const each = params.review === undefined ? {} : { each: await reviewed(source, params.review, as, choices) };
  const report = await exportRun(source, {
    as,
    choices,
    force,
    signal,
    ...(out === undefined ? {} : { out }),
    ...each,
  });
  return { ...report, files: report.files.map(fileUri) };
}

/** Leaves out what people rejected, or what they did not accept. */
async function reviewed(source: string, filter: ReviewFilter, as: ExportId, choices: ExportChoices) {
  const { ledger } = await readReview(openLineFile(reviewFileOf(source)));
  return (record: TrajectoryRecord): SidedRecord => {
    const { id, index } = record;
    const message = leftOutByReview(record, ledger, filter);
    if (message === undefined) return { exported: exportRecord(record, as, choices), side: 'train' };
    return { exported: { rows: [], answers: [], losses: [{ id, index, level: 'dropped', message }] }, side: 'train' };
  };
}

async function choicesOf({ as, template, parallelResults }: ExportParams): Promise<ExportChoices> {
  if (template === undefined && needsTemplate(as))
    throw refused(`${as} holds rendered text: name the model's chat template.`);
  const known = PARALLEL_RESULTS.find((how) => how === parallelResults);
  return {
    ...(known === undefined ? {} : { parallelResults: known }),
    ...(template === undefined ? {} : { renderer: await rendererOf(template) }),
  };
}

function needsTemplate(as: ExportId): boolean {
  return EXPORT_TARGETS[as].needsTemplate === true;
}

async function rendererOf(uri: string) {
  const file = filePath(uri);
  if (file === undefined) throw refused('A template is read from a file on this machine.');
  return openTemplate(readTemplateText(await readRegularText(file, MAX_TEMPLATE)));
}

/** Counts a run, finished or not; the page is self-contained and runs no script. */
export async function runStatistics(uri: string, signal: AbortSignal): Promise<RunStatisticsResult> {
  const source = await existing(uri);
  const folder = path.dirname(source);
  const lines = {
    records: openLineFile(source).readAll(),
    dropped: openLineFile(path.join(folder, DROPPED)).readAll(),
    status: parseManifest(await openRunFolder(folder).read(MANIFEST))?.status ?? ('unknown' as const),
  };
  const { statistics, broken } = await statisticsOf(lines, signal);
  return { statistics, broken, page: statisticsPage(`Run ${path.basename(folder)}`, statistics) };
}

/** Records whose signatures are no longer those of the workspace. */
export async function staleIn(session: Session, uri: string, signal: AbortSignal): Promise<StaleResult> {
  const source = await existing(uri);
  const before = readSignatures(await openRunFolder(path.dirname(source)).read(SIGNATURES));
  await session.graph.reload();
  const { statedCatalog: catalog } = session.graph;
  if (catalog.entries.length === 0) throw refused('The workspace holds no functions to compare the run with.');
  const reasons = createStaleTools(catalog.entries, before, catalogHash(catalog));
  const comparedWith = before === undefined ? 'tools' : 'signatures';
  return staleRecords(openLineFile(source).readAll(), reasons, comparedWith, signal);
}

async function existing(uri: string): Promise<string> {
  const file = await recordsFile(String(uri));
  if (!(await isThere(file))) throw refused(`${path.dirname(file)} holds no ${path.basename(file)}.`);
  return file;
}
