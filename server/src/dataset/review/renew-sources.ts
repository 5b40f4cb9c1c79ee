import { equalJson, isObject, type Json, type JsonSchema, settledValue } from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import {
  type ArgumentSource,
  type Message,
  occurrences,
  type TrajectoryRecord,
  turnsOf,
} from '../../trajectory/index.ts';
import { sourceProblem } from '../verify/sources.ts';

/**
 * Where the values of each call come from, found again where what the record says is no longer so. A value that stands
 * nowhere before its call is said to be invented, which no check lets pass.
 */
export function renewSources(record: TrajectoryRecord): TrajectoryRecord {
  const turnOf = turnsOf(record.messages);
  const turns = record.turns.map((turn) => ({
    ...turn,
    calls: turn.calls.map((pointed) => {
      const { message, call } = pointed;
      const made = record.messages[message];
      const found = made?.role === 'assistant' ? made.tool_calls?.[call]?.function : undefined;
      if (found === undefined) return pointed;
      const sources = Object.entries(found.arguments).map(([parameter, value]): ArgumentSource => {
        const known = pointed.sources.find((source) => source.parameter === parameter);
        if (known !== undefined && sourceProblem(known, found, message, record, turnOf) === undefined) return known;
        return sourceOfValue(parameter, value as Json, found.name, message, record, turnOf);
      });
      return { ...pointed, sources };
    }),
  }));
  return { ...record, turns };
}

function sourceOfValue(
  parameter: string,
  value: Json,
  name: string,
  message: number,
  record: TrajectoryRecord,
  turnOf: readonly number[],
): ArgumentSource {
  const { messages } = record;
  const scalars = scalarsOf(value);
  const here = turnOf[message] ?? 0;
  const said = turnThatSays(scalars, messages, turnOf, message);
  const first = scalars[0];
  const output =
    scalars.length === 1 && first !== undefined
      ? occurrences(first, messages, message).findLast(({ from }) => from === 'output')
      : undefined;
  // What the user says in this very turn is what the user means.
  if (said !== undefined && (said === here || output === undefined || said > output.turn))
    return { parameter, from: 'query', turn: said };
  if (output !== undefined)
    return { parameter, from: 'output', turn: output.turn, message: output.message, field: output.field ?? '' };
  return isDefault(parameter, value, name, record) ? { parameter, from: 'default' } : { parameter, from: 'invented' };
}

function turnThatSays(
  scalars: readonly (string | number)[],
  messages: readonly Message[],
  turnOf: readonly number[],
  before: number,
): number | undefined {
  if (scalars.length === 0) return undefined;
  const at = messages
    .slice(0, before)
    .findLastIndex(({ role, content }) => role === 'user' && scalars.every((scalar) => saysScalar(content, scalar)));
  return at < 0 ? undefined : turnOf[at];
}

function isDefault(parameter: string, value: Json, name: string, { tools }: TrajectoryRecord): boolean {
  const root = tools.find((tool) => tool.function.name === name)?.function.parameters as JsonSchema | undefined;
  const properties = root?.properties;
  if (root === undefined || !isObject(properties) || !Object.hasOwn(properties, parameter)) return false;
  const { schema } = resolveSchema(root, properties[parameter] as JsonSchema);
  const settled = settledValue(schema);
  return settled !== undefined && equalJson(settled, value);
}
