import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { DialectId, Span } from '../../signature/index.ts';
import type { Completion, Cursor, Workspace } from '../types.ts';
import { type JsonPlace, jsonPlaceAt, type RawPath, usualDialect } from './place.ts';
import { FORMATS, keysFor, NEW_TOOL, shapeAt, typeNames } from './shapes.ts';

/** Keys and values that may stand at the cursor of a JSON signature file. */
export function completeJson(workspace: Workspace, cursor: Cursor): Completion[] {
  const place = jsonPlaceAt(workspace, cursor);
  if (place === undefined) return newTools(workspace, cursor);
  return place.isKey ? completeKey(place) : completeValue(place);
}

function completeKey(place: JsonPlace): Completion[] {
  const { inner, path, span } = place;
  const { shape } = shapeAt(inner.slice(0, -1), place.dialect);
  const object = nodeAt(place, path.slice(0, -1));
  const present = new Set((object?.children ?? []).map((property) => String(property.children?.[0]?.value)));
  const hasColon = /^[^,}\]\n]*:/.test(place.text.slice(span.end - place.base));
  return keysFor(shape, place.dialect)
    .filter(({ key, without }) => (!present.has(key) && !present.has(without ?? key)) || path.at(-1) === key)
    .map(({ key, value, summary }, index) => ({
      label: key,
      kind: 'key' as const,
      documentation: summary,
      span,
      insert: hasColon
        ? JSON.stringify(key).replaceAll('$', '\\$')
        : `${JSON.stringify(key).replaceAll('$', '\\$')}: ${value}`,
      snippet: true,
      rank: index,
    }));
}

function nodeAt(place: JsonPlace, path: RawPath): Node | undefined {
  return place.root === undefined ? undefined : findNodeAtLocation(place.root, [...path]);
}

function completeValue(place: JsonPlace): Completion[] {
  const { inner, path, span, dialect } = place;
  const value = (text: string, rank?: number): Completion => ({
    label: text,
    kind: 'value',
    span,
    insert: JSON.stringify(text),
    ...(rank === undefined ? {} : { rank }),
  });
  const list = typeof inner.at(-1) === 'number' ? inner.slice(0, -1) : inner;
  const key = list.at(-1);
  const { shape } = shapeAt(list.slice(0, -1), place.dialect);
  const ofFunction = shape === 'function' && (dialect === 'openai-responses' || dialect === undefined);
  if (key === 'type' && (shape === 'wrapper' || ofFunction)) return [value('function')];
  if (key === 'type') return typeNames(dialect, place.text).map(value);
  if (shape !== 'schema' && shape !== 'annotations' && shape !== 'function') return [];
  if (key === 'format') return FORMATS.map((name) => value(name));
  if (key === 'required') return requiredNames(place, path, inner).map(value);
  if (key === '$ref') return definitionNames(place).map((name) => value(name));
  if (key === 'default' || key === 'const') return literals(place, path, span);
  if (BOOLEANS.has(String(key)))
    return ['true', 'false'].map((text) => ({ label: text, kind: 'value' as const, span, insert: text }));
  return [];
}

const BOOLEANS = new Set([
  'additionalProperties',
  'uniqueItems',
  'deprecated',
  'readOnly',
  'writeOnly',
  'strict',
  'readOnlyHint',
  'destructiveHint',
  'idempotentHint',
  'openWorldHint',
]);

/** Names of the properties that are not in the list yet. */
function requiredNames(place: JsonPlace, path: RawPath, inner: RawPath): string[] {
  const owner = path.slice(0, typeof inner.at(-1) === 'number' ? -2 : -1);
  const properties = nodeAt(place, [...owner, 'properties']);
  const listed = new Set((nodeAt(place, [...owner, 'required'])?.children ?? []).map((item) => String(item.value)));
  return (properties?.children ?? [])
    .map((property) => String(property.children?.[0]?.value))
    .filter((name) => !listed.has(name));
}

function definitionNames(place: JsonPlace): string[] {
  const names: string[] = [];
  for (const schema of [place.entry?.signature.parameters, place.entry?.signature.response])
    for (const name of Object.keys(schema?.$defs ?? {})) names.push(`#/$defs/${name}`);
  return [...new Set(names)];
}

/** Values of the enum beside a default. */
function literals(place: JsonPlace, path: RawPath, span: Span): Completion[] {
  const allowed = nodeAt(place, [...path.slice(0, -1), 'enum'])?.children ?? [];
  return allowed.map((item) => {
    const text = JSON.stringify(item.value) ?? 'null';
    return { label: text, kind: 'value', span, insert: text };
  });
}

/** Between elements, and in an empty file: a whole new tool. */
function newTools(workspace: Workspace, cursor: Cursor): Completion[] {
  const usual = usualDialect(workspace, cursor.document.uri);
  return (Object.entries(NEW_TOOL) as [DialectId, string][])
    .filter(([dialect]) => usual === undefined || usual === dialect)
    .map(([dialect, insert]) => ({
      label: `new tool (${dialect})`,
      kind: 'snippet',
      span: { start: cursor.offset, end: cursor.offset },
      insert,
      snippet: true,
    }));
}
