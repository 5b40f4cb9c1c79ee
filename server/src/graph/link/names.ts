import { keyed } from '../derive/keys.ts';
import { namedBy } from '../derive/premises.ts';
import type { LinkNode } from './node.ts';
import { LONG_POSTING, type Posting } from './posting-list.ts';

/** What `@requires` wants: a function by its name in the same service, or by its full name anywhere. */
const REQUIRED = keyed('p:name', 1, '', 'requires', -1);
const NOBODY: readonly Posting[] = [];

/**
 * Functions by the keys under which a `@requires` names them. Few catalogs state any, so nothing is filed until one does.
 */
export class NameIndex {
  #found: Map<string, Posting[]> | undefined;

  add(node: LinkNode): void {
    if (this.#found === undefined) return;
    for (const key of namedBy(node.profile.signature, node.profile.scope)) {
      const list = this.#found.get(key);
      const posting = { node, offer: REQUIRED };
      if (list === undefined) this.#found.set(key, [posting]);
      else list.push(posting);
    }
  }

  remove(node: LinkNode): void {
    if (this.#found === undefined) return;
    for (const key of namedBy(node.profile.signature, node.profile.scope)) {
      const rest = (this.#found.get(key) ?? NOBODY).filter((one) => one.node !== node);
      if (rest.length === 0) this.#found.delete(key);
      else this.#found.set(key, rest);
    }
  }

  /** Functions that a `@requires` in `scope` can mean. */
  under(key: string, scope: number, all: Iterable<LinkNode>): readonly Posting[] {
    if (this.#found === undefined) {
      this.#found = new Map();
      for (const node of all) this.add(node);
    }
    const found = this.#found.get(key) ?? NOBODY;
    return found.length <= LONG_POSTING ? found : found.filter(({ node }) => node.profile.scope === scope);
  }
}
