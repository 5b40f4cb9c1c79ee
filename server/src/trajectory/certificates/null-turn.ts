import { canonicalJson, type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { type PlannedArgument, saysScalar, scalarsOf } from '../../teacher/index.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { comparableState, outcomeText, replay } from '../replay.ts';
import type { GenerationContext } from '../session.ts';
import type { Certificate } from '../types.ts';
import { type Answers, askedOnce } from './asked-once.ts';
import { explore, holds, type KnownValue } from './reach.ts';

/** Functions by which what is missing can be had all the same, of searches that were made. */
const finders: Answers<string | undefined> = new WeakMap();

/** The turn that closes a gap: the one behind it. */
export function closingTurn(positive: Positive, gap: ReferenceTurn): ReferenceTurn | undefined {
  const next = positive.turns[gap.index + 1];
  return next?.kind === 'call' ? next : undefined;
}

/**
 * Split, miss_params: what is known (texts, outputs, defaults) does not hold the value, and neither does anything that
 * the available read-only functions give from it; once it is said, the turn replays.
 */
export async function certifyMissingValue(
  positive: Positive,
  gap: ReferenceTurn,
  context: GenerationContext,
): Promise<Certificate> {
  const turn = closingTurn(positive, gap);
  const fail = (detail: string): Certificate => ({ kind: 'miss_params', turn: gap.index, holds: false, detail });
  if (gap.intent.kind !== 'miss_params' || turn === undefined) return fail('no turn closes the gap');
  const { parameter } = gap.intent;
  const argument = turn.plan.calls[gap.intent.call]?.arguments.find((item) => item.parameter === parameter);
  if (argument === undefined || argument.origin.from !== 'user')
    return fail(`${parameter} does not come from the user`);
  const obvious = knownBefore(positive, gap, argument, turn, gap.intent.call);
  if (obvious !== undefined) return fail(obvious);
  const scalars = scalarsOf(argument.value);
  const produced = positive.ran.slice(0, gap.firstCall).map(({ id, output }) => ({ id, output }));
  const available = availableIds(positive, gap, context);
  const finder = await askedOnce(finders, context.world, turn.plan, `${parameter}/${available.join()}`, async () => {
    let last = '';
    const reached = await explore(
      available,
      knownValues(positive, gap),
      produced,
      turn.plan.before,
      true,
      context,
      ({ id, output }) => {
        last = id;
        return scalars.some((scalar) => holds(output, scalar));
      },
    );
    return reached ? last : undefined;
  });
  if (finder !== undefined) return fail(`${parameter} can be had from ${finder}`);
  return (await replays(positive, turn, context))
    ? {
        kind: 'miss_params',
        turn: gap.index,
        holds: true,
        detail: `${parameter} is in no text, output or default, and no available function gives it`,
      }
    : fail('the turn does not replay once the value is said');
}

/** Where the value stands already: an earlier text, an output, a default, the query that should leave it out. */
function knownBefore(
  positive: Positive,
  gap: ReferenceTurn,
  argument: PlannedArgument,
  turn: ReferenceTurn,
  call: number,
): string | undefined {
  const scalars = scalarsOf(argument.value);
  if (scalars.length === 0) return `${argument.parameter} has no value that could be missing`;
  for (const message of positive.messages.slice(0, gap.messages[1])) {
    if (message.role === 'system') continue;
    const text = message.content;
    const hit = scalars.every((scalar) =>
      message.role === 'tool' ? holdsText(text, scalar) : saysScalar(text, scalar),
    );
    if (hit) return `${argument.parameter} stands in an earlier ${message.role} message`;
  }
  const { parameters } = turn.plan.calls[call]?.tool.signature ?? {};
  const property = parameters?.properties?.[argument.parameter];
  if (parameters === undefined || property === undefined) return undefined;
  const { schema } = resolveSchema(parameters, property);
  return schema.default !== undefined && canonicalJson(schema.default) === canonicalJson(argument.value)
    ? `${argument.parameter} equals its default`
    : undefined;
}

function holdsText(content: string, scalar: string | number): boolean {
  const value = parsedJson(content);
  return value === undefined ? saysScalar(content, scalar) : holds(value, scalar);
}

/**
 * Split, miss_func: with the function withheld, no call that the others allow comes to the turn's outcome; once it is
 * supplied, the turn replays. For a request that nothing offered fits, the same without the supply.
 */
export async function certifyMissingFunction(
  positive: Positive,
  gap: ReferenceTurn,
  context: GenerationContext,
  wanted?: { readonly output: Json; readonly state: Json; readonly arguments: JsonObject },
): Promise<Certificate> {
  const turn = closingTurn(positive, gap);
  const missing = gap.missing?.function ?? '';
  const fail = (detail: string): Certificate => ({ kind: 'miss_func', turn: gap.index, holds: false, detail });
  const position = turn?.plan.ran.findIndex((call) => call.id === missing) ?? -1;
  const call = turn?.plan.ran[position];
  const goal =
    call === undefined
      ? wanted
      : { output: call.output, state: turn?.plan.states[position] ?? null, arguments: call.arguments };
  if (goal === undefined) return fail(`${missing} is never called`);
  if (positive.ran.slice(0, gap.firstCall).some((ran) => ran.id === missing))
    return fail(`${missing} was used before it was missing`);
  const before = turn?.plan.before ?? gap.plan.before;
  const target = outcomeText(comparableState(goal.state, context), [goal.output], JSON.stringify(goal.output));
  const known = [...knownValues(positive, gap), ...named(goal.arguments)];
  const produced = positive.ran.slice(0, gap.firstCall).map(({ id, output }) => ({ id, output }));
  const available = availableIds(positive, gap, context);
  const key = `${missing}/${available.join()}`;
  const other = await askedOnce(finders, context.world, turn?.plan ?? gap.plan, key, async () => {
    let last = '';
    const reached = await explore(available, known, produced, before, false, context, ({ id, output, state }) => {
      last = id;
      return outcomeText(comparableState(state, context), [output], JSON.stringify(goal.output)) === target;
    });
    return reached ? last : undefined;
  });
  if (other !== undefined) return fail(`${other} comes to the same outcome as ${missing}`);
  if (turn !== undefined && !(await replays(positive, turn, context)))
    return fail('the turn does not replay once the function is there');
  return {
    kind: 'miss_func',
    turn: gap.index,
    holds: true,
    detail: `no available function comes to the outcome of ${missing}`,
  };
}

function named(args: JsonObject): KnownValue[] {
  return Object.entries(args).map(([name, value]) => ({ name, value }));
}

/** Values the user has said by the gap, by the parameter they were said for. */
function knownValues(positive: Positive, gap: ReferenceTurn): KnownValue[] {
  const before = positive.turns.slice(0, gap.index).flatMap((turn) => turn.plan.calls);
  const behind = closingTurn(positive, gap)?.plan.calls ?? [];
  const left = gap.intent.kind === 'miss_params' ? gap.intent : undefined;
  const own = behind.flatMap((call, index) =>
    call.arguments.filter((item) => !(left !== undefined && index === left.call && item.parameter === left.parameter)),
  );
  return [...before.flatMap((call) => call.arguments), ...own].map(({ parameter, value }) => ({
    name: parameter,
    value,
  }));
}

function availableIds(positive: Positive, gap: ReferenceTurn, context: GenerationContext): string[] {
  const withheld = new Set(positive.withheld.filter(({ until }) => until >= gap.messages[1]).map(({ name }) => name));
  return positive.tools
    .map((tool) => tool.function.name)
    .filter((name) => !withheld.has(name))
    .flatMap((name) => context.names.idOf(name) ?? []);
}

async function replays(_positive: Positive, turn: ReferenceTurn, context: GenerationContext): Promise<boolean> {
  const result = await replay(turn.plan.ran, turn.plan.before, context);
  return result.outputs.every(
    (output, index) => canonicalJson(output) === canonicalJson(turn.plan.ran[index]?.output ?? null),
  );
}
