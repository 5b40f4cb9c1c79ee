import {
  type Catalog,
  type CatalogEntry,
  contentOf,
  declaredTypes,
  locate,
  qualifiedName,
  type SignatureDocument,
  type Span,
  type TypePlace,
} from '../signature/index.ts';
import { entriesOf } from './at.ts';
import { type PlacedTree, treeOf } from './fsig/tree.ts';
import { renderParameters, renderType } from './render.ts';
import { nameSpan } from './symbol.ts';
import type { SymbolKind, SymbolNode, Target, Workspace } from './types.ts';

/** Beyond this many functions an outline shows names only, and beyond the second number it ends. */
const WITH_PARAMETERS = 1_000;
const MAX_SYMBOLS = 20_000;
/** Parameters of one function that an outline shows: each is looked for in the text, and nobody reads thousands. */
const MAX_PARAMETERS = 200;
/** Namespaces in each other that an outline shows: an editor opens them one by one, and a tree as deep as a file is sent by nobody. */
const MAX_LEVELS = 100;
/** Characters of what stands beside a name. */
const MAX_DETAIL = 60;

/** The outline of one document. */
export function documentSymbols({ catalog }: Workspace, document: SignatureDocument): SymbolNode[] {
  if (document.kind === 'fsig') return fsigSymbols(catalog, document);
  const entries = entriesOf(catalog, document.uri);
  const detailed = entries.length <= WITH_PARAMETERS;
  return entries.slice(0, MAX_SYMBOLS).flatMap((entry) => functionSymbol(entry, detailed) ?? []);
}

function functionSymbol(entry: CatalogEntry, detailed: boolean): SymbolNode | undefined {
  const whole = locate(entry, [], 'whole');
  const span = nameSpan(entry);
  if (whole === undefined || span === undefined) return undefined;
  return functionNode(entry, whole, span, detailed ? parameterSymbols(entry, whole) : []);
}

function functionNode(entry: CatalogEntry, whole: Span, span: Span, children: readonly SymbolNode[]): SymbolNode {
  const { signature } = entry;
  const inside = span.start >= whole.start && span.end <= whole.end;
  return {
    name: signature.name === '' ? '(no name)' : signature.name,
    kind: 'function',
    detail: signature.response === undefined ? '' : renderType(signature.response).slice(0, MAX_DETAIL),
    deprecated: signature.annotations.deprecated !== undefined && signature.annotations.deprecated !== false,
    whole,
    span: inside ? span : whole,
    children,
  };
}

function parameterSymbols(entry: CatalogEntry, owner: Span): SymbolNode[] {
  const all = renderParameters(entry.signature);
  const left = all.length - MAX_PARAMETERS;
  const more =
    left > 0 ? [node(`… ${left} more`, 'parameter', '', owner, { start: owner.start, end: owner.start })] : [];
  const shown = all.slice(0, MAX_PARAMETERS).flatMap(({ name, schema }): SymbolNode[] => {
    const whole = locate(entry, ['parameters', 'properties', name], 'whole');
    const key = locate(entry, ['parameters', 'properties', name], 'key');
    if (whole === undefined || whole.start < owner.start || whole.end > owner.end) return [];
    const span = key !== undefined && key.start >= whole.start && key.end <= whole.end ? key : whole;
    return [node(name, 'parameter', renderType(schema).slice(0, MAX_DETAIL), whole, span)];
  });
  return [...shown, ...more];
}

function node(
  name: string,
  kind: SymbolNode['kind'],
  detail: string,
  whole: Span,
  span: Span,
  children: readonly SymbolNode[] = [],
): SymbolNode {
  return { name: name === '' ? '(no name)' : name, kind, detail, deprecated: false, whole, span, children };
}

interface OpenNamespace {
  readonly name: string;
  readonly start: number;
  readonly span: Span;
  readonly children: SymbolNode[];
}

function fsigSymbols(catalog: Catalog, document: SignatureDocument): SymbolNode[] {
  const root: SymbolNode[] = [];
  const open: OpenNamespace[] = [];
  const entries = entriesOf(catalog, document.uri);
  const detailed = entries.length <= WITH_PARAMETERS;
  const bySegment = new Map(entries.map((entry) => [entry.segment, entry]));
  const add = (symbol: SymbolNode) => (open.at(-1)?.children ?? root).push(symbol);
  let deeper = 0;
  const close = (end: number) => {
    if (deeper > 0) {
      deeper -= 1;
      return;
    }
    const last = open.pop();
    if (last !== undefined) add(node(last.name, 'namespace', '', { start: last.start, end }, last.span, last.children));
  };
  for (let segment = 0; segment < Math.min(document.segments.length, MAX_SYMBOLS); segment++) {
    const tree = treeOf(document, segment);
    if (tree === undefined) continue;
    const { declaration, base } = tree;
    if (declaration.kind === 'namespace' && open.length >= MAX_LEVELS) deeper += 1;
    else if (declaration.kind === 'namespace') {
      const parts = declaration.parts;
      const start = base + (parts[0]?.start ?? declaration.start);
      const span = { start, end: base + (parts.at(-1)?.end ?? declaration.end) };
      open.push({
        name: parts.map((part) => part.text).join('.'),
        start: base + declaration.start,
        span,
        children: [],
      });
    } else if (declaration.kind === 'close') close(base + declaration.end);
    else {
      const symbol = declarationSymbol(tree, bySegment.get(segment), detailed);
      if (symbol !== undefined) add(symbol);
    }
  }
  deeper = 0;
  while (open.length > 0) close(contentOf(document).length);
  return root;
}

