import { pathToFileURL } from 'node:url';
import { lineIndex, type ParseOptions, parseProgram, type SignatureDocument, type Span } from '../signature/index.ts';
import type { ProgramSource } from './check/program-places.ts';
import { pythonSpan } from './check/python-places.ts';
import type { CommandContext } from './command.ts';
import { readPythonDocument } from './python-document.ts';

const PYTHON = /\.py(?:#|$)/;

/** A program read as a list of tools, and how places in that list are places in the program. */
export interface ProgramRead {
  readonly document: SignatureDocument;
  readonly source: ProgramSource;
}

/**
 * The tools of a file that is a program: the schemas that it writes down as literals, as the editor reads them; of a
 * Python file without any, or where classes are named, its functions. Undefined for any other file.
 * @throws UsageError as `pythonDocument` does
 */
export async function readProgram(
  file: string,
  text: string,
  context: CommandContext,
  options: Pick<ParseOptions, 'dialect'> = {},
): Promise<ProgramRead | undefined> {
  const uri = pathToFileURL(file).href;
  const document = file.includes('#') ? undefined : parseProgram(uri, text, options);
  if (document !== undefined) return { document, source: { uri, text, spanOf: sameLines(document, text) } };
  if (!PYTHON.test(file)) return undefined;
  const python = await readPythonDocument(file, context);
  return { document: python.document, source: { ...python.source, spanOf: (span) => pythonSpan(python.source, span) } };
}

/** What was read of literals stands on their lines; a line of it may be longer or shorter than the program's. */
function sameLines(document: SignatureDocument, program: string): (span: Span) => Span {
  const [read, written] = [lineIndex(document.text), lineIndex(program)];
  return ({ start, end }) => {
    const [from, to] = [start, end].map((offset) => written.offsetAt(read.positionAt(offset)));
    return { start: from ?? 0, end: to ?? 0 };
  };
}
