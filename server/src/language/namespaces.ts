import { type Catalog, type CatalogEntry, contentOf, locate, type SignatureDocument } from '../signature/index.ts';
import { importTarget, resolveType, scopeOf } from './fsig/scope.ts';
import { type PlacedTree, referencesIn, treesNaming } from './fsig/tree.ts';
import { namespaceParts } from './symbol.ts';
import type { Occurrence, Workspace } from './types.ts';

/** Places found at most. */
const MAX_PLACES = 20_000;

/** Whether a namespace is `name` or lies in it. */
export function isWithin(namespace: string, name: string): boolean {
  return namespace === name || namespace.startsWith(`${name}.`);
}

/** Every namespace that the `.fsig` files of a workspace open, by its whole name. */
export function namespacesOf({ catalog }: Workspace): Set<string> {
  const found = new Set<string>();
  for (const document of catalog.documents.values())
    if (document.kind === 'fsig') for (const { path } of scopeOf(document).namespaces) found.add(path);
  return found;
}

/**
 * Every place in `.fsig` files that names a namespace: all that open it, the types and premises that are written with it
 * in front, and the imports that bring it.
 */
export function namespaceOccurrences({ catalog }: Workspace, name: string): Occurrence[] {
  const found: Occurrence[] = [];
  const last = name.slice(name.lastIndexOf('.') + 1);
  for (const document of catalog.documents.values()) {
    if (document.kind !== 'fsig') continue;
    for (const tree of treesNaming(document, last)) {
      found.push(...inTree(catalog, document, tree, name));
      if (found.length >= MAX_PLACES) return found;
    }
  }
  for (const entry of catalog.entries)
    if (entry.document.kind === 'fsig') found.push(...inPremises(catalog, entry, name));
  return found;
}

function* inTree(catalog: Catalog, document: SignatureDocument, tree: PlacedTree, name: string): Generator<Occurrence> {
  const { declaration, base, segment } = tree;
  const { uri } = document;
  const at = (span: { start: number; end: number }) => ({ start: base + span.start, end: base + span.end });
  if (declaration.kind === 'namespace') {
    let path = scopeOf(document).namespaceAt(segment);
    for (const part of declaration.parts) {
      path = path === '' ? part.text : `${path}.${part.text}`;
      if (path.length === name.length && path === name) yield { uri, span: at(part), role: 'declaration' };
    }
    return;
  }
  if (declaration.kind === 'import') {
    for (const item of declaration.names)
      if (item.name.text === name && brings(catalog, document, declaration.from?.text, name))
        yield { uri, span: at(item.name), role: 'reference' };
    return;
  }
  for (const { parts, name: written } of referencesIn(declaration)) {
    const [first] = parts;
    const before = parts.at(-2);
    if (first === undefined || before === undefined) continue;
    const type = resolveType(catalog, document, segment, written);
    const prefix = at({ start: first.start, end: before.end });
    for (const place of namespaceParts(
      contentOf(document).slice(prefix.start, prefix.end),
      prefix.start,
      type?.namespace ?? '',
    ))
      if (place.name === name) yield { uri, span: place.span, role: 'reference' };
  }
}

function brings(catalog: Catalog, document: SignatureDocument, from: string | undefined, name: string): boolean {
  const target = from === undefined ? undefined : importTarget(catalog, document, from);
  if (target === undefined) return false;
  const { types, namespaces } = scopeOf(target);
  const isType = types.some((type) => type.namespace === '' && type.name === name);
  return !isType && namespaces.some(({ path }) => isWithin(path, name));
}

function* inPremises(catalog: Catalog, entry: CatalogEntry, name: string): Generator<Occurrence> {
  const { signature, document } = entry;
  for (const [index, premise] of signature.premises.entries()) {
    if (!premise.includes('.')) continue;
    const meant = catalog.lookup(premise, signature.namespace)[0]?.signature;
    if (meant === undefined || !isWithin(meant.namespace, name) || !premise.endsWith(`.${meant.name}`)) continue;
    const value = locate(entry, ['premises', index], 'value');
    const start = value === undefined ? -1 : contentOf(document).slice(value.start, value.end).indexOf(premise);
    if (value === undefined || start < 0) continue;
    const prefix = premise.slice(0, -meant.name.length - 1);
    for (const place of namespaceParts(prefix, value.start + start, meant.namespace))
      if (place.name === name) yield { uri: document.uri, span: place.span, role: 'reference' };
  }
}
