import { type Matrix, type MatrixRow, PROFILES, type Target, type Works } from '../../rules/index.ts';
import { oneLine } from '../gate.ts';

const SIGNS: Readonly<Record<Works, string>> = { yes: '+', likely: '~', warned: '!', no: 'x' };

const LEGEND = '+ works   ~ nothing known against it, some limits unknown   ! warned   x refused';

/** Tools refused by one target that are named in its line. */
const NAMED = 5;

/** Which tools work where, for a terminal: one column a target, one row a tool, and what each target refuses. */
export function matrixText({ targets, rows }: Matrix): string {
  const width = Math.max(4, ...rows.map(({ id }) => oneLine(id).length));
  const letters = targets.map((_, index) => String.fromCharCode(97 + index));
  const head = `${''.padEnd(width)}  ${letters.join(' ')}`;
  const grid = rows.map((row) => {
    const signs = targets.map((target) => SIGNS[row.cells[target]?.works ?? 'likely']);
    return `${oneLine(row.id).padEnd(width)}  ${signs.join(' ')}`;
  });
  const lines = targets.map((target, index) => `${letters[index]}  ${targetLine(target, rows)}`);
  return [head, ...grid, '', LEGEND, '', ...lines].join('\n');
}

function targetLine(target: Target, rows: readonly MatrixRow[]): string {
  const { title, unknown } = PROFILES[target];
  const refused = rows.filter(({ cells }) => cells[target]?.works === 'no');
  const named = refused.slice(0, NAMED).map(({ id, cells }) => `${oneLine(id)} (${cells[target]?.because[0] ?? ''})`);
  const more = refused.length > NAMED ? ` and ${refused.length - NAMED} more` : '';
  const bad = refused.length === 0 ? '' : `; refused: ${named.join(', ')}${more}`;
  const open = unknown.length === 0 ? '' : `; unknown: ${unknown.join(', ')}`;
  return `${target} (${title}): ${rows.length - refused.length} of ${rows.length} tools${bad}${open}`;
}

/** The same as JSON: the targets with what is unknown of them, and a cell for each tool and target. */
export function matrixJson({ targets, rows }: Matrix, fileOf: (uri: string) => string): string {
  const described = targets.map((id) => {
    const { title, kind, unknown } = PROFILES[id];
    const works = { yes: 0, likely: 0, warned: 0, no: 0 };
    for (const { cells } of rows) works[cells[id]?.works ?? 'likely']++;
    return { id, title, kind, unknown, works };
  });
  const tools = rows.map(({ id, uri, cells }) => ({ id, file: fileOf(uri), targets: cells }));
  return JSON.stringify({ targets: described, tools }, null, 2);
}
