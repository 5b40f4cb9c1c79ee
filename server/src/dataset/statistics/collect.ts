import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { DroppedLine } from '../run-stats.ts';
import { type Diversity, DiversityMeter } from './diversity.ts';

/** A distribution of small whole numbers. */
export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Value → records that have it. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What a run holds; every number counted from its files. */
export interface RunStatistics {
  readonly records: number;
  readonly pairs: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly turns: Spread;
  readonly calls: Spread;
  /** Of the multi-turn records alone, as the paper counts (sec. 3.7). */
  readonly multiTurn: { readonly records: number; readonly turns: number; readonly calls: number };
  /** Turns by how they came to be: call, miss_func, miss_params. */
  readonly turnKinds: Readonly<Record<string, number>>;
  /** Steps by origin: walk, merge, insert, insert-recall. */
  readonly origins: Readonly<Record<string, number>>;
  /** Graph operations of the paths: merge, insert, split. */
  readonly operations: Readonly<Record<string, number>>;
  /** Negatives by error type, 1 to 5. */
  readonly errorTypes: Readonly<Record<string, number>>;
  readonly certificates: Readonly<Record<string, { readonly holds: number; readonly fails: number }>>;
  /** Where the values of arguments came from. */
  readonly sources: Readonly<Record<string, number>>;
  readonly review: Readonly<Record<string, number>>;
  /** Tool name → records that offer it, and calls of it in right conversations. */
  readonly functions: Readonly<Record<string, { readonly offered: number; readonly called: number }>>;
  /** Uses of one function's output in another's argument, `producer → consumer`. */
  readonly edges: Readonly<Record<string, number>>;
  readonly queries: Diversity;
  readonly answers: Diversity;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly costUsd: number;
  readonly dropped: Readonly<Record<string, number>>;
  /** Of the run so far, and whether it is finished. */
  readonly status: 'running' | 'finished' | 'unknown';
}

/** Counts records and dropped lines one by one. */
export class StatisticsCollector {
  readonly #kinds = new Counter();
  readonly #turns = new Counter();
  readonly #calls = new Counter();
  readonly #multiTurn = { records: 0, turns: 0, calls: 0 };
  readonly #turnKinds = new Counter();
  readonly #origins = new Counter();
  readonly #operations = new Counter();
  readonly #errorTypes = new Counter();
  readonly #holds = new Counter();
  readonly #fails = new Counter();
  readonly #sources = new Counter();
  readonly #review = new Counter();
  readonly #offered = new Counter();
  readonly #called = new Counter();
  readonly #edges = new Counter();
  readonly #dropped = new Counter();
  readonly #queries = new DiversityMeter();
  readonly #answers = new DiversityMeter();
  readonly #tokens = { input: 0, output: 0 };
  #records = 0;
  #pairs = 0;
  #costUsd = 0;

  add(record: TrajectoryRecord): void {
    this.#records += 1;
    if (record.rejected !== undefined) this.#pairs += 1;
    this.#addShape(record);
    this.#addPath(record);
    this.#addProof(record);
    this.#addTools(record);
    this.#addTexts(record);
    // A record that somebody edited may be without what no reader needs.
    const { tokens, costUsd }: Partial<TrajectoryRecord['provenance']> = record.provenance;
    this.#tokens.input += tokens?.input ?? 0;
    this.#tokens.output += tokens?.output ?? 0;
    this.#costUsd += costUsd ?? 0;
  }

