import {
  calledNames,
  checkCalls,
  checkRecord,
  type DataNote,
  type DataProblem,
  type DuplicateFinding,
  duplicateFinding,
  NearDuplicates,
  type OverlapFinding,
  overlapFindings,
  type PathOverlap,
  type RunRow,
  recordNotes,
} from '../dataset/index.ts';
import type { Against } from './against.ts';
import { joinLines } from './gate.ts';

const MAX_PROBLEMS = 10_000;
const SHOWN = 20;

type Place = { readonly record: number; readonly line: number };

/** What `magnet check-data` prints as JSON. */
export interface DataReport {
  readonly file: string;
  readonly format: string;
  readonly records: number;
  readonly calls: number;
  readonly notChecked: number;
  /** Problems by kind, all of them counted. */
  readonly counts: Readonly<Record<string, number>>;
  /** Lines or rows that hold no record. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** In order, at most 10,000. */
  readonly problems: readonly ((DataProblem | OverlapFinding | DuplicateFinding) & Place)[];
  readonly problemsLeftOut: number;
  /** What may be right all the same, counted by kind; it does not change the exit code. */
  readonly noteCounts: Readonly<Record<string, number>>;
  /** In order, at most 10,000. */
  readonly notes: readonly ((DataNote | OverlapFinding) & Place)[];
  /** Where other sets were named: what was compared. */
  readonly against?: AgainstReport;
  /** Where near-duplicates were asked for. */
  readonly nearDuplicates?: { readonly similarity: number; readonly records: number; readonly notKept: number };
}

interface AgainstReport {
  readonly files: readonly string[];
  readonly similarity: number;
  /** Their texts that were compared, and those too short to be. */
  readonly texts: number;
  readonly tooShort: number;
  /** Texts that only passages were compared of, for want of room. */
  readonly withoutMinHash: number;
  /** One of how many passages was kept, for want of room. */
  readonly onePassageOf: number;
  /** Records with a copy or near copy of one of their texts. */
  readonly records: number;
  readonly paths: PathOverlap;
}

/** What is looked for beside a record's own faults. */
export interface DataQuestions {
  readonly against?: Against & { readonly similarity: number };
  readonly nearDuplicates?: number;
}

/** Takes rows one by one and says what was found in them. */
export class DataReportBuilder {
  readonly #file: string;
  readonly #against: DataQuestions['against'];
  readonly #similarity: number | undefined;
  readonly #duplicates: NearDuplicates | undefined;
  readonly #counts = new Map<string, number>();
  readonly #problems: DataReport['problems'][number][] = [];
  readonly #noteCounts = new Map<string, number>();
  readonly #notes: DataReport['notes'][number][] = [];
  readonly #broken: { line: number; reason: string }[] = [];
  readonly #formats = new Set<string>();
  #records = 0;
  #calls = 0;
  #notChecked = 0;
  #leftOut = 0;
  #overlapping = 0;
  #doubles = 0;

  constructor(file: string, { against, nearDuplicates }: DataQuestions = {}) {
    this.#file = file;
    this.#against = against;
    this.#similarity = nearDuplicates;
    this.#duplicates = nearDuplicates === undefined ? undefined : new NearDuplicates(nearDuplicates);
  }

  add(row: RunRow): void {
    if ('problem' in row) {
      this.#broken.push({ line: row.line, reason: row.problem });
      return;
    }
    const place = { record: row.index, line: row.line };
    this.#records += 1;
    this.#formats.add(row.format);
    const checks = checkCalls(row.record);
    const { problems, calls, notChecked } = checkRecord(row.record, checks);
    const overlaps = this.#overlaps(row);
    const passages = overlaps.filter(({ kind }) => kind === 'shared-passage');
    for (const note of [...leftOutNotes(row), ...recordNotes(row.record, checks), ...passages]) {
      this.#noteCounts.set(note.kind, (this.#noteCounts.get(note.kind) ?? 0) + 1);
      if (this.#notes.length < MAX_PROBLEMS) this.#notes.push({ ...place, ...note });
    }
    const copies = overlaps.filter(({ kind }) => kind !== 'shared-passage');
    this.#overlapping += Number(copies.length > 0);
    this.#calls += calls;
    this.#notChecked += notChecked;
    for (const problem of [...problems, ...copies, ...this.#double(row)]) {
      this.#counts.set(problem.kind, (this.#counts.get(problem.kind) ?? 0) + 1);
      if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ ...place, ...problem });
      else this.#leftOut += 1;
    }
  }

