import type { Message, ToolDefinition } from '../../trajectory/index.ts';
import { toolsText } from './sides.ts';
import type { ExportLimits } from './target.ts';

/** Why a trainer would cut a record, by about four characters a token: an estimate, so it only warns. */
export function lengthProblem(
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
  limits: ExportLimits,
): string | undefined {
  const toolsLength = toolsText(tools).length;
  // Most records are so short that nothing has to be written, or even looked at, to know it.
  const fits = (bound: (text: string) => number) =>
    messages.reduce((sum, message) => sum + lengthBound(message, bound), toolsLength) <= 4 * limits.maxTokens;
  if (fits(longest) || fits(longestOf)) return undefined;
  const tokens = Math.ceil((JSON.stringify(messages).length + toolsLength) / 4);
  return tokens > limits.maxTokens ? `about ${tokens} tokens: a trainer cuts it at ${limits.maxTokens}` : undefined;
}

/** The keys, quotes and commas of a message that is but words or an output. */
const FRAME = 60;
/** Characters that JSON writes as six (`\u0007`); any other becomes two at most. */
const WRITTEN_AS_SIX = /[\p{Cc}\p{Cs}]/u;

/** Characters of a message as JSON, at most. */
function lengthBound(message: Message, bound: (text: string) => number): number {
  const { role, content } = message;
  const keys = Object.keys(message).length;
  if (keys === 2) return FRAME + bound(role) + bound(content);
  if (role === 'tool' && keys === 3) return FRAME + bound(message.tool_call_id) + bound(content);
  return 1 + JSON.stringify(message).length;
}

function longest(text: string): number {
  return 6 * text.length;
}

function longestOf(text: string): number {
  return text.length * (WRITTEN_AS_SIX.test(text) ? 6 : 2);
}
