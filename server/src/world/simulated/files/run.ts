import { keyWords } from '../../../english/index.ts';
import { isObject, type Json, type JsonObject } from '../../../json/index.ts';
import type { Outcome } from '../../types.ts';
import { fail } from '../errors.ts';
import type { FunctionModel } from '../model.ts';
import type { FilePart, Step } from '../plan.ts';
import type { Reader } from '../records.ts';
import { argumentOf, type Running } from '../running.ts';
import { own, rowOf, withRow } from '../state.ts';
import type { FileAnswer } from './file-answer.ts';
import { globMatches } from './glob.ts';
import {
  below,
  childrenOf,
  type FileNode,
  type FileSystem,
  lookUp,
  nameOf,
  parentOf,
  put,
  resolvePath,
  rootOf,
  take,
} from './tree.ts';

type FileStep = Extract<Step, { do: 'file' }>;

/** One call on files: where it works, and its arguments by their part. */
export interface FileCall {
  readonly running: Running;
  readonly system: FileSystem;
  readonly step: FileStep;
  readonly path: string;
}

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

/** The files that a function works on. */
export function systemFor({ model, state }: Reader, called: FunctionModel): FileSystem {
  const open = ![...model.functions.values()].some(
    (other) =>
      other.scope === called.scope && other.plan.steps.some((step) => step.do === 'file' && SHOWS.has(step.act)),
  );
  return { seed: state.seed, table: `files ${called.scope}`, open };
}

const SHOWS: ReadonlySet<string> = new Set(['list', 'tree', 'search', 'roots']);

const HERE = 'working folder';

function workingFolder(running: Running, seed: string): string {
  return workingFolderOf(running, running.called, seed);
}

/** The folder that names without one are in. */
export function workingFolderOf({ state }: Reader, called: FunctionModel, seed: string): string {
  const row = rowOf(state, `session ${called.scope}`, HERE);
  const path = row === undefined ? undefined : own(row.fields, 'path');
  return typeof path === 'string' ? path : rootOf(seed);
}

