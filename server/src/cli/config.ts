import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRegularText } from '../files/index.ts';
import { CONFIG_FILE, MAX_CONFIG_BYTES, type ProjectConfig, parseConfig } from '../rules/index.ts';
import { lineIndex } from '../signature/index.ts';
import { UsageError } from './command.ts';

/** Settings of projects, found by folder and read once. */
export interface ConfigFinder {
  /** Settings that hold for a document: of the nearest `magnet.config.jsonc` upward, or of the file that was named. */
  settingsFor(uri: string): Promise<ProjectConfig>;
}

/**
 * @param named A file given by `--config`: it holds for everything.
 * @throws UsageError where a config file is wrong, with file and line: settings half understood are worse than none.
 */
export async function createConfigFinder(named: string | undefined, cwd: string): Promise<ConfigFinder> {
  const fixed = named === undefined ? undefined : await readConfig(path.resolve(cwd, named));
  const byFolder = new Map<string, Promise<ProjectConfig>>();
  const ofFolder = (folder: string): Promise<ProjectConfig> => {
    let known = byFolder.get(folder);
    if (known === undefined) {
      known = findUpward(folder, ofFolder);
      byFolder.set(folder, known);
    }
    return known;
  };
  return {
    settingsFor: async (uri) => fixed ?? (uri.startsWith('file:') ? ofFolder(path.dirname(fileURLToPath(uri))) : {}),
  };
}

async function findUpward(folder: string, parent: (folder: string) => Promise<ProjectConfig>): Promise<ProjectConfig> {
  const file = path.join(folder, CONFIG_FILE);
  const status = await stat(file).catch(() => undefined);
  if (status?.isFile() === true) return readConfig(file);
  const above = path.dirname(folder);
  return above === folder ? {} : parent(above);
}

/** Reads one `magnet.config.jsonc`. */
export async function readConfig(file: string): Promise<ProjectConfig> {
  const text = await readRegularText(file, MAX_CONFIG_BYTES).catch((error: Error) => {
    throw new UsageError(`${file} ${error.message}.`);
  });
  const { config, problems } = parseConfig(text);
  const [first] = problems;
  if (first === undefined) return config;
  const { line, character } = lineIndex(text).positionAt(first.span.start);
  throw new UsageError(`${file}:${line + 1}:${character + 1}: ${first.message}.`);
}
