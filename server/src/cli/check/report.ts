import { type Finding, SEVERITIES, type Severity } from '../../rules/index.ts';

/** What was checked, and what of it was printed. */
export interface Totals {
  readonly files: number;
  readonly functions: number;
  /** Findings by severity, printed or not. */
  readonly found: Readonly<Record<Severity, number>>;
  /** Not printed, being milder than asked for. */
  readonly milder: number;
  /** Not printed, being more than asked for. */
  readonly beyond: number;
}

/** One way to print findings. They come one by one, so that a million of them need not be held. */
export interface FindingWriter {
  /** Findings of one file follow each other, in the order of its text. */
  add(finding: Finding): void;
  end(totals: Totals): void;
}

export interface ReportOptions {
  /** Least severity to print. */
  readonly least: Severity;
  /** Most findings to print; the gravest are. Infinity prints each as it comes. */
  readonly most: number;
}

/** Counts findings and hands on those to be printed. */
export class Report {
  readonly #writer: FindingWriter;
  readonly #options: ReportOptions;
  readonly #found: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  /** Under a limit: the first of each severity, in the order they came. */
  readonly #kept: { readonly place: number; readonly finding: Finding }[][] = SEVERITIES.map(() => []);
  #count = 0;

  constructor(writer: FindingWriter, options: ReportOptions) {
    this.#writer = writer;
    this.#options = options;
  }

  get errors(): number {
    return this.#found.error;
  }

  add(finding: Finding): void {
    const grade = SEVERITIES.indexOf(finding.severity);
    this.#found[finding.severity]++;
    if (grade > SEVERITIES.indexOf(this.#options.least)) return;
    const place = this.#count++;
    if (this.#options.most === Number.POSITIVE_INFINITY) this.#writer.add(finding);
    else if ((this.#kept[grade]?.length ?? 0) < this.#options.most) this.#kept[grade]?.push({ place, finding });
  }

  end(files: number, functions: number): void {
    const kept = this.#kept.flat().slice(0, this.#options.most);
    kept.sort((a, b) => a.place - b.place);
    for (const { finding } of kept) this.#writer.add(finding);
    const all = SEVERITIES.reduce((sum, severity) => sum + this.#found[severity], 0);
    const beyond = this.#options.most === Number.POSITIVE_INFINITY ? 0 : this.#count - kept.length;
    this.#writer.end({ files, functions, found: this.#found, milder: all - this.#count, beyond });
  }
}
