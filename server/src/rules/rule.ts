import type { DependencyGraph } from '../graph/index.ts';
import type { Json, JsonSchema } from '../json/index.ts';
import type {
  Catalog,
  CatalogEntry,
  DocumentKind,
  FunctionSignature,
  PartPath,
  SignatureProblem,
  Span,
} from '../signature/index.ts';
import type { FileEdit, PartEditor } from './edit/types.ts';
import type { DefaultLevel, Family, Level, Source, Target } from './levels.ts';
import type { Message } from './message.ts';
import type { Profile } from './profiles/profile.ts';
import type { FunctionSubject, SchemaNode } from './subject.ts';

/** The rule's page, written beside the rule; docs/rules/<code>.md is generated from it. */
export interface RuleDocs {
  /** What is reported, when and when not. Markdown. */
  readonly what: string;
  /** What it costs to leave it. Markdown. */
  readonly why: string;
  /** Example that is reported; `[|…|]` marks the place. A text starting with `{` or `[{` is JSON, else `.fsig`. */
  readonly bad: string;
  /** The same thing done right. */
  readonly good: string;
  readonly sources?: readonly Source[];
}

/** A function and a part of it that a finding also points at. */
export interface RelatedPart {
  readonly id: string;
  readonly part: PartPath;
  readonly message: string;
}

/** What a rule reports: a part, never an offset; places are looked up when somebody wants to see them. */
export interface Report<Keys extends string = string> {
  readonly part: PartPath;
  /** What of the part to underline: its value (default), its key, or both. */
  readonly what?: 'value' | 'key' | 'whole';
  /** Underline only these words of the part's text. */
  readonly excerpt?: string;
  readonly data: Readonly<Record<Keys, string>>;
  readonly related?: readonly RelatedPart[];
  /** Severity of this one finding, where the rule's own is too strict or too mild; a person's setting goes before it. */
  readonly level?: Level;
  /** It holds only where this target is on. */
  readonly target?: Target;
  /** What the fix needs and cannot see in the signature again. */
  readonly fix?: Json;
}

/** A finding in a segment of text; the span is relative to it. */
export interface TextFinding<Keys extends string = string> {
  readonly span: Span;
  readonly data: Readonly<Record<Keys, string>>;
}

export type Reporter<Keys extends string> = (report: Report<Keys>) => void;

/** One function among its catalog, for rules that compare functions by shared keys. */
export interface CatalogMember {
  readonly entry: CatalogEntry;
  readonly signature: FunctionSignature;
}

/** Read access to the buckets a catalog rule filed functions under. */
export interface Buckets {
  /** Members of a bucket in catalog order, at most `limit` (32). */
  members(key: string): readonly CatalogMember[];
  /** How many functions are in it. */
  size(key: string): number;
}

/**
 * A rule over many functions. Functions are filed under keys; when a function changes, only those that share a key with
 * it are looked at again. Nothing ever compares all pairs.
 */
export interface CatalogCheck<Keys extends string> {
  /** Keys of one function; a pure function of its signature. */
  keys(signature: FunctionSignature, uri: string): readonly string[];
  /** Looks at one function beside those filed under its keys. */
  check(member: CatalogMember, keys: readonly string[], buckets: Buckets, report: Reporter<Keys>): void;
  /**
   * For rules that depend on counts over the whole catalog (which style is the usual one): a short summary of them. All
   * functions are looked at again only when it changes.
   */
  summary?(buckets: Buckets): string;
}

/** A recorded answer of a function: what it returned when it really ran. */
export interface Observation {
  /** Name or id of the function. */
  readonly function: string;
  readonly response: Json;
  /** Where it was seen, for the message: `run.jsonl:12`. */
  readonly source: string;
}

/** What rules of the magnet family look at, once a graph. */
export interface GraphSubject {
  readonly graph: DependencyGraph;
  readonly catalog: Catalog;
}

