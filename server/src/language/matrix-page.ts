import { escapedText, reportPage } from '../page/index.ts';
import { type Matrix, type MatrixRow, PROFILES, type Target, type Works } from '../rules/index.ts';

type MatrixCell = NonNullable<MatrixRow['cells'][Target]>;

const SIGNS: Readonly<Record<Works, readonly [sign: string, words: string]>> = {
  yes: ['✓', 'works'],
  likely: ['~', 'nothing known against it, some limits unknown'],
  warned: ['!', 'warned'],
  no: ['✗', 'refused'],
};

/** Rows of the table; what works everywhere is left out first. */
const MAX_ROWS = 1_000;
/** Functions that a target's section names. */
const MAX_NAMED = 50;

/** Which functions work where: a row each, a column a target, and below what each target has against them. No script. */
export function matrixPage(title: string, { targets, rows }: Matrix): string {
  const refusals = (row: MatrixRow) => targets.filter((target) => cellOf(row, target).works === 'no').length;
  const troubled = rows
    .filter((row) => targets.some((target) => isTrouble(cellOf(row, target))))
    .sort((one, other) => refusals(other) - refusals(one));
  const isTroubled = new Set(troubled);
  const rest = rows.filter((row) => !isTroubled.has(row));
  const shown = [...troubled, ...rest].slice(0, MAX_ROWS);
  const facts: (readonly [string, string])[] = [
    ['Functions', String(rows.length)],
    ['Refused or warned somewhere', String(troubled.length)],
    ...Object.values(SIGNS).map(([sign, words]): readonly [string, string] => [sign, words]),
  ];
  const left = rows.length - shown.length;
  const sections = [
    grid(targets, shown, left),
    ...targets.map((target) => against(target, troubled)).filter((section) => section !== ''),
  ];
  return reportPage(title, facts, sections, STYLE);
}

/** How many functions each target refuses. */
export function refusedBy({ targets, rows }: Matrix): Readonly<Record<string, number>> {
  return Object.fromEntries(
    targets.map((target) => [target, rows.filter((row) => cellOf(row, target).works === 'no').length]),
  );
}

function cellOf({ cells }: MatrixRow, target: Target): MatrixCell {
  return cells[target] ?? { works: 'likely', because: [] };
}

function isTrouble({ works }: MatrixCell): boolean {
  return works === 'no' || works === 'warned';
}

function grid(targets: readonly Target[], rows: readonly MatrixRow[], left: number): string {
  const head = targets
    .map((target) => `<th scope="col"><span>${escapedText(PROFILES[target].title)}</span></th>`)
    .join('');
  const lines = rows.map((row) => {
    const cells = targets.map((target) => cell(cellOf(row, target))).join('');
    return `<tr><th scope="row" dir="auto">${escapedText(row.id)}</th>${cells}</tr>`;
  });
  const more = left > 0 ? `<p>and ${left} more</p>` : '';
  return `<section class="wide" tabindex="0" aria-label="Functions by target"><table class="grid"><thead><tr><td></td>${head}</tr></thead><tbody>${lines.join('\n')}</tbody></table>${more}</section>`;
}

function cell({ works, because }: MatrixCell): string {
  const [sign, words] = SIGNS[works];
  const why = because.length === 0 ? words : `${words}: ${because.join(', ')}`;
  return `<td class="${works}" title="${escapedText(why)}"><span aria-hidden="true">${sign}</span><span class="words">${escapedText(why)}</span></td>`;
}

/** What one target has against the functions, in words; '' where it has nothing. */
function against(target: Target, rows: readonly MatrixRow[]): string {
  const troubled = rows.filter((row) => isTrouble(cellOf(row, target)));
  if (troubled.length === 0) return '';
  const lines = troubled.slice(0, MAX_NAMED).map((row) => {
    const { works, because } = cellOf(row, target);
    return `<li><span class="${works}">${SIGNS[works][0]}</span> ${escapedText(row.id)}: ${escapedText(because.join(', '))}</li>`;
  });
  const more = troubled.length > MAX_NAMED ? `<li>and ${troubled.length - MAX_NAMED} more</li>` : '';
  return `<section><h2>${escapedText(PROFILES[target].title)}</h2><ul>${lines.join('')}${more}</ul></section>`;
}

const STYLE = `
:root { --no: #b3261e; --warned: #7a5200; --yes: #1d6b33; }
@media (prefers-color-scheme: dark) { :root { --no: #ff8a80; --warned: #e3b341; --yes: #7bd88f; } }
:root:has(body.vscode-light, body.vscode-high-contrast-light) { --no: #b3261e; --warned: #7a5200; --yes: #1d6b33; }
:root:has(body.vscode-dark, body.vscode-high-contrast:not(.vscode-high-contrast-light)) { --no: #ff8a80; --warned: #e3b341; --yes: #7bd88f; }
.wide { grid-column: 1 / -1; overflow-x: auto; }
.grid { width: auto; } .grid td { padding: 0 .35rem; text-align: center; width: auto; }
.grid thead th { height: 13rem; padding: 0 .2rem; vertical-align: bottom; white-space: nowrap; } .grid thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
.grid tbody th { min-width: 12rem; } .grid tbody tr:hover { background: color-mix(in srgb, currentcolor 8%, transparent); }
.words { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
.no { color: var(--no); font-weight: 600; } .warned { color: var(--warned); font-weight: 600; } .yes { color: var(--yes); }
ul { list-style: none; margin: 0; padding: 0; } li { overflow-wrap: anywhere; }
`;
