import { type Catalog, contentOf, declaredTypes, type SignatureDocument, type Span } from '../../signature/index.ts';
import { isWithin } from '../namespaces.ts';
import type { Completion, Cursor, Workspace } from '../types.ts';
import { BUILT_IN, typeMarkdown } from './hover.ts';
import { importEdit, relativePath } from './import-edit.ts';
import { importTarget, resolveType, scopeOf, type TypeDeclaration } from './scope.ts';

const MAX_NAMES = 1_000;
/** Types of files that are not imported yet: a person who looks for one has typed a letter of it. */
const MAX_IMPORTS = 200;

/** Types that may be named at a place: visible ones first, then the built-in, then those that need an import. */
export function typeCompletions(workspace: Workspace, cursor: Cursor, segment: number, span: Span): Completion[] {
  const written = contentOf(cursor.document).slice(span.start, span.end);
  const dot = written.lastIndexOf('.');
  if (dot >= 0) return qualified(workspace, cursor, segment, written.slice(0, dot), span.start + dot + 1);
  const found = new Map<string, Completion>();
  for (const [name, summary] of Object.entries(BUILT_IN))
    found.set(name, { label: name, kind: 'keyword', documentation: summary, span, insert: name, rank: 4 });
  for (const { name, type, rank } of visibleTypes(workspace, cursor, segment)) {
    if (found.size >= MAX_NAMES) break;
    found.set(name, { ...itemOf(type, name, span), detail: type.namespace, rank });
  }
  for (const name of visibleSpaces(workspace, cursor))
    if (!found.has(name)) found.set(name, { label: name, kind: 'namespace', span, insert: name, rank: 2 });
  if (written !== '')
    for (const item of importable(workspace, cursor, written, span, found)) found.set(item.label, item);
  return [...found.values()];
}

function itemOf(type: TypeDeclaration, name: string, span: Span): Completion {
  const kind = type.node.kind === 'interface' ? 'interface' : 'type';
  return { label: name, kind, documentation: () => typeMarkdown(type), span, insert: name };
}

interface Visible {
  readonly name: string;
  readonly type: TypeDeclaration;
  readonly rank: number;
}

/** Types that a name reaches from a place: its file's, by bare name or behind its namespace, and what it imports. */
function visibleTypes({ catalog }: Workspace, { document }: Cursor, segment: number): Visible[] {
  const scope = scopeOf(document);
  const own = scope.types.map((type): Visible => {
    const bare = resolveType(catalog, document, segment, type.name) === type;
    return { name: bare ? type.name : `${type.namespace}.${type.name}`, type, rank: bare ? 1 : 3 };
  });
  const brought = scope.imports.flatMap(({ node }) =>
    node.names.flatMap(({ name, local }): Visible[] => {
      const type = resolveType(catalog, document, segment, local.text);
      if (type !== undefined) return [{ name: local.text, type, rank: 1 }];
      return typesInside(catalog, document, node.from?.text, name.text).map((inner) => {
        const behind = inner.namespace.slice(name.text.length);
        return { name: `${local.text}${behind}.${inner.name}`, type: inner, rank: 3 };
      });
    }),
  );
  return [...own, ...brought];
}

/** Types of a namespace that another file declares. */
function typesInside(catalog: Catalog, document: SignatureDocument, from: string | undefined, space: string) {
  const target = from === undefined ? undefined : importTarget(catalog, document, from);
  return target === undefined ? [] : scopeOf(target).types.filter(({ namespace }) => isWithin(namespace, space));
}

/** Namespaces that a type's name may begin with: the file's own outermost ones, and what it imports. */
function visibleSpaces({ catalog }: Workspace, { document }: Cursor): Set<string> {
  const { namespaces, imports } = scopeOf(document);
  const found = new Set(namespaces.map(({ path }) => path.split('.')[0] as string));
  for (const { node } of imports) {
    if (node.all !== undefined) found.add(node.all.text);
    for (const { name, local } of node.names)
      if (typesInside(catalog, document, node.from?.text, name.text).length > 0) found.add(local.text);
  }
  return found;
}

/** Behind `space.`: the types of that namespace, this file's or an imported one. */
function qualified(
  { catalog }: Workspace,
  { document, offset }: Cursor,
  segment: number,
  space: string,
  start: number,
): Completion[] {
  const span = { start, end: offset };
  const found: Completion[] = [];
  for (const { document: other, name, segment: at } of declaredTypes(catalog)) {
    const type = resolveType(catalog, document, segment, `${space}.${name}`);
    if (type?.document !== other || type.segment !== at) continue;
    found.push({ ...itemOf(type, name, span), detail: type.namespace, rank: 1 });
    if (found.length >= MAX_NAMES) break;
  }
  return found;
}

/** Types of files that this one does not import; choosing one imports it. A namespace is imported as a whole. */
function importable(
  { catalog }: Workspace,
  { document }: Cursor,
  written: string,
  span: Span,
  known: ReadonlyMap<string, Completion>,
): Completion[] {
  const wanted = written.toLowerCase();
  const found: Completion[] = [];
  for (const place of declaredTypes(catalog)) {
    if (place.document === document || !place.name.toLowerCase().includes(wanted)) continue;
    const label = place.namespace === '' ? place.name : `${place.namespace}.${place.name}`;
    const path = relativePath(document.uri, place.document.uri);
    if (path === undefined || known.has(label)) continue;
    const type = declarationOf(place);
    if (type === undefined) continue;
    const also = importEdit(document, label.split('.')[0] as string, path);
    found.push({ ...itemOf(type, label, span), detail: `from ${path}`, rank: 6, also: [also] });
    if (found.length >= MAX_IMPORTS) break;
  }
  return found;
}

function declarationOf(place: { document: SignatureDocument; segment: number }): TypeDeclaration | undefined {
  return scopeOf(place.document).types.find((type) => type.segment === place.segment);
}

/** Names that `import { … }` can take from a file: its types outside namespaces, and its namespaces. */
export function exportedNames(document: SignatureDocument, span: Span): Completion[] {
  const found = new Map<string, Completion>();
  for (const type of scopeOf(document).types) {
    const space = type.namespace.split('.')[0] as string;
    if (space === '') found.set(type.name, itemOf(type, type.name, span));
    else if (!found.has(space)) found.set(space, { label: space, kind: 'namespace', span, insert: space });
  }
  return [...found.values()];
}
