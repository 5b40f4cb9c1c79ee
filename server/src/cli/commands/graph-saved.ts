import type { ComparedEdge, ComparedGraph } from '../../graph/index.ts';
import { isObject } from '../../json/index.ts';
import { UsageError } from '../command.ts';

/** The form of `magnet graph --format json` that this reads. */
const FORM = 'an output of `magnet graph --format json`';

/**
 * The graph in a saved JSON output; undefined where the text is something else, such as a signature file.
 * @throws UsageError where it has the keys of a graph and is none: compared with it, everything would seem new.
 */
export function savedGraph(text: string, file: string): ComparedGraph | undefined {
  const value = jsonOf(text);
  if (!isObject(value) || !('edges' in value)) return undefined;
  const { functions, edges } = value;
  const names = Array.isArray(functions) ? functions.map(nameOf) : undefined;
  const wrongName = names === undefined ? -1 : names.indexOf(undefined);
  const wrongEdge = Array.isArray(edges) ? edges.findIndex((edge) => !isComparedEdge(edge)) : -1;
  const fault =
    names === undefined
      ? '"functions" is no list'
      : !Array.isArray(edges)
        ? '"edges" is no list'
        : wrongName >= 0
          ? `functions[${wrongName}] has no "name"`
          : wrongEdge >= 0
            ? `edges[${wrongEdge}] lacks "from", "to", "kind" or "score"`
            : undefined;
  if (fault !== undefined)
    throw new UsageError(`${file} is not ${FORM}: ${fault}. Give such a file, or signature files.`);
  return { functions: names as string[], edges: edges as ComparedEdge[] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nameOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.name === 'string' ? value.name : undefined;
}

function isComparedEdge(value: unknown): value is ComparedEdge {
  if (!isObject(value)) return false;
  const { from, to, kind, score } = value;
  return typeof from === 'string' && typeof to === 'string' && typeof kind === 'string' && typeof score === 'number';
}
