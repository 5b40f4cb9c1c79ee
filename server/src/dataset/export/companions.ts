import path from 'node:path';
import { isThere, writeWhole } from '../../files/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { EXPORT_TARGETS } from './index.ts';
import { rowForm } from './row-form.ts';
import type { ExportId } from './target.ts';

/** `sft.jsonl` → `sft.ROLE.jsonl`; `sft.jsonl.zst` → `sft.ROLE.jsonl.zst`. */
export function siblingPath(file: string, role: string): string {
  const { dir, base } = path.parse(file);
  const [, packed = ''] = /(\.zst)$/i.exec(base) ?? [];
  const { name, ext } = path.parse(base.slice(0, base.length - packed.length));
  return path.join(dir, `${name}.${role}${ext}${packed}`);
}

/** What the trainer is told of the rows of a file; of a test side beside it, where a list of data sets has room for it. */
export async function writeCompanions(
  out: string,
  { as, force, test }: { readonly as: ExportId; readonly force: boolean; readonly test?: string | undefined },
): Promise<string[]> {
  const { companions, readsForms = ['lines'] } = EXPORT_TARGETS[as];
  if (companions === undefined || !readsForms.includes(rowForm(out))) return [];
  const companionsOf = (file: string) => companions(path.basename(file));
  const tests: Readonly<Record<string, string>> = test === undefined ? {} : companionsOf(test);
  const written: string[] = [];
  for (const [name, text] of Object.entries(companionsOf(out))) {
    const file = path.join(path.dirname(out), name);
    if (!force && (await isThere(file))) continue;
    const other = name === 'dataset_info.json' ? tests[name] : undefined;
    await writeWhole(file, other === undefined ? text : withTestSet(text, other));
    written.push(file);
  }
  return written;
}

/** LLaMA-Factory's list of data sets, that of the test side under its own name. */
function withTestSet(train: string, test: string): string {
  const named = Object.entries(JSON.parse(test) as JsonObject).map(([name, entry]) => [`${name}_test`, entry]);
  return `${JSON.stringify({ ...(JSON.parse(train) as JsonObject), ...Object.fromEntries(named) }, null, 2)}\n`;
}
