import path from 'node:path';
import type { GraphFunction } from '../../../graph/index.ts';
import { WorldError } from '../../types.ts';
import { plainName } from '../facts.ts';
import type { HostReady } from './protocol.ts';

interface Wanted {
  readonly file: string;
  readonly functions: readonly GraphFunction[];
  readonly classes?: readonly string[];
}

const SHOWN = 8;

/**
 * Functions of the catalog that the file does not have, in words. Where a class of it has what the file itself does not,
 * the message says how to write that.
 * @throws WorldError where it has none of them
 */
export function unanswered({ file, functions, classes = [] }: Wanted, ready: HostReady): string[] {
  const there = new Set([...(ready.functions ?? []), ...(ready.methods ?? [])].map(plainName));
  const names = functions.map(({ signature }) => signature.name);
  const missing = names.filter((name) => !has(there, name));
  if (missing.length === 0) return [];
  const base = path.basename(file);
  const holder = classes.length > 0 ? `the class ${classes.join(', ')} of ${base}` : base;
  const what = classes.length > 0 ? 'method' : 'function';
  const others = Object.entries(ready.classes ?? {}).filter(
    ([name, methods]) =>
      !classes.includes(name) && methods.some((method) => has(new Set(missing.map(plainName)), method)),
  );
  const [other] = others;
  const advice =
    other === undefined
      ? ''
      : ` The class ${other[0]} has ${listed(missing.filter((name) => has(new Set(other[1].map(plainName)), name)))}: write module:${file}#${[...classes, ...others.map(([name]) => name)].join(',')}`;
  const said = `${holder} has no ${what} ${listed(missing)}.${advice}`;
  if (missing.length === names.length || (classes.length === 0 && other !== undefined)) throw new WorldError(said);
  return [`${said}${advice === '' ? ' Paths through them are dropped.' : ''}`];
}

function has(names: ReadonlySet<string>, name: string): boolean {
  return names.has(plainName(name)) || names.has(plainName(name.split('.').at(-1) ?? name));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
