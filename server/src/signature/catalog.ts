import { canonicalJson, hashText } from '../json/index.ts';
import { READING, working } from './at-work.ts';
import { type Block, NO_SEGMENTS, readBlock, readingOf, sharedLengths } from './block.ts';
import { frameProblems, segmentStart } from './document.ts';
import { linkFiles } from './fsig/link.ts';
import { type FsigProgram, fileProblems } from './fsig/program.ts';
import {
  type Catalog,
  type CatalogEntry,
  type FunctionSignature,
  qualifiedName,
  type SignatureDocument,
  type SignatureProblem,
} from './types.ts';
import { sameFileKey } from './uri.ts';

/** What a catalog hands to the next one. */
interface CatalogState {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly program: FsigProgram;
  readonly entriesOf: ReadonlyMap<string, readonly CatalogEntry[]>;
  readonly ids: Ids;
}

const states = new WeakMap<Catalog, CatalogState>();

export interface BuildOptions {
  /**
   * Elements, or functions of `.fsig`, that are read of each document not read before; the rest is left out. For a first
   * look at a very large file: such a catalog is no `previous` for another.
   */
  readonly most?: number;
}

/**
 * Reads and links documents into one catalog. Of several documents with one URI the last counts. With `previous`,
 * what no edit touched is taken over: the same signature objects, and the same entries where a document is the same.
 */
export function buildCatalog(
  documents: Iterable<SignatureDocument>,
  previous?: Catalog,
  { most = Number.POSITIVE_INFINITY }: BuildOptions = {},
): Catalog {
  const byUri = new Map<string, SignatureDocument>();
  for (const document of documents) byUri.set(document.uri, document);
  const before = previous === undefined ? undefined : states.get(previous);
  const fsig = [...byUri.values()].filter((document) => document.kind === 'fsig');
  const program = linkFiles(fsig, before?.program, most);
  const blocks = new Map<string, Block>();
  for (const document of byUri.values()) {
    const known = before?.blocks.get(document.uri);
    const read = () => blockOf(document, program, known, most);
    blocks.set(document.uri, working({ uri: document.uri, what: READING }, read));
  }
  const ids = assignIds(blocks, before?.ids);
  const entriesOf = new Map<string, readonly CatalogEntry[]>();
  let first = 0;
  for (const block of blocks.values()) {
    const known =
      before?.blocks.get(block.document.uri) === block ? before.entriesOf.get(block.document.uri) : undefined;
    const kept = known !== undefined && sameIds(known, ids.list, first) ? known : undefined;
    entriesOf.set(block.document.uri, kept ?? makeEntries(block, ids.list, first));
    first += block.signatures.length;
  }
  const catalog = makeCatalog(byUri, entriesOf, ids, (document) => problemsIn(document, blocks, program));
  if (most === Number.POSITIVE_INFINITY) states.set(catalog, { blocks, program, entriesOf, ids });
  return catalog;
}

/** Functions that two catalogs share at their start and, of the others, at their end: the same by id and signature. */
export interface SharedEnds {
  readonly head: number;
  readonly tail: number;
}

/** What an edit left alone, found without a look at any function. `before` is an earlier catalog, or none. */
export function sharedEnds(before: Catalog | undefined, after: Catalog): SharedEnds {
  const from = before === undefined ? undefined : states.get(before)?.ids;
  const to = states.get(after)?.ids;
  if (from === undefined || to === undefined) return { head: 0, tail: 0 };
  const shared = sharedLengths(from.signatures, to.signatures);
  if (from.list === to.list) return shared;
  const names = sharedLengths(from.list, to.list);
  const head = Math.min(shared.head, names.head);
  const shorter = Math.min(from.list.length, to.list.length);
  return { head, tail: Math.min(shared.tail, names.tail, shorter - head) };
}

/** The `.fsig` files of a catalog with their symbols. */
export function programOf(catalog: Catalog): FsigProgram {
  return states.get(catalog)?.program ?? { environment: {}, files: new Map() };
}

function blockOf(document: SignatureDocument, program: FsigProgram, before: Block | undefined, most: number): Block {
  if (document.kind !== 'fsig') return before?.document === document ? before : readBlock(document, before, most);
  const file = program.files.get(sameFileKey(document.uri));
  const signatures = file?.signatures ?? [];
  if (before?.document === document && before.signatures === signatures) return before;
  const segments = file?.outline.functions.segments.subarray(0, signatures.length) ?? NO_SEGMENTS;
  const same = before?.indices.length === segments.length;
  const indices = same ? before.indices : new Uint32Array(segments.length);
  return { document, signatures, segments, indices, frameKey: '', troubled: NO_SEGMENTS };
}

/** Ids of all functions in order, and the way back. Kept from version to version while no name changes. */
interface Ids {
  /** The signatures the names were taken from, so that the same one needs no second look. */
  readonly signatures: readonly FunctionSignature[];
  readonly names: readonly string[];
  readonly list: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
  /** Positions by bare name; made when somebody looks a name up. */
  byName?: ReadonlyMap<string, readonly number[]>;
}

