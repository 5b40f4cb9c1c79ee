import { canonicalJson, equalJson, type Json } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import { listedOthers, schemaOfParameter } from '../fixed-use.ts';
import { isTelling, type Use, usesOf } from '../implicit.ts';
import { namedFunction } from '../leaks.ts';
import { perturb } from '../negative/perturb.ts';
import type { Positive, ReferenceTurn } from '../positive.ts';
import { comparableState, type ReplayCall, replay } from '../replay.ts';
import type { GenerationContext, RanCall } from '../session.ts';
import { occurrences } from '../trace.ts';
import type { Certificate } from '../types.ts';

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
    const idle = await idleUse(positive, turn, ran, use, context);
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

/** A value that the turn took from the inserted call, and that stands somewhere else before it: a text, an output, a default. */
function otherSource(
  positive: Positive,
  turn: ReferenceTurn,
  position: number,
  uses: readonly Use[],
): string | undefined {
  const place = turn.places[position];
  if (place === undefined) return 'the call has no place';
  const query = queryOf(positive, turn);
  for (const { call, argument } of uses) {
    const { parameter, value } = argument;
    const elsewhere = scalarsOf(value).find(
      (scalar) =>
        isTelling(scalar) &&
        (occurrences(scalar, positive.messages, place.message).length > 0 || saysScalar(query, scalar)),
    );
    if (elsewhere !== undefined) return `${parameter} (${elsewhere}) has another source`;
    const schema = schemaOfParameter(turn.plan.calls[call], parameter);
    if (schema.default !== undefined && equalJson(schema.default, value)) return `${parameter} equals its default`;
  }
  return undefined;
}

const OTHER_VALUES = 2;

/** Why a use does not matter: some other value of its type, or none, leads to the same. */
async function idleUse(
  positive: Positive,
  turn: ReferenceTurn,
  producer: RanCall,
  use: Use,
  context: GenerationContext,
): Promise<string | undefined> {
  const { parameter, value } = use.argument;
  const schema = schemaOfParameter(turn.plan.calls[use.call], parameter);
  const random = createRandom(`${positive.messages.length}/${turn.index}/${use.call}/${parameter}`);
  const made = [0, 1, 2].map(() => perturb(value, schema, random));
  const others = [
    ...listedOthers(use, producer.output),
    ...made.filter((option) => option !== undefined && option !== null && !equalJson(option, value)),
  ] as Json[];
  if (others.length === 0) return `${parameter} can have no other value`;
  const options = [...others.slice(0, OTHER_VALUES), undefined];
  for (const option of options) {
    if (await comesToTheSame(turn, use, option, context)) {
      return option === undefined
        ? `without ${parameter} the turn comes to the same outcome`
        : `with ${JSON.stringify(option)} for ${parameter} the turn comes to the same outcome`;
    }
  }
  return undefined;
}

/** Replays the call that takes the value, with another (or none) in its place. */
async function comesToTheSame(
  turn: ReferenceTurn,
  use: Use,
  value: Json | undefined,
  context: GenerationContext,
): Promise<boolean> {
  const { ran, states, before } = turn.plan;
  const call = ran[use.call] as RanCall;
  const from = use.call === 0 ? before : (states[use.call - 1] ?? before);
  const { [use.argument.parameter]: _taken, ...rest } = call.arguments;
  const changed: ReplayCall = {
    id: call.id,
    arguments: value === undefined ? rest : { ...rest, [use.argument.parameter]: value },
  };
  const again = await replay([changed], from, context);
  if (again.ok[0] !== true) return false;
  const after = states[use.call] ?? turn.plan.after;
  return (
    equalJson(again.outputs[0] ?? null, call.output) &&
    (again.state === after ||
      canonicalJson(comparableState(again.state, context)) === canonicalJson(comparableState(after, context)))
  );
}
