import { STATEMENT_KEYWORD } from '../signature/index.ts';
import type { Draft } from './draft.ts';
import { toldMembers } from './member.ts';
import { mentionsOf, type Nouns, type Profile } from './profile.ts';
import { transitionOf } from './states.ts';
import { firstWordOf, secondDeeds } from './text-cache.ts';
import type { Operation } from './types.ts';
import type { Leaf } from './values.ts';

const PASSING: ReadonlySet<Operation> = new Set(['act', 'create', 'update']);

/**
 * All that readings of other functions can rest on in one function: what it counts for, what it contributes to entities,
 * and of which records its texts speak (but see `Compared`). Two states of a function that say the same here differ in their own reading alone.
 */
export function sharedPart(profile: Profile, operation: Operation, nouns: Nouns): string {
  const { signature, reading, inputs, outputs, documented } = profile;
  const { name, text } = reading;
  return JSON.stringify([
    [reading.operation, reading.verb, reading.verbClass === 'check', name.verb, name.object],
    name.object.length > 0 ? null : text.object,
    firstWordOf(profile),
    inputs.map(leafEssence),
    outputs.map(leafEssence),
    documented,
    mentionsOf(profile, nouns),
    toldMembers(profile),
    PASSING.has(operation) ? secondDeeds(profile) : null,
    transitionOf(profile, operation),
    signature.parameters[STATEMENT_KEYWORD],
    Object.values(signature.parameters.properties ?? {}).map((schema) => schema?.[STATEMENT_KEYWORD]),
  ]);
}

/** Texts for people say nothing that a reading takes from a parameter. */
function leafEssence(leaf: Leaf): object {
  const { description: _description, title: _title, examples: _examples, default: _default, ...schema } = leaf.schema;
  return { ...leaf, schema: leaf.composite ? null : schema };
}

/** Whether what others rest on in the subject and the settled operation is as before. */
export function settlesTheSame(before: Draft, now: Pick<Draft, 'settled' | 'subject'>): boolean {
  return (
    before.settled.operation === now.settled.operation &&
    before.settled.noun === now.settled.noun &&
    (before.subject.attribute === undefined) === (now.subject.attribute === undefined)
  );
}
