import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import { namedFunction } from '../leaks.ts';
import type { Positive, ReferenceTurn } from '../positive.ts';
import { comparableState, outcomeText, replay } from '../replay.ts';
import type { GenerationContext } from '../session.ts';
import { occurrences } from '../trace.ts';
import type { Certificate } from '../types.ts';

/**
 * Insert (core notes, "Certificates"): the query does not name the helper; without the inserted call the turn errs or
 * comes to another outcome; and every value that later calls took from it has no other source.
 */
export async function certifyInsert(
  positive: Positive,
  turn: ReferenceTurn,
  position: number,
  context: GenerationContext,
): Promise<Certificate> {
  const call = turn.plan.calls[position];
  const ran = turn.plan.ran[position];
  const name = call?.tool.name ?? '';
  const fail = (detail: string): Certificate => ({ kind: 'insert', turn: turn.index, holds: false, detail });
  if (call === undefined || ran === undefined) return fail('there is no such call');
  const query = queryOf(positive, turn);
  if (namedFunction(query, [name], [call]) !== undefined) return fail(`the query names ${name}`);
  const other = otherSource(positive, turn, position);
  if (other !== undefined) return fail(other);
  const closing = positive.messages[turn.messages[1] - 1]?.content ?? '';
  const without = await replay(
    turn.plan.ran.filter((_, index) => index !== position),
    turn.plan.before,
    context,
  );
  const full = outcomeText(
    comparableState(turn.plan.after, context),
    turn.plan.ran.map((item) => item.output),
    closing,
  );
  const errs = without.ok.some((ok) => !ok);
  if (!errs && outcomeText(comparableState(without.state, context), without.outputs, closing) === full) {
    return fail(`without ${name} the turn comes to the same outcome`);
  }
  return {
    kind: 'insert',
    turn: turn.index,
    holds: true,
    detail: `without ${name} the turn ${errs ? 'fails' : 'comes to another outcome'}`,
  };
}

/** The user's message of a turn; behind a gap, the one before the gap, which asked for the calls. */
export function queryOf(positive: Positive, turn: ReferenceTurn): string {
  const gap =
    turn.intent.kind === 'supply_func' || turn.intent.kind === 'supply_params'
      ? positive.turns[turn.index - 1]
      : undefined;
  const texts = [gap, turn].flatMap((item) =>
    item === undefined ? [] : [positive.messages[item.messages[0]]?.content ?? ''],
  );
  return texts.join('\n');
}

/** A value that a later call took from the inserted one, and that stands somewhere else before it. */
function otherSource(positive: Positive, turn: ReferenceTurn, position: number): string | undefined {
  const ordinal = turn.firstCall + position;
  const place = turn.places[position];
  if (place === undefined) return 'the call has no place';
  for (const later of positive.turns.slice(turn.index)) {
    for (const call of later.plan.calls) {
      for (const { parameter, value, origin } of call.arguments) {
        if (origin.from !== 'output') continue;
        const from = origin.sameTurn ? later.firstCall + origin.call : origin.call;
        if (from !== ordinal) continue;
        const elsewhere = scalarsOf(value).find(
          (scalar) =>
            isTelling(scalar) &&
            (occurrences(scalar, positive.messages, place.message).length > 0 ||
              saysScalar(queryOf(positive, later), scalar)),
        );
        if (elsewhere !== undefined) return `${parameter} (${elsewhere}) has another source`;
      }
    }
  }
  return undefined;
}

function isTelling(scalar: string | number): boolean {
  return String(scalar).length >= 3;
}
