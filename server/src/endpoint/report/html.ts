import { escapedText } from '../../page/index.ts';
import { ERROR_TYPES } from '../../trajectory/index.ts';
import type { RecordResult } from '../engine/types.ts';
import type { Share } from './statistics.ts';
import type { TestReport } from './summary.ts';
import { baselineText, interval, percent, usage } from './text.ts';

/** Rows of a chart, and records that are shown in full, at most. */
const MAX_ROWS = 40;
const MAX_RECORDS = 500;

/** One page that needs nothing else: no script, no address; whatever a model said stands in it as text. */
export function htmlReport(report: TestReport): string {
  const { share, passPower } = report;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(`${report.model}: ${report.right} of ${report.records}`)}</title>
<style>${STYLE}</style>
<h1>${text(report.model)}</h1>
<p>${text(report.url)} · ${text(report.seconds)} s · ${text(usage(report))}</p>
${report.cancelled ? '<p class="wrong">The run was cancelled: what follows is a part of it.</p>' : ''}
<dl>
<dt>Records right</dt><dd>${text(interval(share.records))}</dd>
<dt>Turns right</dt><dd>${text(interval(share.turns))}</dd>
<dt>Without a verdict</dt><dd>${text(report.unjudged)} records, ${report.broken.length} lines</dd>
<dt>Progress, success</dt><dd>${percent(report.progress)}, ${percent(report.success)}</dd>
<dt>A turn takes</dt><dd>${text(report.latency.mean)} ms; half within ${text(report.latency.p50)}, 95 % within ${text(report.latency.p95)}</dd>
${
  passPower === undefined
    ? ''
    : `<dt>All of k plays right</dt><dd>${text(
        Object.entries(passPower)
          .map(([k, of]) => `k=${k}: ${percent(of)}`)
          .join(', '),
      )}</dd>`
}
${report.baseline === undefined ? '' : `<dt>Baseline</dt><dd>${text(baselineText(report.baseline))}</dd>`}
</dl>
<p class="note">Bars show the share that is right; the thin line is its 95 % interval (Wilson).</p>
${shares('Categories', report.byCategory)}
${shares('Functions', report.byFunction)}
${shares('Edges', report.byEdge)}
${shares('Operations of the path', report.byOperation)}
${counts('Error types', Object.fromEntries(Object.entries(report.errorTypes).map(([type, of]) => [errorName(type), of])))}
${counts('What is wrong', report.labels)}
${counts('Calls put right before they were read', report.repairs)}
${report.advice.map((line) => `<p class="note">${text(line)}</p>`).join('\n')}
<h2>Records that are not right</h2>
${records(report.results.filter((result) => !result.right))}
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark;font:14px/1.45 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{opacity:.7}dd{margin:0}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.15rem .5rem;vertical-align:middle}
.bars td:first-child{width:16rem;overflow-wrap:anywhere}.bars td:nth-child(2){width:210px}
svg{display:block}.bar{fill:#2a7de1}.bad{fill:#c4433a}.track{fill:#8884}.line{stroke:currentColor}
.wrong{color:light-dark(#b3261e,#ff8a80)}.note{opacity:.75}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0}
`;

function errorName(type: string): string {
  const name = (ERROR_TYPES as Readonly<Record<string, string>>)[type];
  return name === undefined ? type : `${type}: ${name}`;
}

function shares(title: string, values: Readonly<Record<string, Share>>): string {
  const rows = Object.entries(values).slice(0, MAX_ROWS);
  if (rows.length === 0) return '';
  const left = Object.keys(values).length - rows.length;
  const body = rows.map(
    ([name, share]) => `<tr><td>${text(name)}</td><td>${bar(share)}</td><td>${text(interval(share))}</td></tr>`,
  );
  return `<h2>${title}</h2><table class="bars">${body.join('')}</table>${left > 0 ? `<p class="note">and ${left} more, all better</p>` : ''}`;
}

const WIDTH = 200;

function bar({ share, low, high }: Share): string {
  const at = (value: number) => Math.round(value * WIDTH);
  return `<svg width="${WIDTH}" height="12" role="img" aria-label="${percent(share)}"><rect class="track" width="${WIDTH}" height="12"/><rect class="bar" width="${at(share)}" height="12"/><line class="line" x1="${at(low)}" x2="${at(high)}" y1="6" y2="6"/></svg>`;
}

function counts(title: string, values: Readonly<Record<string, number>>): string {
  const rows = Object.entries(values).sort(([, left], [, right]) => right - left);
  if (rows.length === 0) return '';
  const most = Math.max(...rows.map(([, count]) => count));
  const body = rows.map(
    ([name, count]) =>
      `<tr><td>${text(name)}</td><td><svg width="${WIDTH}" height="12" role="img" aria-label="${text(count)}"><rect class="bad" width="${Math.round((count / most) * WIDTH)}" height="12"/></svg></td><td>${text(count)}</td></tr>`,
  );
  return `<h2>${title}</h2><table class="bars">${body.join('')}</table>`;
}

function records(results: readonly RecordResult[]): string {
  if (results.length === 0) return '<p>None.</p>';
  const shown = results.slice(0, MAX_RECORDS).map(record).join('\n');
  return results.length > MAX_RECORDS ? `${shown}<p class="note">and ${results.length - MAX_RECORDS} more</p>` : shown;
}

function record(result: RecordResult): string {
  const turns = result.turns.filter((turn) => turn.verdict !== 'right');
  const parts = turns.map(
    (turn) => `<h4>Turn ${text(turn.turn)} (${text(turn.kind)}): ${text(turn.labels.join(', ') || turn.verdict)}</h4>
<ul>${turn.problems.map((problem) => `<li>${text(problem)}</li>`).join('')}</ul>
<table><tr><th>expected</th><th>actual</th></tr><tr><td><pre>${text(side(turn.reference, turn.referenceText))}</pre></td><td><pre>${text(side(turn.actual, turn.text))}</pre></td></tr></table>`,
  );
  const error = result.error === undefined ? '' : `<p class="wrong">${text(result.error)}</p>`;
  const play = result.repeat === undefined ? '' : `, play ${result.repeat + 1}`;
  const title = `${result.kind} ${result.index} (${result.id})${play}: ${result.verdict}`;
  return `<details><summary>${text(title)}</summary>${error}${parts.join('')}</details>`;
}

function side(calls: readonly { readonly name: string; readonly arguments: object }[], said: string): string {
  return [...calls.map((call) => `${call.name}(${JSON.stringify(call.arguments)})`), said].join('\n');
}

/** Whatever it is: results of a file may hold texts where numbers belong. */
function text(value: string | number): string {
  return escapedText(String(value));
}
