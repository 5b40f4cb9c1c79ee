import { open, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXPORT_TARGETS, type ExportId } from '../dataset/index.ts';
import type { JsonObject } from '../json/index.ts';

export async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

/** `sft.jsonl` → `sft.ROLE.jsonl`. */
export function siblingPath(file: string, role: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.${role}${ext}`);
}

/** What the trainer is told of the rows of a file; of a test side beside it, where a list of data sets has room for it. */
export async function writeCompanions(
  out: string,
  { as, force, test }: { readonly as: ExportId; readonly force?: boolean; readonly test?: string },
): Promise<string[]> {
  const companionsOf = (file: string) => EXPORT_TARGETS[as].companions?.(path.basename(file)) ?? {};
  const tests: Readonly<Record<string, string>> = test === undefined ? {} : companionsOf(test);
  const written: string[] = [];
  for (const [name, text] of Object.entries(companionsOf(out))) {
    const file = path.join(path.dirname(out), name);
    if (force !== true && (await exists(file))) continue;
    const other = name === 'dataset_info.json' ? tests[name] : undefined;
    await writeFile(file, other === undefined ? text : withTestSet(text, other));
    written.push(file);
  }
  return written;
}

/** LLaMA-Factory's list of data sets, that of the test side under its own name. */
function withTestSet(train: string, test: string): string {
  const named = Object.entries(JSON.parse(test) as JsonObject).map(([name, entry]) => [`${name}_test`, entry]);
  return `${JSON.stringify({ ...(JSON.parse(train) as JsonObject), ...Object.fromEntries(named) }, null, 2)}\n`;
}

/** A file of JSON lines that is written in pieces. */
export interface Sink {
  line(value: unknown): Promise<void>;
  end(): Promise<void>;
}

const FLUSH_CHARACTERS = 256 * 1024;

/** A new file of JSON lines, written in pieces. */
export async function openSink(file: string): Promise<Sink> {
  const handle = await open(file, 'w');
  let text = '';
  const flush = async () => {
    await handle.appendFile(text);
    text = '';
  };
  return {
    line: async (value) => {
      text += `${JSON.stringify(value)}\n`;
      if (text.length >= FLUSH_CHARACTERS) await flush();
    },
    end: async () => {
      await flush();
      await handle.close();
    },
  };
}
