import { BUILTIN_TYPES } from './compile.ts';
import { cyclicNodes } from './cycles.ts';
import { factsOf } from './facts.ts';
import { importsChanged } from './imports.ts';
import type { FileOutline, PlacedProblem } from './outline.ts';
import {
  type DeclaredType,
  type DraftFile,
  type FsigProgram,
  type LinkedFile,
  problemAtName,
  resolverOf,
} from './program.ts';
import { type Resolve, TypeSymbol, type TypeUseRecord } from './symbol.ts';

/** Names of the language: a bare one always means the built-in type, whatever is declared. */
const BUILTINS: ReadonlySet<string> = new Set(BUILTIN_TYPES);

/** The types a file declares, each by the symbol it had before where the segment is the same. */
export function declareFile(outline: FileOutline, before: LinkedFile | undefined): DraftFile {
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
    if (BUILTINS.has(name)) duplicates.push(problemAtName(document, index, 'duplicate-type', { name }));
    const known = before?.types.get(qualified)?.symbol;
    const same = known !== undefined && known.segment === document.segments[index] && known.namespace === scope.path;
    types.set(qualified, {
      symbol: same ? known : new TypeSymbol(document, index, scope.path, name, factsOf(document, index).tree),
      item,
    });
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

/** What a change of types means for those who use them. */
export type StillHolds = (uses: readonly TypeUseRecord[], resolve: () => Resolve) => boolean;

/**
 * Binds and compiles the types that are new or whose names mean something new.
 * @returns how to tell what must be linked again; undefined when no type changed.
 */
export function linkTypes(
  drafts: ReadonlyMap<string, DraftFile>,
  previous: FsigProgram | undefined,
): StillHolds | undefined {
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
    const fresh = new TypeSymbol(
      draft.outline.document,
      item.index,
      item.scope.path,
      item.name,
      factsOf(draft.outline.document, item.index).tree,
    );
    const types = renewals.get(draft) ?? new Map(draft.types);
    renewals.set(draft, types.set(fresh.qualified, { symbol: fresh, item }));
    stale.push(...(users.get(symbol) ?? []));
  }
  for (const [draft, types] of renewals) draft.types = types;
}

interface UsedIn extends DeclaredType {
  readonly draft: DraftFile;
}

export function stillMeans(uses: readonly TypeUseRecord[], resolve: Resolve): boolean {
  for (const { name, symbol } of uses) if (resolve(name) !== symbol) return false;
  return true;
}
