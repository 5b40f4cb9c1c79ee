import {
  equalJson,
  isObject,
  type Json,
  type JsonObject,
  type JsonSchema,
  jsonOrText,
  settledValue,
} from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import { type ArgumentSource, type TrajectoryRecord, turnsOf, valuesAt } from '../../trajectory/index.ts';
import type { VerifyProblem } from './types.ts';

/** Every argument has one source, and its value stands there. */
export function sourceProblems(record: TrajectoryRecord): VerifyProblem[] {
  const turnOf = turnsOf(record.messages);
  return record.turns.flatMap((turn) =>
    turn.calls.flatMap(({ message, call, sources }): VerifyProblem[] => {
      const made = record.messages[message];
      const found = made?.role === 'assistant' ? made.tool_calls?.[call]?.function : undefined;
      if (found === undefined) return [];
      const names = Object.keys(found.arguments);
      const told = sources.map(({ parameter }) => parameter);
      const missing = names.find((name) => !told.includes(name)) ?? told.find((name) => !names.includes(name));
      if (missing !== undefined || told.length !== names.length)
        return [
          {
            check: 'sources',
            message,
            detail: `${found.name}: ${missing ?? 'an argument'} has no source, or is not there`,
          },
        ];
      return sources.flatMap((source): VerifyProblem[] => {
        const wrong = sourceProblem(source, found, message, record, turnOf);
        return wrong === undefined
          ? []
          : [{ check: 'sources', message, detail: `${found.name}.${source.parameter}: ${wrong}` }];
      });
    }),
  );
}

/** Why a value does not stand where its source says; undefined where it does. */
export function sourceProblem(
  source: ArgumentSource,
  { name, arguments: args }: { readonly name: string; readonly arguments: JsonObject },
  message: number,
  record: TrajectoryRecord,
  turnOf: readonly number[],
): string | undefined {
  const value = args[source.parameter] as Json;
  if (source.from === 'query') return queryProblem(source, value, message, record, turnOf);
  if (source.from === 'output') return outputProblem(source, value, message, record, turnOf);
  if (source.from === 'default') return defaultProblem(source.parameter, value, name, record);
  return `its source is ${JSON.stringify(source.from)}`;
}

function queryProblem(
  { turn = -1 }: ArgumentSource,
  value: Json,
  message: number,
  { messages }: TrajectoryRecord,
  turnOf: readonly number[],
): string | undefined {
  const at = messages.findIndex((item, index) => item.role === 'user' && turnOf[index] === turn);
  if (at < 0 || at > message) return `turn ${turn + 1} has no message of the user before the call`;
  const missing = scalarsOf(value).find((scalar) => !saysScalar(messages[at]?.content ?? '', scalar));
  return missing === undefined ? undefined : `${JSON.stringify(missing)} is not said in turn ${turn + 1}`;
}

function outputProblem(
  { turn, message: from = -1, field = '' }: ArgumentSource,
  value: Json,
  message: number,
  { messages }: TrajectoryRecord,
  turnOf: readonly number[],
): string | undefined {
  const output = messages[from];
  if (output?.role !== 'tool' || from >= message) return `message ${from} is no output before the call`;
  if (turnOf[from] !== turn)
    return `message ${from} is of turn ${(turnOf[from] ?? -1) + 1}, not of turn ${(turn ?? -1) + 1}`;
  const held = valuesAt(jsonOrText(output.content), field, 1000).map((item) => item.value);
  const wanted = Array.isArray(value) ? [value, ...(value.length === 1 ? value : [])] : [value];
  if (held.some((item) => wanted.some((one) => equalJson(one as Json, item)))) return undefined;
  return `${JSON.stringify(value)} does not stand at ${field === '' ? 'the root' : field} of message ${from}`;
}

function defaultProblem(parameter: string, value: Json, name: string, { tools }: TrajectoryRecord): string | undefined {
  const root = tools.find((tool) => tool.function.name === name)?.function.parameters as JsonSchema | undefined;
  const properties = root?.properties;
  if (root === undefined || !isObject(properties) || !Object.hasOwn(properties, parameter)) return 'it has no default';
  const { schema } = resolveSchema(root, properties[parameter] as JsonSchema);
  const settled = settledValue(schema);
  return settled !== undefined && equalJson(settled, value) ? undefined : 'it is not the default';
}
