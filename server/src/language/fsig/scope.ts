import {
  type AliasNode,
  type Catalog,
  contentOf,
  type EnumNode,
  type ImportNode,
  type InterfaceNode,
  importMeant,
  innerPath,
  type Segment,
  type SignatureDocument,
  type Span,
  segmentStart,
  typeMeant,
} from '../../signature/index.ts';
import { treeOf } from './tree.ts';

/** A named type of `.fsig`, with absolute places. */
export interface TypeDeclaration {
  readonly name: string;
  readonly namespace: string;
  readonly document: SignatureDocument;
  readonly segment: number;
  readonly base: number;
  readonly node: AliasNode | InterfaceNode | EnumNode;
  /** The name. */
  readonly span: Span;
}

export interface ImportDeclaration {
  readonly node: ImportNode;
  readonly base: number;
  readonly segment: number;
}

/** What one document declares, and in which namespace each of its segments stands. */
export interface DocumentScope {
  readonly types: readonly TypeDeclaration[];
  readonly imports: readonly ImportDeclaration[];
  /** Every `namespace … {`, by the whole dotted name it opens. */
  readonly namespaces: readonly { readonly segment: number; readonly path: string }[];
  namespaceAt(segment: number): string;
}

const scopes = new WeakMap<SignatureDocument, DocumentScope>();
const heads = new WeakMap<Segment, string>();

/** Scope of a document; functions are passed over unread, so that the cost follows the types. */
export function scopeOf(document: SignatureDocument): DocumentScope {
  const known = scopes.get(document);
  if (known !== undefined) return known;
  const scope = readScope(document);
  scopes.set(document, scope);
  return scope;
}

function readScope(document: SignatureDocument): DocumentScope {
  const types: TypeDeclaration[] = [];
  const imports: ImportDeclaration[] = [];
  const changes: { readonly segment: number; readonly namespace: string }[] = [];
  const namespaces: { readonly segment: number; readonly path: string }[] = [];
  /** Whole names of the namespaces that are open. */
  const open: string[] = [];
  for (const [segment, piece] of document.segments.entries()) {
    if (headOf(document, segment, piece) === 'function') continue;
    const tree = treeOf(document, segment);
    if (tree === undefined) continue;
    const { declaration: node, base } = tree;
    if (node.kind === 'namespace') {
      const name = node.parts.map((part) => part.text).join('.');
      const path = innerPath(open.at(-1) ?? '', name, open.length);
      open.push(path);
      changes.push({ segment, namespace: path });
      namespaces.push({ segment, path });
    } else if (node.kind === 'close') {
      open.pop();
      changes.push({ segment, namespace: open.at(-1) ?? '' });
    } else if (node.kind === 'import') imports.push({ node, base, segment });
    else if (node.kind === 'alias' || node.kind === 'interface' || node.kind === 'enum') {
      const span = { start: base + node.name.start, end: base + node.name.end };
      types.push({ name: node.name.text, namespace: open.at(-1) ?? '', document, segment, base, node, span });
    }
  }
  return { types, imports, namespaces, namespaceAt: (segment) => namespaceBefore(changes, segment) };
}

function namespaceBefore(changes: readonly { segment: number; namespace: string }[], segment: number): string {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((changes[middle]?.segment ?? 0) < segment) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.namespace ?? '';
}

/** First word of a segment behind its comments: enough to pass over functions. */
function headOf(document: SignatureDocument, segment: number, piece: Segment): string {
  const known = heads.get(piece);
  if (known !== undefined) return known;
  const text = contentOf(document);
  const start = segmentStart(document, segment);
  const end = start + piece.length;
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      at = close < 0 ? end : close + 2;
    } else if (text.startsWith('//', at)) {
      const close = text.indexOf('\n', at);
      at = close < 0 ? end : close + 1;
    } else if (unit <= 32) at++;
    else break;
  }
  const word = /^[a-z]*/.exec(text.slice(at, Math.min(end, at + 12)))?.[0] ?? '';
  heads.set(piece, word);
  return word;
}

/** The type a written name means at a place, as the catalog was linked. */
export function resolveType(
  catalog: Catalog,
  document: SignatureDocument,
  segment: number,
  name: string,
): TypeDeclaration | undefined {
  const meant = typeMeant(catalog, document, segment, name);
  return meant === undefined ? undefined : scopeOf(meant.document).types.find((type) => type.segment === meant.segment);
}

/** The document an import names, relative to the importing file; the extension may be left out. */
export function importTarget(catalog: Catalog, from: SignatureDocument, path: string): SignatureDocument | undefined {
  return importMeant(catalog, from, path);
}

/**
 * The `.fsig` files that a document imports at its start, as URIs, whether they are there or not. Imports further below are
 * left out, so that the cost does not follow the size of the document.
 */
export function importedFiles(document: SignatureDocument): string[] {
  const found: string[] = [];
  if (document.kind !== 'fsig') return found;
  for (let segment = 0; segment < document.segments.length; segment++) {
    const declaration = treeOf(document, segment)?.declaration;
    if (declaration?.kind !== 'import') break;
    const path = declaration.from?.text ?? '';
    const uri = path === '' ? undefined : resolvePath(document.uri, path.endsWith('.fsig') ? path : `${path}.fsig`);
    if (uri !== undefined) found.push(uri);
  }
  return found;
}

/** A path relative to a document's URI, percent-encoded. */
export function resolvePath(uri: string, path: string): string | undefined {
  const base = uri.slice(0, uri.lastIndexOf('/') + 1);
  const scheme = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i.exec(base)?.[0];
  if (scheme === undefined) return undefined;
  const steps = path.startsWith('/') ? [] : base.slice(scheme.length).split('/').slice(1, -1);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(encodeURIComponent(step));
  }
  return `${scheme}/${steps.join('/')}`;
}
