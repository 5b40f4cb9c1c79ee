import type { Domain, ObservedResponse } from '../domain/index.ts';
import type { DependencyGraph } from '../graph/index.ts';
import type { Catalog, SignatureDocument, Span } from '../signature/index.ts';

/** What every feature looks at: one version of the workspace. Features are pure functions over it. */
export interface Workspace {
  readonly catalog: Catalog;
  /** The dependency graph of the catalog; undefined while it is still being derived. */
  readonly graph: () => DependencyGraph | undefined;
  /** The domain that graph was derived from, where it is there; asking reads nothing. */
  readonly domain?: () => Domain | undefined;
  /** What a function answered in a run of a real world, by its id; absent where no runs are read. */
  readonly observed?: (id: string) => ObservedResponse | undefined;
  /** What the simulated world does for each function by its id, in one line; absent where it is not told. */
  readonly plans?: (domain: Domain) => ReadonlyMap<string, string>;
}

/** A place in a document, as an offset in UTF-16 units. */
export interface Cursor {
  readonly document: SignatureDocument;
  readonly offset: number;
}

/** A part of a document that an answer points at. */
export interface Target {
  readonly uri: string;
  /** What to select: a name. */
  readonly span: Span;
  /** The whole declaration or reference around it. */
  readonly whole: Span;
}

/** One place where a name is written. */
export interface Occurrence {
  readonly uri: string;
  readonly span: Span;
  readonly role: 'declaration' | 'reference';
}

export interface Hover {
  readonly span: Span;
  /** Markdown; whatever comes from a file is escaped or fenced. */
  readonly markdown: string;
}

export const SYMBOL_KINDS = [
  'namespace',
  'function',
  'type',
  'interface',
  'enum',
  'parameter',
  'field',
  'member',
] as const;
export type SymbolKind = (typeof SYMBOL_KINDS)[number];

export interface SymbolNode {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail: string;
  readonly deprecated: boolean;
  readonly whole: Span;
  readonly span: Span;
  readonly children: readonly SymbolNode[];
}

export type CompletionKind =
  | 'type'
  | 'interface'
  | 'function'
  | 'tag'
  | 'key'
  | 'value'
  | 'keyword'
  | 'namespace'
  | 'snippet';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** Markdown; made when the item is looked at where that takes time. */
  readonly documentation?: string | (() => string);
  /** What the text replaces. */
  readonly span: Span;
  /** Text to insert; with `snippet`, in the snippet syntax `$1`, `${2:name}`. */
  readonly insert: string;
  readonly snippet?: boolean;
  /** Lower comes first among equals; default 5. */
  readonly rank?: number;
  /** What the text typed so far is compared with, where that is not the label. */
  readonly filter?: string;
  /** Further edits of the same document: an import that the text needs. */
  readonly also?: readonly Edit[];
}

export interface SignatureHelp {
  readonly label: string;
  readonly documentation: string;
  /** Parts of `label`, one a parameter, as half-open ranges. */
  readonly parameters: readonly { readonly range: readonly [number, number]; readonly documentation: string }[];
  readonly active: number;
}

/** One replacement in one document. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}
