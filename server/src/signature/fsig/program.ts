import { segmentStart } from '../document.ts';
import type { FunctionSignature, SignatureDocument, SignatureProblem, Span } from '../types.ts';
import { factsOf, type LinkedFunction, treeOf } from './facts.ts';
import type { FileOutline, OutlineItem, PlacedProblem } from './outline.ts';
import type { Resolve, TypeSymbol } from './symbol.ts';

/** A declared type in its file. */
export interface DeclaredType {
  readonly symbol: TypeSymbol;
  readonly item: OutlineItem;
}

/** One `.fsig` file among the others it is linked with. */
export interface LinkedFile {
  readonly outline: FileOutline;
  /** By qualified name; the first of several wins. */
  readonly types: ReadonlyMap<string, DeclaredType>;
  /** Local name to what it was imported from. */
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** Files imported whole, `import "./x.fsig"`. */
  readonly sideFiles: readonly string[];
  readonly duplicates: readonly PlacedProblem[];
  /** Of imports: unknown ones, and circles. */
  readonly problems: readonly PlacedProblem[];
  /** One for each of `outline.functions`, or for the first of them where not all were asked for. */
  readonly functions: readonly LinkedFunction[];
  readonly signatures: readonly FunctionSignature[];
}

export interface ImportedName {
  /** Key of the file. */
  readonly file: string;
  /** Name there; '' for `* as`. */
  readonly name: string;
}

/** All `.fsig` files of a catalog, linked. */
export interface FsigProgram {
  /** The same object as long as every type name means the same type. */
  readonly environment: object;
  /** By `sameFileKey` of the URI. */
  readonly files: ReadonlyMap<string, LinkedFile>;
}

export interface DraftFile {
  readonly outline: FileOutline;
  types: ReadonlyMap<string, DeclaredType>;
  /** The types are those of the version before, one by one. */
  readonly sameTypes: boolean;
  readonly duplicates: readonly PlacedProblem[];
  readonly imports: Map<string, ImportedName>;
  readonly sideFiles: string[];
  readonly edges: { readonly file: string; readonly index: number }[];
  readonly problems: PlacedProblem[];
}

/** What a name means in a namespace of a file: innermost namespace first, then imports, then files imported whole. */
export function resolveName(
  files: ReadonlyMap<string, Pick<LinkedFile, 'types' | 'imports' | 'sideFiles'>>,
  file: Pick<LinkedFile, 'types' | 'imports' | 'sideFiles'>,
  namespace: string,
  name: string,
): DeclaredType | undefined {
  const own = inScopes(file.types, namespace, name);
  if (own !== undefined) return own;
  const dot = name.indexOf('.');
  const imported = file.imports.get(dot < 0 ? name : name.slice(0, dot));
  if (imported !== undefined) {
    const rest = dot < 0 ? '' : name.slice(dot + 1);
    const wanted = imported.name === '' ? rest : rest === '' ? imported.name : `${imported.name}.${rest}`;
    return files.get(imported.file)?.types.get(wanted);
  }
  for (const key of file.sideFiles) {
    const side = files.get(key);
    const found = side === undefined ? undefined : inScopes(side.types, namespace, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inScopes(types: ReadonlyMap<string, DeclaredType>, namespace: string, name: string): DeclaredType | undefined {
  for (let scope = namespace; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
    const found = types.get(`${scope}.${name}`);
    if (found !== undefined) return found;
  }
  return types.get(name);
}

export function resolverOf(drafts: ReadonlyMap<string, DraftFile>, draft: DraftFile, namespace: string): Resolve {
  return (name) => resolveName(drafts, draft, namespace, name)?.symbol;
}

export function problemAtName(
  document: SignatureDocument,
  index: number,
  code: SignatureProblem['code'],
  data: Record<string, string>,
): PlacedProblem {
  const { declaration } = treeOf(document, index);
  return placed(index, code, 'name' in declaration ? declaration.name : declaration, data);
}

export function placed(
  index: number,
  code: SignatureProblem['code'],
  { start, end }: Span,
  data: Record<string, string>,
): PlacedProblem {
  return { index, problem: { code, span: { start, end }, data } };
}

function absolute(document: SignatureDocument, index: number, span: { start: number; end: number }) {
  const start = segmentStart(document, index);
  return { start: start + span.start, end: start + span.end };
}

/** Problems of a file, in order of place, spans absolute. */
export function fileProblems(file: LinkedFile): SignatureProblem[] {
  const { outline } = file;
  const { document } = outline;
  const problems: SignatureProblem[] = [];
  const add = (index: number, own: readonly SignatureProblem[]): void => {
    for (const problem of own) problems.push({ ...problem, span: absolute(document, index, problem.span) });
  };
  for (const list of [outline.problems, file.duplicates, file.problems]) {
    for (const { index, problem } of list) add(index, [problem]);
  }
  for (const index of outline.erroneous) add(index, factsOf(document, index).errors);
  for (const { symbol, item } of file.types.values()) add(item.index, symbol.problems);
  file.functions.forEach((linked, at) => {
    if (linked.problems.length > 0) add(outline.functions.segments[at] as number, linked.problems);
  });
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