function text(running: Running, { with: parts }: FileStep, part: FilePart): string | undefined {
  const name = parts[part];
  const value = name === undefined ? undefined : argumentOf(running.call, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(running: Running, { with: parts }: FileStep, part: FilePart): number | undefined {
  const name = parts[part];
  const value = name === undefined ? undefined : argumentOf(running.call, name);
  return typeof value === 'number' ? Math.max(0, Math.floor(value)) : undefined;
}

const noFile = (path: string) => fail('not_found', `No such file or directory: '${short(path)}'.`);
const notFolder = (path: string) => fail('conflict', `'${short(path)}' is not a directory.`);
const isFolder = (path: string) => fail('conflict', `'${short(path)}' is a directory.`);

function short(path: string): string {
  return path.length > 120 ? `${path.slice(0, 117)}...` : path;
}

type Act = (call: FileCall) => FileAnswer | Outcome;

/** The file at the path, or why there is none. */
function fileAt({ running, system }: FileCall, path: string): FileNode | Outcome {
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  return node.folder ? isFolder(path) : node;
}

function folderAt({ running, system }: FileCall, path: string): FileNode | Outcome {
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  return node.folder ? node : notFolder(path);
}

function read(call: FileCall): FileAnswer | Outcome {
  const { running, step, path } = call;
  const node = fileAt(call, path);
  if ('ok' in node) return node;
  const [head, tail] = [number(running, step, 'head'), number(running, step, 'tail')];
  if (head !== undefined && tail !== undefined)
    return fail('invalid_arguments', 'Only the first or the last lines can be asked for, not both.');
  return { path, node, entries: [{ path, node }], text: part(node.text, head, tail) };
}

function part(content: string, head: number | undefined, tail: number | undefined): string {
  if (head === undefined && tail === undefined) return content;
  const lines = content.replace(/\n$/, '').split('\n');
  const kept = head !== undefined ? lines.slice(0, head) : lines.slice(Math.max(0, lines.length - (tail ?? 0)));
  return kept.join('\n');
}

function readMany(call: FileCall): FileAnswer | Outcome {
  const { running, step, system } = call;
  const given = step.with.paths === undefined ? undefined : argumentOf(running.call, step.with.paths);
  const paths = (Array.isArray(given) ? given : []).filter((path) => typeof path === 'string');
  const from = workingFolder(running, system.seed);
  const parts = paths.map((path) => {
    const node = fileAt(call, resolvePath(path, from, system.seed));
    return 'ok' in node ? `${path}: Error - ${node.ok ? '' : node.error.message}` : `${path}:\n${node.text}`;
  });
  return {
    path: from,
    text: parts.join('\n---\n'),
    entries: paths.map((path) => entry(call, resolvePath(path, from, system.seed))),
  };
}

function write(call: FileCall): FileAnswer | Outcome {
  const { running, step, path, system } = call;
  const before = lookUp(system, running.state, path);
  if (before?.folder && rowOf(running.state, system.table, path) === undefined && system.open === false)
    return isFolder(path);
  const parent = folderAt(call, parentOf(path));
  if ('ok' in parent && !system.open) return parent;
  const content = text(running, step, 'content') ?? '';
  const added = step.act === 'append' ? `${before?.text ?? ''}${content}` : content;
  running.state = put(system, running.state, path, { folder: false, text: added });
  const done =
    step.act === 'append' ? 'Appended to' : step.with.content === undefined ? 'Created' : 'Successfully wrote to';
  return { path, node: lookUp(system, running.state, path), text: `${done} ${path}` };
}

function edit(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = fileAt(call, path);
  if ('ok' in node) return node;
  let content = node.text;
  const changes = editsOf(call);
  for (const { old, next } of changes) {
    if (old === '' || !content.includes(old))
      return fail('not_found', `The text to replace is not in ${short(path)}: ${JSON.stringify(old.slice(0, 60))}.`);
    content = content.replace(old, () => next);
  }
  const only = Object.entries(running.call).some(([name, value]) => /dry.?run|preview/i.test(name) && value === true);
  if (!only) running.state = put(system, running.state, path, { folder: false, text: content });
  return { path, node: lookUp(system, running.state, path), text: difference(path, changes) };
}

/** Old and new texts: a pair of parameters, or a list of pairs. */
function editsOf({ running, step }: FileCall): { old: string; next: string }[] {
  const list = step.with.edits === undefined ? undefined : argumentOf(running.call, step.with.edits);
  if (Array.isArray(list)) return list.flatMap((item) => (isObject(item) ? [pairOf(item)] : []));
  return [{ old: text(running, step, 'old') ?? '', next: text(running, step, 'new') ?? '' }];
}

function pairOf(item: JsonObject): { old: string; next: string } {
  const find = (pattern: RegExp) =>
    Object.entries(item).find(([name, value]) => pattern.test(name) && typeof value === 'string')?.[1];
  return {
    old: String(find(/^(?:old|from|search|find|before)/i) ?? ''),
    next: String(find(/^(?:new|to|replace|after)/i) ?? ''),
  };
}

function difference(path: string, changes: readonly { old: string; next: string }[]): string {
  const lines = changes.flatMap(({ old, next }) => [
    ...old.split('\n').map((line) => `-${line}`),
    ...next.split('\n').map((line) => `+${line}`),
  ]);
  return [`--- ${path}`, `+++ ${path}`, ...lines].join('\n');
}

function makeFolder(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const before = lookUp(system, running.state, path);
  if (before !== undefined && !before.folder) return fail('conflict', `'${short(path)}' is a file.`);
  const missing: string[] = [];
  for (let at = path; at !== '/' && lookUp(system, running.state, at) === undefined; at = parentOf(at))
    missing.unshift(at);
  if (system.open && before?.written !== true) missing.push(path);
  for (const each of missing.slice(0, 200))
    running.state = put(system, running.state, each, { folder: true, text: '' });
  return { path, node: lookUp(system, running.state, path), text: `Created directory ${path}` };
}

/** A file or folder as lists show it. */
function entry({ system, running }: FileCall, path: string) {
  return { path, node: lookUp(system, running.state, path) };
}

function list(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = folderAt(call, path);
  if ('ok' in node) return node;
  const entries = childrenOf(system, running.state, path).map((each) => entry(call, each));
  const { name, description } = running.called.signature;
  const sized = keyWords(name).includes('size') || /\bsizes\b/i.test(description);
  const lines = entries.map(({ path: at, node: found }) => {
    const size =
      sized && found !== undefined && !found.folder ? ` ${new TextEncoder().encode(found.text).length} B` : '';
    return `[${found?.folder ? 'DIR' : 'FILE'}] ${nameOf(at)}${size}`;
  });
  return { path, node, entries, text: lines.length === 0 ? 'The directory is empty.' : lines.join('\n') };
}

function tree(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = folderAt(call, path);
  if ('ok' in node) return node;
  const wanted = notExcepted(call);
  const branch = (at: string): Json[] =>
    childrenOf(system, running.state, at)
      .filter(wanted)
      .map((each): Json => {
        const found = lookUp(system, running.state, each);
        return found?.folder
          ? { name: nameOf(each), type: 'directory', children: branch(each) }
          : { name: nameOf(each), type: 'file' };
      });
  const entries = below(system, running.state, path)
    .filter(wanted)
    .slice(0, 500)
    .map((each) => entry(call, each));
  return { path, node, entries, text: JSON.stringify(branch(path), null, 2) };
}

function move(call: FileCall): FileAnswer | Outcome {
  const { running, path, system, step } = call;
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  const given = text(running, step, 'to');
  if (given === undefined) return fail('invalid_arguments', 'The destination is missing.');
  const named = resolvePath(given, workingFolder(running, system.seed), system.seed);
  const there = lookUp(system, running.state, named);
  const to = there?.folder && !system.open ? `${named}/${nameOf(path)}` : named;
  if (to === path || to.startsWith(`${path}/`)) return fail('conflict', `'${short(path)}' cannot be put into itself.`);
  const taken = lookUp(system, running.state, to);
  if (taken !== undefined && !system.open) return fail('conflict', `'${short(to)}' already exists.`);
  const parent = folderAt(call, parentOf(to));
  if ('ok' in parent && !system.open) return parent;
  const inside = [path, ...below(system, running.state, path)].map(
    (each) => [each, lookUp(system, running.state, each)] as const,
  );
  if (step.act === 'move') running.state = take(system, running.state, path, 'moved');
  for (const [each, found] of inside)
    if (found !== undefined) running.state = put(system, running.state, to + each.slice(path.length), found);
  return {
    path: to,
    node: lookUp(system, running.state, to),
    text: `${step.act === 'move' ? 'Moved' : 'Copied'} ${path} to ${to}`,
  };
}

function remove(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  if (path === rootOf(system.seed) || path === '/') return fail('conflict', `'${short(path)}' cannot be deleted.`);
  running.state = take(system, running.state, path, 'deleted');
  return { path, node, text: `Deleted ${path}` };
}

function search(call: FileCall): FileAnswer | Outcome {
  const { running, path, system, step } = call;
  const node = folderAt(call, path);
  if ('ok' in node) return node;
  const pattern = text(running, step, 'pattern') ?? '*';
  const wanted = notExcepted(call);
  const found = below(system, running.state, path).filter(
    (each) => globMatches(pattern, each.slice(path.length + 1), nameOf(each)) && wanted(each),
  );
  return {
    path,
    node,
    entries: found.map((each) => entry(call, each)),
    text: found.length === 0 ? 'No matches found' : found.join('\n'),
  };
}

/** Whether neither a path nor a folder that it lies in is among what the call leaves out. */
function notExcepted({ running, path, step }: FileCall): (each: string) => boolean {
  const given = step.with.except === undefined ? undefined : argumentOf(running.call, step.with.except);
  const patterns = Array.isArray(given) ? given.filter((item): item is string => typeof item === 'string') : [];
  if (patterns.length === 0) return () => true;
  return (each) => {
    const parts = each.slice(path.length + 1).split('/');
    return !parts.some((name, at) =>
      patterns.some((pattern) => globMatches(pattern, parts.slice(0, at + 1).join('/'), name)),
    );
  };
}

function searchText(call: FileCall): FileAnswer | Outcome {
  const { running, path, system, step } = call;
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  const pattern = (text(running, step, 'pattern') ?? '').toLowerCase();
  const files = node.folder ? below(system, running.state, path) : [path];
  const lines = files.flatMap((each) => {
    const content = lookUp(system, running.state, each)?.text ?? '';
    const matching = content.split('\n').filter((line) => line.toLowerCase().includes(pattern) && line !== '');
    return matching.map((line) => (node.folder ? `${each}: ${line}` : line));
  });
  return { path, node, lines, number: lines.length, text: lines.length === 0 ? 'No matches found' : lines.join('\n') };
}

function stat(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  return { path, node, told: true, text: '' };
}

function count(call: FileCall): FileAnswer | Outcome {
  const { running, path, step } = call;
  const node = fileAt(call, path);
  if ('ok' in node) return node;
  const mode = (text(running, step, 'mode') ?? 'l').toLowerCase();
  const number = mode.startsWith('w')
    ? (node.text.match(/\S+/g) ?? []).length
    : mode.startsWith('c') || mode.startsWith('b')
      ? node.text.length
      : node.text.split('\n').length - (node.text.endsWith('\n') ? 1 : 0);
  return { path, node, number, text: String(number) };
}

function enter(call: FileCall): FileAnswer | Outcome {
  const { running, path, called } = { ...call, called: call.running.called };
  const node = folderAt(call, path);
  if ('ok' in node) return node;
  const table = `session ${called.scope}`;
  const before = rowOf(running.state, table, HERE);
  const fields = { path };
  const row = {
    fields,
    first: fields,
    version: (before?.version ?? 0) + 1,
    order: before?.order ?? running.state.next,
  };
  running.state = withRow(running.state, table, HERE, row);
  return { path, node, text: path };
}

function where({ running, system }: FileCall): FileAnswer {
  const path = workingFolder(running, system.seed);
  return { path, node: { folder: true, text: '', written: false }, text: path };
}

function roots(call: FileCall): FileAnswer {
  const root = rootOf(call.system.seed);
  return { path: root, entries: [entry(call, root)], text: `Allowed directories:\n${root}` };
}

function exists(call: FileCall): FileAnswer {
  const node = lookUp(call.system, call.running.state, call.path);
  return {
    path: call.path,
    node,
    exists: node !== undefined,
    text: node === undefined ? `${call.path} does not exist` : `${call.path} exists`,
  };
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
