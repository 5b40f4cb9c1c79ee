import { fnv1a } from '../../json/index.ts';
import type { Profile } from '../derive/profile.ts';
import type { Want } from '../derive/wants.ts';
import { NameIndex } from './names.ts';
import type { LinkNode, RawLink } from './node.ts';
import { type Posting, PostingList } from './posting-list.ts';

/** A word of names and descriptions. */
export interface WordCount {
  /** Functions whose name or description has it. */
  holders: number;
  /** The last text it was met in, see `similarity`. */
  reading: number;
}

/** Size of a service → sources kept for one of its parameters. */
const SOURCE_STEPS: readonly (readonly [most: number, kept: number])[] = [
  [8, 6],
  [24, 7],
  [40, 8],
];
const MAX_SOURCES = 10;

const NO_LINKS: readonly RawLink[] = [];

function append<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function withdraw<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const rest = (lists.get(key) ?? []).filter((one) => one !== value);
  if (rest.length === 0) lists.delete(key);
  else lists.set(key, rest);
}

/** The power of two at or above the size of a catalog: what shares are taken of. */
export function roundedSize(size: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(size, 16)));
}

/** How rare something is among `total`, a power of two: 0 for "at least half have it", each step halves the share. */
function rarity(holders: number, total: number): number {
  const share = total / Math.max(1, holders);
  return share < 2 ? 0 : 31 - Math.clz32(Math.floor(share));
}

/**
 * The inverted index over what functions offer, want and are about. Counts are only ever read through `rarity`, whose
 * steps are powers of two: one function more or less seldom moves a step, so an edit seldom reaches beyond its own keys.
 */
export class LinkCatalog {
  readonly nodes = new Map<string, LinkNode>();
  readonly #lists = new Map<string, PostingList>();
  readonly #words = new Map<string, WordCount>();
  readonly #names = new NameIndex();
  #total = roundedSize(0);
  readonly #scopes = new Map<number, LinkNode[]>();

  get size(): number {
    return this.nodes.size;
  }

  add(id: string, profile: Profile): LinkNode {
    const node: LinkNode = { id, profile, hash: fnv1a(id), incoming: NO_LINKS, shown: undefined, seen: 0 };
    this.nodes.set(id, node);
    this.#total = roundedSize(this.nodes.size);
    append(this.#scopes, profile.scope, node);
    this.#names.add(node);
    for (const offer of profile.offers) this.#listFor(offer.key).add({ node, offer });
    for (const { key } of profile.wants) this.#listFor(key).addWanter(node);
    for (const word of profile.words) this.word(word).holders += 1;
    return node;
  }

  remove(node: LinkNode): void {
    this.nodes.delete(node.id);
    this.#total = roundedSize(this.nodes.size);
    withdraw(this.#scopes, node.profile.scope, node);
    this.#names.remove(node);
    const { offers, wants, words } = node.profile;
    for (const { key } of offers) this.#lists.get(key)?.remove(node);
    for (const { key } of wants) this.#lists.get(key)?.removeWanter(node);
    for (const list of [offers, wants]) {
      for (const { key } of list) if (this.#lists.get(key)?.empty === true) this.#lists.delete(key);
    }
    for (const word of words) this.word(word).holders -= 1;
  }

  #listFor(key: string): PostingList {
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = new PostingList(key);
      this.#lists.set(key, list);
    }
    return list;
  }

  /** What lies under a key: who offers it, who wants it. */
  listOf(key: string): PostingList | undefined {
    return this.#lists.get(key);
  }

  /** Functions that a want which names one can mean. */
  named(want: Want, scope: number): readonly Posting[] {
    return this.#names.under(want.key, scope, this.nodes.values());
  }

  /** Functions that offer a key. */
  offerCount(key: string): number {
    return this.#lists.get(key)?.offerCount ?? 0;
  }

  wantersOf(key: string): Iterable<LinkNode> {
    return this.#lists.get(key)?.wanters ?? [];
  }

  /**
   * Sources kept for one parameter of a function of `scope`: about a fifth of a small service, ten of a large one.
   * A parameter that everything feeds tells nothing. Changes in steps, so that an edit seldom reaches a whole scope.
   */
  sourcesKept(scope: number): number {
    const size = this.#scopes.get(scope)?.length ?? 0;
    return SOURCE_STEPS.find(([most]) => size <= most)?.[1] ?? MAX_SOURCES;
  }

  scopeSize(scope: number): number {
    return this.#scopes.get(scope)?.length ?? 0;
  }

  scopeNodes(scope: number): Iterable<LinkNode> {
    return this.#scopes.get(scope) ?? [];
  }

  /** Steps of rarity of a key among what functions give: that many ask for a value makes it no less theirs to ask for. */
  keyRarity(key: string): number {
    return this.rarityOf(this.#lists.get(key));
  }

  rarityOf(list: PostingList | undefined): number {
    return rarity(list?.offerCount ?? 0, this.#total);
  }

  /** Steps of rarity of a word among names and descriptions. */
  wordRarity(word: string): number {
    return rarity(this.#words.get(word)?.holders ?? 0, this.#total);
  }

  rarityOfWord({ holders }: WordCount): number {
    return rarity(holders, this.#total);
  }

  word(word: string): WordCount {
    let known = this.#words.get(word);
    if (known === undefined) {
      known = { holders: 0, reading: 0 };
      this.#words.set(word, known);
    }
    return known;
  }
}
