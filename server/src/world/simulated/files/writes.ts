import { isObject, type JsonObject } from '../../../json/index.ts';
import type { Outcome } from '../../types.ts';
import { fail } from '../errors.ts';
import { argumentOf } from '../running.ts';
import { rowOf, withRow } from '../state.ts';
import { type FileCall, fileAt, folderAt, HERE, isFolder, noFile, short, text, workingFolder } from './call.ts';
import type { FileAnswer } from './file-answer.ts';
import { below, lookUp, nameOf, parentOf, put, resolvePath, rootOf, take } from './tree.ts';

export function write(call: FileCall): FileAnswer | Outcome {
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

export function edit(call: FileCall): FileAnswer | Outcome {
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

export function makeFolder(call: FileCall): FileAnswer | Outcome {
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

export function move(call: FileCall): FileAnswer | Outcome {
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

export function remove(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  if (path === rootOf(system.seed) || path === '/') return fail('conflict', `'${short(path)}' cannot be deleted.`);
  running.state = take(system, running.state, path, 'deleted');
  return { path, node, text: `Deleted ${path}` };
}

export function enter(call: FileCall): FileAnswer | Outcome {
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
