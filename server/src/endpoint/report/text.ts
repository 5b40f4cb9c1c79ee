import type { Share } from './statistics.ts';
import type { TestReport } from './summary.ts';

const MAX_LINES = 10;

/** The report as lines for a terminal; the caller writes out what a terminal would obey. */
export function textReport(report: TestReport): string[] {
  const kinds = Object.entries(report.byKind).map(([kind, { turns, right }]) => `${kind} ${right} of ${turns}`);
  const wrong = report.results.filter((result) => result.verdict === 'wrong');
  const unjudged = report.results.filter((result) => result.verdict === 'unjudged');
  return [
    `${report.model} at ${report.url}: ${report.right} of ${report.records} records right, ${report.turnsRight} of ${report.turns} turns, in ${report.seconds} s`,
    `records right: ${interval(report.share.records)}; progress ${percent(report.progress)}, success ${percent(report.success)}`,
    `turns by kind: ${kinds.join(', ') || 'none'}`,
    ...counts('wrong turns by label', report.labels),
    ...counts('wrong turns by error type', report.errorTypes),
    ...counts('calls put right before they were read', report.repairs),
    ...report.advice,
    ...shares('worst functions', report.byFunction),
    ...shares('worst edges', report.byEdge),
    ...wrong.slice(0, MAX_LINES).map(({ index, turns }) => {
      const first = turns.find((turn) => turn.verdict === 'wrong');
      return `  record ${index}, turn ${first?.turn ?? 0}: ${first?.problems[0] ?? first?.labels[0] ?? 'wrong'}`;
    }),
    ...more(wrong.length),
    ...(unjudged.length === 0 ? [] : [`${unjudged.length} records could not be judged; they count as not right:`]),
    ...unjudged.slice(0, MAX_LINES).map(({ index, error }) => `  record ${index}: ${error ?? ''}`),
    ...more(unjudged.length),
    ...report.broken.slice(0, MAX_LINES).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...more(report.broken.length),
    ...powerLines(report),
    ...baselineLines(report),
    `a turn took ${report.latency.mean} ms (median ${report.latency.p50}, 95 % within ${report.latency.p95}); ${usage(report)}`,
    ...(report.cancelled ? ['Cancelled: --resume goes on from here.'] : []),
  ];
}

function more(count: number): string[] {
  return count > MAX_LINES ? [`  and ${count - MAX_LINES} more`] : [];
}

/** `87.5 % (7 of 8; 52.9 to 97.8 %)` */
export function interval({ right, of, share, low, high }: Share): string {
  return of === 0 ? 'none judged' : `${percent(share)} (${right} of ${of}; ${percent(low)} to ${percent(high)})`;
}

export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

export function usage({ usage: { input, output, costUsd } }: TestReport): string {
  return `${input} tokens in, ${output} out${costUsd === undefined ? '' : `, $${costUsd.toFixed(4)}`}`;
}

function counts(title: string, values: Readonly<Record<string, number>>): string[] {
  const list = Object.entries(values).map(([name, count]) => `${name} ${count}`);
  return list.length === 0 ? [] : [`${title}: ${list.join(', ')}`];
}

function shares(title: string, values: Readonly<Record<string, Share>>): string[] {
  const wrong = Object.entries(values).filter(([, { right, of }]) => right < of);
  const list = wrong.slice(0, 3).map(([name, { right, of }]) => `${name} ${right} of ${of}`);
  return list.length === 0 ? [] : [`${title}: ${list.join(', ')}`];
}

function powerLines({ passPower }: TestReport): string[] {
  if (passPower === undefined) return [];
  return [
    `all of k plays right: ${Object.entries(passPower)
      .map(([k, share]) => `k=${k} ${percent(share)}`)
      .join(', ')}`,
  ];
}

function baselineLines({ baseline }: TestReport): string[] {
  return baseline === undefined ? [] : [baselineText(baseline)];
}

/** What changed against the baseline, and whether that could be chance. */
export function baselineText({ compared, won, lost, p }: NonNullable<TestReport['baseline']>): string {
  const verdict = p < 0.05 ? 'unlikely to be chance' : 'may be chance';
  return `against the baseline, over ${compared} records: ${won} won, ${lost} lost (McNemar p = ${p.toPrecision(2)}: ${verdict})`;
}
