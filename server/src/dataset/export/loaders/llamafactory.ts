import { isObject, type Json, type JsonObject } from '../../../json/index.ts';
import { objects, parsed, toolsProblem } from './texts.ts';

/** Places counted from 0: what the user's side says, and what the model's side says. */
const SIDES: readonly (readonly string[])[] = [
  ['human', 'observation'],
  ['gpt', 'function_call'],
];

/**
 * LLaMA-Factory's ShareGPT converter (`data/converter.py`): roles alternate by place and come to an even number; a row
 * that breaks this is dropped with no more than a line of its log.
 */
export function llamaFactoryProblems(row: JsonObject): string[] {
  const turns = objects(row.conversations);
  return [
    ...turnProblems(turns),
    ...(turns.length % 2 === 0 ? [] : [oddCount(turns.length)]),
    ...toolsProblem(row.tools),
  ];
}

/** The same with `ranking`: an odd number, and one message of the model on each side. */
export function llamaFactoryPairProblems(row: JsonObject): string[] {
  const turns = objects(row.conversations);
  const even =
    turns.length % 2 === 0 ? [`LLaMA-Factory drops it: the prompt has ${turns.length} turns, an even number`] : [];
  const sides = (['chosen', 'rejected'] as const).flatMap((side) => {
    const message = row[side] ?? null;
    if (!isObject(message) || !SIDES[1]?.includes(String(message.from)))
      return [`LLaMA-Factory drops it: ${side} is no single message of gpt or function_call`];
    return callProblem(message, side);
  });
  const same =
    JSON.stringify(row.chosen) === JSON.stringify(row.rejected)
      ? ['LLaMA-Factory learns nothing: both sides are the same, for it keeps no text beside a call']
      : [];
  return [...turnProblems(turns), ...even, ...sides, ...same, ...toolsProblem(row.tools)];
}

function oddCount(count: number): string {
  return `LLaMA-Factory drops it: ${count} turns, an odd number`;
}

/** The first turn out of place: those behind it follow from it. */
function turnProblems(turns: readonly JsonObject[]): string[] {
  for (const [place, turn] of turns.entries()) {
    const allowed = SIDES[place % 2] ?? [];
    if (!allowed.includes(String(turn.from)))
      return [`LLaMA-Factory drops it: ${String(turn.from)} at place ${place}, where ${allowed.join(' or ')} belongs`];
    const problem = callProblem(turn, `place ${place}`);
    if (problem.length > 0) return problem;
  }
  return [];
}

/** `FunctionFormatter` reads the text of a call as JSON and raises where it is none. */
function callProblem(turn: JsonObject, place: string): string[] {
  if (turn.from !== 'function_call') return [];
  const value = parsed(turn.value);
  const calls: readonly Json[] = Array.isArray(value) ? value : [value ?? null];
  const whole = calls.every((call) => isObject(call) && typeof call.name === 'string' && isObject(call.arguments));
  return whole ? [] : [`LLaMA-Factory raises: the function_call at ${place} is no JSON of name and arguments`];
}