  #addShape({ kind, turns }: TrajectoryRecord): void {
    const calls = turns.reduce((sum, turn) => sum + turn.calls.length, 0);
    this.#kinds.add(kind);
    this.#turns.add(turns.length);
    this.#calls.add(calls);
    for (const turn of turns) this.#turnKinds.add(turn.kind);
    if (kind !== 'multi-turn') return;
    this.#multiTurn.records += 1;
    this.#multiTurn.turns += turns.length;
    this.#multiTurn.calls += calls;
  }

  #addPath({ path }: TrajectoryRecord): void {
    const { turns = [], operations = [] }: Partial<TrajectoryRecord['path']> = path;
    for (const { origins = [] } of turns as readonly Partial<(typeof turns)[number]>[])
      for (const origin of origins) this.#origins.add(origin);
    for (const { op } of operations) this.#operations.add(op);
  }

  #addProof({ divergesAt, certificates, review }: TrajectoryRecord): void {
    if (divergesAt !== undefined) this.#errorTypes.add(divergesAt.errorType);
    for (const { kind, holds } of certificates) (holds ? this.#holds : this.#fails).add(kind);
    this.#review.add(review.status);
  }

  #addTools(record: TrajectoryRecord): void {
    for (const tool of record.tools) this.#offered.add(tool.function.name);
    for (const turn of record.turns) {
      for (const { message, call, sources } of turn.calls) {
        const name = calledName(record, message, call);
        if (name === undefined) continue;
        this.#called.add(name);
        for (const { from, message: origin } of sources) {
          this.#sources.add(from);
          const producer = from === 'output' && origin !== undefined ? outputName(record, origin) : undefined;
          if (producer !== undefined) this.#edges.add(`${producer} → ${name}`);
        }
      }
    }
  }

  #addTexts({ messages }: TrajectoryRecord): void {
    for (const message of messages) {
      if (message.role === 'user') this.#queries.add(message.content);
      else if (message.role === 'assistant' && message.content !== '') this.#answers.add(message.content);
    }
  }

  addDropped({ reason }: Pick<DroppedLine, 'reason'>): void {
    this.#dropped.add(reason);
  }

  finish(status: RunStatistics['status']): RunStatistics {
    const names = [...new Set([...this.#offered.keys(), ...this.#called.keys()])].sort();
    const kinds = [...new Set([...this.#holds.keys(), ...this.#fails.keys()])].sort();
    return {
      records: this.#records,
      pairs: this.#pairs,
      kinds: this.#kinds.plain(),
      turns: this.#turns.spread(),
      calls: this.#calls.spread(),
      multiTurn: {
        records: this.#multiTurn.records,
        turns: share(this.#multiTurn.turns, this.#multiTurn.records),
        calls: share(this.#multiTurn.calls, this.#multiTurn.records),
      },
      turnKinds: this.#turnKinds.plain(),
      origins: this.#origins.plain(),
      operations: this.#operations.plain(),
      errorTypes: this.#errorTypes.plain(),
      certificates: Object.fromEntries(
        kinds.map((kind) => [kind, { holds: this.#holds.of(kind), fails: this.#fails.of(kind) }]),
      ),
      sources: this.#sources.plain(),
      review: this.#review.plain(),
      functions: Object.fromEntries(
        names.map((name) => [name, { offered: this.#offered.of(name), called: this.#called.of(name) }]),
      ),
      edges: this.#edges.plain(),
      queries: this.#queries.finish(),
      answers: this.#answers.finish(),
      tokens: this.#tokens,
      costUsd: Number(this.#costUsd.toFixed(6)),
      dropped: this.#dropped.plain(),
      status,
    };
  }
}

function calledName({ messages }: TrajectoryRecord, place: number, call: number): string | undefined {
  const message = messages[place];
  return message?.role === 'assistant' ? message.tool_calls?.[call]?.function.name : undefined;
}

function outputName({ messages }: TrajectoryRecord, place: number): string | undefined {
  const message = messages[place];
  return message?.role === 'tool' ? message.name : undefined;
}

class Counter {
  readonly #counts = new Map<string, number>();

  add(key: string | number): void {
    const name = String(key);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  keys(): Iterable<string> {
    return this.#counts.keys();
  }

  plain(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** For counters whose keys are numbers. */
  spread(): Spread {
    const entries = [...this.#counts].map(([key, count]) => [Number(key), count] as const).sort(([a], [b]) => a - b);
    const total = entries.reduce((sum, [, count]) => sum + count, 0);
    const sum = entries.reduce((all, [value, count]) => all + value * count, 0);
    return {
      mean: share(sum, total),
      min: entries[0]?.[0] ?? 0,
      max: entries.at(-1)?.[0] ?? 0,
      counts: Object.fromEntries(entries),
    };
  }
}

function share(sum: number, count: number): number {
  return count === 0 ? 0 : Math.round((sum / count) * 100) / 100;
}
