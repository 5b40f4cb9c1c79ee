import type { RunRow } from '../read/run.ts';
import { verifyRecord } from './record.ts';
import type { VerifyGround, VerifyProblem } from './types.ts';

/** A record, or a line that holds none, of which something is not so. */
export interface FailedRecord {
  readonly index: number;
  readonly id: string;
  readonly problems: readonly VerifyProblem[];
}

export interface VerifyReport {
  readonly records: number;
  /** Records without a problem; of these some parts may not be checked. */
  readonly ok: number;
  readonly failed: readonly FailedRecord[];
  /** Lines that hold no record. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
  /** By check: of how many records it could not be made, and why. */
  readonly notChecked: Readonly<Record<string, { readonly records: number; readonly why: readonly string[] }>>;
}

/** Proves row after row; memory grows with what fails alone. */
export class Verifier {
  readonly #ground: VerifyGround;
  readonly #failed: FailedRecord[] = [];
  readonly #broken: { line: number; reason: string }[] = [];
  readonly #notChecked = new Map<string, { records: number; why: Set<string> }>();
  readonly #ids = new Map<string, number>();
  #records = 0;

  constructor(ground: VerifyGround) {
    this.#ground = ground;
  }

  async add(row: RunRow): Promise<void> {
    if ('problem' in row) {
      this.#broken.push({ line: row.line, reason: row.problem });
      return;
    }
    this.#records += 1;
    const { record } = row;
    const { problems, notChecked } = await verifyRecord(record, this.#ground);
    const all = [...problems, ...this.#twice(record.id, record.index, row.format === 'magnet')];
    if (all.length > 0) this.#failed.push({ index: record.index, id: record.id, problems: all });
    for (const { check, why } of notChecked) {
      const known = this.#notChecked.get(check) ?? { records: 0, why: new Set<string>() };
      known.records += 1;
      known.why.add(why);
      this.#notChecked.set(check, known);
    }
  }

  #twice(id: string, index: number, own: boolean): VerifyProblem[] {
    if (!own) return [];
    const first = this.#ids.get(id);
    if (first === undefined) {
      this.#ids.set(id, index);
      return [];
    }
    return [{ check: 'structure', detail: `record ${first} has the same id` }];
  }

  finish(): VerifyReport {
    return {
      records: this.#records,
      ok: this.#records - this.#failed.length,
      failed: this.#failed,
      broken: this.#broken,
      notChecked: Object.fromEntries(
        [...this.#notChecked].map(([check, { records, why }]) => [check, { records, why: [...why] }]),
      ),
    };
  }
}