function declarationSymbol(
  tree: PlacedTree,
  entry: CatalogEntry | undefined,
  detailed: boolean,
): SymbolNode | undefined {
  const { declaration, base } = tree;
  const at = (span: Span): Span => ({ start: base + span.start, end: base + span.end });
  const written = (span: Span | undefined): string =>
    span === undefined
      ? ''
      : contentOf(tree.document)
          .slice(base + span.start, base + Math.min(span.end, span.start + 200))
          .replace(/\s+/g, ' ')
          .slice(0, MAX_DETAIL);
  switch (declaration.kind) {
    case 'function': {
      const whole = at(declaration);
      const children = declaration.parameters.map((parameter) =>
        node(parameter.name.text, 'parameter', written(parameter.type), at(parameter), at(parameter.name)),
      );
      if (entry !== undefined) return functionNode(entry, whole, at(declaration.name), detailed ? children : []);
      return node(declaration.name.text, 'function', '', whole, at(declaration.name), children);
    }
    case 'alias':
      return node(declaration.name.text, 'type', written(declaration.type), at(declaration), at(declaration.name));
    case 'enum': {
      const members = declaration.members.map(({ name, value, ...member }) =>
        node(name.text, 'member', written(value), at(member), at(name)),
      );
      return node(declaration.name.text, 'enum', '', at(declaration), at(declaration.name), members);
    }
    case 'interface': {
      const fields = declaration.members.flatMap((member) =>
        member.kind === 'property'
          ? [node(member.name.text, 'field', written(member.type), at(member), at(member.name))]
          : [],
      );
      return node(declaration.name.text, 'interface', '', at(declaration), at(declaration.name), fields);
    }
    default:
      return undefined;
  }
}

/** A function or type of the workspace that a search found. */
export interface FoundSymbol extends Target {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container: string;
}

const MAX_FOUND = 500;

interface Scored {
  readonly score: number;
  readonly found: () => FoundSymbol | undefined;
}

/** Functions and types whose name has the letters of `query` in order, the closest first. */
export function workspaceSymbols({ catalog }: Workspace, query: string): FoundSymbol[] {
  const wanted = query.toLowerCase();
  const scored: Scored[] = [];
  const add = (named: { readonly name: string; readonly namespace: string }, found: Scored['found']) => {
    const name = wanted.includes('.') ? qualifiedName(named) : named.name;
    const score = matchScore(name.toLowerCase(), wanted);
    if (score !== undefined) scored.push({ score, found });
  };
  for (const entry of catalog.entries) add(entry.signature, () => foundFunction(entry));
  for (const type of declaredTypes(catalog)) add(type, () => foundType(type));
  scored.sort((a, b) => a.score - b.score);
  return scored.slice(0, MAX_FOUND).flatMap(({ found }) => found() ?? []);
}

function foundFunction(entry: CatalogEntry): FoundSymbol | undefined {
  const whole = locate(entry, [], 'whole');
  const span = nameSpan(entry);
  if (whole === undefined || span === undefined) return undefined;
  const { name, namespace } = entry.signature;
  return { uri: entry.document.uri, name, kind: 'function', container: namespace, span, whole };
}

function foundType({ document, segment, name, namespace }: TypePlace): FoundSymbol | undefined {
  const tree = treeOf(document, segment);
  const symbol = tree === undefined ? undefined : declarationSymbol(tree, undefined, false);
  if (symbol === undefined) return undefined;
  return { uri: document.uri, name, kind: symbol.kind, container: namespace, span: symbol.span, whole: symbol.whole };
}

/** 0 for an exact name, then prefixes, then parts, then scattered letters; undefined for no match. */
export function matchScore(name: string, wanted: string): number | undefined {
  if (wanted === '' || name === wanted) return 0;
  const at = name.indexOf(wanted);
  if (at === 0) return 1;
  if (at > 0) return 2;
  let from = 0;
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return undefined;
  }
  return 3 + name.length / 1_000;
}
