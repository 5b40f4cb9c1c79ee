import type { Catalog } from '../signature/index.ts';
import type { ById } from './catalog-diagnostics.ts';
import type { RawFinding } from './finding.ts';
import { RULES } from './registry.ts';
import type { Observation, Rule } from './rule.ts';
import { type OnFailure, runObservations, subjectOf } from './run.ts';

const OBSERVING: readonly Rule[] = Object.values<Rule>(RULES).filter((rule) => rule.checkObservation !== undefined);

/** What the rules about observed answers find, by function. */
export function observedFindings(catalog: Catalog, observations: readonly Observation[], failed: OnFailure): ById {
  const byId = new Map<string, Observation[]>();
  for (const observation of observations) {
    for (const entry of catalog.lookup(observation.function)) {
      byId.set(entry.id, [...(byId.get(entry.id) ?? []), observation]);
    }
  }
  const found = new Map<string, readonly RawFinding[]>();
  for (const [id, some] of byId) {
    const entry = catalog.get(id);
    if (entry === undefined) continue;
    const subject = subjectOf(entry);
    found.set(id, runObservations(subject, some, OBSERVING, failed));
  }
  return found;
}
