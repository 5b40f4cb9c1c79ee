import type { Json, JsonSchema } from '../../../json/index.ts';
import { typeKeyword } from '../compile.ts';

/** Longest object type kept on one line. */
export const LINE_WIDTH = 80;

/**
 * `A | B`, or lines that begin with the sign where that is long: as many short members a line as fit, a line each for
 * longer ones. The sign before a single member keeps it apart from the member alone: `| "a"` is an `enum`.
 */
export function choice(members: readonly string[], sign: '|' | '&', indent: string): string {
  const line = members.join(` ${sign} `);
  if (members.length === 1) return `${sign} ${line}`;
  const several = members.some((member) => member.includes('\n'));
  if (!several && line.length <= LINE_WIDTH) return line;
  const apart = several || members.some((member) => member.startsWith('/**'));
  const lines: string[] = [];
  for (const member of members) {
    const last = lines.at(-1);
    if (apart || last === undefined || last.length + member.length + 3 > LINE_WIDTH) lines.push(`${sign} ${member}`);
    else lines[lines.length - 1] = `${last} ${sign} ${member}`;
  }
  return lines.map((each) => `\n${indent}  ${each.replaceAll('\n', '\n    ')}`).join('');
}

/** A type behind `name:`, `=` or a comma. */
export function behind(sign: ':' | ' =' | ',', type: string): string {
  return type.startsWith('\n') ? `${sign}${type}` : `${sign} ${type}`;
}

export const isLiteral = (value: Json): boolean =>
  value === null || (typeof value !== 'object' && (typeof value !== 'number' || Number.isFinite(value)));

export function literalText(value: Json): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

export function sameType(type: JsonSchema['type'], values: readonly Json[]): boolean {
  return JSON.stringify(type) === JSON.stringify(typeKeyword(values).type);
}
