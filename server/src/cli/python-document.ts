import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRegularText } from '../files/index.ts';
import { parseDocument, type SignatureDocument } from '../signature/index.ts';
import type { PythonSource } from './check/python-places.ts';
import { type CommandContext, UsageError } from './command.ts';
import { fileError } from './file-error.ts';

const MAX_SOURCE = 16 * 1024 * 1024;

/**
 * The functions of a Python file, or with `FILE#Class,Other` the methods of classes, as a document of tools. Nothing of
 * the file runs.
 * @throws UsageError where it defines none, cannot be read, or there is no Python here
 */
export async function pythonDocument(written: string, context: CommandContext): Promise<SignatureDocument> {
  return (await readPythonDocument(written, context)).document;
}

/** As {@link pythonDocument}, with the text of the file and the places of its functions. */
export async function readPythonDocument(
  written: string,
  context: CommandContext,
): Promise<{ readonly document: SignatureDocument; readonly source: PythonSource }> {
  const hash = written.lastIndexOf('#');
  const [name, classes] = hash < 0 ? [written, []] : [written.slice(0, hash), written.slice(hash + 1).split(',')];
  const file = path.resolve(context.cwd, name);
  // The bridge to Python is seldom wanted, and lies with the worlds, which are long to read.
  const { importPython, PythonImportError } = await import('../world/index.ts');
  try {
    const text = await readRegularText(file, MAX_SOURCE);
    const { text: json, tools, classes: found } = await importPython(file, { text, classes, signal: context.signal });
    if (tools.length === 0) {
      const advice = found.length === 0 ? '' : ` Its classes have methods: write ${name}#${found[0]}.`;
      throw new UsageError(`${name} defines no functions.${advice}`);
    }
    const uri = pathToFileURL(file).href;
    const document = parseDocument(uri, json, { kind: 'json', dialect: 'mcp' });
    return { document, source: { uri, text, json, tools } };
  } catch (error) {
    throw error instanceof PythonImportError ? new UsageError(`${error.message}.`) : fileError(error);
  }
}
