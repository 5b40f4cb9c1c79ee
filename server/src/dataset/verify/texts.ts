import { LANGUAGES } from '../../teacher/index.ts';
import {
  checkTextBeside,
  GrownSources,
  type Message,
  passedOver,
  type TextProblem,
  type TextSources,
  type ToolDefinition,
  type TrajectoryRecord,
} from '../../trajectory/index.ts';
import type { NotChecked, VerifyProblem } from './types.ts';

/**
 * What is said, on both sides. The agent says nothing that no message, output or call before it holds; nobody names a
 * function. A user brings facts along; the marked message of a rejected side is there to be wrong: of both only the form counts.
 */
export function textProblems(
  record: TrajectoryRecord,
  more: readonly string[],
  notChecked: NotChecked[],
): VerifyProblem[] {
  const { messages, rejected, divergesAt, tools } = record;
  const words = [...wordsOf(tools), ...more];
  const language = languageOf(record);
  const names = tools.map((tool) => tool.function.name);
  const chosen = [
    ...sideProblems(messages, 0, undefined, { words, ...language }, names, notChecked),
    ...passedOverProblems(messages),
  ];
  if (rejected === undefined || divergesAt === undefined) return chosen;
  const other = sideProblems(
    rejected,
    divergesAt.message,
    divergesAt.message,
    { words, ...language },
    names,
    notChecked,
  );
  return [...chosen, ...other.map((problem) => ({ ...problem, detail: `rejected side: ${problem.detail}` }))];
}

function sideProblems(
  messages: readonly Message[],
  from: number,
  marked: number | undefined,
  more: Pick<TextSources, 'words' | 'language'>,
  names: readonly string[],
  notChecked: NotChecked[],
): VerifyProblem[] {
  const before = new GrownSources(more);
  const problems: VerifyProblem[] = [];
  for (const [at, message] of messages.entries()) {
    const brings = message.role === 'user' || at === marked;
    const problem = at < from || !isSaid(message) ? undefined : checkTextBeside(message.content, before, names, brings);
    if (problem !== undefined) problems.push({ check: 'texts', message: at, detail: wording(problem) });
    before.add(message);
  }
  if (before.exhausted)
    notChecked.push({ check: 'texts', why: 'it is too long to hold every text against all before' });
  return problems;
}

/** A call without a word is none to check. */
function isSaid(message: Message): boolean {
  if (message.role !== 'user' && message.role !== 'assistant') return false;
  return message.role === 'user' || message.content.trim() !== '' || (message.tool_calls?.length ?? 0) === 0;
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
