import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import { holdsStatement, withoutNotes, withoutWrittenNotes } from '../schema/notes.ts';
import type { CatalogEntry, FunctionSignature } from '../types.ts';
import { fitTo, isOutdated } from './fit.ts';
import type { RenamedKey, WritableDialect } from './fit-types.ts';
import { isFlat } from './flat.ts';
import type { Loss, ReportLoss } from './loss.ts';
import { nameTable, toolName } from './names.ts';
import { bodyKey, isPlain, type PlainDialect, wholeSchemaKey } from './plain.ts';
import { writeFlat } from './write-flat.ts';
import { writePlain } from './write-plain.ts';

/** What a writer is given of an entry: the element as written, where it has one. */
export type RawOf = (entry: CatalogEntry) => Json | undefined;

/**
 * Functions in a JSON dialect. A function that was written in it is written as it was, every key kept; any other is
 * written from its signature, and what the dialect cannot say is listed.
 * @param anew Ids of functions that are written from their signatures even so, since they are refused as they stand
 */
export function writeJson(
  entries: readonly CatalogEntry[],
  to: WritableDialect,
  rawOf: RawOf,
  anew: ReadonlySet<string> = new Set(),
): { text: string; losses: Loss[]; renamed: RenamedParameter[] } {
  const losses: Loss[] = [];
  const renamed: RenamedParameter[] = [];
  const elements = entries.map((entry) => {
    const report: ReportLoss = (part, message) => losses.push({ id: entry.id, part, message });
    const own = entry.signature.source.dialect === to ? rawOf(entry) : undefined;
    // MCP lets a schema hold any keyword: a file of it stays the author's, with what is stated there.
    const asWritten = own === undefined || to === 'mcp' ? own : withoutWrittenNotes(own);
    if (asWritten !== own || (own === undefined && holdsStatement(entry.signature.parameters)))
      report(['parameters'], 'what is said to this project alone (x-magnet) is left out: others refuse it');
    const signature = asWritten === undefined ? withoutOurs(entry.signature) : entry.signature;
    const isAnew = anew.has(entry.id);
    const fitted = fitTo(signature, to, asWritten !== undefined && !isAnew, report);
    for (const row of fitted.renamed) renamed.push({ id: entry.id, ...row });
    if (asWritten !== undefined && !isAnew && fitted.signature === signature && !isOutdated(asWritten, to))
      return asWritten;
    const mended = { ...entry, signature: fitted.signature };
    if (asWritten === undefined) return writeOne(mended, to, report);
    // What the function was written with beside its schemas is kept; only what is refused is written anew.
    const written = writeOwn(mended, asWritten, to, isAnew ? report : () => undefined);
    return withOwnKeys(written, isAnew ? withoutStrict(asWritten) : asWritten, to);
  });
  for (const { id, name, original, shortened } of nameTable(entries, to)) {
    if (shortened)
      losses.push({
        id,
        part: ['name'],
        message: `the name is shortened to ${name}; only a table leads back to ${original}`,
      });
  }
  return { text: layOut(elements, to), losses, renamed };
}

function withoutOurs(signature: FunctionSignature): FunctionSignature {
  const parameters = withoutNotes(signature.parameters);
  const response = signature.response === undefined ? undefined : withoutNotes(signature.response);
  if (parameters === signature.parameters && response === signature.response) return signature;
  return { ...signature, parameters, ...(response === undefined ? {} : { response }) };
}

/** A function of the dialect itself: a schema stands again under the key it stood under, in the words of that key. */
function writeOwn(entry: CatalogEntry, asWritten: Json, to: WritableDialect, report: ReportLoss): JsonObject {
  const written = writeOne(entry, to, report);
  const key = to === 'gemini' && isRecord(asWritten) ? wholeSchemaKey(asWritten as JsonObject) : undefined;
  if (key === undefined) return written;
  const { parameters: _subset, ...rest } = written;
  return { ...rest, [key]: withoutNotes(entry.signature.parameters) as JsonObject };
}

/** An element without `strict`, which the new writing of it has where it may. */
function withoutStrict(element: Json): Json {
  if (!isRecord(element)) return element;
  const { strict: _strict, ...rest } = element as JsonObject;
  return isRecord(rest.function) ? { ...rest, function: withoutStrict(rest.function as JsonObject) } : rest;
}

/** The keys of a function as it was written that the new writing of it does not have. */
function withOwnKeys(written: JsonObject, asWritten: Json, to: WritableDialect): JsonObject {
  if (!isRecord(asWritten)) return written;
  const before = asWritten as JsonObject;
  const wrapper = bodyKey(written, to);
  const whole = { ...before, ...written };
  if (wrapper === undefined || !isRecord(before[wrapper])) return whole;
  return { ...whole, [wrapper]: { ...(before[wrapper] as JsonObject), ...(written[wrapper] as JsonObject) } };
}

/** A parameter that is written under another name, since the target refuses its own. */
export interface RenamedParameter extends RenamedKey {
  /** Catalog id of the function. */
  readonly id: string;
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
