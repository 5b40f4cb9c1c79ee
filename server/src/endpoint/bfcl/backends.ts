import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readRegularText } from '../../files/index.ts';

/** Where the Python classes that tasks of many turns run on are found. */
export interface Backends {
  /** Folders that hold class files. */
  readonly folders: readonly string[];
  /** Folders that hold the benchmark's package. */
  readonly packages: readonly string[];
  /** For each class, the module that has it, as the package names it and as its file is called. */
  readonly classes: Readonly<Record<string, { readonly module: string; readonly stem: string }>>;
  /** One class file; undefined where there is none. */
  readonly file: string | undefined;
}

const PACKAGE = 'bfcl_eval';
const SOURCES = 'func_source_code';
const SOURCES_PACKAGE = `${PACKAGE}.eval_checker.multi_turn_eval.${SOURCES}`;
const MAX_DEPTH = 8;
const MAX_FILES = 5_000;
const MAX_BYTES = 16 * 1024 * 1024;
const SKIPPED = /^(?:\..*|__pycache__|node_modules|tests?|site-packages)$/;

/**
 * Finds Python classes by name in a folder of class files, or in one that holds the benchmark's package. Files are read,
 * not run. Where two files have a class of one name, the package's own sources come first.
 */
export async function findBackends(folder: string): Promise<Backends> {
  const files = await pythonFiles(folder, 0);
  const root = packageRoot(folder, files);
  const sources = files.filter((file) => file.split(path.sep).includes(SOURCES));
  const classes = new Map<string, { module: string; stem: string }>();
  const folders = new Set<string>();
  let first: string | undefined;
  for (const file of sources.length > 0 ? sources : files) {
    const stem = path.basename(file, '.py');
    // A file too large to be one that a person wrote is passed over.
    const text = await readRegularText(file, MAX_BYTES).catch(() => '');
    for (const [, name] of text.matchAll(/^class\s+(\w+)/gm)) {
      if (classes.has(name as string)) continue;
      classes.set(name as string, { module: moduleOf(file, root), stem });
      folders.add(path.dirname(file));
      first ??= file;
    }
  }
  return {
    folders: [...folders],
    packages: root === undefined ? [] : [root],
    classes: Object.fromEntries(classes),
    file: first,
  };
}

async function pythonFiles(folder: string, depth: number): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.py'));
  const found = files.map((entry) => path.join(folder, entry.name));
  if (depth >= MAX_DEPTH) return found;
  for (const entry of entries) {
    if (!entry.isDirectory() || SKIPPED.test(entry.name) || found.length > MAX_FILES) continue;
    found.push(...(await pythonFiles(path.join(folder, entry.name), depth + 1)));
  }
  return found;
}

/** The folder above the package, which the folder holds, is, or lies in. */
function packageRoot(folder: string, files: readonly string[]): string | undefined {
  for (const place of [folder, ...files]) {
    const parts = place.split(path.sep);
    const at = parts.lastIndexOf(PACKAGE);
    if (at > 0) return parts.slice(0, at).join(path.sep) || path.sep;
  }
  return undefined;
}

function moduleOf(file: string, root: string | undefined): string {
  const within = root === undefined ? undefined : path.relative(root, file).replace(/\.py$/, '').split(path.sep);
  return within?.[0] === PACKAGE ? within.join('.') : `${SOURCES_PACKAGE}.${path.basename(file, '.py')}`;
}
