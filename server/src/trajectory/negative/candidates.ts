import { equalJson, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { createRandom, type Random } from '../../random/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { type ErrorType, type PlannedArgument, type PlannedCall, saysScalar, scalarsOf } from '../../teacher/index.ts';
import { callGroups, writtenCall } from '../calls.ts';
import { decoysOf, lastKey } from '../certificates/recall.ts';
import { fits } from '../fits.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { type GenerationContext, type RanCall, toolOf } from '../session.ts';
import { valuesAt } from '../values.ts';
import type { Mistake } from './mistake.ts';
import { passingOver } from './passing-over.ts';
import { perturb } from './perturb.ts';

/** Every mistake that a reference allows, in the order of its turns (core notes, "Negatives by type"). */
export function possibleMistakes(positive: Positive, seed: string, context: GenerationContext): Mistake[] {
  const random = createRandom(`${seed}/mistakes`);
  return positive.turns.flatMap((turn) =>
    turn.kind === 'call'
      ? [
          ...passingOver(positive, turn, random, context),
          ...missedNested(positive, turn, random, context),
          ...wrongDependency(positive, turn, random, context),
          ...wrongSummary(positive, turn, random),
          ...missedCalls(turn, random),
        ]
      : gapMistakes(positive, turn, random, context),
  );
}

interface Grouped {
  readonly position: number;
  /** Calls made before the group it goes out with. */
  readonly kept: number;
  readonly call: PlannedCall;
  readonly ran: RanCall;
}

function grouped(turn: ReferenceTurn): Grouped[] {
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

function schemaOf(call: PlannedCall, parameter: string): JsonSchema {
  const { parameters } = call.tool.signature;
  const raw = Object.hasOwn(parameters.properties ?? {}, parameter)
    ? (parameters.properties?.[parameter] as JsonSchema)
    : {};
  return resolveSchema(parameters, raw).schema;
}

function withArgument(call: PlannedCall, parameter: string, value: Json): JsonObject {
  return { ...writtenCall(call).arguments, [parameter]: value };
}

/** The wrong call in its group: calls that go out beside it stay right. */
function callMistake(
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

const MAX_SHOWN = 60;

/** A value in a reason. */
function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** 1: the outer call with a made-up value in place of the nested call's, or an answer without the implied last call. */
function missedNested(positive: Positive, turn: ReferenceTurn, random: Random, context: GenerationContext): Mistake[] {
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

/** The first scalar in which a made-up output differs from the real one. */
function difference(real: Json, madeUp: Json): { right: Json; wrong: Json } | undefined {
  const right = scalarsOf(real);
  const wrong = scalarsOf(madeUp);
  const at = right.findIndex((value, index) => wrong[index] !== value);
  const [first, second] = [right[at], wrong[at]];
  return first === undefined || second === undefined ? undefined : { right: first, wrong: second };
}

function differing(real: Json, madeUp: Json): string {
  const found = difference(real, madeUp);
  if (found === undefined) return 'the answer is made up';
  return `${shown(found.wrong)} is made up; replay of the reference gives ${shown(found.right)}`;
}

function perturbOutput(output: Json, random: Random): Json | undefined {
  return perturb(output, undefined, random);
}

/** 2 and 3: another value than the one an output gave. Near: another item or field. Far: a decoy, or asking again. */
function wrongDependency(
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

/** 4: the closing text states a value that no output gave. */
function wrongSummary(positive: Positive, turn: ReferenceTurn, random: Random): Mistake[] {
  const closing = positive.messages[turn.messages[1] - 1];
  const query = positive.messages[turn.messages[0]]?.content ?? '';
  if (closing?.role !== 'assistant') return [];
  const stated = turn.plan.ran
    .flatMap((call) => scalarsOf(call.output))
    .filter(
      (scalar) => String(scalar).length > 1 && closing.content.includes(String(scalar)) && !saysScalar(query, scalar),
    );
  const told = random.pick(stated);
  const changed = told === undefined ? undefined : perturb(told, undefined, random);
  const [right, wrong] = changed === undefined ? otherAnswer(closing.content) : [told, changed];
  if (right === undefined || wrong === undefined) return [];
  return [
    {
      turn: turn.index,
      kept: turn.plan.calls.length,
      errorType: 4,
      misdirection: { kind: 'misreport', right: String(right), wrong: String(wrong), closing: closing.content },
      replaces: [],
      reason: `the outputs say ${right}, the text says ${wrong}`,
      right,
      wrong,
    },
  ];
}

/** Where a text states no value, a plain answer in it turned round: "Follow status: yes" becomes "no". */
function otherAnswer(text: string): [right: string, wrong: string] | [] {
  const match = /([\p{L}' ]+): (yes|no)(?=[.,;]|$)/u.exec(text);
  if (match === null) return [];
  const noun = match[1]?.trim() ?? '';
  return match[2] === 'yes' ? [`${noun}: yes`, `${noun}: no`] : [`${noun}: no`, `${noun}: yes`];
}

/** 5 in a turn with calls: asks for what was said, denies a function that is there, or makes a value up. */
function missedCalls(turn: ReferenceTurn, random: Random): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const at of grouped(turn)) {
    const rest = turn.plan.calls.map((_, index) => index).slice(at.kept);
    const said = at.call.arguments.filter(({ origin }) => origin.from === 'user');
    const asked = random.pick(said);
    if (asked !== undefined && turn.intent.kind === 'calls') {
      mistakes.push({
        turn: turn.index,
        kept: at.kept,
        errorType: 5,
        misdirection: { kind: 'ask', wanted: at.call.tool, parameter: asked.parameter },
        replaces: rest,
        reason: `asks for ${asked.parameter}, which the user gave: ${shown(asked.value)}`,
      });
    }
    if (at.kept === 0 && at.position === 0) {
      mistakes.push({
        turn: turn.index,
        kept: 0,
        errorType: 5,
        misdirection: { kind: 'deny', wanted: at.call.tool },
        replaces: rest,
        reason: `says that nothing can do what ${at.call.tool.name} does`,
      });
    }
    const changed = random.pick(said);
    const wrong =
      changed === undefined ? undefined : perturb(changed.value, schemaOf(at.call, changed.parameter), random);
    if (
      changed !== undefined &&
      wrong !== undefined &&
      fits(at.call.tool.signature.parameters, changed.parameter, wrong)
    ) {
      mistakes.push(
        callMistake(
          turn,
          at,
          { parameter: changed.parameter, wrong, right: changed.value },
          5,
          `the user said ${shown(changed.value)}`,
        ),
      );
    }
  }
  return mistakes;
}

/** 5 in a null turn: acts with a made-up value, or with a near function where the right one is withheld. */
function gapMistakes(positive: Positive, turn: ReferenceTurn, random: Random, context: GenerationContext): Mistake[] {
  const { intent } = turn;
  const behind = positive.turns[turn.index + 1];
  if (intent.kind === 'miss_params' && behind !== undefined) {
    const call = behind.plan.calls[intent.call];
    const argument = call?.arguments.find((item) => item.parameter === intent.parameter);
    if (call === undefined || argument === undefined) return [];
    const schema = schemaOf(call, intent.parameter);
    const wrong =
      perturb(argument.value, schema, random) ?? proposeOther(behind, intent.call, intent.parameter, random, context);
    const early = call.arguments.some(({ origin }) => origin.from === 'output' && origin.sameTurn);
    if (wrong === undefined || early || !fits(call.tool.signature.parameters, intent.parameter, wrong)) return [];
    const calls = [{ name: call.tool.name, arguments: withArgument(call, intent.parameter, wrong) }];
    return [
      {
        turn: turn.index,
        kept: 0,
        errorType: 5,
        misdirection: { kind: 'calls', calls },
        replaces: [],
        reason: `${intent.parameter} was never said: ${shown(wrong)} is made up`,
        wrong,
      },
    ];
  }
  return nearFunction(positive, turn, random, context);
}

function proposeOther(
  turn: ReferenceTurn,
  index: number,
  parameter: string,
  random: Random,
  context: GenerationContext,
): Json | undefined {
  const id = turn.plan.ran[index]?.id;
  if (id === undefined) return undefined;
  const proposed = context.proposer.proposeArguments(id, turn.plan.before, random, {});
  return Object.hasOwn(proposed, parameter) ? proposed[parameter] : undefined;
}

function nearFunction(positive: Positive, turn: ReferenceTurn, random: Random, context: GenerationContext): Mistake[] {
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
