import { isObject, type JsonObject } from '../../../json/index.ts';
import { objects } from './texts.ts';

/**
 * NeMo-RL's `OpenAIFormatDataset`: the last message is the assistant's (it asserts that), contents are texts, and `tools`
 * is the list itself, which goes to the template as it is.
 */
export function nemoRlProblems(row: JsonObject): string[] {
  const messages = objects(row.messages);
  const last = messages.at(-1)?.role;
  const wrong = messages.findIndex(({ content }) => typeof content !== 'string');
  const calls = messages.flatMap(({ tool_calls }) => objects(tool_calls));
  return [
    ...(last === 'assistant' ? [] : [`NeMo-RL stops: the last message is of ${String(last)}`]),
    ...(wrong < 0 ? [] : [`NeMo-RL fails on a content that is no text (place ${wrong})`]),
    ...(calls.every((call) => isObject(call.function) && isObject(call.function.arguments))
      ? []
      : ['the arguments of a call are no object: templates print them as text in quotes']),
    ...(Array.isArray(row.tools) ? [] : ['NeMo-RL hands tools to the template that are no list']),
  ];
}

/** NeMo-RL's `PreferenceDataset` and its preprocessor: two completions, ranks that differ, messages of two texts. */
export function nemoRlPairProblems(row: JsonObject): string[] {
  const context = objects(row.context);
  const completions = objects(row.completions);
  const ranks = new Set(completions.map(({ rank }) => rank));
  const sides = completions.map(({ completion }) => objects(completion));
  const last = context.at(-1)?.role;
  return [
    ...(completions.length === 2 ? [] : [`NeMo-RL takes two completions, not ${completions.length}`]),
    ...(ranks.size === completions.length ? [] : ['NeMo-RL refuses ties: both completions have one rank']),
    ...(last === 'user' || last === 'tool' ? [] : [`the context ends with ${String(last)}, not user or tool`]),
    ...(sides.every((messages) => messages.at(-1)?.role === 'assistant')
      ? []
      : ['NeMo-RL learns nothing from a completion that does not end with the assistant']),
    ...[...context, ...sides.flat()].flatMap((message, place) =>
      Object.keys(message).sort().join() === 'content,role' && typeof message.content === 'string'
        ? []
        : [`NeMo-RL reads role and content alone, as texts (message ${place})`],
    ),
  ];
}
