import { LANGUAGES } from '../../teacher/index.ts';
import {
  checkText,
  type Message,
  passedOver,
  type TextProblem,
  type TextSources,
  type ToolDefinition,
  type TrajectoryRecord,
} from '../../trajectory/index.ts';
import type { VerifyProblem } from './types.ts';

/**
 * What is said, on both sides. The agent says nothing that no message, output or call before it holds; nobody names a
 * function. A user brings facts along; the marked message of a rejected side is there to be wrong: of both only the form counts.
 */
export function textProblems(record: TrajectoryRecord, more: readonly string[] = []): VerifyProblem[] {
  const { messages, rejected, divergesAt, tools } = record;
  const words = [...wordsOf(tools), ...more];
  const language = languageOf(record);
  const names = tools.map((tool) => tool.function.name);
  const chosen = [
    ...sideProblems(messages, 0, undefined, { words, ...language }, names),
    ...passedOverProblems(messages),
  ];
  if (rejected === undefined || divergesAt === undefined) return chosen;
  const other = sideProblems(rejected, divergesAt.message, divergesAt.message, { words, ...language }, names);
  return [...chosen, ...other.map((problem) => ({ ...problem, detail: `rejected side: ${problem.detail}` }))];
}

function sideProblems(
  messages: readonly Message[],
  from: number,
  marked: number | undefined,
  more: Pick<TextSources, 'words' | 'language'>,
  names: readonly string[],
): VerifyProblem[] {
  return messages.flatMap((message, at): VerifyProblem[] => {
    if (at < from || (message.role !== 'user' && message.role !== 'assistant')) return [];
    if (message.role === 'assistant' && message.content.trim() === '' && (message.tool_calls?.length ?? 0) > 0)
      return [];
    const problem = checkText(message.content, { messages: messages.slice(0, at), ...more }, names);
    const brings = message.role === 'user' || at === marked;
    if (problem === undefined || (problem.reason === 'invented' && brings)) return [];
    return [{ check: 'texts', message: at, detail: wording(problem) }];
  });
}

/** What a record's teacher wrote in, where that is not English. */
function languageOf({ provenance }: TrajectoryRecord): Pick<TextSources, 'language'> {
  const language = LANGUAGES.find((one) => one === provenance.parameters.language);
  return language === undefined ? {} : { language };
}

/** No text of the right side goes on as if a failed call had worked. */
function passedOverProblems(messages: readonly Message[]): VerifyProblem[] {
  const found = passedOver(messages);
  if (found === undefined) return [];
  const { message, error } = found;
  return [
    {
      check: 'error',
      message,
      detail: `${error.name} failed (${error.words.slice(0, 80)}), and the text passes over it`,
    },
  ];
}

function wording({ reason, detail }: TextProblem): string {
  return reason === 'invented' || reason === 'names-function'
    ? detail
    : `it may not stand in a conversation: ${detail}`;
}

const descriptions = new WeakMap<ToolDefinition, string>();

function wordsOf(tools: readonly ToolDefinition[]): string[] {
  return tools.map((tool) => {
    const known = descriptions.get(tool) ?? JSON.stringify(tool.function).toLowerCase();
    descriptions.set(tool, known);
    return known;
  });
}
