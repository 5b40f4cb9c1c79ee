import type { Outcome } from '../../types.ts';
import type { Running } from '../running.ts';
import { type Act, type FileCall, type FileStep, systemFor, text, workingFolder } from './call.ts';
import { count, exists, list, read, readMany, roots, stat, tree, where } from './reads.ts';
import { search, searchText } from './searches.ts';
import { resolvePath } from './tree.ts';
import { edit, enter, makeFolder, move, remove, write } from './writes.ts';

/** Runs a file step: the answer is noted, and the state moves on. */
export function runFileStep(running: Running, step: FileStep): Outcome | undefined {
  const system = systemFor(running, running.called);
  const from = workingFolder(running, system.seed);
  const given = text(running, step, 'path');
  const call: FileCall = { running, system, step, path: resolvePath(given ?? from, from, system.seed) };
  const result = ACTS[step.act](call);
  if ('ok' in result) return result;
  running.file = result;
  return undefined;
}

const ACTS: Readonly<Record<FileStep['act'], Act>> = {
  read,
  'read many': readMany,
  write,
  append: write,
  edit,
  'make folder': makeFolder,
  list,
  tree,
  move,
  copy: move,
  delete: remove,
  search,
  'search text': searchText,
  stat,
  exists,
  count,
  enter,
  where,
  roots,
};
