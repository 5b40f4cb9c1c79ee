import { type Catalog, type CatalogEntry, contentOf, locate, type PartPath, type Span } from '../signature/index.ts';
import { partAt, valueAt } from './at.ts';
import { nameAt, siblingsOf } from './fsig/names.ts';
import { importTarget, resolveType, scopeOf, type TypeDeclaration } from './fsig/scope.ts';
import { jsonRefAt } from './json-text/refs.ts';
import type { Cursor, Workspace } from './types.ts';

/** What a name under the cursor means, whatever language it is written in. */
export type SymbolAt =
  | { readonly kind: 'function'; readonly entry: CatalogEntry; readonly span: Span }
  | { readonly kind: 'type'; readonly type: TypeDeclaration; readonly span: Span }
  /** A property of a schema: a parameter, or a field of the response. */
  | { readonly kind: 'field'; readonly entry: CatalogEntry; readonly part: PartPath; readonly span: Span }
  /** A shared definition of a JSON element. */
  | { readonly kind: 'definition'; readonly entry: CatalogEntry; readonly part: PartPath; readonly span: Span }
  /** A namespace of `.fsig`, by its whole dotted name; the span is its last part alone. */
  | { readonly kind: 'namespace'; readonly name: string; readonly span: Span }
  /** A field of an object type or a member of an enum in `.fsig`, which nothing else names. */
  | { readonly kind: 'member'; readonly name: string; readonly siblings: readonly string[]; readonly span: Span };

/** The symbol under a cursor; undefined between names. */
export function symbolAt(workspace: Workspace, cursor: Cursor): SymbolAt | undefined {
  return cursor.document.kind === 'fsig' ? fsigSymbol(workspace, cursor) : jsonSymbol(workspace, cursor);
}

function fsigSymbol({ catalog }: Workspace, cursor: Cursor): SymbolAt | undefined {
  const found = nameAt(cursor);
  if (found === undefined) return undefined;
  const { at, tree } = found;
  const { document } = cursor;
  switch (at.what) {
    case 'type': {
      const type = resolveType(catalog, document, tree.segment, at.name);
      if (type === undefined) return undefined;
      return spaceInFront(cursor, at.span, type, { kind: 'type', type, span: at.span });
    }
    case 'import-name': {
      const target = importTarget(catalog, document, at.from);
      if (target === undefined) return undefined;
      const { types, namespaces } = scopeOf(target);
      const type = types.find((item) => item.name === at.name && item.namespace === '');
      if (type !== undefined) return { kind: 'type', type, span: at.span };
      const space = namespaces.some(({ path }) => path === at.name || path.startsWith(`${at.name}.`));
      return space ? { kind: 'namespace', name: at.name, span: at.span } : undefined;
    }
    case 'function': {
      if (at.declared) {
        const own = functionOf(catalog, cursor, tree.segment);
        return own === undefined ? undefined : { kind: 'function', entry: own, span: at.span };
      }
      const entry = catalog.lookup(at.name, scopeOf(document).namespaceAt(tree.segment))[0];
      if (entry === undefined) return undefined;
      return spaceInFront(cursor, at.span, entry.signature, { kind: 'function', entry, span: at.span });
    }
    case 'namespace': {
      const outer = scopeOf(document).namespaceAt(tree.segment);
      const path = outer === '' ? at.name : `${outer}.${at.name}`;
      return spaceUnder(cursor, at.span, path);
    }
    case 'property': {
      const siblings = siblingsOf(tree, at.span.start - tree.base);
      return { kind: 'member', name: at.name, siblings, span: at.span };
    }
    case 'parameter': {
      const entry = functionOf(catalog, cursor, tree.segment);
      const part = ['parameters', 'properties', at.name];
      return entry === undefined ? undefined : { kind: 'field', entry, part, span: at.span };
    }
    case 'enum-member': {
      const siblings = at.of.members.map(({ name }) => name.text);
      return { kind: 'member', name: at.name, siblings, span: at.span };
    }
    default:
      return undefined;
  }
}

/** What is under the cursor in a qualified name: the thing itself, or, in front of the last dot, a namespace. */
function spaceInFront(
  cursor: Cursor,
  span: Span,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  itself: SymbolAt,
): SymbolAt | undefined {
  const end = span.end - name.length - 1;
  return cursor.offset > end ? itself : spaceUnder(cursor, { start: span.start, end }, namespace);
}

/**
 * The namespace whose name the cursor is in. What is written may be the end of the whole name, or begin with the name an
 * import gave it, which is no namespace's.
 */
function spaceUnder({ document, offset }: Cursor, span: Span, path: string): SymbolAt | undefined {
  const places = namespaceParts(contentOf(document).slice(span.start, span.end), span.start, path);
  const found = places.find((place) => place.span.start <= offset && offset <= place.span.end);
  return found === undefined ? undefined : { kind: 'namespace', ...found };
}

/** The parts of a dotted prefix, each with the whole name of the namespace that it means; names given by imports are left out. */
export function namespaceParts(written: string, start: number, path: string): { name: string; span: Span }[] {
  const whole = path.split('.');
  const parts = [...written.matchAll(/[^\s.]+/g)];
  return parts.flatMap((match, index) => {
    const depth = whole.length - parts.length + index;
    if (whole[depth] !== match[0]) return [];
    const at = start + match.index;
    return [{ name: whole.slice(0, depth + 1).join('.'), span: { start: at, end: at + match[0].length } }];
  });
}

function functionOf(catalog: Catalog, { document }: Cursor, segment: number): CatalogEntry | undefined {
  return catalog.entries.find((entry) => entry.document === document && entry.segment === segment);
}

function jsonSymbol({ catalog }: Workspace, cursor: Cursor): SymbolAt | undefined {
  const reference = jsonRefAt(catalog, cursor);
  if (reference !== undefined) return { kind: 'definition', ...reference };
  const at = partAt(catalog, cursor.document, cursor.offset);
  if (at === undefined) return undefined;
  const { entry, part, span } = at;
  if (part[0] === 'name') return { kind: 'function', entry, span };
  if (part[0] === 'premises') {
    const name = valueAt(entry.signature, part);
    const target = typeof name === 'string' ? catalog.lookup(name, entry.signature.namespace)[0] : undefined;
    return target === undefined ? undefined : { kind: 'function', entry: target, span };
  }
  if (!at.onKey) return undefined;
  if (part.at(-2) === 'properties') return { kind: 'field', entry, part, span };
  if (part.at(-2) === '$defs' || part.at(-2) === 'definitions') return { kind: 'definition', entry, part, span };
  return undefined;
}

/** Place of a function's name. */
export function nameSpan(entry: CatalogEntry): Span | undefined {
  return locate(entry, ['name'], 'value') ?? locate(entry, [], 'whole');
}
