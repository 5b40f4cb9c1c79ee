import { buildCatalog } from '../../catalog.ts';
import type { Loss } from '../../dialects/loss.ts';
import { parseDocument } from '../../document.ts';
import type { CatalogEntry } from '../../types.ts';
import { writeName } from '../quote.ts';
import { differences } from './compare.ts';
import { writeDeclaration, writeFunction } from './function.ts';
import { byNamespace, TypeNames } from './names.ts';

interface WrittenFunction {
  readonly entry: CatalogEntry;
  readonly names: { readonly parameters: ReadonlyMap<string, string>; readonly response: ReadonlyMap<string, string> };
}

/**
 * Functions as one `.fsig` text. What the language cannot say is listed: the text is read back, and every part that then
 * says something else is a loss.
 */
export function writeFsig(entries: readonly CatalogEntry[]): { text: string; losses: Loss[] } {
  const blocks: string[] = [];
  const written: WrittenFunction[] = [];
  for (const [namespace, group] of byNamespace(entries)) {
    const indent = namespace === '' ? '' : '  ';
    const types = new TypeNames();
    const functions = group.map((entry) => {
      const { parameters, response } = entry.signature;
      const names = { parameters: types.namesOf(parameters), response: types.namesOf(response) };
      written.push({ entry, names });
      return writeFunction(entry.signature, names, indent);
    });
    const declarations = [...types.declared.values()].map((type) => writeDeclaration(type, indent));
    const body = [...declarations, ...functions].join('\n\n');
    blocks.push(namespace === '' ? body : `namespace ${namespaceName(namespace)} {\n${body}\n}`);
  }
  const text = blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
  return { text, losses: lossesOf(text, written) };
}

function namespaceName(namespace: string): string {
  return namespace.split('.').map(writeName).join('.');
}

function lossesOf(text: string, written: readonly WrittenFunction[]): Loss[] {
  const read = buildCatalog([parseDocument('written.fsig', text, { kind: 'fsig' })]).entries;
  const losses: Loss[] = [];
  const known = new Set<string>();
  let at = 0;
  for (const { entry, names } of written) {
    const after = read[at];
    if (after === undefined || after.signature.name !== entry.signature.name) {
      losses.push({ id: entry.id, part: ['name'], message: 'a function of this name cannot be written in .fsig' });
      continue;
    }
    at++;
    losses.push(...renamed(entry, names, known));
    for (const { part, gone } of differences(entry.signature, after.signature, names)) {
      losses.push({
        id: entry.id,
        part,
        message: gone ? 'cannot be written in .fsig' : 'is written otherwise in .fsig',
      });
    }
  }
  return losses;
}

/** Types that had to be renamed, each once a namespace. */
function renamed(entry: CatalogEntry, names: WrittenFunction['names'], known: Set<string>): Loss[] {
  return (['parameters', 'response'] as const).flatMap((side) =>
    [...names[side]].flatMap(([key, name]): Loss[] => {
      const place = `${entry.signature.namespace}\n${name}`;
      if (key === name || known.has(place)) return [];
      known.add(place);
      const message = `the type '${key}' is called '${name}' in .fsig`;
      return [{ id: entry.id, part: [side, '$defs', key], message }];
    }),
  );
}
