import type { Outcome } from '../../types.ts';
import { fail } from '../errors.ts';
import type { FunctionModel } from '../model.ts';
import type { FilePart, Step } from '../plan.ts';
import type { Reader } from '../records.ts';
import { argumentOf, type Running } from '../running.ts';
import { own, rowOf } from '../state.ts';
import type { FileAnswer } from './file-answer.ts';
import { type FileNode, type FileSystem, lookUp, rootOf } from './tree.ts';

export type FileStep = Extract<Step, { do: 'file' }>;

/** One call on files: where it works, and its arguments by their part. */
export interface FileCall {
  readonly running: Running;
  readonly system: FileSystem;
  readonly step: FileStep;
  readonly path: string;
}

export type Act = (call: FileCall) => FileAnswer | Outcome;

/** The files that a function works on. */
export function systemFor({ model, state }: Reader, called: FunctionModel): FileSystem {
  const open = ![...model.functions.values()].some(
    (other) =>
      other.scope === called.scope && other.plan.steps.some((step) => step.do === 'file' && SHOWS.has(step.act)),
  );
  return { seed: state.seed, table: `files ${called.scope}`, open };
}

const SHOWS: ReadonlySet<string> = new Set(['list', 'tree', 'search', 'roots']);

export const HERE = 'working folder';

export function workingFolder(running: Running, seed: string): string {
  return workingFolderOf(running, running.called, seed);
}

/** The folder that names without one are in. */
export function workingFolderOf({ state }: Reader, called: FunctionModel, seed: string): string {
  const row = rowOf(state, `session ${called.scope}`, HERE);
  const path = row === undefined ? undefined : own(row.fields, 'path');
  return typeof path === 'string' ? path : rootOf(seed);
}

export function text(running: Running, { with: parts }: FileStep, part: FilePart): string | undefined {
  const name = parts[part];
  const value = name === undefined ? undefined : argumentOf(running.call, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function number(running: Running, { with: parts }: FileStep, part: FilePart): number | undefined {
  const name = parts[part];
  const value = name === undefined ? undefined : argumentOf(running.call, name);
  return typeof value === 'number' ? Math.max(0, Math.floor(value)) : undefined;
}

export const noFile = (path: string) => fail('not_found', `No such file or directory: '${short(path)}'.`);
export const notFolder = (path: string) => fail('conflict', `'${short(path)}' is not a directory.`);
export const isFolder = (path: string) => fail('conflict', `'${short(path)}' is a directory.`);

export function short(path: string): string {
  return path.length > 120 ? `${path.slice(0, 117)}...` : path;
}

/** The file at the path, or why there is none. */
export function fileAt({ running, system }: FileCall, path: string): FileNode | Outcome {
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  return node.folder ? isFolder(path) : node;
}

export function folderAt({ running, system }: FileCall, path: string): FileNode | Outcome {
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  return node.folder ? node : notFolder(path);
}

/** A file or folder as lists show it. */
export function entry({ system, running }: FileCall, path: string) {
  return { path, node: lookUp(system, running.state, path) };
}
