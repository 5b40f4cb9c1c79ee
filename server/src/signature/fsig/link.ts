import { segmentStart, segmentText } from '../document.ts';
import type { FunctionSignature, SignatureDocument, SignatureProblem, Span } from '../types.ts';
import { resolveUri, sameFileKey } from '../uri.ts';
import type { FunctionNode, ImportNode } from './ast.ts';
import { cyclicNodes } from './cycles.ts';
import { addDefs, uniqueKeys } from './defs.ts';
import { dropTrees, factsOf, type LinkedFunction, treeOf } from './facts.ts';
import { type FileOutline, type NamespaceScope, type OutlineItem, outlineOf, type PlacedProblem } from './outline.ts';
import { compileFunction } from './signature.ts';
import { type Resolve, recordingContext, TypeSymbol, type TypeUseRecord } from './symbol.ts';

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
  /** One for each of `outline.functions`. */
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

interface DraftFile {
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

/**
 * Links files: resolves names and imports, compiles types and functions. What `previous` linked and no edit touched
 * is taken over, identical objects and all.
 */
export function linkFiles(documents: Iterable<SignatureDocument>, previous?: FsigProgram): FsigProgram {
  const drafts = new Map<string, DraftFile>();
  for (const document of documents) {
    const key = sameFileKey(document.uri);
    const before = previous?.files.get(key);
    drafts.set(key, declareFile(outlineOf(document, before?.outline), before));
  }
  for (const draft of drafts.values()) resolveImports(draft, drafts);
  reportImportCycles(drafts);
  const changes = linkTypes(drafts, previous);
  const environment = changes === undefined && previous !== undefined ? previous.environment : {};
  const types: TypeEnvironment = { now: environment, before: previous?.environment, stillHolds: changes };
  const files = new Map<string, LinkedFile>();
  for (const [key, draft] of drafts) {
    const before = previous?.files.get(key);
    if (changes === undefined && before !== undefined && before.outline === draft.outline) {
      files.set(key, before);
      continue;
    }
    const { sameTypes: _same, edges: _edges, ...file } = draft;
    const functions = linkFunctions(draft, drafts, before, types);
    files.set(key, { ...file, functions, signatures: functions.map((linked) => linked.signature) });
  }
  for (const { outline } of files.values()) outline.changed = undefined;
  dropTrees();
  return { environment, files };
}

/** The types a file declares, each by the symbol it had before where the segment is the same. */
function declareFile(outline: FileOutline, before: LinkedFile | undefined): DraftFile {
  const empty = { outline, imports: new Map(), sideFiles: [], edges: [], problems: [] };
  if (before !== undefined && hasSameTypes(outline, before.outline)) {
    return { ...empty, types: before.types, duplicates: before.duplicates, sameTypes: true };
  }
  const { document } = outline;
  const types = new Map<string, DeclaredType>();
  const duplicates: PlacedProblem[] = [];
  for (const item of outline.types) {
    const { index, scope, name } = item;
    const qualified = scope.path === '' ? name : `${scope.path}.${name}`;
    if (types.has(qualified)) {
      duplicates.push(problemAtName(document, index, 'duplicate-type', { name: qualified }));
      continue;
    }
    const known = before?.types.get(qualified)?.symbol;
    const same = known !== undefined && known.segment === document.segments[index] && known.namespace === scope.path;
    types.set(qualified, { symbol: same ? known : new TypeSymbol(document, index, scope.path, name), item });
  }
  return { ...empty, types, duplicates, sameTypes: false };
}

/** Whether an edit left all segments that declare types alone. */
function hasSameTypes(outline: FileOutline, before: FileOutline): boolean {
  if (outline === before) return true;
  const { changed, document } = outline;
  if (changed?.since !== before) return false;
  return changed.segments.every((index) => !TYPE_KINDS.has(factsOf(document, index).kind));
}

const TYPE_KINDS: ReadonlySet<string> = new Set(['alias', 'interface', 'enum']);

function problemAtName(
  document: SignatureDocument,
  index: number,
  code: SignatureProblem['code'],
  data: Record<string, string>,
): PlacedProblem {
  const { declaration } = treeOf(document, index);
  return placed(index, code, 'name' in declaration ? declaration.name : declaration, data);
}

function placed(
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

function resolveImports(draft: DraftFile, drafts: ReadonlyMap<string, DraftFile>): void {
  const { document, imports } = draft.outline;
  for (const { index, node } of imports) {
    if (node.from === undefined) continue;
    const key = importedFile(document.uri, node.from.text, drafts);
    const target = key === undefined ? undefined : drafts.get(key);
    if (key === undefined || target === undefined) {
      const { text } = node.from;
      draft.problems.push(placed(index, 'unknown-import', node.from, { name: text, file: text }));
      continue;
    }
    draft.edges.push({ file: key, index });
    addImports(draft, index, node, key, target);
  }
}

/** Key of the file an import names, with or without its extension; undefined when it is not among the files. */
export function importedFile(uri: string, path: string, files: ReadonlyMap<string, unknown>): string | undefined {
  const exact = sameFileKey(resolveUri(sameFileKey(uri), path));
  return [exact, `${exact}.fsig`].find((key) => files.has(key));
}

function addImports(draft: DraftFile, index: number, node: ImportNode, file: string, target: DraftFile): void {
  if (node.all !== undefined) draft.imports.set(node.all.text, { file, name: '' });
  else if (node.names.length === 0) draft.sideFiles.push(file);
  for (const { name, local } of node.names) {
    if (!target.outline.exported.has(name.text)) {
      draft.problems.push(placed(index, 'unknown-import', name, { name: name.text, file: node.from?.text ?? '' }));
      continue;
    }
    draft.imports.set(local.text, { file, name: name.text });
  }
}

function reportImportCycles(drafts: ReadonlyMap<string, DraftFile>): void {
  const next = (key: string): string[] => drafts.get(key)?.edges.map((edge) => edge.file) ?? [];
  const cyclic = cyclicNodes(drafts.keys(), next);
  for (const key of cyclic.keys()) {
    const draft = drafts.get(key) as DraftFile;
    for (const { file, index } of draft.edges) {
      if (cyclic.get(file) !== cyclic.get(key)) continue;
      const { declaration } = treeOf(draft.outline.document, index);
      const node = declaration.kind === 'import' ? (declaration.from ?? declaration) : declaration;
      draft.problems.push(placed(index, 'cyclic-import', node, { file: baseName(file) }));
    }
  }
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

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

/** What a change of types means for those who use them. */
type StillHolds = (uses: readonly TypeUseRecord[], resolve: () => Resolve) => boolean;

/**
 * Binds and compiles the types that are new or whose names mean something new.
 * @returns how to tell what must be linked again; undefined when no type changed.
 */
function linkTypes(drafts: ReadonlyMap<string, DraftFile>, previous: FsigProgram | undefined): StillHolds | undefined {
  const all = [...drafts.values()];
  const sameImports = !importsChanged(drafts, previous);
  if (sameImports && all.every((draft) => draft.sameTypes)) return undefined;
  const before = new Set<TypeSymbol>();
  for (const file of previous?.files.values() ?? []) for (const { symbol } of file.types.values()) before.add(symbol);
  const replaced = sameImports ? replacedTypes(drafts, previous) : undefined;
  // Where every name is still there, only types that were replaced can change what a name means.
  const stillHolds: StillHolds =
    replaced === undefined
      ? (uses, resolve) => stillMeans(uses, resolve())
      : (uses) => !uses.some(({ symbol }) => symbol !== undefined && replaced.has(symbol));
  renewStale(drafts, stillHolds, replaced);
  const fresh: TypeSymbol[] = [];
  for (const draft of all) {
    for (const { symbol, item } of draft.types.values()) {
      if (before.has(symbol)) continue;
      fresh.push(symbol);
      symbol.bind(resolverOf(drafts, draft, item.scope.path));
    }
  }
  const cyclic = cyclicNodes(fresh, (symbol) => symbol.direct);
  for (const symbol of fresh) symbol.compile(cyclic.has(symbol));
  for (const symbol of fresh) symbol.dropTree();
  return stillHolds;
}

/** Symbols of the version before that another one stands for now; undefined where names came or went. */
function replacedTypes(
  drafts: ReadonlyMap<string, DraftFile>,
  previous: FsigProgram | undefined,
): Set<TypeSymbol> | undefined {
  const replaced = new Set<TypeSymbol>();
  for (const [key, draft] of drafts) {
    const before = previous?.files.get(key)?.types;
    if (draft.sameTypes) continue;
    if (before?.size !== draft.types.size) return undefined;
    for (const [qualified, { symbol }] of draft.types) {
      const old = before.get(qualified)?.symbol;
      if (old === undefined) return undefined;
      if (old !== symbol) replaced.add(old);
    }
  }
  return replaced;
}

/**
 * Gives a new symbol to every type that uses, however far off, a name that now means another type. The symbols that went
 * are added to `replaced`.
 */
function renewStale(
  drafts: ReadonlyMap<string, DraftFile>,
  stillHolds: StillHolds,
  replaced: Set<TypeSymbol> | undefined,
): void {
  const renewals = new Map<DraftFile, Map<string, DeclaredType>>();
  const users = new Map<TypeSymbol, UsedIn[]>();
  const stale: UsedIn[] = [];
  for (const draft of drafts.values()) {
    for (const { symbol, item } of draft.types.values()) {
      const place = { draft, symbol, item };
      if (!stillHolds(symbol.uses, () => resolverOf(drafts, draft, item.scope.path))) stale.push(place);
      for (const { symbol: used } of symbol.uses) {
        if (used === undefined) continue;
        const known = users.get(used);
        if (known === undefined) users.set(used, [place]);
        else known.push(place);
      }
    }
  }
  const renewed = new Set<TypeSymbol>();
  for (let place = stale.pop(); place !== undefined; place = stale.pop()) {
    const { draft, symbol, item } = place;
    if (renewed.has(symbol)) continue;
    renewed.add(symbol);
    replaced?.add(symbol);
    const fresh = new TypeSymbol(draft.outline.document, item.index, item.scope.path, item.name);
    const types = renewals.get(draft) ?? new Map(draft.types);
    renewals.set(draft, types.set(fresh.qualified, { symbol: fresh, item }));
    stale.push(...(users.get(symbol) ?? []));
  }
  for (const [draft, types] of renewals) draft.types = types;
}

interface UsedIn extends DeclaredType {
  readonly draft: DraftFile;
}

function stillMeans(uses: readonly TypeUseRecord[], resolve: Resolve): boolean {
  for (const { name, symbol } of uses) if (resolve(name) !== symbol) return false;
  return true;
}

function importsChanged(drafts: ReadonlyMap<string, DraftFile>, previous: FsigProgram | undefined): boolean {
  if (previous === undefined || previous.files.size !== drafts.size) return true;
  for (const [key, draft] of drafts) {
    const before = previous.files.get(key);
    if (before === undefined) return true;
    if (before.outline === draft.outline) continue;
    if (before.imports.size !== draft.imports.size || before.sideFiles.join() !== draft.sideFiles.join()) return true;
    for (const [name, { file, name: original }] of draft.imports) {
      const old = before.imports.get(name);
      if (old?.file !== file || old.name !== original) return true;
    }
  }
  return false;
}

function resolverOf(drafts: ReadonlyMap<string, DraftFile>, draft: DraftFile, namespace: string): Resolve {
  return (name) => resolveName(drafts, draft, namespace, name)?.symbol;
}

interface TypeEnvironment {
  readonly now: object;
  readonly before: object | undefined;
  /** Undefined where no type changed. */
  readonly stillHolds: StillHolds | undefined;
}

/** Signatures of a file. Where no type changed, only changed segments need a look. */
function linkFunctions(
  draft: DraftFile,
  drafts: ReadonlyMap<string, DraftFile>,
  before: LinkedFile | undefined,
  types: TypeEnvironment,
): readonly LinkedFunction[] {
  const { document, functions, changed } = draft.outline;
  const source = { uri: document.uri, dialect: 'fsig' } as const;
  const link = (at: number): LinkedFunction => {
    const index = functions.segments[at] as number;
    const scope = functions.scopes[at] as NamespaceScope;
    const facts = factsOf(document, index);
    const known = facts.linked;
    const resolve = (): Resolve => resolverOf(drafts, draft, scope.path);
    if (known !== undefined && holds(known, scope, document.uri) && stillLinked(known, types, resolve)) {
      known.environment = types.now;
      return known;
    }
    facts.linked = linkFunction(document, index, scope, resolve(), source, types.now);
    return facts.linked;
  };
  if (types.stillHolds !== undefined || before === undefined || changed?.since !== before.outline)
    return Array.from(functions.scopes, (_, at) => link(at));
  const linked = [...before.functions];
  for (const index of changed.segments) {
    const at = functions.segments.indexOf(index);
    if (at >= 0) linked[at] = link(at);
  }
  return linked;
}

/** Whether the types a function uses are the ones it was linked with, wherever that was. */
function stillLinked(known: LinkedFunction, types: TypeEnvironment, resolve: () => Resolve): boolean {
  if (known.environment === types.now) return true;
  if (known.environment === types.before && types.stillHolds !== undefined)
    return types.stillHolds(known.uses, resolve);
  return stillMeans(known.uses, resolve());
}

function holds(known: LinkedFunction, { path, labels }: NamespaceScope, uri: string): boolean {
  return (
    known.namespace === path &&
    known.uri === uri &&
    known.labels.category === labels.category &&
    known.labels.toolClass === labels.toolClass
  );
}

function linkFunction(
  document: SignatureDocument,
  index: number,
  { labels, path: namespace }: NamespaceScope,
  resolve: Resolve,
  source: FunctionSignature['source'],
  environment: object,
): LinkedFunction {
  const text = segmentText(document, index);
  const node = treeOf(document, index).declaration as FunctionNode;
  const compile = (keys?: Map<TypeSymbol, string>) => {
    const keyOf = keys === undefined ? undefined : (symbol: TypeSymbol) => keys.get(symbol) ?? symbol.name;
    const sides = {
      parameters: recordingContext(text, resolve, keyOf),
      response: recordingContext(text, resolve, keyOf),
    };
    const { resolve: meant, problem } = sides.parameters.context;
    const response = sides.response.context;
    const signature = compileFunction(node, {
      text,
      resolve: meant,
      problem,
      category: labels.category,
      toolClass: labels.toolClass,
      namespace,
      source,
      response,
      close: (schema, side) => addDefs(schema, sides[side].uses, keys),
    });
    return { signature, sides };
  };
  let { signature, sides } = compile();
  const problems = joined(sides.parameters.problems, sides.response.problems);
  const uses = joined(sides.parameters.uses, sides.response.uses);
  const keys = uniqueKeys(uses);
  if (keys !== undefined) ({ signature, sides } = compile(keys));
  return { signature, uri: source.uri, namespace, labels, uses, problems, environment };
}

const NOTHING: readonly never[] = [];

/** Both lists, without a new one where one would do. */
function joined<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (first.length === 0) return second.length === 0 ? NOTHING : second;
  return second.length === 0 ? first : [...first, ...second];
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
