import type { Json, JsonObject, JsonSchema } from '../json/index.ts';

/**
 * The values every later stage takes: signature, document, catalog. All are plain JSON and immutable, so they can be
 * saved, compared and shared between versions. Places in a text are not stored in them: `locate` finds a part's range
 * when somebody asks, which keeps 16,000 functions small in memory.
 */

/** The languages a signature can be written in. */
export const DIALECTS = [
  'fsig',
  'openai-chat',
  'openai-responses',
  'anthropic',
  'gemini',
  'mcp',
  'bfcl',
  'toolbench',
  'seal-tools',
  'xlam',
  'bedrock',
  'cohere',
  'vscode',
  'bundle',
  'langchain',
  'ai-sdk',
  'openrpc',
  'dify',
  'openapi',
] as const;
export type DialectId = (typeof DIALECTS)[number];

/** What is read and never written: forms that say less than a signature, or that only a program writes. */
export const READ_ONLY_DIALECTS = ['bundle', 'langchain', 'ai-sdk', 'openrpc', 'dify', 'openapi'] as const;
export type ReadOnlyDialect = (typeof READ_ONLY_DIALECTS)[number];

/** MCP's tool annotations plus what other dialects add; absent means unknown. */
export interface Annotations {
  readonly title?: string;
  readonly readOnly?: boolean;
  readonly destructive?: boolean;
  readonly idempotent?: boolean;
  readonly openWorld?: boolean;
  /** `true`, or the reason given. */
  readonly deprecated?: boolean | string;
  /** OpenAI's strict mode. */
  readonly strict?: boolean;
}

/** One example of a whole call. */
export interface CallExample {
  readonly description?: string;
  readonly arguments?: JsonObject;
  readonly response?: Json;
}

export interface ThrownError {
  readonly name: string;
  readonly description: string;
}

/** Function signature f of the paper (sec. 3): what a model is told about one tool. */
export interface FunctionSignature {
  readonly name: string;
  /** Dotted, '' when there is none. */
  readonly namespace: string;
  readonly description: string;
  /** Always `type: "object"`, self-contained: named types are its own `$defs`. */
  readonly parameters: JsonSchema;
  /** Self-contained; absent when the author documents none. */
  readonly response?: JsonSchema;
  /** Coarse label (paper: 49 of them and `misc`); '' when unlabelled. */
  readonly category: string;
  /** Finer label, '' when unlabelled. */
  readonly toolClass: string;
  /** Functions that must have run before, as written (`@requires`). */
  readonly premises: readonly string[];
  readonly examples: readonly CallExample[];
  readonly throws: readonly ThrownError[];
  readonly annotations: Annotations;
  readonly source: { readonly uri: string; readonly dialect: DialectId };
}

/** Half-open range of UTF-16 offsets in a document's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Path into a canonical `FunctionSignature`: `['name']`, `['parameters','properties','date','default']`, `['premises',0]`. */
export type PartPath = readonly (string | number)[];

/**
 * First step of a path that leads into a function as it was written, not into its signature: for what the author wrote
 * and no signature has a place for.
 */
export const AS_WRITTEN = '@written';

/** What reading found wrong, with its place. `data` fills the message of the rule named by `code`. */
export interface SignatureProblem {
  readonly code:
    | 'syntax-error'
    | 'unknown-type'
    | 'cyclic-type'
    | 'cyclic-import'
    | 'unknown-import'
    | 'duplicate-type'
    | 'duplicate-parameter'
    | 'duplicate-property'
    | 'unknown-tag'
    | 'invalid-tag'
    | 'unknown-dialect'
    | 'unsupported-construct'
    | 'provider-tool'
    | 'schema-invalid'
    | 'unreadable-file';
  readonly span: Span;
  readonly data: Readonly<Record<string, string>>;
}

/** A top-level unit of a document: a JSON element, a line of JSON Lines, a declaration of `.fsig`. */
export interface Segment {
  readonly length: number;
  /** Hash of the segment's text: equal text, equal derived values. */
  readonly hash: string;
}

export type DocumentKind = 'fsig' | 'json' | 'jsonl' | 'openapi';

export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** One parsed file version. */
export interface SignatureDocument {
  readonly uri: string;
  readonly kind: DocumentKind;
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** One function of a catalog. */
export interface CatalogEntry {
  /** Unique in the catalog: the qualified name, then `name@2`, `name@3` for later ones of the same name. */
  readonly id: string;
  readonly signature: FunctionSignature;
  readonly document: SignatureDocument;
  /** Index of the owning segment in `document.segments`. */
  readonly segment: number;
  /** Index among the functions of that segment (a `tools` array may be one segment of many). */
  readonly indexInSegment: number;
}

/** All functions of a set of documents, linked. */
export interface Catalog {
  readonly documents: ReadonlyMap<string, SignatureDocument>;
  /** In document order. */
  readonly entries: readonly CatalogEntry[];
  get(id: string): CatalogEntry | undefined;
  /** Entries a written name can mean: an id, a qualified name, or a bare name. */
  lookup(name: string, fromNamespace?: string): readonly CatalogEntry[];
  /** Reading and linking problems of one document, spans absolute, in order. */
  problems(uri: string): readonly SignatureProblem[];
}

/** Qualified name: `namespace.name`, or the bare name where there is no namespace. */
export function qualifiedName(signature: Pick<FunctionSignature, 'name' | 'namespace'>): string {
  return signature.namespace === '' ? signature.name : `${signature.namespace}.${signature.name}`;
}
