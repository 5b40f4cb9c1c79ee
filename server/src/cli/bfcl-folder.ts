import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClassWorld } from '../dataset/index.ts';
import { isObject, type Json, type JsonObject } from '../json/index.ts';
import { importPython, PythonImportError } from '../world/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { moduleFile, readState } from './world.ts';

/** Tasks by category, as BFCL keeps them: what `magnet score bfcl --data` reads. */
interface BfclFolder {
  add(rows: readonly Json[], answers: readonly Json[]): void;
  /** Writes everything and gives the paths. */
  write(): Promise<string[]>;
}

/** `tasks.jsonl` → `tasks.bfcl/BFCL_v4_CATEGORY.json`, `possible_answer/…`, and the class file under `func_source_code`. */
export function createBfclFolder(out: string, world?: ClassWorld): BfclFolder {
  const { dir, name } = path.parse(out);
  const folder = path.join(dir, `${name}.bfcl`);
  const lines = new Map<string, string[]>();
  const put = (values: readonly Json[], within: string) => {
    for (const value of values) {
      const id = isObject(value) ? String(value.id) : '';
      const file = path.join(folder, within, `BFCL_v4_${id.slice(0, id.lastIndexOf('_'))}.json`);
      lines.set(file, [...(lines.get(file) ?? []), JSON.stringify(value)]);
    }
  };
  return {
    add: (rows, answers) => {
      put(rows, '');
      put(answers, 'possible_answer');
    },
    write: async () => {
      for (const [file, texts] of lines) {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, `${texts.join('\n')}\n`);
      }
      if (world === undefined || lines.size === 0) return [...lines.keys()];
      const copy = path.join(folder, 'func_source_code', path.basename(world.file));
      await mkdir(path.dirname(copy), { recursive: true });
      await copyFile(world.file, copy);
      return [...lines.keys(), copy];
    },
  };
}

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
