import type { Offer } from '../derive/offers.ts';
import type { LinkNode } from './node.ts';
import { type KeyTraits, traitsOf } from './score.ts';

export interface Posting {
  readonly node: LinkNode;
  readonly offer: Offer;
}

/** A list longer than this says nothing of one function: only its part in the asker's own scope is read. */
export const LONG_POSTING = 64;

const NOTHING: readonly Posting[] = [];
const NO_NODES: readonly LinkNode[] = [];

/** Most lists stay short; one that is pushed to gets room for a score more. Longer ones grow in place. */
const GROWING = 8;

function withOne<T>(list: readonly T[], one: T): readonly T[] {
  if (list.length < GROWING) return [...list, one];
  (list as T[]).push(one);
  return list;
}

/** All offers and wants of one key. Offers are sorted, and parted by scope where there are many, when somebody asks. */
export class PostingList {
  /** Functions that want the key, each once. */
  wanters: readonly LinkNode[] = NO_NODES;
  #all: readonly Posting[] = NOTHING;
  #sorted = true;
  #byScope: Map<number, readonly Posting[]> | undefined;
  /** Scopes whose part has changed since. */
  #stale: Set<number> | undefined;
  #traits: KeyTraits | undefined;
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** What the key says of every meeting under it. */
  get traits(): KeyTraits {
    this.#traits ??= traitsOf(this.#key);
    return this.#traits;
  }

  add(posting: Posting): void {
    this.#all = withOne(this.#all, posting);
    this.#forget(posting.node);
  }

  addWanter(node: LinkNode): void {
    // A function's wants are added together: two parameters that want the same are one function that does.
    if (this.wanters.at(-1) !== node) this.wanters = withOne(this.wanters, node);
  }

  remove(node: LinkNode): void {
    this.#all = this.#all.filter((posting) => posting.node !== node);
    this.#forget(node);
  }

  removeWanter(node: LinkNode): void {
    this.wanters = this.wanters.filter((one) => one !== node);
  }

  get empty(): boolean {
    return this.#all.length === 0 && this.wanters.length === 0;
  }

  get offerCount(): number {
    return this.#all.length;
  }

  /** The offers a function of `scope` can see, best first, at most `LONG_POSTING`. */
  visible(scope: number): readonly Posting[] {
    if (this.#all.length <= LONG_POSTING) {
      if (!this.#sorted) this.#all = this.#all.slice().sort(before);
      this.#sorted = true;
      return this.#all;
    }
    this.#byScope ??= this.#parted();
    if (this.#stale?.delete(scope) === true) {
      this.#byScope.set(scope, this.#best(this.#all.filter(({ node }) => node.profile.scope === scope)));
    }
    return this.#byScope.get(scope) ?? NOTHING;
  }

  #forget(node: LinkNode): void {
    this.#sorted = this.#all.length < 2;
    if (this.#byScope === undefined) return;
    this.#stale ??= new Set();
    this.#stale.add(node.profile.scope);
  }

  #parted(): Map<number, readonly Posting[]> {
    const parts = new Map<number, Posting[]>();
    for (const posting of this.#all) {
      const { scope } = posting.node.profile;
      const part = parts.get(scope);
      if (part === undefined) parts.set(scope, [posting]);
      else part.push(posting);
    }
    return new Map([...parts].map(([scope, list]) => [scope, this.#best(list)]));
  }

  #best(list: Posting[]): readonly Posting[] {
    return this.traits.loose && list.length > LONG_POSTING ? NOTHING : list.sort(before).slice(0, LONG_POSTING);
  }
}

function before(a: Posting, b: Posting): number {
  if (a.offer.weight !== b.offer.weight) return b.offer.weight - a.offer.weight;
  if (a.node.id !== b.node.id) return a.node.id < b.node.id ? -1 : 1;
  return a.offer.value - b.offer.value;
}
