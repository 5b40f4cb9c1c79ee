import { canonicalJson, equalJson, type Json, type JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import type { PlannedCall } from '../../teacher/index.ts';
import type { Use } from '../implicit.ts';
import { perturb } from '../negative/perturb.ts';
import type { PlannedTurn } from '../plan.ts';
import { comparableState, type ReplayCall, replay } from '../replay.ts';
import type { GenerationContext, RanCall } from '../session.ts';
import { valuesAt } from '../values.ts';
import { type Answers, askedOnce } from './asked-once.ts';

const OTHER_VALUES = 2;

const answers: Answers<string | undefined> = new WeakMap();

/**
 * Why a use of what an implicit call gives does not matter: some other value of its type, or none, leads to the same.
 * Undefined where it matters. Each use of a turn as it ran is replayed once.
 * @param index of the turn in the conversation
 * @param position of the call that gives the value
 */
export function idleUse(
  plan: PlannedTurn,
  index: number,
  position: number,
  use: Use,
  context: GenerationContext,
): Promise<string | undefined> {
  const key = `${index}/${position}/${use.call}/${use.argument.parameter}`;
  const producer = plan.ran[position]?.output ?? null;
  return askedOnce(answers, context.world, plan, key, () => looked(plan, index, producer, use, context));
}

async function looked(
  plan: PlannedTurn,
  index: number,
  producer: Json,
  use: Use,
  context: GenerationContext,
): Promise<string | undefined> {
  const { parameter, value } = use.argument;
  const schema = schemaOfParameter(plan.calls[use.call], parameter);
  if (schema.default !== undefined && equalJson(schema.default, value)) return `${parameter} equals its default`;
  const random = createRandom(`${index}/${use.call}/${parameter}`);
  const made = [0, 1, 2].map(() => perturb(value, schema, random));
  const others = [
    ...listedOthers(use, producer),
    ...made.filter((option) => option !== undefined && option !== null && !equalJson(option, value)),
  ] as Json[];
  if (others.length === 0) return `${parameter} can have no other value`;
  const options = [...others.slice(0, OTHER_VALUES), undefined];
  for (const option of options) {
    if (await comesToTheSame(plan, use, option, context)) {
      return option === undefined
        ? `without ${parameter} the turn comes to the same outcome`
        : `with ${JSON.stringify(option)} for ${parameter} the turn comes to the same outcome`;
    }
  }
  return undefined;
}

/** Replays the call that takes the value, with another (or none) in its place. */
async function comesToTheSame(
  { ran, states, before, after: end }: PlannedTurn,
  use: Use,
  value: Json | undefined,
  context: GenerationContext,
): Promise<boolean> {
  const call = ran[use.call] as RanCall;
  const from = use.call === 0 ? before : (states[use.call - 1] ?? before);
  const { [use.argument.parameter]: _taken, ...rest } = call.arguments;
  const changed: ReplayCall = {
    id: call.id,
    arguments: value === undefined ? rest : { ...rest, [use.argument.parameter]: value },
  };
  const again = await replay([changed], from, context);
  if (again.ok[0] !== true) return false;
  const after = states[use.call] ?? end;
  return (
    equalJson(again.outputs[0] ?? null, call.output) &&
    (again.state === after ||
      canonicalJson(comparableState(again.state, context)) === canonicalJson(comparableState(after, context)))
  );
}

/** The schema of a call's parameter by itself; `{}` where there is none. */
function schemaOfParameter(call: PlannedCall | undefined, parameter: string): JsonSchema {
  const { parameters } = call?.tool.signature ?? {};
  if (parameters === undefined || !Object.hasOwn(parameters.properties ?? {}, parameter)) return {};
  return resolveSchema(parameters, parameters.properties?.[parameter] as JsonSchema).schema;
}

/** The other values that the list holds which a use took its value from. */
function listedOthers({ argument: { value, origin } }: Use, producer: Json): Json[] {
  const listed = origin.from === 'output' ? valuesAt(producer, origin.field).map((item) => item.value) : [];
  return listed.filter((other) => other !== null && !equalJson(other, value));
}
