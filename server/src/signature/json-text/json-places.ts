import type { Node } from 'jsonc-parser';
import type { JsonObject } from '../../json/index.ts';
import { flatPath, isFlat } from '../dialects/flat.ts';
import type { RawPath } from '../dialects/found.ts';
import { isPlain, plainPath } from '../dialects/plain.ts';
import type { FoundFunction } from '../dialects/reading.ts';
import type { LocateWhat } from '../segment.ts';
import { AS_WRITTEN, type PartPath, type Span } from '../types.ts';

export function rawPath(object: JsonObject, found: FoundFunction, part: PartPath): RawPath {
  if (part[0] === AS_WRITTEN) return part.slice(1);
  if (isPlain(found.dialect)) return plainPath(object, found.dialect, part);
  return isFlat(found.dialect) ? flatPath(object, found.dialect, part) : [];
}

/** Canonical keywords and what they may have been called where they were written. */
const WRITTEN_AS: ReadonlyMap<string | number, readonly string[]> = new Map([
  ['$defs', ['definitions', 'defs']],
  ['prefixItems', ['items']],
  ['examples', ['example']],
  ['$ref', ['ref']],
]);

const NO_ALIASES: readonly string[] = [];

/** The node at a path, or the nearest parent that exists. A value inside JSON text is the text. */
export function nodeAt(tree: Node | undefined, path: RawPath): Node | undefined {
  let current = tree;
  for (const step of path) {
    if (current === undefined) return undefined;
    const node: Node = current;
    const alias = (WRITTEN_AS.get(step) ?? NO_ALIASES).find((name) => childOf(node, name) !== undefined);
    const child = childOf(current, step) ?? (alias === undefined ? undefined : childOf(current, alias));
    if (child === undefined) return current;
    current = child;
  }
  return current;
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(step)];
  if (node.type !== 'object') return undefined;
  return propertyOf(node, String(step))?.children?.[1];
}

/** Objects with more properties than this are looked through once: each of thousands of parameters is asked for. */
const FEW = 32;

const byName = new WeakMap<Node, ReadonlyMap<string, Node>>();

/** The last of equal keys counts, as in JSON.parse. */
function propertyOf(node: Node, name: string): Node | undefined {
  const children = node.children ?? [];
  if (children.length <= FEW) return children.findLast((child) => child.children?.[0]?.value === name);
  const known = byName.get(node) ?? new Map(children.map((child) => [String(child.children?.[0]?.value), child]));
  byName.set(node, known);
  return known.get(name);
}

export function spanOf(node: Node | undefined, what: LocateWhat): Span | undefined {
  if (node === undefined) return undefined;
  const property = node.parent?.type === 'property' ? node.parent : undefined;
  const shown = what === 'key' ? (property?.children?.[0] ?? node) : what === 'whole' ? (property ?? node) : node;
  return { start: shown.offset, end: shown.offset + shown.length };
}
