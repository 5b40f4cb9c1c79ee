import { type Catalog, type CatalogEntry, locate, type PartPath, type Span } from '../signature/index.ts';
import { partAt, valueAt } from './at.ts';
import { nameAt } from './fsig/names.ts';
import { importTarget, resolveType, scopeOf, type TypeDeclaration } from './fsig/scope.ts';
import { jsonRefAt } from './json/refs.ts';
import type { Cursor, Workspace } from './types.ts';

/** What a name under the cursor means, whatever language it is written in. */
export type SymbolAt =
  | { readonly kind: 'function'; readonly entry: CatalogEntry; readonly span: Span }
  | { readonly kind: 'type'; readonly type: TypeDeclaration; readonly span: Span }
  /** A property of a schema: a parameter, or a field of the response. */
  | { readonly kind: 'field'; readonly entry: CatalogEntry; readonly part: PartPath; readonly span: Span }
  /** A shared definition of a JSON element. */
  | { readonly kind: 'definition'; readonly entry: CatalogEntry; readonly part: PartPath; readonly span: Span };

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
      return type === undefined ? undefined : { kind: 'type', type, span: at.span };
    }
    case 'import-name': {
      const target = importTarget(catalog, document, at.from);
      const type = target === undefined ? undefined : scopeOf(target).types.find((item) => item.name === at.name);
      return type === undefined ? undefined : { kind: 'type', type, span: at.span };
    }
    case 'function': {
      const entry = at.declared
        ? functionOf(catalog, cursor, tree.segment)
        : catalog.lookup(at.name, scopeOf(document).namespaceAt(tree.segment))[0];
      return entry === undefined ? undefined : { kind: 'function', entry, span: at.span };
    }
    case 'parameter': {
      const entry = functionOf(catalog, cursor, tree.segment);
      const part = ['parameters', 'properties', at.name];
      return entry === undefined ? undefined : { kind: 'field', entry, part, span: at.span };
    }
    default:
      return undefined;
  }
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
