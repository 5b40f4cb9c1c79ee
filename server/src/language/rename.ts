import { type Node, parseTree } from 'jsonc-parser';
import {
  BUILTIN_TYPES,
  type CatalogEntry,
  contentOf,
  qualifiedName,
  type SignatureDocument,
  type Span,
  segmentAt,
} from '../signature/index.ts';
import { valueAt } from './at.ts';
import { premiseText } from './fsig/premise.ts';
import { resolveType } from './fsig/scope.ts';
import { isWithin, namespacesOf } from './namespaces.ts';
import { occurrencesOf } from './references.ts';
import { type SymbolAt, symbolAt } from './symbol.ts';
import type { Cursor, Edit, Occurrence, Workspace } from './types.ts';

/** A text that names functions without being a signature file: `magnet.graph.json`. */
export interface NamingFile {
  readonly uri: string;
  readonly text: string;
}

export interface RenameEdits {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** What the rename does not touch, for the person to know. */
  readonly note: string;
}

/** A rename that cannot be done, worded for a person. */
export class RenameRefused extends Error {
  override readonly name = 'RenameRefused';
}

/** The name that a rename at the cursor would change, and its present text. */
export function prepareRename(workspace: Workspace, cursor: Cursor): { span: Span; placeholder: string } | undefined {
  const symbol = symbolAt(workspace, cursor);
  if (symbol === undefined) return undefined;
  const text = contentOf(cursor.document);
  const written = text.slice(symbol.span.start, symbol.span.end);
  const quoted = /^["']/.test(written);
  const inner = quoted ? { start: symbol.span.start + 1, end: symbol.span.end - 1 } : symbol.span;
  const dotted = text.slice(inner.start, inner.end);
  const cut = symbol.kind === 'type' || symbol.kind === 'function' ? lastPart(dotted, nameOf(symbol)) : 0;
  return { span: { start: inner.start + cut, end: inner.end }, placeholder: nameOf(symbol) };
}

/** Where the bare name begins in what may be a qualified one. */
function lastPart(written: string, name: string): number {
  return written.endsWith(name) ? written.length - name.length : 0;
}

function nameOf(symbol: SymbolAt): string {
  switch (symbol.kind) {
    case 'function':
      return symbol.entry.signature.name;
    case 'type':
      return symbol.type.name;
    case 'namespace':
      return symbol.name.slice(symbol.name.lastIndexOf('.') + 1);
    case 'member':
      return symbol.name;
    default:
      return String(symbol.part.at(-1));
  }
}

/**
 * Edits that give the thing under the cursor another name, in every signature file and in the files of `naming`.
 * @throws RenameRefused when the new name cannot be written or is taken
 */
export function renameAt(
  workspace: Workspace,
  cursor: Cursor,
  newName: string,
  naming: readonly NamingFile[] = [],
): RenameEdits | undefined {
  const symbol = symbolAt(workspace, cursor);
  if (symbol === undefined) return undefined;
  const before = nameOf(symbol);
  const occurrences = occurrencesOf(workspace, cursor, symbol);
  if (newName !== before) checkName(workspace, symbol, newName, occurrences);
  const edits = new Map<string, Edit[]>();
  const add = (uri: string, edit: Edit) => {
    const list = edits.get(uri);
    if (list === undefined) edits.set(uri, [edit]);
    else list.push(edit);
  };
  const bare = symbol.kind === 'namespace';
  for (const { uri, span, role } of occurrences) {
    const document = workspace.catalog.documents.get(uri);
    if (document !== undefined)
      add(uri, { span, text: bare ? newName : rewritten(document, span, role, before, newName) });
  }
  const renamed = newId(workspace, symbol, newName);
  if (renamed !== undefined)
    for (const file of naming) for (const edit of curationEdits(file, renamed)) add(file.uri, edit);
  return { edits, note: 'Datasets that were recorded already keep the old name.' };
}

function checkName(workspace: Workspace, symbol: SymbolAt, name: string, occurrences: readonly Occurrence[]): void {
  if (name.trim() === '' || name.length > 256 || /[\r\n]/.test(name))
    throw new RenameRefused('A name needs at least one character, at most 256, on one line.');
  if ((symbol.kind === 'type' || symbol.kind === 'namespace') && !PLAIN_NAME.test(name))
    throw new RenameRefused(
      `"${name}" is no name for a ${symbol.kind}: letters, digits, _ and $ only, no digit first.`,
    );
  const taken = whatIsCalled(workspace, symbol, name, occurrences);
  if (taken !== undefined) throw new RenameRefused(`There is already ${taken} named "${name}".`);
}

/** What has the name already where it would stand; undefined for a name that is free. */
function whatIsCalled(
  workspace: Workspace,
  symbol: SymbolAt,
  name: string,
  occurrences: readonly Occurrence[],
): string | undefined {
  const { catalog } = workspace;
  switch (symbol.kind) {
    case 'function': {
      const { namespace } = symbol.entry.signature;
      const same = catalog.get(qualifiedName({ namespace, name }));
      return same === undefined ? undefined : 'a function';
    }
    case 'type': {
      if (BUILTIN_TYPES.includes(name)) return 'a built-in type';
      // Wherever the name is written now, the new one must not mean another type yet.
      const clash = occurrences.some(({ uri, span }) => {
        const document = catalog.documents.get(uri);
        return document !== undefined && resolveType(catalog, document, segmentAt(document, span.start), name);
      });
      return clash ? 'a type' : undefined;
    }
    case 'namespace': {
      const outer = symbol.name.slice(0, Math.max(0, symbol.name.lastIndexOf('.')));
      const path = outer === '' ? name : `${outer}.${name}`;
      return [...namespacesOf(workspace)].some((other) => isWithin(other, path)) ? 'a namespace' : undefined;
    }
    case 'member':
      return symbol.siblings.includes(name) ? 'a member' : undefined;
    default: {
      const siblings = valueAt(symbol.entry.signature, symbol.part.slice(0, -1));
      const same = typeof siblings === 'object' && siblings !== null && Object.hasOwn(siblings, name);
      if (!same) return undefined;
      return symbol.kind === 'definition' ? 'a definition' : symbol.part.length === 3 ? 'a parameter' : 'a field';
    }
  }
}

const PLAIN_NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** What a place becomes: quotes and a qualifying namespace stay. */
function rewritten(
  document: SignatureDocument,
  span: Span,
  role: Occurrence['role'],
  before: string,
  after: string,
): string {
  const written = contentOf(document).slice(span.start, span.end);
  const quoted = /^["']/.test(written);
  const value = quoted ? (stringValue(written) ?? before) : written;
  const name = replaceLast(value, before, after);
  if (document.kind !== 'fsig') return JSON.stringify(name);
  // Tags hold more names without quotes than declarations do.
  if (role === 'reference') return premiseText(name);
  return PLAIN_NAME.test(name) ? name : JSON.stringify(name).replaceAll('*/', '*\\/');
}

function replaceLast(written: string, before: string, after: string): string {
  return written.endsWith(before) ? `${written.slice(0, written.length - before.length)}${after}` : after;
}

function stringValue(written: string): string | undefined {
  try {
    const value: unknown = JSON.parse(written.startsWith("'") ? `"${written.slice(1, -1)}"` : written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the id or qualified name of a function becomes; undefined for one that stays. */
type NewId = (id: string) => string | undefined;

function newId(workspace: Workspace, symbol: SymbolAt, name: string): NewId | undefined {
  if (symbol.kind === 'function') return newFunctionId(symbol.entry, name);
  if (symbol.kind !== 'namespace') return undefined;
  const { catalog } = workspace;
  const before = symbol.name;
  const after = `${before.slice(0, before.lastIndexOf('.') + 1)}${name}`;
  return (id) => {
    const entry = catalog.get(id) ?? catalog.lookup(id)[0];
    const inside = entry?.document.kind === 'fsig' && isWithin(entry.signature.namespace, before);
    return inside && id.startsWith(`${before}.`) ? after + id.slice(before.length) : undefined;
  };
}

function newFunctionId(entry: CatalogEntry, newName: string): NewId {
  const names = new Set([entry.id, qualifiedName(entry.signature)]);
  const before = entry.signature.name;
  return (id) => {
    const at = names.has(id) ? id.lastIndexOf(before) : -1;
    return at < 0 ? undefined : `${id.slice(0, at)}${newName}${id.slice(at + before.length)}`;
  };
}

/** Strings of a curation file that are ids of functions. */
function curationEdits(file: NamingFile, renamed: NewId): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: Node | undefined) => {
    const id = node?.type === 'string' && !isKey(node) ? renamed(String(node.value)) : undefined;
    if (node !== undefined && id !== undefined)
      edits.push({ span: { start: node.offset, end: node.offset + node.length }, text: JSON.stringify(id) });
    for (const child of node?.children ?? []) visit(child);
  };
  visit(parseTree(file.text));
  return edits;
}

function isKey(node: Node): boolean {
  return node.parent?.type === 'property' && node.parent.children?.[0] === node;
}
