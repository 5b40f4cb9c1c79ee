import type { Json } from '../../json/index.ts';
import {
  type CatalogEntry,
  contentOf,
  locate,
  type PartPath,
  type Span,
  type TextChange,
} from '../../signature/index.ts';
import { patchObject, removeChild } from './json-text.ts';
import type { FileEdit, PartEditor, Patch } from './types.ts';

/**
 * Edits JSON tool schemas. `locate` leads from a canonical part to its text, so nothing here knows a dialect: where the
 * text found is not the JSON value expected (a dialect that writes types as words), there is no edit.
 */
export function createJsonEditor(entry: CatalogEntry): PartEditor {
  const { document } = entry;
  const fileEdit = (changes: readonly TextChange[] | undefined): readonly FileEdit[] | undefined =>
    changes === undefined || changes.length === 0 ? undefined : [{ uri: document.uri, changes }];

  /** Text of a part, only when it is written as its own JSON value and not inherited from a parent. */
  const find = (part: PartPath): Span | undefined => {
    const span = locate(entry, part, 'value');
    if (span === undefined || part.length === 0) return span;
    const parent = locate(entry, part.slice(0, -1), 'value');
    return parent !== undefined && parent.start === span.start && parent.end === span.end ? undefined : span;
  };
  const textOf = (span: Span) => contentOf(document).slice(span.start, span.end);
  const shift = (changes: readonly TextChange[] | undefined, by: number) =>
    changes?.map(({ span, text }) => ({ span: { start: span.start + by, end: span.end + by }, text }));

  const patch = (part: PartPath, values: Patch) => {
    const span = find(part);
    if (span === undefined || !speaksJsonSchema(entry)) return undefined;
    return fileEdit(shift(patchObject(textOf(span), values), span.start));
  };

  /** A tool without a description gets one behind its name, on a line of its own where the name has one. */
  const besideName = (text: string) => {
    const name = locate(entry, ['name'], 'whole');
    if (name === undefined || !speaksJsonSchema(entry) || !textOf(name).startsWith('"')) return undefined;
    const before = contentOf(document).slice(Math.max(0, name.start - 200), name.start);
    const gap = /\n[ \t]*$/.exec(before)?.[0] ?? ' ';
    const end = { start: name.end, end: name.end };
    return fileEdit([{ span: end, text: `,${gap}"description": ${JSON.stringify(text)}` }]);
  };

  return {
    patch,
    remove: (part) => {
      const target = find(part);
      const parent = locate(entry, part.slice(0, -1), 'value');
      if (target === undefined || parent === undefined) return undefined;
      return fileEdit(shift(removeChild(textOf(parent), target.start - parent.start), parent.start));
    },
    replace: (part, value: Json) => {
      const span = find(part);
      return span && isJson(textOf(span)) ? fileEdit([{ span, text: JSON.stringify(value) }]) : undefined;
    },
    describe: (part, text) => {
      const span = find([...part, 'description']);
      if (span === undefined) return part.length === 0 ? besideName(text) : patch(part, { description: text });
      return textOf(span).startsWith('"') ? fileEdit([{ span, text: JSON.stringify(text) }]) : undefined;
    },
    setRequired: (object, property, required) => {
      const schema = objectAt(entry, object);
      const names = Array.isArray(schema?.required) ? (schema.required as string[]) : [];
      if (required === names.includes(property)) return undefined;
      if (required) return patch(object, { required: [...names, property] });
      const index = names.indexOf(property);
      const span = find([...object, 'required', index]);
      const parent = find([...object, 'required']);
      if (span === undefined || parent === undefined) return undefined;
      return fileEdit(shift(removeChild(textOf(parent), span.start - parent.start), parent.start));
    },
  };
}

/** Dialects whose parameters are written as JSON Schema, so that a keyword can be added. */
function speaksJsonSchema(entry: CatalogEntry): boolean {
  const plain = ['openai-chat', 'openai-responses', 'anthropic', 'gemini', 'mcp', 'bfcl', 'bedrock', 'vscode'];
  return plain.includes(entry.signature.source.dialect);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function objectAt(entry: CatalogEntry, part: PartPath): Record<string, unknown> | undefined {
  let value: unknown = entry.signature;
  for (const step of part) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
