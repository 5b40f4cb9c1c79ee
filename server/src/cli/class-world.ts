import path from 'node:path';
import type { ClassWorld } from '../dataset/index.ts';
import { isObject, type JsonObject } from '../json/index.ts';
import { importPython, PythonImportError } from '../world/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { moduleFile, readState } from './world.ts';

/**
 * The classes that `--world` names, read and not run, with the state of `--state`.
 * @throws UsageError where the file is no Python, or has no such class
 */
export async function classWorldOption(
  { as, world, state }: { readonly as: string; readonly world?: string; readonly state?: string },
  context: CommandContext,
): Promise<ClassWorld | undefined> {
  if (world === undefined && state === undefined) return undefined;
  if (as !== 'bfcl') throw new UsageError('--world and --state go with --as bfcl.');
  if (world?.startsWith('module:') !== true) throw new UsageError('Write the classes as --world module:FILE#Class.');
  const { file, classes } = await moduleFile(path.resolve(context.cwd, world.slice('module:'.length)));
  if (classes.length === 0 || !file.endsWith('.py'))
    throw new UsageError('Write the classes as --world module:FILE.py#Class.');
  const given = state === undefined ? {} : await readState(path.resolve(context.cwd, state));
  const states: JsonObject = classes.length === 1 ? { [classes[0] as string]: given } : isObject(given) ? given : {};
  return { file, classes: await methodsOf(file, classes, context), initialConfig: states };
}

async function methodsOf(file: string, classes: readonly string[], { signal }: CommandContext) {
  try {
    const { tools } = await importPython(file, { classes, signal });
    return classes.map((name) => ({
      name,
      methods: tools.filter(({ owner }) => owner === name).map((tool) => tool.name),
    }));
  } catch (error) {
    throw error instanceof PythonImportError ? new UsageError(`--world: ${error.message}.`) : error;
  }
}
