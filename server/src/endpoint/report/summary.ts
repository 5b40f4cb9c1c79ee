import type { BrokenLine, RecordResult, TestTurn } from '../engine/types.ts';
import { type Comparison, mcnemar, passPower, percentile, type Share, wilson } from './statistics.ts';

/** US dollars for a million tokens. */
export interface TestPrice {
  readonly input: number;
  readonly output: number;
}

/** What `magnet test --format json` prints, but for the results themselves. */
export interface TestReport {
  readonly url: string;
  readonly model: string;
  /** Records played, each play counted. */
  readonly records: number;
  readonly right: number;
  readonly wrong: number;
  /** Records without a verdict: counted neither right nor wrong. */
  readonly unjudged: number;
  /** Turns with a verdict. */
  readonly turns: number;
  readonly turnsRight: number;
  readonly byKind: Readonly<Record<string, { readonly turns: number; readonly right: number }>>;
  readonly seconds: number;
  readonly cancelled: boolean;
  /** Lines that hold no record, 1-based. */
  readonly broken: readonly BrokenLine[];
  readonly share: { readonly records: Share; readonly turns: Share };
  /** Means over judged records: outputs of the reference obtained, and all obtained with an end in words. */
  readonly progress: number;
  readonly success: number;
  /** Records by kind; turns by function, edge and operation: right of how many, worst first. */
  readonly byCategory: Readonly<Record<string, Share>>;
  readonly byFunction: Readonly<Record<string, Share>>;
  readonly byEdge: Readonly<Record<string, Share>>;
  readonly byOperation: Readonly<Record<string, Share>>;
  /** Wrong turns by error type (1 to 5) and by label. */
  readonly errorTypes: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
  /** Calls that this client put right before they were read, by kind; published checkers would refuse them. */
  readonly repairs: Readonly<Record<string, number>>;
  readonly advice: readonly string[];
  /** pass^k for each k up to the number of plays; absent where each record is played once. */
  readonly passPower?: Readonly<Record<string, number>>;
  readonly baseline?: Comparison & { readonly compared: number };
  readonly usage: { readonly input: number; readonly output: number; readonly costUsd?: number };
  /** Milliseconds of a turn. */
  readonly latency: { readonly mean: number; readonly p50: number; readonly p95: number };
  readonly results: readonly RecordResult[];
}

export interface ReportInput {
  readonly url: string;
  readonly model: string;
  readonly results: readonly RecordResult[];
  readonly broken: readonly BrokenLine[];
  readonly milliseconds: number;
  readonly cancelled: boolean;
  readonly baseline?: readonly RecordResult[];
  readonly price?: TestPrice;
}

export function makeReport(input: ReportInput): TestReport {
  const { results } = input;
  const judged = results.filter((result) => result.verdict !== 'unjudged');
  const right = judged.filter((result) => result.right).length;
  const turns = results.flatMap((result) => result.turns).filter((turn) => turn.verdict !== 'unjudged');
  const turnsRight = turns.filter((turn) => turn.right).length;
  const plays = Math.max(1, ...results.map((result) => (result.repeat ?? 0) + 1));
  const mean = (values: readonly number[]) =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  const times = turns.map((turn) => turn.milliseconds);
  return {
    url: input.url,
    model: input.model,
    records: results.length,
    right,
    wrong: judged.length - right,
    unjudged: results.length - judged.length,
    turns: turns.length,
    turnsRight,
    byKind: kindsOf(turns),
    seconds: Math.round(input.milliseconds) / 1000,
    cancelled: input.cancelled,
    broken: input.broken,
    share: { records: wilson(right, judged.length), turns: wilson(turnsRight, turns.length) },
    progress: mean(judged.map((result) => result.progress)),
    success: mean(judged.map((result) => Number(result.success))),
    byCategory: sharesBy(judged, (result) => [result.kind]),
    byFunction: sharesBy(turns, (turn) => turn.functions),
    byEdge: sharesBy(turns, (turn) => turn.edges),
    byOperation: sharesBy(turns, (turn) => turn.operations),
    errorTypes: countsOf(turns.flatMap((turn) => (turn.errorType === undefined ? [] : [String(turn.errorType)]))),
    labels: countsOf(turns.flatMap((turn) => turn.labels)),
    repairs: repairsOf(turns),
    advice: [...new Set(turns.flatMap((turn) => turn.advice))],
    ...(plays === 1 ? {} : { passPower: powersOf(judged, plays) }),
    ...(input.baseline === undefined ? {} : { baseline: compared(input.baseline, judged) }),
    usage: usageOf(results, input.price),
    latency: { mean: Math.round(mean(times)), p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
    results,
  };
}

function kindsOf(turns: readonly TestTurn[]): Record<string, { turns: number; right: number }> {
  const byKind: Record<string, { turns: number; right: number }> = {};
  for (const { kind, right } of turns) {
    byKind[kind] ??= { turns: 0, right: 0 };
    byKind[kind].turns += 1;
    if (right) byKind[kind].right += 1;
  }
  return byKind;
}

function sharesBy<T extends { readonly right: boolean }>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): Record<string, Share> {
  const counts = new Map<string, { right: number; of: number }>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const count = counts.get(key) ?? { right: 0, of: 0 };
      counts.set(key, { right: count.right + Number(item.right), of: count.of + 1 });
    }
  }
  const shares = [...counts].map(([key, { right, of }]): [string, Share] => [key, wilson(right, of)]);
  return Object.fromEntries(shares.sort(([, left], [, right]) => left.share - right.share || right.of - left.of));
}

function countsOf(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function repairsOf(turns: readonly TestTurn[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [kind, count] of turns.flatMap((turn) => Object.entries(turn.repairs)))
    counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

function powersOf(results: readonly RecordResult[], plays: number): Record<string, number> {
  const tasks = new Map<string, { right: number; of: number }>();
  for (const { id, index, right } of results) {
    const task = tasks.get(`${id} ${index}`) ?? { right: 0, of: 0 };
    tasks.set(`${id} ${index}`, { right: task.right + Number(right), of: task.of + 1 });
  }
  const ks = Array.from({ length: plays }, (_, at) => at + 1);
  return Object.fromEntries(ks.map((k) => [String(k), passPower([...tasks.values()], k)]));
}

function compared(baseline: readonly RecordResult[], now: readonly RecordResult[]) {
  const key = ({ id, index, repeat }: RecordResult) => `${id} ${index} ${repeat ?? 0}`;
  const before = new Map(
    baseline.flatMap((result) => (result.verdict === 'unjudged' ? [] : [[key(result), result.right] as const])),
  );
  const pairs = now.flatMap((result): [boolean, boolean][] => {
    const was = before.get(key(result));
    return was === undefined ? [] : [[was, result.right]];
  });
  return { ...mcnemar(pairs), compared: pairs.length };
}

function usageOf(results: readonly RecordResult[], price: TestPrice | undefined): TestReport['usage'] {
  const input = results.reduce((sum, { usage }) => sum + usage.input, 0);
  const output = results.reduce((sum, { usage }) => sum + usage.output, 0);
  if (price === undefined) return { input, output };
  return { input, output, costUsd: (input * price.input + output * price.output) / 1_000_000 };
}
