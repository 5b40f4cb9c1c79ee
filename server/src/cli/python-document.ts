import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument, type SignatureDocument } from '../signature/index.ts';
import { importPython, PythonImportError } from '../world/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { fileError } from './file-error.ts';

/**
 * The functions of a Python file, or with `FILE#Class,Other` the methods of classes, as a document of tools. Nothing of
 * the file runs.
 * @throws UsageError where it defines none, cannot be read, or there is no Python here
 */
export async function pythonDocument(written: string, context: CommandContext): Promise<SignatureDocument> {
  const hash = written.lastIndexOf('#');
  const [name, classes] = hash < 0 ? [written, []] : [written.slice(0, hash), written.slice(hash + 1).split(',')];
  const file = path.resolve(context.cwd, name);
  try {
    const { text, tools, classes: found } = await importPython(file, { classes, signal: context.signal });
    if (tools.length === 0) {
      const advice = found.length === 0 ? '' : ` Its classes have methods: write ${name}#${found[0]}.`;
      throw new UsageError(`${name} defines no functions.${advice}`);
    }
    return parseDocument(pathToFileURL(file).href, text, { kind: 'json', dialect: 'mcp' });
  } catch (error) {
    throw error instanceof PythonImportError ? new UsageError(`${error.message}.`) : fileError(error);
  }
}
