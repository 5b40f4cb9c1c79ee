import { getLocation } from 'jsonc-parser';
import type { Span } from '../../signature/index.ts';
import type { PythonTool } from '../../world/index.ts';

/** A Python file whose functions were read as a list of tools in JSON. */
export interface PythonSource {
  readonly uri: string;
  /** The Python text. */
  readonly text: string;
  /** The list of tools that stands for it. */
  readonly json: string;
  /** In the order of that list. */
  readonly tools: readonly PythonTool[];
}

/** A place in the list of tools as one in the Python file: at the parameter that it is about, else at the function. */
export function pythonSpan({ text, json, tools }: PythonSource, { start }: Span): Span {
  const [list, index, ...rest] = getLocation(json, start).path;
  const tool = list === 'tools' && typeof index === 'number' ? tools[index] : undefined;
  if (tool === undefined) return { start: 0, end: 0 };
  const from = lineStart(text, tool.line);
  const to = lineStart(text, tool.endLine + 1);
  const parameter = rest.findLast((_, at) => rest[at - 1] === 'properties');
  return (
    (typeof parameter === 'string' ? wordIn(text, from, to, parameter) : undefined) ??
    wordIn(text, from, to, tool.name) ?? { start: from, end: from }
  );
}

/** Offset of a line, from 1; of one behind the last, the end of the text. */
function lineStart(text: string, line: number): number {
  let offset = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf('\n', offset);
    if (end < 0) return text.length;
    offset = end + 1;
  }
  return offset;
}

/** The first place between two offsets where a name stands as a whole. */
function wordIn(text: string, from: number, to: number, word: string): Span | undefined {
  for (let at = text.indexOf(word, from); at >= 0 && at < to; at = text.indexOf(word, at + 1)) {
    const around = `${text.charAt(at - 1)}${text.charAt(at + word.length)}`;
    if (!/[\p{L}\p{N}_]/u.test(around)) return { start: at, end: at + word.length };
  }
  return undefined;
}
