import type { Span } from '../../signature/index.ts';

/** One file of a test input. */
export interface MarkedFile {
  readonly uri: string;
  readonly text: string;
  /** Where the findings are expected. */
  readonly marks: readonly Span[];
}

const FILE = /^\/\/ --- (\S+)\n/m;

/** Reads `[|…|]` marks, and several files where lines `// --- name` divide them. JSON is told from `.fsig` by its first character. */
export function readMarked(input: string): readonly MarkedFile[] {
  if (!FILE.test(input)) return [readFile(`test${/^\s*[{[](?!\|)/.test(input) ? '.tools.json' : '.fsig'}`, input)];
  const parts = input.split(/^\/\/ --- (\S+)\n/m).slice(1);
  const files: MarkedFile[] = [];
  for (let index = 0; index < parts.length; index += 2)
    files.push(readFile(parts[index] ?? '', parts[index + 1] ?? ''));
  return files;
}

function readFile(name: string, input: string): MarkedFile {
  const marks: Span[] = [];
  let text = '';
  let open: number | undefined;
  for (const piece of input.split(/(\[\||\|\])/)) {
    if (piece === '[|') open = text.length;
    else if (piece === '|]' && open !== undefined) {
      marks.push({ start: open, end: text.length });
      open = undefined;
    } else text += piece;
  }
  return { uri: `file:///${name}`, text, marks };
}
