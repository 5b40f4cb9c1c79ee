export { type AtWork, atWork, nothingAtWork, READING, working } from './at-work.ts';
export { readAhead, sharedLengths } from './block.ts';
export { buildCatalog, catalogHash, type SharedEnds, sharedEnds, signatureHash } from './catalog.ts';
export { type UnreadKey, unreadKeys } from './dialects/envelope.ts';
export { holdsBareSchema } from './dialects/fit.ts';
export * from './dialects/index.ts';
export { valuesInText } from './dialects/inside-text.ts';
export { bodyKey, isPlain, MCP_HINTS, PLAIN_LAYOUTS } from './dialects/plain.ts';
export type { RenamedParameter } from './dialects/write.ts';
export {
  contentOf,
  editDocument,
  type ParseOptions,
  parseDocument,
  segmentAt,
  segmentStart,
  segmentText,
} from './document.ts';
export type * from './fsig/ast.ts';
export { BUILTIN_TYPES } from './fsig/compile.ts';
export { type DocComment, type DocTag, parseDoc } from './fsig/doc.ts';
export { type FormatOptions, formatFsig, formatFsigOnType } from './fsig/format.ts';
export { innerPath } from './fsig/outline.ts';
export { parseSegment } from './fsig/parser.ts';
export {
  declaredTypes,
  fsigTree,
  importMeant,
  namespaceAt,
  segmentsUsing,
  type TypePlace,
  typeMeant,
} from './fsig/symbols.ts';
export { TAGS, type TagDefinition, type TagPlace, tagDefinition } from './fsig/tags.ts';
export { writeFsig } from './fsig/write/index.ts';
export { writeResponseType } from './fsig/write/response.ts';
export { type LineIndex, lineIndex, lineStarts, type TextPosition } from './lines.ts';
export { locate, rawOf } from './locate.ts';
export { type HttpOperation, httpOperation } from './operation.ts';
export { isProgram, parseProgram, toolsOfProgram } from './program-tools.ts';
export * from './schema/fields.ts';
export { FORMAT_NAMES, matchesFormat } from './schema/formats.ts';
export { STATEMENT_KEYWORD, withoutNotes, withoutWrittenNotes } from './schema/notes.ts';
export { type SchemaError, validateValue } from './schema/validate.ts';
export type { LocateWhat } from './segment.ts';
export type { SourceText } from './source-text.ts';
export { editText, keptText } from './text.ts';
export * from './types.ts';
export { TARGET_DIALECTS, type TargetDialect, writeSignatures } from './write.ts';