function assignIds(blocks: ReadonlyMap<string, Block>, before: Ids | undefined): Ids {
  const signatures = allSignatures(blocks);
  if (before !== undefined && sameNames(signatures, before)) return { ...before, signatures };
  const names = signatures.map(qualifiedName);
  const list: string[] = [];
  const positions = new Map<string, number>();
  const counts = new Map<string, number>();
  const written = new Set(names);
  for (const name of names) {
    let count = (counts.get(name) ?? 0) + 1;
    let id = count === 1 ? name : `${name}@${count}`;
    while (positions.has(id) || (count > 1 && written.has(id))) id = `${name}@${++count}`;
    counts.set(name, count);
    positions.set(id, list.length);
    list.push(id);
  }
  return { signatures, names, list, positions };
}

function sameNames(signatures: readonly FunctionSignature[], before: Ids): boolean {
  if (signatures.length !== before.signatures.length) return false;
  for (let at = 0; at < signatures.length; at++) {
    const signature = signatures[at] as FunctionSignature;
    if (before.signatures[at] !== signature && before.names[at] !== qualifiedName(signature)) return false;
  }
  return true;
}

function allSignatures(blocks: ReadonlyMap<string, Block>): readonly FunctionSignature[] {
  const [only] = blocks.values();
  if (blocks.size === 1 && only !== undefined) return only.signatures;
  const all: FunctionSignature[] = [];
  for (const { signatures } of blocks.values()) for (const signature of signatures) all.push(signature);
  return all;
}

function sameIds(entries: readonly CatalogEntry[], ids: readonly string[], first: number): boolean {
  return entries.every((entry, at) => entry.id === ids[first + at]);
}

function makeEntries(block: Block, ids: readonly string[], first: number): CatalogEntry[] {
  const { document, signatures, segments, indices } = block;
  return signatures.map((signature, at) => ({
    id: ids[first + at] as string,
    signature,
    document,
    segment: segments[at] as number,
    indexInSegment: indices[at] as number,
  }));
}

function makeCatalog(
  documents: ReadonlyMap<string, SignatureDocument>,
  entriesOf: ReadonlyMap<string, readonly CatalogEntry[]>,
  ids: Ids,
  problemsIn: (document: SignatureDocument) => readonly SignatureProblem[],
): Catalog {
  const entries = entriesOf.size === 1 ? ([...entriesOf.values()][0] ?? []) : [...entriesOf.values()].flat();
  const problemsOf = new Map<string, readonly SignatureProblem[]>();
  return {
    documents,
    entries,
    get(id) {
      const position = ids.positions.get(id);
      return position === undefined ? undefined : entries[position];
    },
    lookup: (name, fromNamespace) => lookup(entries, ids, name, fromNamespace),
    problems(uri) {
      let problems = problemsOf.get(uri);
      if (problems === undefined) {
        const document = documents.get(uri);
        problems = document === undefined ? [] : problemsIn(document);
        problemsOf.set(uri, problems);
      }
      return problems;
    },
  };
}

function lookup(
  entries: readonly CatalogEntry[],
  ids: Ids,
  name: string,
  fromNamespace: string | undefined,
): readonly CatalogEntry[] {
  const byName = namesIndex(ids);
  const at = (key: string): CatalogEntry[] => (byName.get(key) ?? []).flatMap((position) => entries[position] ?? []);
  for (let scope = fromNamespace ?? ''; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
    const near = at(`${scope}.${name}`);
    if (near.length > 0) return near;
  }
  const exact = at(name);
  if (exact.length > 0) return exact;
  const position = ids.positions.get(name);
  const byId = position === undefined ? undefined : entries[position];
  return byId === undefined ? at(`*.${name}`) : [byId];
}

/** Positions by qualified name, and, under `*.`, by bare name. */
function namesIndex(ids: Ids): ReadonlyMap<string, readonly number[]> {
  if (ids.byName !== undefined) return ids.byName;
  const index = new Map<string, number[]>();
  const add = (key: string, position: number): void => {
    const known = index.get(key);
    if (known === undefined) index.set(key, [position]);
    else known.push(position);
  };
  ids.names.forEach((name, position) => {
    add(name, position);
    add(`*.${name.slice(name.lastIndexOf('.') + 1)}`, position);
  });
  ids.byName = index;
  return index;
}

function problemsIn(
  document: SignatureDocument,
  blocks: ReadonlyMap<string, Block>,
  program: FsigProgram,
): readonly SignatureProblem[] {
  if (document.kind === 'fsig') {
    const file = program.files.get(sameFileKey(document.uri));
    return file === undefined ? [] : fileProblems(file);
  }
  const problems = [...frameProblems(document)];
  const { frameKey = '', troubled = NO_SEGMENTS } = blocks.get(document.uri) ?? {};
  for (const index of troubled) {
    const reading = readingOf(document, index, frameKey);
    const start = segmentStart(document, index);
    for (const problem of reading.problems) {
      const span = { start: start + problem.span.start, end: start + problem.span.end };
      problems.push({ ...problem, span });
    }
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/**
 * Content hash of a catalog: of what its functions say, not of where they stand. Files may be renamed, moved and
 * reordered without changing it.
 */
export function catalogHash(catalog: Catalog): string {
  const hashes = catalog.entries.map(({ signature }) => signatureHash(signature)).sort();
  return hashText(hashes.join('\n'));
}

const signatureHashes = new WeakMap<FunctionSignature, string>();

/** Content hash of one signature, its source left out. Keys are sorted, so that order does not count. */
export function signatureHash(signature: FunctionSignature): string {
  let hash = signatureHashes.get(signature);
  if (hash === undefined) {
    const { source: _place, ...content } = signature;
    hash = hashText(canonicalJson(content));
    signatureHashes.set(signature, hash);
  }
  return hash;
}
