import path from 'node:path';
import { copyInto, writeWhole } from '../../files/index.ts';
import { isObject, type Json } from '../../json/index.ts';
import type { ClassWorld } from './target.ts';

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
      for (const [file, texts] of lines) await writeWhole(file, `${texts.join('\n')}\n`);
      if (world === undefined || lines.size === 0) return [...lines.keys()];
      return [...lines.keys(), await copyInto(world.file, path.join(folder, 'func_source_code'))];
    },
  };
}
