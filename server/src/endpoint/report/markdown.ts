import type { Share } from './statistics.ts';
import type { TestReport } from './summary.ts';
import { baselineText, interval, percent, usage } from './text.ts';

const MAX_ROWS = 10;

/** A short report for a pull request. What models and files say stands in code spans, where it means nothing. */
export function markdownReport(report: TestReport): string {
  return [
    `### ${code(report.model)}: ${report.right} of ${report.records} records right`,
    '',
    `* records right: ${interval(report.share.records)}`,
    `* turns right: ${interval(report.share.turns)}`,
    `* progress ${percent(report.progress)}, success ${percent(report.success)}`,
    ...(report.unjudged + report.broken.length === 0
      ? []
      : [`* without a verdict: ${report.unjudged} records, ${report.broken.length} lines`]),
    ...(report.baseline === undefined ? [] : [`* ${baselineText(report.baseline)}`]),
    ...(report.passPower === undefined
      ? []
      : [
          `* all of k plays right: ${Object.entries(report.passPower)
            .map(([k, of]) => `k=${k} ${percent(of)}`)
            .join(', ')}`,
        ]),
    `* ${report.latency.mean} ms a turn; ${usage(report)}`,
    ...table('Category', report.byCategory),
    ...table('Function', report.byFunction),
    ...table('Edge', report.byEdge),
    ...table('Operation', report.byOperation),
    ...countTable('What is wrong', report.labels),
    ...countTable('Error type', report.errorTypes),
    '',
  ].join('\n');
}

function table(title: string, values: Readonly<Record<string, Share>>): string[] {
  const rows = Object.entries(values);
  if (rows.length === 0) return [];
  const lines = rows.slice(0, MAX_ROWS).map(([name, share]) => `| ${code(name)} | ${interval(share)} |`);
  const left = rows.length - MAX_ROWS;
  return [
    '',
    `| ${title} | right |`,
    '| --- | --- |',
    ...lines,
    ...(left > 0 ? ['', `and ${left} more, all better`] : []),
  ];
}

function countTable(title: string, values: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(values);
  if (rows.length === 0) return [];
  return ['', `| ${title} | turns |`, '| --- | ---: |', ...rows.map(([name, count]) => `| ${code(name)} | ${count} |`)];
}

function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, ' ').trim() || ' '}\``;
}
