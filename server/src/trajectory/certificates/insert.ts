import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import { isTelling, type Use, usesOf } from '../implicit.ts';
import { namedFunction } from '../leaks.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import type { GenerationContext } from '../session.ts';
import { occurrences } from '../trace.ts';
import type { Certificate } from '../types.ts';
import { idleUse } from './idle-use.ts';

/**
 * Insert (core notes, "Certificates"): the call only looks; the query names neither it nor what it gives; a later call of
 * its turn takes a value from it that stands nowhere else; and the use matters: with another value of its type in place of
 * each, or with none, the turn errs or comes to another outcome.
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
  const result = (holds: boolean, detail: string): Certificate => ({ kind: 'insert', turn: turn.index, holds, detail });
  if (call === undefined || ran === undefined) return result(false, 'there is no such call');
  if (!context.proposer.isReadOnly(ran.id)) return result(false, `${name} changes something, and nobody asked for it`);
  const uses = usesOf(turn.plan.calls, position);
  if (uses.length === 0) return result(false, `nothing takes what ${name} gives`);
  if (namedFunction(queryOf(positive, turn), [name], [call]) !== undefined)
    return result(false, `the query names ${name}`);
  const other = otherSource(positive, turn, position, uses);
  if (other !== undefined) return result(false, other);
  for (const use of uses) {
    const idle = await idleUse(turn.plan, turn.index, position, use, context);
    if (idle !== undefined) return result(false, idle);
  }
  const takers = [...new Set(uses.map((use) => `${turn.plan.calls[use.call]?.tool.name}.${use.argument.parameter}`))];
  return result(true, `${takers.join(', ')} comes from ${name} alone; another value in its place changes the outcome`);
}

/** The user's message of a turn; behind a gap, the one before the gap as well, which asked for the calls. */
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

/** A value that the turn took from the inserted call, and that stands somewhere else before it: a text, an output. */
function otherSource(
  positive: Positive,
  turn: ReferenceTurn,
  position: number,
  uses: readonly Use[],
): string | undefined {
  const place = turn.places[position];
  if (place === undefined) return 'the call has no place';
  const query = queryOf(positive, turn);
  for (const { argument } of uses) {
    const { parameter, value } = argument;
    const elsewhere = scalarsOf(value).find(
      (scalar) =>
        isTelling(scalar) &&
        (occurrences(scalar, positive.messages, place.message).length > 0 || saysScalar(query, scalar)),
    );
    if (elsewhere !== undefined) return `${parameter} (${elsewhere}) has another source`;
  }
  return undefined;
}
