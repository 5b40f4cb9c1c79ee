import type { Outcome } from '../../types.ts';
import { argumentOf } from '../running.ts';
import { entry, type FileCall, folderAt, noFile, text } from './call.ts';
import type { FileAnswer } from './file-answer.ts';
import { globMatches } from './glob.ts';
import { below, lookUp, nameOf } from './tree.ts';

export function search(call: FileCall): FileAnswer | Outcome {
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
export function notExcepted({ running, path, step }: FileCall): (each: string) => boolean {
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

export function searchText(call: FileCall): FileAnswer | Outcome {
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
