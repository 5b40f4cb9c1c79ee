import type { SignatureDocument, SignatureProblem } from '../types.ts';
import type { ImportNode } from './ast.ts';
import { factsOf, type OpenedNamespace } from './facts.ts';
import type { NamespaceLabels } from './signature.ts';

/** A namespace as its declarations see it. */
export interface NamespaceScope {
  /** Dotted, '' outside all. */
  readonly path: string;
  readonly labels: NamespaceLabels;
}

export interface OutlineItem {
  /** Segment index. */
  readonly index: number;
  readonly scope: NamespaceScope;
  readonly name: string;
}

/** What a file declares, from its segments alone. */
export interface FileOutline {
  readonly document: SignatureDocument;
  /** Functions as columns: segment index and scope of each. */
  readonly functions: { readonly segments: Uint32Array; readonly scopes: readonly NamespaceScope[] };
  readonly types: readonly OutlineItem[];
  readonly imports: readonly { readonly index: number; readonly node: ImportNode }[];
  /** Where the namespace changes: it is `path` behind segment `index`. */
  readonly spaces: readonly { readonly index: number; readonly path: string }[];
  /** Names that `import { … }` can take from this file. */
  readonly exported: ReadonlySet<string>;
  /** Segments whose text has syntax errors. */
  readonly erroneous: readonly number[];
  /** Braces without partner and tags of namespaces. */
  readonly problems: readonly PlacedProblem[];
  /**
   * Set where only the insides of some segments differ from `since`: their indices; all lists are then those of `since`.
   * Linking clears it, else each version would keep the one before in memory.
   */
  changed: { readonly since: FileOutline; readonly segments: readonly number[] } | undefined;
}

/** A problem with its span relative to a segment's start, so that it holds while the segment moves. */
export interface PlacedProblem {
  readonly index: number;
  readonly problem: SignatureProblem;
}

export const ROOT_SCOPE: NamespaceScope = { path: '', labels: { category: '', toolClass: '' } };

const outlines = new WeakMap<SignatureDocument, FileOutline>();

/** Outline of a document; with the outline of an earlier version, found from the segments that differ where that is enough. */
export function outlineOf(document: SignatureDocument, previous?: FileOutline): FileOutline {
  let outline = outlines.get(document);
  if (outline === undefined) {
    outline = (previous === undefined ? undefined : adjustedOutline(document, previous)) ?? makeOutline(document);
    outlines.set(document, outline);
  }
  return outline;
}

/** Segments that may differ for an outline to be taken over. */
const MAX_CHANGED = 16;
const DECLARES_INSIDE: ReadonlySet<string> = new Set(['function', 'alias', 'interface', 'enum', 'unknown', 'empty']);

/** The previous outline, when the same declarations stand in the same segments and only their insides changed. */
function adjustedOutline(document: SignatureDocument, previous: FileOutline): FileOutline | undefined {
  const before = previous.document.segments;
  if (before.length !== document.segments.length) return undefined;
  const segments: number[] = [];
  for (let index = 0; index < before.length; index++) {
    if (before[index] === document.segments[index]) continue;
    const old = factsOf(previous.document, index);
    const now = factsOf(document, index);
    const same = old.kind === now.kind && old.name === now.name && DECLARES_INSIDE.has(now.kind);
    if (!same || segments.length >= MAX_CHANGED) return undefined;
    segments.push(index);
  }
  const kept = previous.erroneous.filter((index) => !segments.includes(index));
  const broken = segments.filter((index) => factsOf(document, index).errors.length > 0);
  const erroneous = broken.length === 0 ? kept : [...kept, ...broken].sort((a, b) => a - b);
  return { ...previous, document, erroneous, changed: { since: previous, segments } };
}

function makeOutline(document: SignatureDocument): FileOutline {
  const segments: number[] = [];
  const scopes: NamespaceScope[] = [];
  const types: OutlineItem[] = [];
  const imports: { index: number; node: ImportNode }[] = [];
  const exported = new Set<string>();
  const spaces: { index: number; path: string }[] = [];
  const erroneous: number[] = [];
  const problems: PlacedProblem[] = [];
  const open: { scope: NamespaceScope; index: number }[] = [];
  let scope = ROOT_SCOPE;
  let saidDeep = false;
  for (let index = 0; index < document.segments.length; index++) {
    const facts = factsOf(document, index);
    if (facts.errors.length > 0) erroneous.push(index);
    switch (facts.kind) {
      case 'namespace':
        if (scope.path === '') exported.add(facts.name.split('.')[0] as string);
        if (facts.opens === undefined) break;
        if (!saidDeep && innerPath(scope.path, facts.name, open.length) === scope.path) {
          problems.push(braceProblem(document, index, TOO_DEEP));
          saidDeep = true;
        }
        open.push({ scope, index });
        scope = innerScope(facts.name, facts.opens, scope, open.length - 1);
        spaces.push({ index, path: scope.path });
        for (const problem of facts.opens.problems) problems.push({ index, problem });
        break;
      case 'close': {
        const outer = open.pop();
        if (outer === undefined) problems.push(braceProblem(document, index, "this '}' closes nothing"));
        scope = outer?.scope ?? ROOT_SCOPE;
        spaces.push({ index, path: scope.path });
        break;
      }
      case 'function':
        if (scope.path === '') exported.add(facts.name);
        if (facts.name === '') break;
        segments.push(index);
        scopes.push(scope);
        break;
      case 'alias':
      case 'interface':
      case 'enum':
        if (scope.path === '') exported.add(facts.name);
        if (facts.name !== '') types.push({ index, scope, name: facts.name });
        break;
      case 'import':
        if (facts.imports !== undefined) imports.push({ index, node: facts.imports });
        break;
    }
  }
  for (const { index } of open) problems.push(braceProblem(document, index, "this '{' is never closed"));
  return {
    document,
    functions: { segments: Uint32Array.from(segments), scopes },
    types,
    imports,
    changed: undefined,
    spaces,
    exported,
    erroneous,
    problems,
  };
}

/** Names of namespaces inside each other are joined, so that without a bound a file of them costs the square of its length. */
const MAX_LEVELS = 100;
const MAX_NAME = 2000;
const TOO_DEEP = `namespaces lie in each other ${MAX_LEVELS} deep at most, with a name of ${MAX_NAME} characters together: this one counts as the one around it`;

/** Dotted name of a namespace in another one, of so many levels; that one's own where it would lie too deep. */
export function innerPath(outer: string, name: string, level: number): string {
  if (level >= MAX_LEVELS || outer.length + name.length > MAX_NAME) return outer;
  return outer === '' ? name : `${outer}.${name}`;
}

function innerScope(name: string, opens: OpenedNamespace, outer: NamespaceScope, level: number): NamespaceScope {
  return { path: innerPath(outer.path, name, level), labels: { ...outer.labels, ...opens.labels } };
}

/** At the brace, the last character of a segment that opens or closes a namespace. */
function braceProblem(document: SignatureDocument, index: number, message: string): PlacedProblem {
  const end = document.segments[index]?.length ?? 0;
  return { index, problem: { code: 'syntax-error', span: { start: Math.max(0, end - 1), end }, data: { message } } };
}
