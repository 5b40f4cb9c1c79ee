import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { type PlannedCall, scalarsOf } from '../../teacher/index.ts';
import { callGroups, writtenCall } from '../calls.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { type GenerationContext, type RanCall, toolOf } from '../session.ts';
import type { Mistake } from './mistake.ts';

export interface Grouped {
  readonly position: number;
  /** Calls made before the group it goes out with. */
  readonly kept: number;
  readonly call: PlannedCall;
  readonly ran: RanCall;
}

export function grouped(turn: ReferenceTurn): Grouped[] {
  let kept = 0;
  const all: Grouped[] = [];
  for (const group of callGroups(turn.plan.calls)) {
    for (const position of group) {
      const call = turn.plan.calls[position];
      const ran = turn.plan.ran[position];
      if (call !== undefined && ran !== undefined) all.push({ position, kept, call, ran });
    }
    kept += group.length;
  }
  return all;
}

export function schemaOf(call: PlannedCall, parameter: string): JsonSchema {
  const { parameters } = call.tool.signature;
  const raw = Object.hasOwn(parameters.properties ?? {}, parameter)
    ? (parameters.properties?.[parameter] as JsonSchema)
    : {};
  return resolveSchema(parameters, raw).schema;
}

export function withArgument(call: PlannedCall, parameter: string, value: Json): JsonObject {
  return { ...writtenCall(call).arguments, [parameter]: value };
}

const MAX_SHOWN = 60;

/** A value in a reason. */
export function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** The first scalar in which a made-up output differs from the real one. */
export function difference(real: Json, madeUp: Json): { right: Json; wrong: Json } | undefined {
  const right = scalarsOf(real);
  const wrong = scalarsOf(madeUp);
  const at = right.findIndex((value, index) => wrong[index] !== value);
  const [first, second] = [right[at], wrong[at]];
  return first === undefined || second === undefined ? undefined : { right: first, wrong: second };
}

export function differing(real: Json, madeUp: Json): string {
  const found = difference(real, madeUp);
  if (found === undefined) return 'the answer is made up';
  return `${shown(found.wrong)} is made up; replay of the reference gives ${shown(found.right)}`;
}

export function nearFunction(
  positive: Positive,
  turn: ReferenceTurn,
  random: Random,
  context: GenerationContext,
): Mistake[] {
  const missing = turn.missing?.function;
  if (missing === undefined) return [];
  const withheld = new Set(positive.withheld.filter(({ until }) => until >= turn.messages[1]).map(({ name }) => name));
  const offered = positive.tools.flatMap((tool) =>
    withheld.has(tool.function.name) ? [] : (context.names.idOf(tool.function.name) ?? []),
  );
  const category = context.pool.categoryOf(missing);
  const near = offered.filter((id) => id !== missing && context.pool.categoryOf(id) === category);
  const id = random.pick(near.length > 0 ? near : offered.filter((other) => other !== missing));
  if (id === undefined) return [];
  const tool = toolOf(context, id);
  const args = context.proposer.proposeArguments(id, turn.plan.before, random, {});
  return [
    {
      turn: turn.index,
      kept: 0,
      errorType: 5,
      misdirection: { kind: 'calls', calls: [{ name: tool.name, arguments: args }] },
      replaces: [],
      reason: `${tool.name} does not do what was asked for`,
    },
  ];
}
