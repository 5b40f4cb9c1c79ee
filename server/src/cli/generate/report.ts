/** What `magnet generate` says while it works and when it is done. */

import path from 'node:path';
import type { RegenerateSummary, RunState, RunSummary } from '../../dataset/index.ts';
import { OWN_FAULT } from '../../trajectory/index.ts';
import { type CommandContext, EXIT } from '../command.ts';
import { joinLines } from '../gate.ts';
import type { GenerateOptions } from './options.ts';

export function progressText(state: RunState): string {
  const { done, total, dropped, recordsPerSecond, costUsd, secondsLeft, load, repaired } = state;
  const left = secondsLeft === undefined ? '' : `, ${duration(secondsLeft)} left`;
  const cost = costUsd > 0 ? `, $${costUsd.toFixed(4)} so far` : '';
  const repairs = repaired === undefined ? '' : `, ${repaired} asked again`;
  const traffic = load === undefined ? '' : ` · ${load}`;
  return `${done} of ${total} records, ${dropped} paths dropped${repairs}, ${recordsPerSecond.toFixed(1)}/s${cost}${left}${traffic}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

export function report(summary: RunSummary, options: GenerateOptions, context: CommandContext): void {
  if (summary.cancelled) {
    context.terminal.message(
      `Cancelled after ${summary.counts.records ?? 0} records. The same command goes on from there.`,
    );
  }
  const missing = summary.counts.records === 0;
  if (summary.cancelled || missing) context.exit(EXIT.findings);
  const text =
    options.format === 'json'
      ? JSON.stringify({ ...summary, next: nextSteps(summary) }, null, 2)
      : summaryText(summary, context);
  context.terminal.result(text);
}

export function reportRegenerated(summary: RegenerateSummary, options: GenerateOptions, context: CommandContext): void {
  const { stale, regenerated, dropped } = summary;
  if (dropped.length > 0) context.exit(EXIT.findings);
  const lines = [
    stale === 0 ? 'no record is stale' : `${regenerated} of ${stale} stale records made again`,
    ...dropped.map(({ index, reason }) => `  record ${index} is gone: ${reason}`),
  ];
  context.terminal.result(options.format === 'json' ? JSON.stringify(summary, null, 2) : joinLines(lines));
}

function nextSteps(summary: RunSummary): string[] {
  if (summary.cancelled || summary.counts.records === 0) return [];
  return [
    `magnet export ${summary.out} --as trl-dpo --out pairs.jsonl`,
    `magnet export ${summary.out} --as trl-sft --out sft.jsonl`,
  ];
}

function summaryText(summary: RunSummary, context: CommandContext): string {
  const { counts, dropped, errorTypes, certificates } = summary;
  const { records = 0, ...kinds } = counts;
  const folder = path.relative(context.cwd, summary.out) || '.';
  const list = (values: Readonly<Record<string, number>>) =>
    Object.entries(values)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ') || 'none';
  const lines = [
    `${records} records (${list(kinds)}), ${summary.pairs} pairs, in ${summary.seconds} s`,
    `errors of the negatives by type: ${list(errorTypes)}`,
    `preferred where the sides part: ${list(summary.preferences)}; ${summary.lastTextOnly} differ in the last text alone`,
    `certificates that hold: ${list(certificates)}`,
    coverageText(summary),
    `${summary.paths} paths tried, ${Math.round(summary.yield * 100)} % became records; dropped: ${list(dropped)}`,
    ...(summary.resumed > 0 ? [`${summary.resumed} of the records were there from an interrupted run`] : []),
    ...(summary.costUsd > 0 ? [`$${summary.costUsd.toFixed(4)} spent`] : []),
    ...troubleLines(summary),
    ...summary.advice.map((text) => `note: ${text}`),
    `files: ${summary.files.map((name) => path.join(folder, name)).join(', ')}`,
    ...nextSteps({ ...summary, out: folder }).map((command) => `next: ${command}`),
  ];
  return joinLines(lines);
}

function coverageText({ coverage: { functions, edges }, averages }: RunSummary): string {
  const length = averages.turns === 0 ? '' : `; ${averages.turns} turns, ${averages.calls} calls a multi-turn record`;
  return `coverage: ${functions.called} of ${functions.of} functions, ${edges.used} of ${edges.of} edges${length}`;
}

/** What went wrong on the way to the teacher, and what to do about it. */
function troubleLines(summary: RunSummary): string[] {
  const groups = [
    ['requests sent again', summary.retries],
    ['requests given up', summary.faults],
    ['answers that could not be read', summary.malformed],
    ['answers refused', summary.refused],
    ['written again', summary.repairs],
    ['student', summary.student],
  ] as const;
  const lines = groups.flatMap(([title, kinds]) => {
    const list = Object.entries(kinds).map(([kind, count]) => `${kind} ${count}`);
    return list.length === 0 ? [] : [`${title}: ${list.join(', ')}`];
  });
  const own = summary.dropped[OWN_FAULT] ?? 0;
  const fault = `${own} paths were dropped by a fault of Magnet's own: dropped.jsonl says which. Please report it.`;
  return [...lines, ...(own > 0 ? [fault] : []), ...summary.retry];
}
