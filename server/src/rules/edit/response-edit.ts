import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import {
  type CatalogEntry,
  type DialectId,
  fsigTree,
  locate,
  type Span,
  segmentStart,
  segmentText,
  type TargetDialect,
  writeResponseType,
  writeSignatures,
} from '../../signature/index.ts';
import { patchObject } from './json-text.ts';
import type { FileEdit } from './types.ts';

/** The key under which a dialect of JSON writes a response. */
const RESPONSE_KEYS: Partial<Record<DialectId, string>> = {
  mcp: 'outputSchema',
  gemini: 'response',
  bfcl: 'response',
  'seal-tools': 'responses',
};

/**
 * Writes a response into the file of a function that has none, as its dialect writes one. Undefined where the dialect has
 * no place for it, cannot say it (MCP takes objects alone), or the function says already what it returns.
 */
export function writeResponse(entry: CatalogEntry, response: JsonSchema): readonly FileEdit[] | undefined {
  return entry.document.kind === 'fsig' ? inFsig(entry, response) : inJson(entry, response);
}

function inFsig({ document, segment }: CatalogEntry, response: JsonSchema): readonly FileEdit[] | undefined {
  const { declaration: node } = fsigTree(document, segment);
  if (node.kind !== 'function') return undefined;
  const text = segmentText(document, segment);
  const line = text.lastIndexOf('\n', node.start) + 1;
  const type = writeResponseType(response, /^[ \t]*/.exec(text.slice(line, node.start))?.[0] ?? '');
  if (type === undefined) return undefined;
  const by = segmentStart(document, segment);
  const edit = ({ start, end }: Span, written: string): readonly FileEdit[] => [
    { uri: document.uri, changes: [{ span: { start: start + by, end: end + by }, text: written }] },
  ];
  if (node.result !== undefined)
    return text.slice(node.result.start, node.result.end) === 'unknown' ? edit(node.result, type) : undefined;
  const end = text.slice(0, node.end).replace(/[\s;]+$/, '').length;
  return text[end - 1] === ')' ? edit({ start: end, end }, `: ${type}`) : undefined;
}

function inJson(entry: CatalogEntry, response: JsonSchema): readonly FileEdit[] | undefined {
  const { document, signature } = entry;
  const { dialect } = signature.source;
  const key = RESPONSE_KEYS[dialect];
  const span = locate(entry, []);
  if (key === undefined || span === undefined || signature.response !== undefined) return undefined;
  const written = writtenUnder(key, writtenWith(entry, response, dialect as TargetDialect));
  if (written === undefined) return undefined;
  const start = segmentStart(document, entry.segment);
  const text = segmentText(document, entry.segment).slice(span.start - start, span.end - start);
  const changes = patchObject(text, { [key]: written })?.map((change) => ({
    span: { start: change.span.start + span.start, end: change.span.end + span.start },
    text: change.text,
  }));
  return changes === undefined || changes.length === 0 ? undefined : [{ uri: document.uri, changes }];
}

/** The function written anew with the response: as from another dialect, for one of its own is kept as it is written. */
function writtenWith(entry: CatalogEntry, response: JsonSchema, dialect: TargetDialect): Json {
  const { signature } = entry;
  const source = { ...signature.source, dialect: 'fsig' as const };
  const { text } = writeSignatures([{ ...entry, signature: { ...signature, source, response } }], dialect);
  return JSON.parse(text) as Json;
}

/** The value of a key of the function, which stands in lists and envelopes. */
function writtenUnder(key: string, value: Json): Json | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : writtenUnder(key, value[0] as Json);
  if (!isRecord(value)) return undefined;
  const object = value as Record<string, Json>;
  if (Object.hasOwn(object, key)) return object[key];
  for (const inner of ['tools', 'functionDeclarations', 'function_declarations', 'function'])
    if (Object.hasOwn(object, inner)) return writtenUnder(key, object[inner] as Json);
  return undefined;
}
