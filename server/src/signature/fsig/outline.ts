import { segmentStart } from '../document.ts';
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
  readonly functions: { readonly segments: readonly number[]; readonly scopes: readonly NamespaceScope[] };
  readonly types: readonly OutlineItem[];
  readonly imports: readonly { readonly index: number; readonly node: ImportNode }[];
  /** Where the namespace changes: it is `path` behind segment `index`. */
  readonly spaces: readonly { readonly index: number; readonly path: string }[];
  /** Names that `import { … }` can take from this file. */
  readonly exported: ReadonlySet<string>;
  /** Segments whose text has syntax errors. */
  readonly erroneous: readonly number[];
  /** Braces without partner and tags of namespaces; absolute spans. */
  readonly problems: readonly SignatureProblem[];
}

export const ROOT_SCOPE: NamespaceScope = { path: '', labels: { category: '', toolClass: '' } };

const outlines = new WeakMap<SignatureDocument, FileOutline>();

export function outlineOf(document: SignatureDocument): FileOutline {
  let outline = outlines.get(document);
  if (outline === undefined) {
    outline = makeOutline(document);
    outlines.set(document, outline);
  }
  return outline;
}

function makeOutline(document: SignatureDocument): FileOutline {
  const segments: number[] = [];
  const scopes: NamespaceScope[] = [];
  const types: OutlineItem[] = [];
  const imports: { index: number; node: ImportNode }[] = [];
  const exported = new Set<string>();
  const spaces: { index: number; path: string }[] = [];
  const erroneous: number[] = [];
  const problems: SignatureProblem[] = [];
  const open: { scope: NamespaceScope; index: number }[] = [];
  let scope = ROOT_SCOPE;
  for (let index = 0; index < document.segments.length; index++) {
    const facts = factsOf(document, index);
    if (facts.errors.length > 0) erroneous.push(index);
    switch (facts.kind) {
      case 'namespace':
        if (scope.path === '') exported.add(facts.name.split('.')[0] as string);
        if (facts.opens === undefined) break;
        open.push({ scope, index });
        scope = innerScope(facts.name, facts.opens, scope);
        spaces.push({ index, path: scope.path });
        addProblems(problems, document, index, facts.opens.problems);
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
  return { document, functions: { segments, scopes }, types, imports, spaces, exported, erroneous, problems };
}

function innerScope(name: string, opens: OpenedNamespace, outer: NamespaceScope): NamespaceScope {
  const path = outer.path === '' ? name : `${outer.path}.${name}`;
  return { path, labels: { ...outer.labels, ...opens.labels } };
}

function addProblems(
  problems: SignatureProblem[],
  document: SignatureDocument,
  index: number,
  own: readonly SignatureProblem[],
): void {
  const start = segmentStart(document, index);
  for (const problem of own) {
    problems.push({ ...problem, span: { start: start + problem.span.start, end: start + problem.span.end } });
  }
}

/** At the brace, the last character of a segment that opens or closes a namespace. */
function braceProblem(document: SignatureDocument, index: number, message: string): SignatureProblem {
  const end = segmentStart(document, index) + (document.segments[index]?.length ?? 0);
  return { code: 'syntax-error', span: { start: Math.max(0, end - 1), end }, data: { message } };
}
