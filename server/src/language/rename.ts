import { type Node, parseTree } from 'jsonc-parser';
import { type CatalogEntry, contentOf, qualifiedName, type SignatureDocument, type Span } from '../signature/index.ts';
import { fieldOccurrences, functionOccurrences, referencesAt, typeOccurrences } from './references.ts';
import { type SymbolAt, symbolAt } from './symbol.ts';
import type { Cursor, Edit, Workspace } from './types.ts';

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
  const { text } = cursor.document;
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
  if (symbol.kind === 'function') return symbol.entry.signature.name;
  if (symbol.kind === 'type') return symbol.type.name;
  return String(symbol.part.at(-1));
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
  checkName(workspace, symbol, newName);
  const edits = new Map<string, Edit[]>();
  const add = (uri: string, edit: Edit) => {
    const list = edits.get(uri);
    if (list === undefined) edits.set(uri, [edit]);
    else list.push(edit);
  };
  const occurrences =
    symbol.kind === 'function'
      ? functionOccurrences(workspace, symbol.entry)
      : symbol.kind === 'type'
        ? typeOccurrences(workspace, symbol.type)
        : symbol.kind === 'field'
          ? fieldOccurrences(symbol.entry, symbol.part)
          : referencesAt(workspace, cursor);
  for (const { uri, span } of occurrences) {
    const document = workspace.catalog.documents.get(uri);
    if (document !== undefined) add(uri, { span, text: rewritten(document, span, before, newName) });
  }
  if (symbol.kind === 'function')
    for (const file of naming) for (const edit of curationEdits(file, symbol.entry, newName)) add(file.uri, edit);
  return { edits, note: 'Datasets that were recorded already keep the old name.' };
}

function checkName(workspace: Workspace, symbol: SymbolAt, name: string): void {
  if (name.trim() === '' || name.length > 256 || /[\r\n]/.test(name))
    throw new RenameRefused('A name needs at least one character, at most 256, on one line.');
  if (symbol.kind === 'type' && !PLAIN_NAME.test(name))
    throw new RenameRefused(`"${name}" is no name for a type: letters, digits, _ and $ only, no digit first.`);
  if (symbol.kind !== 'function') return;
  const { namespace } = symbol.entry.signature;
  const taken = workspace.catalog.get(qualifiedName({ namespace, name }));
  if (taken !== undefined && taken.signature.name !== symbol.entry.signature.name)
    throw new RenameRefused(`There is already a function named "${name}".`);
}

const PLAIN_NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** What a place becomes: quotes and a qualifying namespace stay. */
function rewritten(document: SignatureDocument, span: Span, before: string, after: string): string {
  const written = contentOf(document).slice(span.start, span.end);
  if (document.kind !== 'fsig') {
    const value = stringValue(written);
    return JSON.stringify(replaceLast(value ?? before, before, after));
  }
  const quote = written[0] === '"' || written[0] === "'";
  if (quote || !PLAIN_NAME.test(after)) return JSON.stringify(after);
  return replaceLast(written, before, after);
}

function replaceLast(written: string, before: string, after: string): string {
  return written.endsWith(before) ? `${written.slice(0, written.length - before.length)}${after}` : after;
}

function stringValue(written: string): string | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Strings of a curation file that are the function's id or qualified name. */
function curationEdits(file: NamingFile, entry: CatalogEntry, newName: string): Edit[] {
  const names = new Set([entry.id, qualifiedName(entry.signature)]);
  const before = entry.signature.name;
  const edits: Edit[] = [];
  const visit = (node: Node | undefined) => {
    if (node?.type === 'string' && names.has(String(node.value)) && !isKey(node)) {
      const id = String(node.value);
      const at = id.lastIndexOf(before);
      const text = JSON.stringify(`${id.slice(0, at)}${newName}${id.slice(at + before.length)}`);
      edits.push({ span: { start: node.offset, end: node.offset + node.length }, text });
    }
    for (const child of node?.children ?? []) visit(child);
  };
  visit(parseTree(file.text));
  return edits;
}

function isKey(node: Node): boolean {
  return node.parent?.type === 'property' && node.parent.children?.[0] === node;
}