  #overlaps({ record }: Extract<RunRow, { record: unknown }>): OverlapFinding[] {
    if (this.#against === undefined) return [];
    this.#against.paths.count(calledNames(record));
    return overlapFindings(record, this.#against.index);
  }

  #double({ record, index }: Extract<RunRow, { record: unknown }>): DuplicateFinding[] {
    const near = this.#duplicates?.check(record, index);
    this.#doubles += Number(near !== undefined);
    return near === undefined ? [] : [duplicateFinding(near)];
  }

  finish(): DataReport {
    return {
      file: this.#file,
      format: [...this.#formats].join(', ') || 'unknown',
      records: this.#records,
      calls: this.#calls,
      notChecked: this.#notChecked,
      counts: sorted(this.#counts),
      broken: this.#broken,
      problems: this.#problems,
      problemsLeftOut: this.#leftOut,
      noteCounts: sorted(this.#noteCounts),
      notes: this.#notes,
      ...this.#comparisons(),
    };
  }

  #comparisons(): Pick<DataReport, 'against' | 'nearDuplicates'> {
    const against = this.#against;
    return {
      ...(against === undefined
        ? {}
        : {
            against: {
              files: against.files,
              similarity: against.similarity,
              ...against.index.figures,
              records: this.#overlapping,
              paths: against.paths.finish(),
            },
          }),
      ...(this.#duplicates === undefined || this.#similarity === undefined
        ? {}
        : {
            nearDuplicates: {
              similarity: this.#similarity,
              records: this.#doubles,
              notKept: this.#duplicates.notKept,
            },
          }),
    };
  }
}

/** What the row holds and the record that was checked does not. */
function leftOutNotes({ leftOut = [] }: Extract<RunRow, { record: unknown }>): DataNote[] {
  return leftOut.map((detail) => ({ kind: 'left-out', message: 0, detail }));
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The report for people. */
export function dataReportText(report: DataReport, given: string): string {
  const counts = Object.entries(report.counts).map(([kind, count]) => `${count} ${kind}`);
  const notes = Object.entries(report.noteCounts).map(([kind, count]) => `${count} ${kind}`);
  const lines = [
    `${given}: ${report.records} records (${report.format}), ${report.calls} calls, ${report.notChecked} of them not checked for want of tools`,
    counts.length === 0 ? 'nothing wrong in what was checked' : counts.join(', '),
    ...(notes.length === 0 ? [] : [`to look at: ${notes.join(', ')}`]),
    ...(report.against === undefined ? [] : againstText(report.against, report.records)),
    ...(report.nearDuplicates === undefined ? [] : [duplicatesText(report.nearDuplicates)]),
    ...report.broken.slice(0, SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...report.problems
      .slice(0, SHOWN)
      .map(
        ({ record, line, kind, message, detail }) =>
          `  record ${record} (line ${line}), message ${message}: ${kind}: ${detail}`,
      ),
  ];
  const more = report.problems.length + report.problemsLeftOut - SHOWN;
  return joinLines([...lines, ...(more > 0 ? [`  and ${more} more (--format json lists them)`] : [])]);
}

function againstText(against: AgainstReport, records: number): string[] {
  const { files, texts, tooShort, paths, withoutMinHash, onePassageOf } = against;
  const named = files.length === 1 ? files[0] : `${files.length} files`;
  return [
    `against ${named}: ${texts} texts compared, ${tooShort} too short; ${against.records} of ${records} records hold a copy of one`,
    ...(onePassageOf === 1 ? [] : [`  for want of room one of ${onePassageOf} passages was compared`]),
    ...(withoutMinHash === 0 ? [] : [`  for want of room ${withoutMinHash} texts were compared by passages alone`]),
    ...(paths.theirs === 0
      ? []
      : [
          `function sequences: ${paths.samePath} of ${paths.records} stand there too, ${paths.samePairs} of ${paths.pairs} pairs of neighbouring calls`,
        ]),
  ];
}

function duplicatesText({ records, similarity, notKept }: NonNullable<DataReport['nearDuplicates']>): string {
  const left = notKept === 0 ? '' : `; ${notKept} records were not remembered for want of room`;
  return `${records} records are nearly the same as an earlier one (similarity ${similarity} and above)${left}`;
}
