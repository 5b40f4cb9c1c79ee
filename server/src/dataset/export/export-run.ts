import path from 'node:path';
import { isThere, type LineSink, openLineFile, openLineSink, writeWhole } from '../../files/index.ts';
import { type BrokenLine, recordsIn } from '../read/record-lines.ts';
import { learntLength } from '../template/index.ts';
import { createBfclFolder } from './bfcl-folder.ts';
import { EXPORT_TARGETS, type ExportedRecord, exportRecord } from './index.ts';
import type { ExportChoices, ExportId, Loss } from './target.ts';

interface RunExport {
  readonly as: ExportId;
  readonly choices: ExportChoices;
  /** The file to write; without one nothing is written, and the report is the pre-flight. */
  readonly out?: string;
  /** Replace files beside it that a trainer reads with it. */
  readonly force: boolean;
  readonly signal?: AbortSignal;
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
  const { as, choices, out, signal } = options;
  const tally = new Tally();
  const broken: BrokenLine[] = [];
  const output = out === undefined ? undefined : await openOutput(out, options);
  for await (const record of recordsIn(openLineFile(source).readAll(), broken, signal)) {
    const exported = exportRecord(record, as, choices);
    tally.add(exported);
    await output?.add(exported);
  }
  const files = (await output?.end()) ?? [];
  return { files, ...tally.counts(), broken, ...tally.lost(), ...tally.rendered(choices) };
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
async function openOutput(out: string, { as, choices, force }: RunExport) {
  const rowsFile = await openLineSink(out);
  const answersPath = siblingPath(out, 'answers');
  let answersFile: LineSink | undefined;
  const folder = as === 'bfcl' ? createBfclFolder(out, choices.classWorld) : undefined;
  return {
    add: async ({ rows, answers }: ExportedRecord): Promise<void> => {
      for (const row of rows) await rowsFile.line(row);
      folder?.add(rows, answers);
      if (answers.length > 0) answersFile ??= await openLineSink(answersPath);
      for (const answer of answers) await answersFile?.line(answer);
    },
    end: async (): Promise<string[]> => {
      await rowsFile.end();
      await answersFile?.end();
      const companions = await writeCompanions(out, as, force);
      const byCategory = (await folder?.write()) ?? [];
      return [out, ...(answersFile === undefined ? [] : [answersPath]), ...companions, ...byCategory];
    },
  };
}

function siblingPath(file: string, role: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.${role}${ext}`);
}

async function writeCompanions(out: string, as: ExportId, force: boolean): Promise<string[]> {
  const companions = EXPORT_TARGETS[as].companions?.(path.basename(out)) ?? {};
  const written: string[] = [];
  for (const [name, text] of Object.entries(companions)) {
    const file = path.join(path.dirname(out), name);
    if (!force && (await isThere(file))) continue;
    await writeWhole(file, text);
    written.push(file);
  }
  return written;
}
