import { findNodeAtLocation, getLocation, type Node, parseTree } from 'jsonc-parser';
import {
  type CatalogEntry,
  contentOf,
  type DialectId,
  type Span,
  segmentAt,
  segmentStart,
  segmentText,
} from '../../signature/index.ts';
import { entriesInSegment, entriesOf } from '../at.ts';
import type { Completion, Cursor, Workspace } from '../types.ts';
import { FORMATS, keysFor, NEW_TOOL, shapeAt, typeNames } from './shapes.ts';

interface Place {
  readonly workspace: Workspace;
  readonly text: string;
  readonly base: number;
  /** Offset in `text`. */
  readonly local: number;
  readonly root: Node | undefined;
  readonly dialect: DialectId;
  readonly entry: CatalogEntry | undefined;
}

/** Keys and values that may stand at the cursor of a JSON signature file. */
export function completeJson(workspace: Workspace, cursor: Cursor): Completion[] {
  const { document, offset } = cursor;
  const segment = segmentAt(document, offset);
  const base = segment < 0 ? 0 : segmentStart(document, segment);
  const written = segment < 0 ? '' : segmentText(document, segment);
  const behind = offset > base + written.length;
  if (segment < 0 || (behind && !isOpen(written))) return newTools(workspace, cursor);
  // Blanks at the end of an element that is still being written belong to it.
  const text = behind ? contentOf(document).slice(base, offset) : written;
  const entry = entriesInSegment(workspace.catalog, document, segment)[0];
  const dialect = entry?.signature.source.dialect ?? usualDialect(workspace, cursor) ?? 'openai-chat';
  const local = offset - base;
  const place: Place = { workspace, text, base, local, root: parseTree(text), dialect, entry };
  const { path, isAtPropertyKey, previousNode } = getLocation(text, local);
  const inside =
    previousNode !== undefined && previousNode.offset <= local && local <= previousNode.offset + previousNode.length;
  const span = inside ? spanOf(place, previousNode) : { start: offset, end: offset };
  const functionAt = functionStart(path);
  const inner = path.slice(functionAt);
  return isAtPropertyKey ? completeKey(place, inner, path, span) : completeValue(place, inner, path, span);
}

/** Whether an object or list of the text has no end yet. */
function isOpen(text: string): boolean {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"?/g, '');
  return (bare.match(/[{[]/g)?.length ?? 0) > (bare.match(/[}\]]/g)?.length ?? 0);
}

/** Elements may stand in wrappers (`tools`, `functionDeclarations`): the function begins behind the last of them. */
function functionStart(path: readonly (string | number)[]): number {
  for (let at = path.length - 1; at > 0; at--) {
    const holder = path[at - 1];
    if (typeof path[at] === 'number' && typeof holder === 'string' && WRAPPERS.has(holder)) return at + 1;
  }
  return typeof path[0] === 'number' ? 1 : 0;
}

const WRAPPERS = new Set(['tools', 'functionDeclarations', 'function_declarations', 'functions', 'function']);

function spanOf(place: Place, node: Node): Span {
  return { start: place.base + node.offset, end: place.base + node.offset + node.length };
}

function usualDialect(workspace: Workspace, cursor: Cursor): DialectId | undefined {
  return entriesOf(workspace.catalog, cursor.document.uri)[0]?.signature.source.dialect;
}

function completeKey(
  place: Place,
  inner: readonly (string | number)[],
  path: readonly (string | number)[],
  span: Span,
): Completion[] {
  const { shape } = shapeAt(inner.slice(0, -1), place.dialect);
  const object = nodeAt(place, path.slice(0, -1));
  const present = new Set((object?.children ?? []).map((property) => String(property.children?.[0]?.value)));
  const hasColon = /^[^,}\]\n]*:/.test(place.text.slice(span.end - place.base));
  return keysFor(shape, place.dialect)
    .filter(({ key }) => !present.has(key) || path.at(-1) === key)
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

function nodeAt(place: Place, path: readonly (string | number)[]): Node | undefined {
  return place.root === undefined ? undefined : findNodeAtLocation(place.root, [...path]);
}

function completeValue(
  place: Place,
  inner: readonly (string | number)[],
  path: readonly (string | number)[],
  span: Span,
): Completion[] {
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
  if (key === 'type' && (shape === 'wrapper' || (shape === 'function' && place.dialect === 'openai-responses')))
    return [value('function')];
  if (key === 'type') return typeNames(place.dialect).map(value);
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
function requiredNames(
  place: Place,
  path: readonly (string | number)[],
  inner: readonly (string | number)[],
): string[] {
  const owner = path.slice(0, typeof inner.at(-1) === 'number' ? -2 : -1);
  const properties = nodeAt(place, [...owner, 'properties']);
  const listed = new Set((nodeAt(place, [...owner, 'required'])?.children ?? []).map((item) => String(item.value)));
  return (properties?.children ?? [])
    .map((property) => String(property.children?.[0]?.value))
    .filter((name) => !listed.has(name));
}

function definitionNames(place: Place): string[] {
  const names: string[] = [];
  for (const schema of [place.entry?.signature.parameters, place.entry?.signature.response])
    for (const name of Object.keys(schema?.$defs ?? {})) names.push(`#/$defs/${name}`);
  return [...new Set(names)];
}

/** Values of the enum beside a default. */
function literals(place: Place, path: readonly (string | number)[], span: Span): Completion[] {
  const allowed = nodeAt(place, [...path.slice(0, -1), 'enum'])?.children ?? [];
  return allowed.map((item) => {
    const text = JSON.stringify(item.value) ?? 'null';
    return { label: text, kind: 'value', span, insert: text };
  });
}

/** Between elements, and in an empty file: a whole new tool. */
function newTools(workspace: Workspace, cursor: Cursor): Completion[] {
  const usual = usualDialect(workspace, cursor);
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
