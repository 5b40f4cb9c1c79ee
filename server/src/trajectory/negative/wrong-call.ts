import { equalJson, type Json } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { type ErrorType, type PlannedArgument, type PlannedCall, scalarsOf } from '../../teacher/index.ts';
import { callGroups, writtenCall } from '../calls.ts';
import { decoysOf, lastKey } from '../certificates/recall.ts';
import { fits } from '../fits.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { type GenerationContext, type RanCall, toolOf } from '../session.ts';
import { valuesAt } from '../values.ts';
import type { Mistake } from './mistake.ts';
import { perturb } from './perturb.ts';
import { difference, differing, type Grouped, grouped, schemaOf, shown, withArgument } from './shared.ts';

/** The wrong call in its group: calls that go out beside it stay right. */
export function callMistake(
  turn: ReferenceTurn,
  at: Grouped,
  { parameter, wrong, right }: { parameter: string; wrong: Json; right: Json },
  errorType: ErrorType,
  reason: string,
): Mistake {
  const args = withArgument(at.call, parameter, wrong);
  const beside = callGroups(turn.plan.calls).find((group) => group.includes(at.position)) ?? [at.position];
  const calls = beside.map((position) =>
    position === at.position
      ? { name: at.call.tool.name, arguments: args }
      : writtenCall(turn.plan.calls[position] as PlannedCall),
  );
  return {
    turn: turn.index,
    kept: at.kept,
    errorType,
    misdirection: { kind: 'calls', calls },
    replaces: beside,
    reason: `${parameter} is ${shown(wrong)}: ${reason}`,
    wrong,
    right,
  };
}

/** 1: the outer call with a made-up value in place of the nested call's, or an answer without the implied last call. */
export function missedNested(
  positive: Positive,
  turn: ReferenceTurn,
  random: Random,
  context: GenerationContext,
): Mistake[] {
  const all = grouped(turn);
  const mistakes: Mistake[] = [];
  for (const at of all) {
    const inner = all.find((other) =>
      at.call.arguments.some(
        ({ origin }) => origin.from === 'output' && origin.sameTurn && origin.call === other.position,
      ),
    );
    if (inner !== undefined) {
      const mistake = withoutInner(turn, at, inner, random);
      if (mistake !== undefined) mistakes.push(mistake);
    }
    if (at.call.role === 'implied' && at.position === all.length - 1 && at.kept > 0) {
      const output = perturbOutput(at.ran.output, random);
      if (output !== undefined) {
        mistakes.push({
          turn: turn.index,
          kept: at.kept,
          errorType: 1,
          misdirection: { kind: 'answer', wanted: toolOf(context, at.ran.id), output },
          replaces: [at.position],
          reason: `${at.call.tool.name} is never called: ${differing(at.ran.output, output)}`,
          ...difference(at.ran.output, output),
        });
      }
    }
  }
  return positive.messages.length === 0 ? [] : mistakes;
}

function withoutInner(turn: ReferenceTurn, outer: Grouped, inner: Grouped, random: Random): Mistake | undefined {
  let args = writtenCall(outer.call).arguments;
  let madeUp: { wrong: Json; right: Json } | undefined;
  let filled = '';
  for (const { parameter, value, origin } of outer.call.arguments) {
    if (!(origin.from === 'output' && origin.sameTurn && origin.call === inner.position)) continue;
    const invented = perturb(value, schemaOf(outer.call, parameter), random);
    if (invented === undefined) return undefined;
    args = { ...args, [parameter]: invented };
    if (madeUp === undefined) filled = parameter;
    madeUp ??= { wrong: invented, right: value };
  }
  return {
    turn: turn.index,
    kept: inner.kept,
    errorType: 1,
    misdirection: { kind: 'calls', calls: [{ name: outer.call.tool.name, arguments: args }] },
    replaces: [inner.position, outer.position],
    reason: `${inner.call.tool.name} is skipped and ${outer.call.tool.name} is called with ${
      madeUp === undefined
        ? 'a made-up value'
        : `${shown(madeUp.wrong)} as ${filled}, which nothing gave; replay of ${inner.call.tool.name} gives ${shown(madeUp.right)}`
    }`,
    ...madeUp,
  };
}

