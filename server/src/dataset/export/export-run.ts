import { type LineSink, openLineFile, openLineSink } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { type BrokenLine, recordsIn } from '../read/record-lines.ts';
import type { Side } from '../split/index.ts';
import { learntLength } from '../template/index.ts';
import { createBfclFolder } from './bfcl-folder.ts';
import { createBfclIds } from './bfcl-ids.ts';
import { siblingPath, writeCompanions } from './companions.ts';
import { type ExportedRecord, exportRecord } from './index.ts';
import { type HubLayout, openRowFiles, type PartCounts } from './row-files.ts';
import type { ExportChoices, ExportId, Loss } from './target.ts';

interface RunExport {
  readonly as: ExportId;
  readonly choices: ExportChoices;
  /** The file to write; without one nothing is written, and the report is the pre-flight. */
  readonly out?: string;
  /** Replace files beside it that a trainer reads with it. */
  readonly force: boolean;
  /** `false`: none of the small files that say how a trainer is started. */
  readonly companions?: boolean;
  readonly signal?: AbortSignal;
  /** Files of both sides, in place of `out`, of an export in two parts. */
  readonly sides?: Readonly<Record<Side, string>>;
  /** `out` is a folder as the Hugging Face Hub lays out a data set; files of both sides lie in it. */
  readonly hub?: HubLayout;
  /**
   * What becomes of a record and which side it goes to; else it is exported as it is.
   * @param at 0-based place among the records that can be read
   */
  readonly each?: (record: TrajectoryRecord, at: number) => SidedRecord;
}

/** A record in a trainer's form, and the side it goes to where there are two. */
export interface SidedRecord {
  readonly exported: ExportedRecord;
  readonly side: Side;
}

export interface RunExportReport {
  readonly files: readonly string[];
  readonly records: number;
  readonly rows: number;
  readonly dropped: number;
  readonly changed: number;
  readonly broken: readonly BrokenLine[];
  /** In record order, at most 10,000. */
  readonly losses: readonly Loss[];
  readonly lossesLeftOut: number;
  /** What the template makes of the rows, where one was named. */
  readonly template?: TemplateReport;
  /** Of Parquet: places of the rows that hold JSON text, for no type holds all their values. */
  readonly jsonText?: readonly string[];
  /** Of an export in two parts. */
  readonly parts?: Readonly<Record<Side, PartCounts>>;
}

/** Sides of records that the template rendered, and how much of them is learnt. */
export interface TemplateReport {
  readonly rendered: number;
  readonly characters: number;
  readonly learnt: number;
  /** Who says what is learnt: the template's own marks, or the difference of prefixes. */
  readonly by: 'generation' | 'prefix';
}

const MAX_LOSSES = 10_000;

/** Writes the records of a file in a trainer's form, one after the other: a run may be larger than memory. */
export async function exportRun(source: string, options: RunExport): Promise<RunExportReport> {
  const { as, choices, out, sides, signal } = options;
  const each = options.each ?? ((record) => ({ exported: exportRecord(record, as, choices), side: 'train' }));
  const tally = new Tally();
  const broken: BrokenLine[] = [];
  const output = out === undefined ? undefined : await openOutput(out, options);
  let at = 0;
  for await (const record of recordsIn(openLineFile(source).readAll(), broken, signal)) {
    const { exported, side } = each(record, at);
    at += 1;
    tally.add(exported);
    await output?.add(exported, side);
  }
  const { files, ...columns } = (await output?.end()) ?? { files: [] };
  const parts = output === undefined || sides === undefined ? {} : { parts: output.counts() };
  return { files, ...tally.counts(), broken, ...tally.lost(), ...tally.rendered(choices), ...columns, ...parts };
}

/** What is counted on the way. */
class Tally {
  #records = 0;
  #rows = 0;
  #dropped = 0;
  #changed = 0;
  #lastChanged = -1;
  #leftOut = 0;
  readonly #losses: Loss[] = [];
  readonly #template = { rendered: 0, characters: 0, learnt: 0 };

  add({ rows, losses, masks }: ExportedRecord): void {
    this.#records += 1;
    this.#rows += rows.length;
    if (rows.length === 0) this.#dropped += 1;
    for (const loss of losses) this.#note(loss);
    for (const mask of masks ?? []) {
      this.#template.rendered += 1;
      this.#template.characters += mask.text.length;
      this.#template.learnt += learntLength(mask);
    }
  }

  #note(loss: Loss): void {
    if (this.#losses.length < MAX_LOSSES) this.#losses.push(loss);
    else this.#leftOut += 1;
    if (loss.level !== 'changed' || loss.index === this.#lastChanged) return;
    this.#changed += 1;
    this.#lastChanged = loss.index;
  }

  counts(): Pick<RunExportReport, 'records' | 'rows' | 'dropped' | 'changed'> {
    return { records: this.#records, rows: this.#rows, dropped: this.#dropped, changed: this.#changed };
  }

  lost(): Pick<RunExportReport, 'losses' | 'lossesLeftOut'> {
    return { losses: this.#losses, lossesLeftOut: this.#leftOut };
  }

  rendered({ renderer }: ExportChoices): Pick<RunExportReport, 'template'> {
    if (renderer === undefined) return {};
    return { template: { ...this.#template, by: renderer.marksGeneration ? 'generation' : 'prefix' } };
  }
}

/** The files of one export: rows, answers beside them, companions, BFCL's folder. */
async function openOutput(out: string, { as, choices, force, sides, hub, companions: wanted }: RunExport) {
  const rowFiles = await openRowFiles(out, sides, hub);
  const answersPath = siblingPath(out, 'answers');
  let answersFile: LineSink | undefined;
  const folder = as === 'bfcl' ? createBfclFolder(out, choices.classWorld) : undefined;
  const withOwnIds = as === 'bfcl' ? createBfclIds() : undefined;
  return {
    counts: rowFiles.counts,
    add: async (exported: ExportedRecord, side: Side): Promise<void> => {
      const { rows, answers } = withOwnIds?.(exported) ?? exported;
      await rowFiles.add(rows, side);
      folder?.add(rows, answers);
      if (answers.length > 0) answersFile ??= await openLineSink(answersPath);
      for (const answer of answers) await answersFile?.line(answer);
    },
    end: async (): Promise<{ files: string[]; jsonText?: readonly string[] }> => {
      const { files, jsonText } = await rowFiles.end();
      await answersFile?.end();
      const companions =
        wanted === false || hub !== undefined
          ? []
          : await writeCompanions(sides?.train ?? out, { as, force, test: sides?.test });
      const byCategory = (await folder?.write()) ?? [];
      return {
        files: [...files, ...(answersFile === undefined ? [] : [answersPath]), ...companions, ...byCategory],
        ...(jsonText === undefined ? {} : { jsonText }),
      };
    },
  };
}
