import type { Offer } from '../derive/offers.ts';
import type { Profile } from '../derive/profile.ts';
import type { DependencyEdge } from '../types.ts';

/** A function in the index. */
export interface LinkNode {
  readonly id: string;
  readonly profile: Profile;
  /** Of the id; orders equals. */
  readonly hash: number;
  /** Edges into this function, strongest first; replaced whenever something it rests on changes. */
  incoming: readonly RawLink[];
}

/** One reason found, of which each becomes one evidence. */
export interface Finding {
  readonly from: LinkNode;
  readonly rule: string;
  readonly output: number;
  readonly input: number;
  readonly score: number;
  readonly computed: boolean;
}

/** An edge before thresholds and out-degree limits. */
export interface RawLink {
  readonly from: LinkNode;
  readonly to: LinkNode;
  /** Combined strength of all evidence, not yet calibrated. */
  readonly strength: number;
  readonly findings: readonly Finding[];
  readonly inferred: boolean;
  /** The edge as graphs hold it, made when a graph first takes it. */
  edge: DependencyEdge | undefined;
}

export interface Posting {
  readonly node: LinkNode;
  readonly offer: Offer;
}

/** A list longer than this says nothing of one function: only its part in the asker's own scope is read. */
export const LONG_POSTING = 64;

/** Size of a service → sources kept for one of its parameters. */
const SOURCE_STEPS: readonly (readonly [most: number, kept: number])[] = [
  [8, 4],
  [16, 5],
  [24, 7],
  [40, 8],
];
const MOST_SOURCES = 10;

function before(a: Posting, b: Posting): number {
  if (a.offer.weight !== b.offer.weight) return b.offer.weight - a.offer.weight;
  if (a.node.id !== b.node.id) return a.node.id < b.node.id ? -1 : 1;
  return a.offer.value - b.offer.value;
}

/** Keys of wide kinds (any number, any text, a unit, a place): in a crowd they say nothing at all. */
export const LOOSE = /^[vugf]:/;
const NOTHING: readonly Posting[] = [];

/** All offers of one key. Sorted, and parted by scope where there are many, when somebody asks. */
class PostingList {
  #all: Posting[] = [];
  #sorted: readonly Posting[] | undefined;
  #byScope: Map<string, readonly Posting[]> | undefined;
  readonly #loose: boolean;

  constructor(key: string) {
    this.#loose = LOOSE.test(key);
  }

  add(posting: Posting): void {
    this.#all.push(posting);
    this.#forget();
  }

  remove(node: LinkNode): void {
    this.#all = this.#all.filter((posting) => posting.node !== node);
    this.#forget();
  }

  /** The offers a function of `scope` can see, best first, at most `LONG_POSTING`. */
  visible(scope: string): readonly Posting[] {
    if (this.#all.length <= LONG_POSTING) {
      this.#sorted ??= this.#all.length < 2 ? this.#all : [...this.#all].sort(before);
      return this.#sorted;
    }
    this.#byScope ??= this.#parted();
    return this.#byScope.get(scope) ?? NOTHING;
  }

  get size(): number {
    return this.#all.length;
  }

  #forget(): void {
    this.#sorted = undefined;
    this.#byScope = undefined;
  }

  #parted(): Map<string, readonly Posting[]> {
    const parts = new Map<string, Posting[]>();
    for (const posting of this.#all) append(parts, posting.node.profile.scope, posting);
    const best = (list: Posting[]) =>
      this.#loose && list.length > LONG_POSTING ? NOTHING : list.sort(before).slice(0, LONG_POSTING);
    return new Map([...parts].map(([scope, list]) => [scope, best(list)]));
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function withdraw<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const rest = (lists.get(key) ?? []).filter((one) => one !== value);
  if (rest.length === 0) lists.delete(key);
  else lists.set(key, rest);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
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
  readonly #offers = new Map<string, PostingList>();
  readonly #wanters = new Map<string, LinkNode[]>();
  readonly #wordCounts = new Map<string, number>();
  #total = roundedSize(0);
  readonly #scopes = new Map<string, LinkNode[]>();

  get size(): number {
    return this.nodes.size;
  }

  add(id: string, profile: Profile): LinkNode {
    const node: LinkNode = { id, profile, hash: hashOf(id), incoming: [] };
    this.nodes.set(id, node);
    this.#total = roundedSize(this.nodes.size);
    append(this.#scopes, profile.scope, node);
    for (const offer of profile.offers) {
      let list = this.#offers.get(offer.key);
      if (list === undefined) {
        list = new PostingList(offer.key);
        this.#offers.set(offer.key, list);
      }
      list.add({ node, offer });
    }
    let last = '';
    for (const { key } of profile.wants) {
      // Two parameters that want the same are one function that does.
      if (key === last || this.#wanters.get(key)?.at(-1) === node) continue;
      last = key;
      append(this.#wanters, key, node);
    }
    for (const word of profile.words) this.#wordCounts.set(word, (this.#wordCounts.get(word) ?? 0) + 1);
    return node;
  }

  remove(node: LinkNode): void {
    this.nodes.delete(node.id);
    this.#total = roundedSize(this.nodes.size);
    withdraw(this.#scopes, node.profile.scope, node);
    for (const { key } of node.profile.offers) {
      const list = this.#offers.get(key);
      list?.remove(node);
      if (list?.size === 0) this.#offers.delete(key);
    }
    for (const { key } of node.profile.wants) withdraw(this.#wanters, key, node);
    for (const word of node.profile.words) {
      const count = (this.#wordCounts.get(word) ?? 1) - 1;
      if (count === 0) this.#wordCounts.delete(word);
      else this.#wordCounts.set(word, count);
    }
  }

  offersOf(key: string, scope: string): readonly Posting[] {
    return this.#offers.get(key)?.visible(scope) ?? [];
  }

  /** Functions that offer a key. */
  offerCount(key: string): number {
    return this.#offers.get(key)?.size ?? 0;
  }

  wantersOf(key: string): Iterable<LinkNode> {
    return this.#wanters.get(key) ?? [];
  }

  /**
   * Sources kept for one parameter of a function of `scope`: about a fifth of a small service, ten of a large one.
   * A parameter that everything feeds tells nothing. Changes in steps, so that an edit seldom reaches a whole scope.
   */
  sourcesKept(scope: string): number {
    const size = this.#scopes.get(scope)?.length ?? 0;
    return SOURCE_STEPS.find(([most]) => size <= most)?.[1] ?? MOST_SOURCES;
  }

  scopeSize(scope: string): number {
    return this.#scopes.get(scope)?.length ?? 0;
  }

  scopeNodes(scope: string): Iterable<LinkNode> {
    return this.#scopes.get(scope) ?? [];
  }

  /** Steps of rarity of a key among the parameters of all functions. */
  keyRarity(key: string): number {
    return rarity(this.#wanters.get(key)?.length ?? 0, this.#total);
  }

  /** Steps of rarity of a word among names and descriptions. */
  wordRarity(word: string): number {
    return rarity(this.#wordCounts.get(word) ?? 0, this.#total);
  }
}
