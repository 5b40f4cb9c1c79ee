import { scalarsOf } from '../../teacher/index.ts';
import type { Positive } from '../positive/types.ts';
import { messageLeaves, occurrences, turnsOf } from '../trace.ts';
import type { Certificate } from '../types.ts';

/**
 * Long dependency: a value that was issued at least two turns back, not repeated since, while another value of its kind
 * stands in the history. One certificate for each such argument.
 */
export function certifyRecalls(positive: Positive): Certificate[] {
  const turns = turnsOf(positive.messages);
  const certificates: Certificate[] = [];
  for (const turn of positive.turns) {
    turn.plan.calls.forEach((call, index) => {
      for (const { parameter, value, origin } of call.arguments) {
        if (origin.from !== 'output' || origin.distance < 2) continue;
        const message = turn.places[index]?.message ?? 0;
        const scalars = scalarsOf(value);
        const [scalar] = scalars;
        if (scalar === undefined || scalars.length > 1) continue;
        const issued = occurrences(scalar, positive.messages, message).filter((place) => place.from !== 'agent');
        const latest = issued.at(-1)?.turn ?? turn.index;
        const spoken = occurrences(scalar, positive.messages, message).at(-1)?.turn ?? latest;
        const distance = turn.index - Math.max(latest, spoken);
        const field = lastKey(origin.field);
        const decoys = decoysOf(scalar, field, positive, message).length;
        const holds = distance >= 2 && decoys > 0 && turns[message] === turn.index;
        if (holds) {
          certificates.push({
            kind: 'long-dependency',
            turn: turn.index,
            holds,
            detail: `${parameter} recalls turn ${latest + 1} over ${distance} turns, beside ${decoys} other value${decoys === 1 ? '' : 's'} of its kind`,
          });
        }
      }
    });
  }
  return certificates;
}

export function lastKey(path: string): string {
  return path.replace(/\[\]/g, '').split('.').at(-1) ?? '';
}

/** Other values under the same field name in earlier outputs: what could be mistaken for it. */
export function decoysOf(
  scalar: string | number,
  field: string,
  positive: Pick<Positive, 'messages'>,
  end: number,
): (string | number)[] {
  const found = new Set<string | number>();
  for (const message of positive.messages.slice(0, end)) {
    for (const leaf of messageLeaves(message)) {
      const other = typeof leaf.value === typeof scalar && leaf.value !== scalar;
      if (other && lastKey(leaf.path) === field) found.add(leaf.value as string | number);
    }
  }
  return [...found];
}