function perturbOutput(output: Json, random: Random): Json | undefined {
  return perturb(output, undefined, random);
}

/** 2 and 3: another value than the one an output gave. Near: another item or field. Far: a decoy, or asking again. */
export function wrongDependency(
  positive: Positive,
  turn: ReferenceTurn,
  random: Random,
  context: GenerationContext,
): Mistake[] {
  return grouped(turn).flatMap((at) =>
    at.call.arguments.flatMap((argument) => {
      const { origin } = argument;
      if (origin.from !== 'output') return [];
      const producer = origin.sameTurn ? turn.plan.ran[origin.call] : positive.ran[origin.call];
      if (producer === undefined) return [];
      return origin.distance >= 2
        ? farMistakes(positive, turn, at, argument, random, context)
        : nearMistakes(turn, at, argument, producer, random);
    }),
  );
}

function nearMistakes(
  turn: ReferenceTurn,
  at: Grouped,
  argument: PlannedArgument,
  producer: RanCall,
  random: Random,
): Mistake[] {
  const { origin, parameter, value } = argument;
  if (origin.from !== 'output') return [];
  const mistakes: Mistake[] = [];
  const use = (wrong: Json | undefined, reason: string) => {
    if (wrong === undefined || equalJson(wrong, value) || !fits(at.call.tool.signature.parameters, parameter, wrong))
      return;
    mistakes.push(callMistake(turn, at, { parameter, wrong, right: value }, 2, reason));
  };
  const items = valuesAt(producer.output, origin.field).filter((item) => !equalJson(item.value, value));
  const should = `the request means ${shown(value)}`;
  use(random.pick(items)?.value, `that is another item of ${producer.tool.name}'s output; ${should}`);
  use(
    otherField(producer.output, value, at.call, parameter, random),
    `that is another value of ${producer.tool.name}'s output; ${should}`,
  );
  use(
    perturb(value, schemaOf(at.call, parameter), random),
    `that is made up; ${producer.tool.name} gave ${shown(value)}`,
  );
  return mistakes;
}

function otherField(output: Json, value: Json, call: PlannedCall, parameter: string, random: Random): Json | undefined {
  const others = scalarsOf(output).filter((scalar) => scalar !== value && sameShape(scalar, value));
  return random.pick(others.filter((scalar) => fits(call.tool.signature.parameters, parameter, scalar)));
}

/** A mix-up is between values that look alike: two numbers, two identifiers, two texts. */
function sameShape(left: Json, right: Json): boolean {
  if (typeof left !== typeof right || typeof left === 'object') return false;
  const shape = (value: Json) =>
    `${/\d/.test(String(value))} ${/\s/.test(String(value))} ${/^\d{4}-\d\d-\d\d/.test(String(value))}`;
  return typeof left === 'number' || shape(left) === shape(right);
}

function farMistakes(
  positive: Positive,
  turn: ReferenceTurn,
  at: Grouped,
  argument: PlannedArgument,
  random: Random,
  context: GenerationContext,
): Mistake[] {
  const { origin, parameter, value } = argument;
  if (origin.from !== 'output' || (typeof value !== 'string' && typeof value !== 'number')) return [];
  const end = turn.places[at.position]?.message ?? positive.messages.length;
  const decoys = decoysOf(value, lastKey(origin.field), positive, end).filter((decoy) =>
    fits(at.call.tool.signature.parameters, parameter, decoy),
  );
  const decoy = random.pick(decoys);
  const mistakes: Mistake[] = [];
  if (decoy !== undefined) {
    mistakes.push(
      callMistake(
        turn,
        at,
        { parameter, wrong: decoy, right: value },
        3,
        `turn ${turn.index - origin.distance + 1} gave ${shown(value)}, which is what the request recalls`,
      ),
    );
  }
  mistakes.push({
    turn: turn.index,
    kept: at.kept,
    errorType: 3,
    misdirection: { kind: 'ask', wanted: toolOf(context, at.ran.id), parameter },
    replaces: turn.plan.calls.map((_, index) => index).slice(at.kept),
    reason: `asks for ${parameter}, which turn ${turn.index - origin.distance + 1} gave: ${shown(value)}`,
  });
  return mistakes;
}
