import { isObject, type Json, parsedJson } from '../json/index.ts';
import type { PathOperation, PathTurn, SignaturePath, StepOrigin, TurnKind } from './types.ts';

/** A path that somebody wrote, chose or edited, in place of a sampled one. */
export interface GivenPath {
  readonly turns: readonly PathTurn[];
}

export interface ReadPaths {
  readonly paths: readonly GivenPath[];
  /** What could not be read, each with its path (1-based). */
  readonly problems: readonly string[];
  /** Records that call nothing, whose request no function fits: they have no path to go along. */
  readonly without: number;
}

/** More paths than this are not read. */
export const MAX_GIVEN_PATHS = 10_000;

const KINDS: readonly TurnKind[] = ['call', 'miss_func', 'miss_params'];
const ORIGINS: readonly StepOrigin[] = ['walk', 'merge', 'insert', 'insert-goal', 'insert-recall'];

/**
 * Reads paths as `magnet paths --format json` prints them, as people write them by hand, or out of records: one JSON
 * value, a list of them, or one a line. Of each only the turns are read. A turn is `{kind, functions, origins?,
 * missing?}`, or short: a list of functions, or one function's name.
 * @param resolve ids that a written name can mean
 */
export function readPaths(text: string, resolve: (name: string) => readonly string[]): ReadPaths {
  const values = valuesIn(text.replace(/^\uFEFF/, ''));
  if (typeof values === 'string') return { paths: [], problems: [values], without: 0 };
  if (values.length > MAX_GIVEN_PATHS)
    return { paths: [], problems: [`${values.length} paths: at most ${MAX_GIVEN_PATHS} are read`], without: 0 };
  const paths: GivenPath[] = [];
  const problems: string[] = [];
  let without = 0;
  values.forEach((value, at) => {
    const path = readPath(value, resolve);
    if (typeof path === 'string') problems.push(`path ${at + 1}: ${path}`);
    else if (isRecordWithoutCalls(value, path)) without += 1;
    else paths.push(path);
  });
  return { paths, problems, without };
}

/** A record whose path only withholds: what a person writes so is a mistake, and the check says it. */
function isRecordWithoutCalls(value: Json, { turns }: GivenPath): boolean {
  const isRecord = isObject(value) && isObject((value as Readonly<Record<string, Json>>).path);
  return isRecord && turns.length > 0 && turns.every(({ kind }) => kind === 'miss_func');
}

/** The values of a text, or why there are none. */
function valuesIn(text: string): readonly Json[] | string {
  if (text.trim() === '') return 'the file is empty';
  const whole = parsedJson(text);
  if (whole !== undefined) return Array.isArray(whole) && !isOnePath(whole) ? whole : [whole];
  const lines = text.split(/\r?\n/);
  const values: Json[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const value = parsedJson(line);
    if (value === undefined) return `line ${at + 1} is no JSON`;
    values.push(value);
  }
  return values;
}

/** A list of lists of names is one path in its shortest form; a list of paths holds objects, or lists of lists. */
function isOnePath(list: readonly Json[]): boolean {
  const short = (turn: Json) =>
    typeof turn === 'string' || (Array.isArray(turn) && turn.every((name) => typeof name === 'string'));
  const gap = (turn: Json) => isObject(turn) && ('kind' in turn || 'functions' in turn);
  return list.length > 0 && list.every((turn) => short(turn) || gap(turn));
}

/** One path, or why it is none. */
export function readPath(value: Json, resolve: (name: string) => readonly string[]): GivenPath | string {
  const turns = turnsOf(value);
  if (turns === undefined) return 'it has no list of turns';
  const read: PathTurn[] = [];
  for (const [at, turn] of turns.entries()) {
    const found = readTurn(turn, resolve);
    if (typeof found === 'string') return `turn ${at + 1}: ${found}`;
    read.push(found);
  }
  return { turns: read };
}

/** The turns of a path, of a record's path, or the list itself. */
function turnsOf(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const { path, turns } = value as Readonly<Record<string, Json>>;
  if (isObject(path)) return turnsOf(path);
  return Array.isArray(turns) ? turns : undefined;
}

function readTurn(value: Json, resolve: (name: string) => readonly string[]): PathTurn | string {
  if (typeof value === 'string') return readTurn([value], resolve);
  if (Array.isArray(value)) return readTurn({ functions: value }, resolve);
  if (!isObject(value)) return 'it is neither a list of functions nor an object';
  const { kind = 'call', functions = [], origins, missing } = value as Readonly<Record<string, Json>>;
  if (!KINDS.includes(kind as TurnKind)) return `kind has to be one of ${KINDS.join(', ')}`;
  if (!Array.isArray(functions)) return 'functions has to be a list of names';
  const ids = functions.map((name) => idOf(name, resolve));
  const wrong = ids.find((id) => 'problem' in id);
  if (wrong !== undefined && 'problem' in wrong) return wrong.problem;
  const lacking = missing === undefined || missing === null ? undefined : readMissing(missing, resolve);
  if (typeof lacking === 'string') return lacking;
  return {
    kind: kind as TurnKind,
    functions: ids.flatMap((id) => ('id' in id ? [id.id] : [])),
    origins: ids.map((_, at) => originAt(origins, at)),
    ...(lacking === undefined ? {} : { missing: lacking }),
  };
}

type Named = { readonly id: string } | { readonly problem: string };

/** A name that means nothing stays as it is: the check of the path says so, with its place. */
function idOf(name: Json | undefined, resolve: (name: string) => readonly string[]): Named {
  if (typeof name !== 'string') return { problem: 'a function is named by a string' };
  const [first, ...others] = resolve(name);
  if (others.length > 0) return { problem: `"${name}" can mean ${[first, ...others].join(', ')}: name one of them` };
  return { id: first ?? name };
}

function readMissing(
  value: Json,
  resolve: (name: string) => readonly string[],
): NonNullable<PathTurn['missing']> | string {
  if (!isObject(value)) return 'missing has to be an object with a function';
  const { function: name, parameter } = value as Readonly<Record<string, Json>>;
  const named = idOf(name, resolve);
  if ('problem' in named) return named.problem;
  return { function: named.id, ...(typeof parameter === 'string' ? { parameter } : {}) };
}

function originAt(origins: Json | undefined, at: number): StepOrigin {
  const origin = Array.isArray(origins) ? (origins[at] as StepOrigin) : undefined;
  return origin !== undefined && ORIGINS.includes(origin) ? origin : 'walk';
}

/** A given path as one that was sampled: its stages are all the same, for nothing was done to it. */
export function pathOfGiven({ turns }: GivenPath, seed: string, index: number): SignaturePath {
  const whole = turns.filter(({ kind }) => kind === 'call');
  const operations = turns.flatMap((turn, at): PathOperation[] =>
    turn.kind === 'call' || turn.missing === undefined
      ? []
      : [{ op: 'split', turn: at, label: turn.kind, ...turn.missing }],
  );
  return { seed, index, turns, operations, stages: { walk: whole, merge: whole, insert: whole, split: turns } };
}
