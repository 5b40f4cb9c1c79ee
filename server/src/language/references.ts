import { type CatalogEntry, contentOf, locate, qualifiedName, type Span } from '../signature/index.ts';
import { importTarget, resolveType, type TypeDeclaration } from './fsig/scope.ts';
import { type PlacedTree, referencesIn, treeOf, treesNaming } from './fsig/tree.ts';
import { namespaceOccurrences } from './namespaces.ts';
import { nameSpan, type SymbolAt, symbolAt } from './symbol.ts';
import type { Cursor, Occurrence, Workspace } from './types.ts';

/** Places found at most: a name used everywhere is cut, never an endless answer. */
const MAX_PLACES = 20_000;

/** Every place that names the thing under the cursor. */
export function referencesAt(workspace: Workspace, cursor: Cursor): Occurrence[] {
  const symbol = symbolAt(workspace, cursor);
  return symbol === undefined ? [] : occurrencesOf(workspace, cursor, symbol);
}

/** Every place that names a symbol, which is the one under the cursor. */
export function occurrencesOf(workspace: Workspace, cursor: Cursor, symbol: SymbolAt): Occurrence[] {
  switch (symbol.kind) {
    case 'function':
      return functionOccurrences(workspace, symbol.entry);
    case 'type':
      return typeOccurrences(workspace, symbol.type);
    case 'field':
      return fieldOccurrences(symbol.entry, symbol.part);
    case 'definition':
      return definitionOccurrences(symbol.entry, symbol.part);
    case 'namespace':
      return namespaceOccurrences(workspace, symbol.name);
    case 'member':
      return [{ uri: cursor.document.uri, span: symbol.span, role: 'declaration' }];
  }
}

/** The declarations of a function and the premises that name it. */
export function functionOccurrences({ catalog }: Workspace, entry: CatalogEntry): Occurrence[] {
  const found: Occurrence[] = [];
  const ids = new Set(catalog.lookup(qualifiedName(entry.signature)).map((same) => same.id)).add(entry.id);
  for (const id of ids) {
    const same = catalog.get(id);
    const span = same === undefined ? undefined : nameSpan(same);
    if (same !== undefined && span !== undefined) found.push({ uri: same.document.uri, span, role: 'declaration' });
  }
  const { name } = entry.signature;
  for (const other of catalog.entries) {
    for (const [index, premise] of other.signature.premises.entries()) {
      if (premise !== name && !premise.endsWith(`.${name}`)) continue;
      if (!catalog.lookup(premise, other.signature.namespace).some((meant) => ids.has(meant.id))) continue;
      const span = locate(other, ['premises', index], 'value');
      if (span !== undefined) found.push({ uri: other.document.uri, span, role: 'reference' });
      if (found.length >= MAX_PLACES) return found;
    }
  }
  return found;
}

/** The declaration of a type, the types that name it, and the imports that bring it. */
export function typeOccurrences({ catalog }: Workspace, type: TypeDeclaration): Occurrence[] {
  const found: Occurrence[] = [{ uri: type.document.uri, span: type.span, role: 'declaration' }];
  const same = (other: TypeDeclaration | undefined) =>
    other?.document.uri === type.document.uri && other.span.start === type.span.start;
  for (const document of catalog.documents.values()) {
    if (document.kind !== 'fsig') continue;
    for (const tree of treesNaming(document, type.name)) {
      for (const span of namedIn(tree, type.name)) {
        if (span.importing !== undefined) {
          if (importTarget(catalog, document, span.importing)?.uri !== type.document.uri) continue;
        } else if (!same(resolveType(catalog, document, tree.segment, span.name))) continue;
        found.push({ uri: document.uri, span: { start: span.start, end: span.end }, role: 'reference' });
        if (found.length >= MAX_PLACES) return found;
      }
    }
  }
  return found;
}

interface NamedSpan extends Span {
  readonly name: string;
  /** Path of the import that names it. */
  readonly importing?: string;
}

function* namedIn(tree: PlacedTree, name: string): Generator<NamedSpan> {
  const { declaration, base } = tree;
  if (declaration.kind === 'import') {
    for (const item of declaration.names)
      if (item.name.text === name && declaration.from !== undefined)
        yield { start: base + item.name.start, end: base + item.name.end, name, importing: declaration.from.text };
    return;
  }
  for (const reference of referencesIn(declaration)) {
    const last = reference.parts.at(-1);
    if (last?.text === name) yield { start: base + last.start, end: base + last.end, name: reference.name };
  }
}

/** A property's key, its mentions in `required`, and the tags that describe it. */
export function fieldOccurrences(entry: CatalogEntry, part: readonly (string | number)[]): Occurrence[] {
  const { uri } = entry.document;
  const found: Occurrence[] = [];
  const key = locate(entry, part, 'key');
  if (key !== undefined) found.push({ uri, span: key, role: 'declaration' });
  if (entry.document.kind === 'fsig') found.push(...documentedParameter(entry, String(part.at(-1))));
  else found.push(...requiredMention(entry, part));
  return found;
}

function requiredMention(entry: CatalogEntry, part: readonly (string | number)[]): Occurrence[] {
  let owner: unknown = entry.signature;
  for (const step of part.slice(0, -2)) owner = (owner as Record<string | number, unknown> | undefined)?.[step];
  const required = (owner as { required?: unknown } | undefined)?.required;
  const index = Array.isArray(required) ? required.indexOf(part.at(-1)) : -1;
  const span = index < 0 ? undefined : locate(entry, [...part.slice(0, -2), 'required', index], 'value');
  const text = span === undefined ? '' : contentOf(entry.document).slice(span.start, span.end);
  if (span === undefined || text !== JSON.stringify(part.at(-1))) return [];
  return [{ uri: entry.document.uri, span, role: 'reference' }];
}

function documentedParameter(entry: CatalogEntry, name: string): Occurrence[] {
  const tree = treeOf(entry.document, entry.segment);
  const doc = tree?.declaration.doc;
  if (tree === undefined || doc === undefined) return [];
  const start = tree.base + doc.start;
  const text = contentOf(entry.document).slice(start, tree.base + doc.end);
  const found: Occurrence[] = [];
  for (const match of text.matchAll(/@param\s+([^\s]+)/g)) {
    if (match[1] !== name) continue;
    const at = start + match.index + match[0].length - name.length;
    found.push({ uri: entry.document.uri, span: { start: at, end: at + name.length }, role: 'reference' });
  }
  return found;
}

function definitionOccurrences(entry: CatalogEntry, part: readonly (string | number)[]): Occurrence[] {
  const { document } = entry;
  const key = locate(entry, part, 'key');
  const found: Occurrence[] = key === undefined ? [] : [{ uri: document.uri, span: key, role: 'declaration' }];
  const whole = locate(entry, [], 'whole');
  if (whole === undefined) return found;
  const escaped = String(part.at(-1)).replaceAll('~', '~0').replaceAll('/', '~1');
  for (const group of ['$defs', 'definitions']) {
    const written = JSON.stringify(`#/${group}/${escaped}`);
    for (let at = contentOf(document).indexOf(written, whole.start); at >= 0 && at < whole.end; ) {
      found.push({ uri: document.uri, span: { start: at, end: at + written.length }, role: 'reference' });
      at = contentOf(document).indexOf(written, at + written.length);
    }
  }
  return found;
}
