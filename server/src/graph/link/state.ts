import type { Domain, Entity, FunctionReading, Statements } from '../../domain/index.ts';
import { namedBy } from '../derive/premises.ts';
import { type Profile, profileOf } from '../derive/profile.ts';
import { domainInOrder, readingsOf } from '../readings.ts';
import type { GraphFunction } from '../types.ts';
import { LinkCatalog, roundedSize } from './catalog.ts';
import { linkInto, queryWords } from './link.ts';
import type { LinkNode } from './node.ts';
import { LONG_POSTING } from './posting-list.ts';

/** Functions that come and go between two versions of a catalog. */
interface Difference {
  readonly removed: readonly LinkNode[];
  readonly added: readonly { readonly id: string; readonly profile: Profile }[];
}

/** What an edit may reach, with the counts that decide whether it does, taken before the edit. */
interface Reach {
  readonly size: number;
  /** Keys offered by what comes or goes → number of offers, and the scopes they come from. */
  readonly offers: Map<string, { readonly count: number; readonly scopes: Set<number> }>;
  readonly offerSteps: Map<string, number>;
  readonly wordSteps: Map<string, number>;
  readonly scopeSteps: Map<number, number>;
  /** Keys by which a `@requires` may name what comes or goes. */
  readonly names: Set<string>;
}

/** The linked functions of one line of graphs. Every update links again exactly what the difference reaches. */
export class LinkState {
  readonly catalog = new LinkCatalog();
  #updates = 0;
  #readings: ReadonlyMap<string, FunctionReading> = new Map();
  #entities: readonly Entity[] = [];
  #domain: Domain | undefined;

  /** What the functions were read as; the same object until the next update. */
  get domain(): Domain {
    this.#domain ??= { entities: this.#entities, functions: [...this.#readings.values()] };
    return this.#domain;
  }

  update(functions: readonly GraphFunction[], statements?: Statements): void {
    const domain = domainInOrder(functions, statements);
    this.#readings = readingsOf(domain, this.#readings);
    this.#entities = domain.entities;
    this.#domain = undefined;
    const difference = this.#difference(functions);
    if (difference.removed.length === 0 && difference.added.length === 0) return;
    const reach = this.#reach(difference);
    for (const node of difference.removed) this.catalog.remove(node);
    const added = difference.added.map(({ id, profile }) => this.catalog.add(id, profile));
    const affected = this.#affected(reach, added);
    for (const node of affected) node.incoming = linkInto(this.catalog, node);
  }

  #difference(functions: readonly GraphFunction[]): Difference {
    const added: { id: string; profile: Profile }[] = [];
    const fresh = new Set<string>();
    const removed: LinkNode[] = [];
    this.#updates += 1;
    let found = 0;
    for (const { id, signature } of functions) {
      const reading = this.#readings.get(id);
      const known = this.catalog.nodes.get(id);
      if (known === undefined) {
        if (!fresh.has(id)) added.push({ id, profile: profileOf(signature, reading) });
        fresh.add(id);
        continue;
      }
      if (known.seen === this.#updates) continue;
      known.seen = this.#updates;
      found += 1;
      if (known.profile.signature === signature && known.profile.reading === reading) continue;
      removed.push(known);
      added.push({ id, profile: profileOf(signature, reading) });
    }
    if (found < this.catalog.size) {
      for (const node of this.catalog.nodes.values()) if (node.seen !== this.#updates) removed.push(node);
    }
    return { removed, added };
  }

  #reach({ removed, added }: Difference): Reach {
    const { catalog } = this;
    const reach: Reach = {
      size: roundedSize(catalog.size),
      offers: new Map(),
      offerSteps: new Map(),
      wordSteps: new Map(),
      scopeSteps: new Map(),
      names: new Set(),
    };
    // A first build links everything anyway.
    if (catalog.size === 0) return reach;
    for (const { profile } of [...removed, ...added]) {
      for (const { key } of profile.offers) {
        reach.offerSteps.set(key, catalog.keyRarity(key));
        const known = reach.offers.get(key);
        if (known === undefined) {
          reach.offers.set(key, { count: catalog.offerCount(key), scopes: new Set([profile.scope]) });
        } else known.scopes.add(profile.scope);
      }
      for (const word of profile.words) reach.wordSteps.set(word, catalog.wordRarity(word));
      reach.scopeSteps.set(profile.scope, catalog.sourcesKept(profile.scope));
      for (const key of namedBy(profile.signature, profile.scope)) reach.names.add(key);
    }
    return reach;
  }

  #affected(reach: Reach, added: readonly LinkNode[]): Iterable<LinkNode> {
    const { catalog } = this;
    if (roundedSize(catalog.size) !== reach.size || added.length === catalog.size) return catalog.nodes.values();
    const affected = new Set(added);
    for (const [key, { count, scopes }] of reach.offers) {
      // In a long list each function sees only its own scope.
      const wide = count <= LONG_POSTING || catalog.offerCount(key) <= LONG_POSTING;
      for (const node of catalog.wantersOf(key)) if (wide || scopes.has(node.profile.scope)) affected.add(node);
    }
    for (const key of reach.names) for (const node of catalog.wantersOf(key)) affected.add(node);
    for (const [key, step] of reach.offerSteps) {
      if (catalog.keyRarity(key) !== step) for (const node of catalog.wantersOf(key)) affected.add(node);
    }
    for (const [scope, step] of reach.scopeSteps) {
      if (catalog.sourcesKept(scope) !== step) for (const node of catalog.scopeNodes(scope)) affected.add(node);
    }
    this.#addAskers(affected, reach);
    return affected;
  }

  /** Functions whose parameters speak of a word that has become rarer or more common. */
  #addAskers(affected: Set<LinkNode>, reach: Reach): void {
    const moved = new Set<string>();
    for (const [word, step] of reach.wordSteps) if (this.catalog.wordRarity(word) !== step) moved.add(word);
    if (moved.size === 0) return;
    for (const node of this.catalog.nodes.values()) {
      if (!affected.has(node) && queryWords(node).some((word) => moved.has(word))) affected.add(node);
    }
  }
}
