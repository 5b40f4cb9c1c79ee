import { keyWords } from '../../../english/index.ts';
import type { Json } from '../../../json/index.ts';
import type { Outcome } from '../../types.ts';
import { fail } from '../errors.ts';
import { argumentOf } from '../running.ts';
import { entry, type FileCall, fileAt, folderAt, noFile, number, text, workingFolder } from './call.ts';
import type { FileAnswer } from './file-answer.ts';
import { notExcepted } from './searches.ts';
import { below, childrenOf, lookUp, nameOf, resolvePath, rootOf } from './tree.ts';

export function read(call: FileCall): FileAnswer | Outcome {
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

export function readMany(call: FileCall): FileAnswer | Outcome {
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

export function list(call: FileCall): FileAnswer | Outcome {
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

export function tree(call: FileCall): FileAnswer | Outcome {
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

export function stat(call: FileCall): FileAnswer | Outcome {
  const { running, path, system } = call;
  const node = lookUp(system, running.state, path);
  if (node === undefined) return noFile(path);
  return { path, node, told: true, text: '' };
}

export function exists(call: FileCall): FileAnswer {
  const node = lookUp(call.system, call.running.state, call.path);
  return {
    path: call.path,
    node,
    exists: node !== undefined,
    text: node === undefined ? `${call.path} does not exist` : `${call.path} exists`,
  };
}

export function count(call: FileCall): FileAnswer | Outcome {
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

export function where({ running, system }: FileCall): FileAnswer {
  const path = workingFolder(running, system.seed);
  return { path, node: { folder: true, text: '', written: false }, text: path };
}

export function roots(call: FileCall): FileAnswer {
  const root = rootOf(call.system.seed);
  return { path: root, entries: [entry(call, root)], text: `Allowed directories:\n${root}` };
}
