import type { Json, JsonObject } from '../../json/index.ts';
import type { CatalogEntry, DialectId, ReadOnlyDialect } from '../types.ts';
import { isFlat } from './flat.ts';
import type { Loss, ReportLoss } from './loss.ts';
import { nameTable, toolName } from './names.ts';
import { isPlain, type PlainDialect } from './plain.ts';
import { writeFlat } from './write-flat.ts';
import { writePlain } from './write-plain.ts';

/** The JSON dialects that can be written. */
export type WritableDialect = Exclude<DialectId, ReadOnlyDialect | 'fsig'>;

/** What a writer is given of an entry: the element as written, where it has one. */
export type RawOf = (entry: CatalogEntry) => Json | undefined;

/**
 * Functions in a JSON dialect. A function that was written in it is written as it was, every key kept; any other is
 * written from its signature, and what the dialect cannot say is listed.
 */
export function writeJson(
  entries: readonly CatalogEntry[],
  to: WritableDialect,
  rawOf: RawOf,
): { text: string; losses: Loss[] } {
  const losses: Loss[] = [];
  const elements = entries.map((entry) => {
    const asWritten = entry.signature.source.dialect === to ? rawOf(entry) : undefined;
    return asWritten ?? writeOne(entry, to, (part, message) => losses.push({ id: entry.id, part, message }));
  });
  for (const { id, name, original, shortened } of nameTable(entries, to)) {
    if (shortened)
      losses.push({
        id,
        part: ['name'],
        message: `the name is shortened to ${name}; only a table leads back to ${original}`,
      });
  }
  return { text: layOut(elements, to), losses };
}

function writeOne(entry: CatalogEntry, to: WritableDialect, report: ReportLoss): JsonObject {
  const name = toolName(entry, to);
  if (isPlain(to)) return writePlain(entry.signature, name, to as PlainDialect, report);
  return writeFlat(entry.signature, name, isFlat(to) ? to : 'xlam', report);
}

/** Elements as a file of their dialect: JSON Lines where the dialect's own files are, else one document. */
function layOut(elements: readonly Json[], to: WritableDialect): string {
  switch (to) {
    case 'mcp':
      return `${JSON.stringify({ tools: elements }, null, 2)}\n`;
    case 'gemini':
      return `${JSON.stringify({ functionDeclarations: elements }, null, 2)}\n`;
    case 'bedrock':
      return `${JSON.stringify({ toolConfig: { tools: elements } }, null, 2)}\n`;
    case 'vscode':
      return `${JSON.stringify({ contributes: { languageModelTools: elements } }, null, 2)}\n`;
    case 'bfcl':
    case 'toolbench':
    case 'seal-tools':
      return elements.map((element) => `${JSON.stringify(element)}\n`).join('');
    default:
      return `${JSON.stringify(elements, null, 2)}\n`;
  }
}
