/** A share with its Wilson interval of 95 %. */
export interface Share {
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** Wilson's score interval (1927), which stays within 0 and 1 and is usable for few trials; 0 to 1 for none. */
export function wilson(right: number, of: number): Share {
  if (of === 0) return { right, of, share: 0, low: 0, high: 1 };
  const share = right / of;
  const scale = 1 + (Z * Z) / of;
  const middle = (share + (Z * Z) / (2 * of)) / scale;
  const half = (Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))) / scale;
  return {
    right,
    of,
    share,
    low: right === 0 ? 0 : Math.max(0, middle - half),
    high: right === of ? 1 : Math.min(1, middle + half),
  };
}

/** How two runs over the same records differ. */
export interface Comparison {
  readonly both: number;
  readonly neither: number;
  /** Right before and not now; right now and not before. */
  readonly lost: number;
  readonly won: number;
  /** Two-sided exact p of McNemar's test: how likely so uneven a change is where nothing changed. */
  readonly p: number;
}

/** McNemar's exact test on paired verdicts. */
export function mcnemar(pairs: Iterable<readonly [before: boolean, now: boolean]>): Comparison {
  const counts = { both: 0, neither: 0, lost: 0, won: 0 };
  for (const [before, now] of pairs) counts[before ? (now ? 'both' : 'lost') : now ? 'won' : 'neither'] += 1;
  return { ...counts, p: binomialTwoSided(counts.lost, counts.won) };
}

function binomialTwoSided(left: number, right: number): number {
  const of = left + right;
  if (of === 0) return 1;
  const less = Math.min(left, right);
  let tail = 0;
  let log = -of * Math.LN2;
  for (let k = 0; k <= less; k += 1) {
    tail += Math.exp(log);
    log += Math.log(of - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}

/**
 * pass^k of tau-bench: how likely k plays of a task are all right, estimated without bias from n plays of which c are:
 * the mean over tasks of C(c,k)/C(n,k). Tasks with fewer than k plays are left out.
 */
export function passPower(tasks: readonly { readonly right: number; readonly of: number }[], k: number): number {
  const usable = tasks.filter(({ of }) => of >= k);
  if (usable.length === 0) return 0;
  const of = usable.reduce((sum, task) => sum + chosenAll(task.right, task.of, k), 0);
  return of / usable.length;
}

function chosenAll(right: number, of: number, k: number): number {
  let share = 1;
  for (let i = 0; i < k; i += 1) share *= Math.max(0, right - i) / (of - i);
  return share;
}

/** The value below which this share of a list lies, by nearest rank; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
