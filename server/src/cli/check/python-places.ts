import { getLocation } from 'jsonc-parser';
import type { Finding } from '../../rules/index.ts';
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

/** Findings of the list of tools as findings of the Python file: at the parameter they are about, else at the function. */
export class PythonPlaces {
  readonly #sources = new Map<string, PythonSource>();

  add(source: PythonSource): void {
    this.#sources.set(source.uri, source);
  }

  /** The texts that places are counted in, by the address of the file. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#sources].map(([uri, { text }]) => [uri, text]));
  }

  translate(finding: Finding): Finding {
    const related = finding.related.map((other) => ({ ...other, span: this.#spanOf(other.uri, other.span) }));
    return { ...finding, span: this.#spanOf(finding.uri, finding.span), related };
  }

  #spanOf(uri: string, span: Span): Span {
    const source = this.#sources.get(uri);
    return source === undefined ? span : pythonSpan(source, span);
  }
}

function pythonSpan({ text, json, tools }: PythonSource, { start }: Span): Span {
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
