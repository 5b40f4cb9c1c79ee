import { programOf } from '../catalog.ts';
import type { Catalog, SignatureDocument } from '../types.ts';
import { sameFileKey } from '../uri.ts';
import type { SegmentTree } from './ast.ts';
import { treeOf } from './facts.ts';
import { importedFile } from './imports.ts';
import { outlineOf } from './outline.ts';
import { type DeclaredType, type LinkedFile, resolveName } from './program.ts';
import type { TypeUseRecord } from './symbol.ts';

/** A declared type: where, and under which name. */
export interface TypePlace {
  readonly document: SignatureDocument;
  readonly segment: number;
  readonly name: string;
  readonly namespace: string;
}

/** The tree of a segment of `.fsig`; offsets are relative to `segmentStart`. Made when asked for, kept by nobody. */
export function fsigTree(document: SignatureDocument, segment: number): SegmentTree {
  return treeOf(document, segment);
}

/** Dotted namespace a segment of a `.fsig` document stands in, '' for none. */
export function namespaceAt(document: SignatureDocument, segment: number): string {
  const { spaces } = outlineOf(document);
  let low = 0;
  let high = spaces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spaces[middle]?.index ?? 0) < segment) low = middle + 1;
    else high = middle;
  }
  return spaces[low - 1]?.path ?? '';
}

/** The type a name means where it is written, as linking found it; undefined for a built-in or unknown name. */
export function typeMeant(
  catalog: Catalog,
  document: SignatureDocument,
  segment: number,
  name: string,
): TypePlace | undefined {
  const { files } = programOf(catalog);
  const file = files.get(sameFileKey(document.uri));
  if (file === undefined) return undefined;
  return placeOf(files, resolveName(files, file, namespaceAt(document, segment), name));
}

/** The document an import names, among those of the catalog. */
export function importMeant(catalog: Catalog, from: SignatureDocument, path: string): SignatureDocument | undefined {
  const { files } = programOf(catalog);
  const key = importedFile(from.uri, path, files);
  return key === undefined ? undefined : files.get(key)?.outline.document;
}

/** All types declared in the `.fsig` files of a catalog. */
export function* declaredTypes(catalog: Catalog): Generator<TypePlace> {
  const { files } = programOf(catalog);
  for (const file of files.values()) for (const declared of file.types.values()) yield asPlace(file, declared);
}

/** Segments that use a type, its own declaration left out: the only ones worth searching for its name. */
export function* segmentsUsing(
  catalog: Catalog,
  type: TypePlace,
): Generator<{ readonly document: SignatureDocument; readonly segment: number }> {
  const { files } = programOf(catalog);
  const qualified = type.namespace === '' ? type.name : `${type.namespace}.${type.name}`;
  const symbol = files.get(sameFileKey(type.document.uri))?.types.get(qualified)?.symbol;
  const uses = (records: readonly TypeUseRecord[] | undefined) =>
    records?.some((use) => use.symbol === symbol) === true;
  for (const { outline, types, functions } of files.values()) {
    const { document } = outline;
    for (const { symbol: other, item } of types.values()) if (uses(other.uses)) yield { document, segment: item.index };
    for (const [at, linked] of functions.entries()) {
      if (uses(linked.uses)) yield { document, segment: outline.functions.segments[at] as number };
    }
  }
}

function placeOf(files: ReadonlyMap<string, LinkedFile>, declared: DeclaredType | undefined): TypePlace | undefined {
  if (declared === undefined) return undefined;
  for (const file of files.values()) {
    if (file.types.get(declared.symbol.qualified)?.symbol === declared.symbol) return asPlace(file, declared);
  }
  return undefined;
}

function asPlace({ outline }: LinkedFile, { symbol, item }: DeclaredType): TypePlace {
  return { document: outline.document, segment: item.index, name: symbol.name, namespace: symbol.namespace };
}
