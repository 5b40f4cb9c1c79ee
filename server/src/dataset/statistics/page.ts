import { escapedText, reportPage } from '../../page/index.ts';
import type { RunStatistics } from './collect.ts';
import type { Coverage } from './coverage.ts';

/** Bars of a long list that are drawn; the rest is counted. */
const MAX_BARS = 30;

/** One self-contained page: tables with bars, no script, nothing loaded; light and dark as the reader's system is. */
export function statisticsPage(title: string, statistics: RunStatistics, coverage?: Coverage): string {
  const { multiTurn, queries } = statistics;
  const facts: (readonly [string, string])[] = [
    ['Records', String(statistics.records)],
    ['Preference pairs', String(statistics.pairs)],
    ['Status', statistics.status],
    ['Turns, calls a record', `${statistics.turns.mean}, ${statistics.calls.mean}`],
    ['Turns, calls a multi-turn record', `${multiTurn.turns}, ${multiTurn.calls}`],
    ['Queries: compression, distinct-2', `${queries.compression}, ${queries.distinct2}`],
    ...(coverage === undefined
      ? []
      : ([
          ['Functions called', `${coverage.functions.called} of ${coverage.functions.of}`],
          ['Edges used', `${coverage.edges.used} of ${coverage.edges.of}`],
        ] as const)),
    ['Tokens in, out', `${statistics.tokens.input}, ${statistics.tokens.output}`],
    ['Cost', `$${statistics.costUsd.toFixed(4)}`],
  ];
  const called = Object.fromEntries(Object.entries(statistics.functions).map(([name, { called }]) => [name, called]));
  const sections = [
    bars('Kinds', statistics.kinds),
    bars('Turns a record', statistics.turns.counts, false),
    bars('Calls a record', statistics.calls.counts, false),
    bars('Kinds of turns', statistics.turnKinds),
    bars('Origins of steps', statistics.origins),
    bars('Operations of paths', statistics.operations),
    bars('Error types of negatives', statistics.errorTypes, false),
    bars(
      'Certificates that hold',
      mapped(statistics.certificates, ({ holds }) => holds),
    ),
    bars(
      'Certificates that fail',
      mapped(statistics.certificates, ({ fails }) => fails),
    ),
    bars('Where values come from', statistics.sources),
    bars('Calls by function', called),
    bars('Uses of an output', statistics.edges),
    ...(coverage === undefined ? [] : [bars('Calls by operation', coverage.operations)]),
    bars('Paths that gave no record', statistics.dropped),
    bars('Review', statistics.review),
  ];
  return reportPage(title, facts, sections);
}

function mapped<T>(values: Readonly<Record<string, T>>, pick: (value: T) => number): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pick(value)]));
}

/** @param bySize largest first; else in the order of the names, which are numbers */
function bars(title: string, values: Readonly<Record<string, number>>, bySize = true): string {
  const entries = Object.entries(values).filter(([, count]) => count > 0);
  if (entries.length === 0) return '';
  if (bySize) entries.sort(([, left], [, right]) => right - left);
  const most = Math.max(...entries.map(([, count]) => count));
  const rows = entries.slice(0, MAX_BARS).map(([name, count]) => {
    const width = Math.max(1, Math.round((count / most) * 100));
    return `<tr><th scope="row" dir="auto">${escapedText(name)}</th><td><span class="bar" style="width:${width}%"></span></td><td class="count">${count}</td></tr>`;
  });
  const more = entries.length - MAX_BARS;
  const rest = more > 0 ? `<p>and ${more} more</p>` : '';
  return `<section><h2>${escapedText(title)}</h2><table>${rows.join('')}</table>${rest}</section>`;
}
