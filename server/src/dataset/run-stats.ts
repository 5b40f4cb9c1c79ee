import type { TrajectoryRecord } from '../trajectory/index.ts';

/** One line of `dropped.jsonl`: a path that gave no record. `final` where its index was given up. */
export interface DroppedLine {
  readonly index: number;
  readonly attempt: number;
  readonly reason: string;
  readonly detail: string;
  readonly final: boolean;
  /** What the teacher wrote, where that was the reason. */
  readonly text?: string;
}

/** Reason of a line whose record was set aside, for the teacher could not be reached; the same command tries it again. */
export const SET_ASIDE = 'teacher-fault';

/** Counts of a run; the same whether counted while writing or from the files afterwards. */
export class RunStats {
  readonly counts = new Map<string, number>();
  readonly errorTypes = new Map<string, number>();
  readonly certificates = new Map<string, number>();
  readonly dropped = new Map<string, number>();
  /** Texts and calls asked for again with the reason, by reason; of this command alone. */
  readonly repairs = new Map<string, number>();
  /** What came of a student's replies; of this command alone. */
  readonly student = new Map<string, number>();
  /** Pairs by what is preferred at their divergence and what is rejected there: `ask over call`. */
  readonly preferences = new Map<string, number>();
  /** Pairs that differ in nothing but their last text. */
  lastTextOnly = 0;
  /** Calls by tool, and pairs of tools of which the first gave the second a value, as `coverageOf` takes them. */
  readonly called = new Map<string, number>();
  readonly fed = new Map<string, number>();
  records = 0;
  pairs = 0;
  turns = 0;
  calls = 0;
  /** Of the multi-turn records alone, as the paper counts (sec. 3.7). */
  readonly multiTurn = { turns: 0, calls: 0 };
  paths = 0;
  givenUp = 0;
  /** Indices to be tried again. */
  readonly setAside: number[] = [];
  tokensIn = 0;
  tokensOut = 0;
  costUsd = 0;

  addRecord(record: TrajectoryRecord): void {
    this.#addUses(record);
    this.records += 1;
    this.paths += 1;
    bump(this.counts, record.kind);
    const calls = record.turns.reduce((sum, turn) => sum + turn.calls.length, 0);
    this.turns += record.turns.length;
    this.calls += calls;
    if (record.kind === 'multi-turn') {
      this.multiTurn.turns += record.turns.length;
      this.multiTurn.calls += calls;
    }
    this.tokensIn += record.provenance.tokens.input;
    this.tokensOut += record.provenance.tokens.output;
    this.costUsd += record.provenance.costUsd;
    if (record.rejected !== undefined) this.pairs += 1;
    const { preferred, avoided } = record.divergesAt ?? {};
    if (preferred !== undefined && avoided !== undefined) bump(this.preferences, `${preferred} over ${avoided}`);
    if (differsInLastText(record)) this.lastTextOnly += 1;
    if (record.divergesAt !== undefined) bump(this.errorTypes, String(record.divergesAt.errorType));
    for (const certificate of record.certificates) if (certificate.holds) bump(this.certificates, certificate.kind);
  }

  #addUses({ messages, turns }: TrajectoryRecord): void {
    for (const { message, call, sources } of turns.flatMap(({ calls }) => calls)) {
      const made = messages[message];
      const name = made?.role === 'assistant' ? made.tool_calls?.[call]?.function.name : undefined;
      if (name === undefined) continue;
      bump(this.called, name);
      for (const source of sources) {
        const output = messages[source.message ?? -1];
        if (output?.role === 'tool') bump(this.fed, `${output.name} → ${name}`);
      }
    }
  }

  addDropped(line: DroppedLine): void {
    this.paths += 1;
    bump(this.dropped, line.reason);
    if (line.final) this.givenUp += 1;
    if (line.final && line.reason === SET_ASIDE) this.setAside.push(line.index);
  }

  addRepairs(repairs: Readonly<Record<string, number>> = {}): void {
    for (const [reason, count] of Object.entries(repairs)) bump(this.repairs, reason, count);
  }

  /** Share of the tried paths that became a record. */
  get yield(): number {
    return this.paths === 0 ? 0 : this.records / this.paths;
  }
}

/** Both sides end with the message where they part: nothing but a text is different. */
function differsInLastText({ messages, rejected, divergesAt }: TrajectoryRecord): boolean {
  if (divergesAt === undefined) return false;
  const last = messages.length - 1;
  return divergesAt.message === last && rejected?.length === messages.length;
}

function bump(map: Map<string, number>, key: string, by = 1): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

/** A map as a plain object, keys in order. */
export function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([left], [right]) => (left < right ? -1 : 1)));
}
