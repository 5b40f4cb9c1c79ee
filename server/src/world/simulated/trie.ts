import { fnv1a, type Json } from '../../json/index.ts';

/**
 * A persistent map from text to JSON that is itself plain JSON: a hash trie with sixteen branches. Setting a key copies the
 * nodes on its way, about log16 of the size, and shares all others, so that a snapshot costs what changed.
 */
export interface Trie<T> {
  /** How many keys it holds. */
  readonly size: number;
  readonly root: Node<T>;
}

interface Leaf<T> {
  readonly key: string;
  readonly value: T;
}
interface Node<T> {
  /** By the next four bits of the key's hash, as a hex digit. */
  readonly branches?: Readonly<Record<string, Node<T>>>;
  /** One leaf, or those whose hashes are alike. */
  readonly leaves?: readonly Leaf<T>[];
}

const LAST_SHIFT = 28;
const DIGITS = '0123456789abcdef';

export function emptyTrie<T>(): Trie<T> {
  return { size: 0, root: {} };
}

/** Whether the value could be a trie; states come from outside. */
export function isTrie(value: unknown): value is Trie<Json> {
  if (typeof value !== 'object' || value === null) return false;
  const { size, root } = value as Partial<Trie<Json>>;
  return typeof size === 'number' && typeof root === 'object' && root !== null;
}

export function trieGet<T>({ root }: Trie<T>, key: string): T | undefined {
  const hash = fnv1a(key);
  let node: Node<T> | undefined = root;
  for (let shift = 0; node !== undefined; shift += 4) {
    if (node.leaves !== undefined) return node.leaves.find((leaf) => leaf.key === key)?.value;
    node = node.branches?.[digit(hash, shift)];
  }
  return undefined;
}

export function trieSet<T>(trie: Trie<T>, key: string, value: T): Trie<T> {
  const fresh = trieGet(trie, key) === undefined;
  return { size: trie.size + (fresh ? 1 : 0), root: put(trie.root, { key, value }, fnv1a(key), 0) };
}

function put<T>(node: Node<T> | undefined, leaf: Leaf<T>, hash: number, shift: number): Node<T> {
  if (node === undefined || (node.leaves === undefined && node.branches === undefined)) return { leaves: [leaf] };
  if (node.leaves !== undefined) {
    const others = node.leaves.filter(({ key }) => key !== leaf.key);
    const [first] = others;
    if (first === undefined) return { leaves: [leaf] };
    if (shift > LAST_SHIFT) return { leaves: [...others, leaf] };
    const spread: Node<T> = { branches: { [digit(fnv1a(first.key), shift)]: { leaves: [first] } } };
    return put(spread, leaf, hash, shift);
  }
  const at = digit(hash, shift);
  return { branches: { ...node.branches, [at]: put(node.branches?.[at], leaf, hash, shift + 4) } };
}

/** Entries in an order that follows from the keys alone. */
export function* trieEntries<T>({ root }: Trie<T>): Generator<readonly [string, T]> {
  yield* entriesOf(root);
}

function* entriesOf<T>(node: Node<T>): Generator<readonly [string, T]> {
  for (const { key, value } of node.leaves ?? []) yield [key, value];
  for (const at of Object.keys(node.branches ?? {}).sort()) yield* entriesOf(node.branches?.[at] as Node<T>);
}

function digit(hash: number, shift: number): string {
  return DIGITS[(hash >>> shift) & 15] as string;
}
