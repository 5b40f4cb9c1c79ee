import type { Message, ToolDefinition } from '../../chat/index.ts';
import type { ActHint, AgentMove, Language, NegativeHint, PlannedCall } from '../../teacher/index.ts';
import { checkCalls, checkText, type TextProblem } from './check.ts';
import type { TextSources } from './sources.ts';

function namesOf(tools: readonly ToolDefinition[]): string[] {
  return tools.map((tool) => tool.function.name);
}

const descriptions = new WeakMap<object, string>();

function inWords(described: object): string {
  let words = descriptions.get(described);
  if (words === undefined) {
    words = JSON.stringify(described).toLowerCase();
    descriptions.set(described, words);
  }
  return words;
}

/** What the functions are for may be spoken of in their descriptions' own words. */
function wordsOf(tools: readonly ToolDefinition[]): string[] {
  return tools.map((tool) => inWords(tool.function));
}

/** A user says what the plan gives a user to say, and what the conversation holds. */
export function checkUserText(
  text: string,
  messages: readonly Message[],
  calls: readonly PlannedCall[],
  tools: readonly ToolDefinition[],
  language?: Language,
): TextProblem | undefined {
  const facts = calls.flatMap((call) => call.arguments.map(({ value }) => JSON.stringify(value)));
  const words = [...wordsOf(tools), ...calls.map(({ tool }) => inWords(tool.signature))];
  return checkText(text, { messages, facts, words, ...inLanguage(language) }, namesOf(tools));
}

/** The agent's message of the chosen side, or behind the mistake of the other. */
export function checkMove(
  move: AgentMove,
  hint: ActHint,
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
  language?: Language,
): TextProblem | undefined {
  if (isBareCall(move)) return checkCalls(move.calls, namesOf(tools));
  const words = [...wordsOf(tools), ...('wanted' in hint ? [inWords(hint.wanted.signature)] : [])];
  return checkAgent(move, { messages, words, ...inLanguage(language) }, tools);
}

/** The mistake itself: what the misleading hint makes up may be said, and nothing beyond it. */
export function checkMistake(
  move: AgentMove,
  wrong: NegativeHint,
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
  language?: Language,
): TextProblem | undefined {
  const asked = wrong.kind === 'calls';
  if (asked !== move.calls.length > 0)
    return { reason: 'not-offered', detail: asked ? 'calls were wanted' : 'a text was wanted, and no calls' };
  const words = [...wordsOf(tools), ...('wanted' in wrong ? [inWords(wrong.wanted.signature)] : [])];
  return checkAgent(move, { messages, words, facts: factsOf(wrong), ...inLanguage(language) }, tools);
}

function inLanguage(language: Language | undefined): Pick<TextSources, 'language'> {
  return language === undefined ? {} : { language };
}

function factsOf(wrong: NegativeHint): string[] {
  if (wrong.kind === 'misreport') return [wrong.wrong, wrong.closing];
  if (wrong.kind === 'answer') return [JSON.stringify(wrong.output)];
  return [];
}

function checkAgent(
  { content, calls }: AgentMove,
  sources: TextSources,
  tools: readonly ToolDefinition[],
): TextProblem | undefined {
  const names = namesOf(tools);
  const strange = checkCalls(calls, names);
  if (strange !== undefined) return strange;
  return isBareCall({ content, calls }) ? undefined : checkText(content, sources, names);
}

/** Calls without a word beside them: there is no text to check. */
function isBareCall({ content, calls }: AgentMove): boolean {
  return calls.length > 0 && content.trim() === '';
}
