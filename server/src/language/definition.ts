import type { JsonSchema } from '../json/index.ts';
import { type CatalogEntry, locate, qualifiedName, type Span } from '../signature/index.ts';
import { partAt, valueAt } from './at.ts';
import { nameAt } from './fsig/names.ts';
import { importTarget, resolveType, type TypeDeclaration } from './fsig/scope.ts';
import { type PlacedTree, referencesIn } from './fsig/tree.ts';
import { locatePart, refPart } from './json-text/refs.ts';
import { namespaceOccurrences } from './namespaces.ts';
import { nameSpan, symbolAt } from './symbol.ts';
import type { Cursor, Target, Workspace } from './types.ts';

/** Where the thing under the cursor is declared. */
export function definitionAt(workspace: Workspace, cursor: Cursor): Target[] {
  if (cursor.document.kind === 'fsig') {
    const found = nameAt(cursor);
    if (found?.at.what === 'path') {
      const target = importTarget(workspace.catalog, cursor.document, found.at.name);
      const start = { start: 0, end: 0 };
      return target === undefined ? [] : [{ uri: target.uri, span: start, whole: start }];
    }
  }
  const symbol = symbolAt(workspace, cursor);
  if (symbol === undefined) return [];
  switch (symbol.kind) {
    case 'function':
      return sameName(workspace, symbol.entry).flatMap((entry) => functionTarget(entry) ?? []);
    case 'type':
      return [typeTarget(symbol.type)];
    case 'namespace':
      return namespaceOccurrences(workspace, symbol.name)
        .filter(({ role }) => role === 'declaration')
        .map(({ uri, span }) => ({ uri, span, whole: span }));
    case 'member':
      return [{ uri: cursor.document.uri, span: symbol.span, whole: symbol.span }];
    default: {
      const place = locatePart(symbol.entry, symbol.part);
      return place === undefined ? [] : [{ uri: symbol.entry.document.uri, ...place }];
    }
  }
}

/** The whole of what leads somewhere at the cursor: a name, an imported path, a reference. */
export function originAt(workspace: Workspace, cursor: Cursor): Span | undefined {
  const found = cursor.document.kind === 'fsig' ? nameAt(cursor)?.at : undefined;
  return found?.what === 'path' ? found.span : symbolAt(workspace, cursor)?.span;
}

/** Where the type of the thing under the cursor is declared. */
export function typeDefinitionAt(workspace: Workspace, cursor: Cursor): Target[] {
  if (cursor.document.kind === 'fsig') return fsigTypeDefinition(workspace, cursor);
  const at = partAt(workspace.catalog, cursor.document, cursor.offset);
  const schema = at === undefined ? undefined : (valueAt(at.entry.signature, at.part) as JsonSchema | undefined);
  const ref = schema?.$ref ?? (schema?.items as JsonSchema | undefined)?.$ref;
  if (at === undefined || typeof ref !== 'string') return [];
  const part = refPart(at.entry, ref);
  const place = part === undefined ? undefined : locatePart(at.entry, part);
  return place === undefined ? [] : [{ uri: at.entry.document.uri, ...place }];
}

function fsigTypeDefinition(workspace: Workspace, cursor: Cursor): Target[] {
  const found = nameAt(cursor);
  if (found === undefined) return [];
  const { at, tree } = found;
  if (at.what === 'type') return definitionAt(workspace, cursor);
  const { declaration } = tree;
  if (declaration.kind !== 'function' || (at.what !== 'parameter' && at.what !== 'function')) return [];
  const type =
    at.what === 'parameter'
      ? declaration.parameters.find((parameter) => parameter.name.text === at.name)?.type
      : declaration.result;
  if (type === undefined) return [];
  const span = { start: type.start, end: type.end };
  return typesWithin(workspace, cursor, tree, span).map(typeTarget);
}

function typesWithin(
  { catalog }: Workspace,
  { document }: Cursor,
  tree: PlacedTree,
  span: { start: number; end: number },
): TypeDeclaration[] {
  return [...referencesIn(tree.declaration)]
    .filter((reference) => reference.start >= span.start && reference.end <= span.end)
    .flatMap((reference) => resolveType(catalog, document, tree.segment, reference.name) ?? []);
}

/** Functions of the same qualified name: a name used twice has two definitions. */
function sameName({ catalog }: Workspace, entry: CatalogEntry): readonly CatalogEntry[] {
  const same = catalog.lookup(qualifiedName(entry.signature)).filter((other) => other.id !== entry.id);
  return [entry, ...same];
}

export function functionTarget(entry: CatalogEntry): Target | undefined {
  const span = nameSpan(entry);
  const whole = locate(entry, [], 'whole');
  if (span === undefined || whole === undefined) return undefined;
  return { uri: entry.document.uri, span, whole };
}

export function typeTarget({ document, span, base, node }: TypeDeclaration): Target {
  return { uri: document.uri, span, whole: { start: base + node.start, end: base + node.end } };
}
