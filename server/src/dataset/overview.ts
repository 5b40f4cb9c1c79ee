import { isObject, type Json } from '../json/index.ts';
import { readPath } from '../path/index.ts';
import { type Manifest, parseManifest, setAsideIn } from './manifest.ts';
import { shardRange } from './settings.ts';
import type { RunSettings } from './types.ts';

/**
 * `running`: a living process writes it. `interrupted`: it is not finished and nobody works on it. `incomplete`: finished
 * but for records that the teacher could not be reached for. `unreadable`: its manifest is none.
 */
export type RunCondition = 'finished' | 'running' | 'interrupted' | 'incomplete' | 'unreadable';

/** What a list of runs says of one, read from its manifest and the last line of its records. */
export interface RunOverview {
  readonly state: RunCondition;
  /** Records and pairs of a finished run. */
  readonly records?: number;
  readonly pairs?: number;
  /** Indices done, of `total`, while it is not finished. */
  readonly done?: number;
  readonly total?: number;
  readonly setAside?: number;
  readonly teacher?: string;
  readonly model?: string;
  readonly world?: string;
  readonly seed?: string;
}

/**
 * @param manifest text of the manifest
 * @param lastRecord last whole line of the records; undefined where there is none
 * @param inUse whether a living process writes the folder
 */
export function runOverview(manifest: string, lastRecord: string | undefined, inUse: boolean): RunOverview {
  const read = parseManifest(manifest);
  if (read === undefined) return { state: 'unreadable' };
  const finished = read.status === 'finished';
  const setAside = finished ? setAsideIn(read) : 0;
  return {
    state: inUse ? 'running' : !finished ? 'interrupted' : setAside > 0 ? 'incomplete' : 'finished',
    ...(finished ? countsOf(read) : progressOf(read, lastRecord)),
    ...(setAside > 0 ? { setAside } : {}),
    ...madeWith(read),
  };
}

function countsOf({ result }: Manifest): Pick<RunOverview, 'records' | 'pairs'> {
  if (!isObject(result)) return {};
  const { records, pairs } = result as Readonly<Record<string, Json>>;
  return {
    ...(typeof records === 'number' ? { records } : {}),
    ...(typeof pairs === 'number' ? { pairs } : {}),
  };
}

function progressOf(manifest: Manifest, lastRecord: string | undefined): Pick<RunOverview, 'done' | 'total'> {
  const settings = settingsIn(manifest);
  if (settings === undefined) return {};
  const { from, to } = shardRange(settings);
  const index = indexOf(lastRecord);
  return { done: index === undefined ? 0 : Math.max(0, Math.min(index + 1, to) - from), total: to - from };
}

function indexOf(line: string | undefined): number | undefined {
  try {
    const { index } = JSON.parse(line ?? 'null') as { readonly index?: unknown };
    return typeof index === 'number' ? index : undefined;
  } catch {
    return undefined;
  }
}

function madeWith({ teacher, world, settings }: Manifest): Pick<RunOverview, 'teacher' | 'model' | 'world' | 'seed'> {
  const { seed } = (isObject(settings) ? settings : {}) as Readonly<Record<string, Json>>;
  return {
    ...(typeof teacher?.id === 'string' ? { teacher: teacher.id } : {}),
    ...(typeof teacher?.model === 'string' ? { model: teacher.model } : {}),
    ...(typeof world === 'string' ? { world } : {}),
    ...(typeof seed === 'string' ? { seed } : {}),
  };
}

/** The settings that a manifest repeats; undefined where they are not those of a run. */
export function settingsIn({ settings }: Manifest): RunSettings | undefined {
  if (!isObject(settings)) return undefined;
  const { count, seed, shard, mixture, path, paths } = settings as Readonly<Record<string, Json>>;
  const whole = (value: Json | undefined) => Number.isInteger(value) && (value as number) >= 1;
  if (!whole(count) || typeof seed !== 'string' || !isObject(mixture) || !isObject(path) || !isObject(shard))
    return undefined;
  if (paths !== undefined && !arePaths(paths)) return undefined;
  const { index, of } = shard as Readonly<Record<string, Json>>;
  return whole(index) && whole(of) ? (settings as unknown as RunSettings) : undefined;
}

function arePaths(value: Json): boolean {
  return Array.isArray(value) && value.every((path) => typeof readPath(path, (name) => [name]) !== 'string');
}
