import { ISSUED_ROLES } from './derive/lexicon.ts';
import { knownProfile } from './derive/profile.ts';
import type { DependencyGraph, GraphFunction } from './types.ts';

/** A required identifier that no function of the graph gives. */
export interface UnfedIdentifier {
  readonly function: string;
  /** Parameter path as `formatFieldPath` writes it. */
  readonly parameter: string;
}

/**
 * Required identifiers (ids, tokens, keys, handles, nominal types) that no edge carries a value to: whoever calls such a
 * function must know the value from outside, and a walk never reaches the function for its sake.
 */
export function unfedIdentifiers(functions: readonly GraphFunction[], graph: DependencyGraph): UnfedIdentifier[] {
  const unfed: UnfedIdentifier[] = [];
  for (const { id, signature } of functions) {
    const fed = new Set(
      graph
        .incoming(id)
        .flatMap((index) => graph.edges[index]?.evidence ?? [])
        .map((one) => one.parameter),
    );
    for (const input of knownProfile(signature).inputs) {
      const identifies = input.nominal !== undefined || ISSUED_ROLES.has(input.concept?.role ?? '');
      if (input.required && identifies && input.type !== 'boolean' && !fed.has(input.path)) {
        unfed.push({ function: id, parameter: input.path });
      }
    }
  }
  return unfed;
}
