import { fnv1a, type Json } from '../../json/index.ts';

/**
 * A persistent map from text to JSON that is itself plain JSON: a hash trie with sixteen branches. Setting a key copies the
 * nodes on its way, about log16 of the size, and shares all others, so that a snapshot costs what changed.
 */
export class Trie<T> {
  /** How many keys it holds. */
  readonly size: number;
  readonly root: Node<T>;
  /** What was worked out of it: no part of it as JSON. */
  #kept: object | undefined;

  constructor(size: number, root: Node<T>) {
    this.size = size;
    this.root = root;
    this.#kept = undefined;
  }

  /** Where to keep what is worked out of a trie; undefined for one that came from outside, as plain JSON. */
  static kept(trie: object): object | undefined {
    if (!(#kept in trie)) return undefined;
    trie.#kept ??= {};
    return trie.#kept;
  }
}

interface Leaf<T> {
  readonly key: string;
  readonly value: T;
}
interface Node<T> {
  /** Sixteen, by the next four bits of the key's hash; null where there is none. A list is copied faster than a record. */
  readonly branches?: readonly (Node<T> | null)[];
  /** One leaf, or those whose hashes are alike. */
  readonly leaves?: readonly Leaf<T>[];
}

const LAST_SHIFT = 28;
const NO_BRANCHES: readonly null[] = Array.from({ length: 16 }, () => null);

export function emptyTrie<T>(): Trie<T> {
  return new Trie(0, {});
}

/** Whether the value could be a trie; states come from outside. */
export function isTrie(value: unknown): value is Trie<Json> {
  if (typeof value !== 'object' || value === null) return false;
  const { size, root } = value as Partial<Trie<Json>>;
  return typeof size === 'number' && typeof root === 'object' && root !== null;
}

export function trieGet<T>({ root }: Trie<T>, key: string): T | undefined {
  return getAt(root, key, fnv1a(key));
}

function getAt<T>(root: Node<T>, key: string, hash: number): T | undefined {
  let node: Node<T> | null | undefined = root;
  for (let shift = 0; node; shift += 4) {
    const { leaves }: Node<T> = node;
    if (leaves !== undefined) return leaves.find((leaf) => leaf.key === key)?.value;
    node = node.branches?.[branchOf(hash, shift)];
  }
  return undefined;
}

export function trieSet<T>({ size, root }: Trie<T>, key: string, value: T): Trie<T> {
  const hash = fnv1a(key);
  const fresh = getAt(root, key, hash) === undefined;
  return new Trie(size + (fresh ? 1 : 0), put(root, { key, value }, hash, 0));
}

function put<T>(node: Node<T> | null | undefined, leaf: Leaf<T>, hash: number, shift: number): Node<T> {
  if (!node || (node.leaves === undefined && node.branches === undefined)) return { leaves: [leaf] };
  if (node.leaves !== undefined) {
    const others = node.leaves.filter(({ key }) => key !== leaf.key);
    const [first] = others;
    if (first === undefined) return { leaves: [leaf] };
    if (shift > LAST_SHIFT) return { leaves: [...others, leaf] };
    const spread = withBranch(NO_BRANCHES, branchOf(fnv1a(first.key), shift), { leaves: [first] });
    return put(spread, leaf, hash, shift);
  }
  const branches = node.branches ?? NO_BRANCHES;
  const at = branchOf(hash, shift);
  return withBranch(branches, at, put(branches[at], leaf, hash, shift + 4));
}

function withBranch<T>(branches: readonly (Node<T> | null)[], at: number, node: Node<T>): Node<T> {
  const copy = branches.slice();
  copy[at] = node;
  return { branches: copy };
}

/** Entries in an order that follows from the keys alone. */
export function trieEntries<T>({ root }: Trie<T>): (readonly [string, T])[] {
  const entries: (readonly [string, T])[] = [];
  collect(root, entries);
  return entries;
}

function collect<T>({ leaves, branches }: Node<T>, entries: (readonly [string, T])[]): void {
  for (const { key, value } of leaves ?? []) entries.push([key, value]);
  for (const branch of branches ?? []) if (branch) collect(branch, entries);
}

function branchOf(hash: number, shift: number): number {
  return (hash >>> shift) & 15;
}
