import type { Domain } from '../domain/index.ts';
import type { CatalogEntry } from '../signature/index.ts';
import { describePlans } from '../world/index.ts';

/** Plans by function id; compiled once for a domain. */
const known = new WeakMap<Domain, ReadonlyMap<string, string>>();

/** What the simulated world does for each function, in one line. This file is read late: the world is long to read. */
export function plansOf(domain: Domain, functions: readonly CatalogEntry[]): ReadonlyMap<string, string> {
  const before = known.get(domain);
  if (before !== undefined) return before;
  const made = new Map(
    describePlans(domain, functions).map(({ function: id, steps }) => [id, steps.join('; ')] as const),
  );
  known.set(domain, made);
  return made;
}
