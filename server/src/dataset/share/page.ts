import { escapedText } from '../../page/index.ts';
import { ERROR_TYPES, type ErrorType, type TrajectoryRecord } from '../../trajectory/index.ts';
import type { ReviewState } from '../review/index.ts';
import { type Block, recordBlocks } from './blocks.ts';

/** A record on a page, with what people decided about it. */
export interface SharedRecord {
  readonly record: TrajectoryRecord;
  readonly review?: ReviewState;
}

/** Characters of one text that a page holds; the rest is counted. */
const MAX_TEXT = 20_000;

/**
 * One self-contained page of records: no script, nothing loaded, no address; whatever others wrote stands in it as text.
 * @param leftOut records of the run that the page does not hold
 */
export function recordsPage(title: string, records: readonly SharedRecord[], leftOut = 0): string {
  const list =
    records.length < 2
      ? ''
      : `<nav><ol>${records.map(({ record }, at) => `<li><a href="#r${at}">${text(record.id)}</a></li>`).join('')}</ol></nav>`;
  const rest = leftOut > 0 ? `<p class="muted">${leftOut} more records are not on this page.</p>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${text(title)}</h1>
${list}
<main>
${records.map(section).join('\n')}
</main>
${rest}
</body>
</html>
`;
}

function section({ record, review = 'unreviewed' }: SharedRecord, at: number): string {
  const { shared, right, wrong } = recordBlocks(record);
  const { divergesAt, certificates, tools } = record;
  const facts = [
    record.kind,
    review === 'unreviewed' ? '' : review,
    ...(record.review?.edits ?? []).map((why) => `edited: ${why}`),
  ];
  const sides =
    right.length + wrong.length === 0
      ? ''
      : `<div class="sides"><section><h3 class="good">Right</h3>${blocks(right)}</section><section><h3 class="bad">Wrong</h3>${blocks(wrong)}</section></div>`;
  const why =
    divergesAt === undefined
      ? ''
      : `<p class="bad">Error type ${text(String(divergesAt.errorType))}${errorName(divergesAt.errorType)}: ${text(divergesAt.reason)}</p>`;
  const proofs = certificates.map(
    ({ kind, turn, holds, detail }) =>
      `<li><span class="${holds ? 'good' : 'bad'}">${holds ? '✓' : '✗'} ${text(kind)}</span> turn ${text(String(turn + 1))}: ${text(detail)}</li>`,
  );
  return `<article id="r${at}">
<h2>${text(record.id)}</h2>
<p class="muted">${text(facts.filter((fact) => fact !== '').join(' · '))}</p>
<details><summary>${tools.length} tools offered</summary><dl>${tools
    .map((tool) => `<dt>${text(tool.function.name)}</dt><dd dir="auto">${text(tool.function.description ?? '')}</dd>`)
    .join('')}</dl></details>
${blocks(shared)}
${sides}
${why}
${proofs.length === 0 ? '' : `<ul class="proofs">${proofs.join('')}</ul>`}
</article>`;
}

function errorName(type: number): string {
  const name = ERROR_TYPES[type as ErrorType];
  return name === undefined ? '' : `, ${name}`;
}

function blocks(list: readonly Block[]): string {
  return list.map(block).join('\n');
}

const SIGNS = { valid: '✓ valid', invalid: '✗ does not fit its signature', 'not-checked': '? not checked' } as const;
const TONES = { valid: 'good', invalid: 'bad', 'not-checked': 'muted' } as const;

function block(item: Block): string {
  switch (item.kind) {
    case 'turn':
      return `<h3 class="turn">Turn ${text(String(item.turn))}</h3>`;
    case 'said':
      return `<p class="said ${text(item.role)}" dir="auto"><b dir="ltr">${text(item.role)}</b> ${cut(item.text)}</p>`;
    case 'call': {
      const { state, reason = '' } = item.check;
      return `<div class="call ${TONES[state]}"><b>${text(item.name)}</b> <span class="${TONES[state]}">${SIGNS[state]}${state === 'valid' ? '' : ` ${text(reason)}`}</span><pre>${cut(item.arguments)}</pre></div>`;
    }
    case 'output':
      return `<details class="output"><summary>${text(item.name)} → <bdi>${text(item.text.slice(0, 80))}</bdi></summary><pre dir="auto">${cut(item.text)}</pre></details>`;
  }
}

function cut(value: string): string {
  if (value.length <= MAX_TEXT) return text(value);
  return `${text(value.slice(0, MAX_TEXT))} <i>… ${value.length - MAX_TEXT} more characters</i>`;
}

/**
 * Text in which nothing is markup; control characters that a page cannot hold are shown as what they are: unknown. What a
 * record that somebody edited is without shows nothing.
 */
function text(value: string | undefined): string {
  return escapedText((value ?? '').replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd'));
}

const STYLE = `
:root { color-scheme: light dark; --good: #1a7f37; --bad: #b3261e; --line: #8884; }
@media (prefers-color-scheme: dark) { :root { --good: #6fdd8b; --bad: #ff8a80; } }
body:not([data-vscode-theme-kind]) { background: Canvas; color: CanvasText; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; overflow-wrap: anywhere; }
nav a { display: inline-block; min-height: 24px; min-width: 24px; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-bottom: 0; } h3 { font-size: 1rem; }
article { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .5rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .muted { opacity: .75; }
.turn { border-bottom: 1px solid var(--line); font-weight: normal; }
.said { border-left: 3px solid var(--line); padding: .2rem .8rem; white-space: pre-wrap; }
.said.user { border-left-color: #2f6fb2; }
.call, .output { border: 1px solid var(--line); border-radius: 5px; margin: .4rem 0; padding: .2rem .8rem; }
.call.bad { border-color: var(--bad); color: inherit; } .call.bad > b { text-decoration: underline wavy var(--bad); }
.call.good, .call.muted { color: inherit; opacity: 1; }
pre { white-space: pre-wrap; margin: .2rem 0; }
.sides { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
dt { font-weight: 600; } dd { margin: 0 0 .4rem 1rem; }
.proofs { list-style: none; padding: 0; }
`;