/** One change offered for a finding. */
export interface Fix {
  readonly title: string;
  /** The one an editor applies by default. */
  readonly preferred: boolean;
  /** Keeps the meaning, so that fix-all and fix on save may apply it unseen. */
  readonly safe: boolean;
  readonly edits: readonly FileEdit[];
}

export interface FixContext<Keys extends string = string> {
  readonly entry: CatalogEntry;
  readonly catalog: Catalog;
  readonly part: PartPath;
  readonly data: Readonly<Record<Keys, string>>;
  readonly fix: Json | undefined;
  /** Edits of the entry's text by part, whatever it is written in. */
  readonly edit: PartEditor;
  /** The value at a path of the signature. */
  valueAt(part: PartPath): unknown;
  schemaAt(part: PartPath): JsonSchema | undefined;
}

export interface TextFixContext<Keys extends string = string> {
  readonly kind: DocumentKind;
  /** The words that the finding underlines. */
  readonly text: string;
  readonly data: Readonly<Record<Keys, string>>;
  /** Other words in their place. */
  replace(text: string): readonly FileEdit[];
}

export interface RuleSpec<Code extends string, Keys extends string> {
  /** Kebab-case; also the setting `magnet.rules.<code>` and the page `docs/rules/<code>.md`. */
  readonly code: Code;
  readonly family: Family;
  readonly severity: DefaultLevel;
  /** Provider rules: reported only where this target is on. */
  readonly target?: Target;
  /** One line for indexes and settings. */
  readonly title: string;
  readonly message: Message<Keys>;
  readonly docs: RuleDocs;
  /** Shown faded, as something that can go. */
  readonly unnecessary?: boolean;
  /** The reader of the text finds it: the rule words a `SignatureProblem` of the same code. */
  readonly problem?: SignatureProblem['code'];
  /** Looks at the text of one segment, whether it could be read or not. */
  checkText?(text: string, kind: DocumentKind, report: (finding: TextFinding<Keys>) => void): void;
  /** Looks at one function alone. Pure: results are kept as long as the signature is the same object. */
  checkFunction?(subject: FunctionSubject, report: Reporter<Keys>): void;
  /** Compares one function with what a target takes; asked once for every target that is on. */
  checkProfile?(subject: FunctionSubject, profile: Profile, report: Reporter<Keys>): void;
  /** Looks at one property of the parameters, at any depth. */
  checkProperty?(node: SchemaNode, subject: FunctionSubject, report: Reporter<Keys>): void;
  /** Looks at one schema of a function. */
  checkSchema?(node: SchemaNode, subject: FunctionSubject, report: Reporter<Keys>): void;
  readonly catalog?: CatalogCheck<Keys>;
  /**
   * All that `checkDocument` and `checkCatalog` take of a function, as a text; its id counts as well. As long as it stays
   * the same for every function, so do their findings. Without it they look again after every change.
   */
  fingerprint?(signature: FunctionSignature): string;
  /** Looks at the functions of one document together: cheap counts only. Reports name the function by id. */
  checkDocument?(entries: readonly CatalogEntry[], report: (id: string, finding: Report<Keys>) => void): void;
  /** Looks at the whole catalog; reports name the function by id. */
  checkCatalog?(catalog: Catalog, report: (id: string, finding: Report<Keys>) => void): void;
  /** Looks at the dependency graph, once a version of it; reports name the function by id. */
  checkGraph?(subject: GraphSubject, report: (id: string, finding: Report<Keys>) => void): void;
  /** Compares a function with what it really returned. */
  checkObservation?(subject: FunctionSubject, observation: Observation, report: Reporter<Keys>): void;
  fixes?(context: FixContext<Keys>): readonly Fix[];
  /** Fixes of a problem that the reader of the text found. */
  textFixes?(context: TextFixContext<Keys>): readonly Fix[];
}

/** Any rule of the registry. */
export type Rule = RuleSpec<string, string>;

/** Declares a rule; the code and the message's keys are inferred, so that a report that forgets one does not compile. */
export function defineRule<const Code extends string, const Keys extends string>(
  spec: RuleSpec<Code, Keys>,
): RuleSpec<Code, Keys> {
  return spec;
}
