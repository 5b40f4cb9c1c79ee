import type { Json } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import { fits } from '../fits.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import type { GenerationContext } from '../session.ts';
import type { Mistake } from './mistake.ts';
import { perturb } from './perturb.ts';
import { grouped, nearFunction, schemaOf, shown, withArgument } from './shared.ts';
import { callMistake } from './wrong-call.ts';

/** 4: the closing text states a value that no output gave. */
export function wrongSummary(positive: Positive, turn: ReferenceTurn, random: Random): Mistake[] {
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
export function missedCalls(turn: ReferenceTurn, random: Random): Mistake[] {
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
export function gapMistakes(
  positive: Positive,
  turn: ReferenceTurn,
  random: Random,
  context: GenerationContext,
): Mistake[] {
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
