import type { Concept } from './concept.ts';
import { ID_ALIASES, TIME_WORDS } from './lexicon.ts';

/** Where a concept was read, which is also the rule named in the evidence. */
export type ConceptSource = 'name' | 'entity' | 'description' | 'prediction';

/** A concept with how surely the value has it. */
export interface SourcedConcept extends Concept {
  readonly weight: number;
  readonly source: ConceptSource;
  /** The bare text stands for the thing: `List of users` gives what each user is called by. */
  readonly identifies?: boolean;
}

/** One meeting point of the inverted index: an offer and a want that share the key may make an edge. */
export interface ConceptKey {
  readonly key: string;
  readonly weight: number;
  /** Role of the value; two different roles never meet on a key without one. */
  readonly role: string;
  readonly source: ConceptSource;
  /** Only the last word of a longer name: two such keys name different things more often than not. */
  readonly partial: boolean;
}

/** Weight kept when only the head of a longer name agrees, or a name without a role meets one with. */
const HEAD_ONLY = 0.7;
const ALIAS = 0.75;
const ROLELESS = 0.55;
const IDENTIFIES = 0.95;

/** The keys under which a concept can be met. */
export function keysOfConcept(concept: SourcedConcept): ConceptKey[] {
  const { entity, role = '', weight, source } = concept;
  const head = entity.at(-1);
  if (head === undefined) return [];
  const keys: ConceptKey[] = [];
  const add = (words: readonly string[], share: number, partial = false) => {
    keys.push({ key: `n:${words.join(' ')}`, weight: weight * share, role, source, partial });
  };
  const long = entity.length > 1;
  if (role === '') {
    add(entity, 1);
    if (long) add([head], HEAD_ONLY, true);
    if (!TIME_WORDS.has(head)) {
      const share = concept.identifies === true ? IDENTIFIES : ROLELESS;
      add([...entity, 'id'], share);
      add([...entity, 'name'], share);
      if (long) add([head, 'id'], ROLELESS * HEAD_ONLY, true);
    }
    return keys;
  }
  add([...entity, role], 1);
  if (long) add([head, role], HEAD_ONLY, true);
  if (ID_ALIASES.has(role)) add([...entity, 'id'], ALIAS);
  add(entity, ROLELESS);
  if (long) add([head], ROLELESS * HEAD_ONLY, true);
  return keys;
}
