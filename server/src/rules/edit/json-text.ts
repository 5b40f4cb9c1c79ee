import { type Node, parseTree } from 'jsonc-parser';
import { isRecord, type Json } from '../../json/index.ts';
import type { TextChange } from '../../signature/index.ts';
import type { Patch } from './types.ts';

/**
 * Edits inside one JSON object or array that keep its look: what is inserted takes the indentation, spacing and line
 * ends of its neighbours, so that a one-line element of JSON Lines stays one line.
 */

/** Sets and removes properties of the object that `text` is; undefined when `text` is no whole JSON object. */
export function patchObject(text: string, patch: Patch): TextChange[] | undefined {
  let current = text;
  for (const [key, value] of Object.entries(patch)) {
    const root = parse(current);
    if (root?.type !== 'object') return undefined;
    const change = value === undefined ? removeProperty(root, key) : setProperty(current, root, key, value);
    if (change !== undefined) {
      current = current.slice(0, change.span.start) + change.text + current.slice(change.span.end);
    }
  }
  return difference(text, current);
}

/** Removes the element or property that starts at `offset` of the whole JSON value `text`. */
export function removeChild(text: string, offset: number): TextChange[] | undefined {
  const root = parse(text);
  if (root === undefined) return undefined;
  const children = root.children ?? [];
  const index = children.findIndex((child) => child.offset <= offset && offset < child.offset + child.length);
  return index < 0 ? undefined : [removal(root, index)];
}

function parse(text: string): Node | undefined {
  const errors: never[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return errors.length > 0 ? undefined : root;
}

function setProperty(text: string, root: Node, key: string, value: Json): TextChange {
  const existing = propertyOf(root, key)?.children?.[1];
  const children = root.children ?? [];
  const last = children.at(-1);
  const lead = last === undefined ? '' : leadOf(text, last.offset);
  const written = stringify(value, lead);
  if (existing !== undefined) return replace(existing.offset, existing.offset + existing.length, written);
  if (last === undefined)
    return replace(root.offset + 1, root.offset + root.length - 1, `${JSON.stringify(key)}: ${written}`);
  const end = last.offset + last.length;
  const space = colonSpace(text, last);
  // `{"a": 1}`: the brace has no space after it, but a comma has.
  const gap = lead === '' && children.length === 1 ? space : lead;
  return replace(end, end, `,${gap}${JSON.stringify(key)}:${space}${written}`);
}

function removeProperty(root: Node, key: string): TextChange | undefined {
  const index = (root.children ?? []).findIndex((child) => child.children?.[0]?.value === key);
  return index < 0 ? undefined : removal(root, index);
}

function removal(root: Node, index: number): TextChange {
  const children = root.children ?? [];
  const child = children[index] as Node;
  const before = children[index - 1];
  const after = children[index + 1];
  if (before !== undefined) return replace(before.offset + before.length, child.offset + child.length, '');
  if (after !== undefined) return replace(child.offset, after.offset, '');
  return replace(root.offset + 1, root.offset + root.length - 1, '');
}

function propertyOf(root: Node, key: string): Node | undefined {
  // The last of doubled keys is the one JSON readers keep.
  return (root.children ?? []).findLast((child) => child.children?.[0]?.value === key);
}

/** White space before a child: a line break with indentation, a space, or nothing. */
function leadOf(text: string, offset: number): string {
  return /\s*$/.exec(text.slice(Math.max(0, offset - 400), offset))?.[0] ?? '';
}

function colonSpace(text: string, property: Node): string {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return ' ';
  return /:(\s*)$/.exec(text.slice(key.offset + key.length, value.offset))?.[1] ?? ' ';
}

/** JSON text of a value; objects spread over lines where their surroundings are. */
function stringify(value: Json, lead: string): string {
  const flat = !isRecord(value);
  if (flat || !lead.includes('\n')) return spaced(value);
  const indent = lead.slice(lead.lastIndexOf('\n') + 1);
  const unit = indent.includes('\t') ? '\t' : '  ';
  return JSON.stringify(value, null, unit).replaceAll('\n', `\n${indent}`);
}

/** One line with a space after each comma and colon, as people and formatters write it. */
function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

export function replace(start: number, end: number, text: string): TextChange {
  return { span: { start, end }, text };
}

/** The one change that leads from `before` to `after`, without their common start and end. */
export function difference(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end++;
  return [replace(start, before.length - end, after.slice(start, after.length - end))];
}
