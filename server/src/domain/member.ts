import type { Draft } from './draft.ts';
import type { Phrase } from './phrase.ts';
import type { Profile } from './profile.ts';
import type { MemberReading, Operation } from './types.ts';

const CHANGING: ReadonlySet<Operation> = new Set(['update', 'act', 'create', 'delete']);

/**
 * What a function puts into its record or takes out of it, by its name or, where that says it otherwise, by its description:
 * `pl_push(pl, trk)`, "Adds a track to the end of a playlist".
 */
export function memberOf({ profile, settled, entity }: Draft): MemberReading | undefined {
  if (entity === undefined || !CHANGING.has(settled.operation)) return undefined;
  const { name, text } = profile.reading;
  return moves(name, entity.noun) ?? moves(text, entity.noun);
}

/** What texts say of members, whatever the record: what `memberOf` rests on. */
export function toldMembers({ reading }: Profile): readonly (MemberReading | null)[] {
  return [reading.name, reading.text].map((phrase) => moves(phrase, '') ?? null);
}

function moves({ verb, verbClass, object }: Phrase, own: string): MemberReading | undefined {
  const noun = object.at(-1);
  if (noun === undefined || object.join('_') === own || noun === own) return undefined;
  if (verbClass === 'put-in') return { does: 'put in', noun };
  if (verbClass === 'take-out' || (verbClass === 'delete' && verb === 'remove')) return { does: 'take out', noun };
  return undefined;
}
