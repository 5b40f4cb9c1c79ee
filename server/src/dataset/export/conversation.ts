import { briefJson, isObject, type JsonSchema } from '../../json/index.ts';
import { findTextCalls, offeredTools } from '../../openai-wire/index.ts';
import { validateValue } from '../../signature/index.ts';
import type { Message, ToolCall, ToolDefinition, TrajectoryRecord } from '../../trajectory/index.ts';
import { BROKEN_ARGUMENTS } from '../read/call-check.ts';
import { undeclared } from './given.ts';
import { change, drop, type PreflightProblem } from './problem.ts';

const TWICE = 'some loaders join them into one, and templates that want turns to alternate raise';
const THOUGHTS = 'templates cut them from all but the last turn, or they are learnt as text';

const MARKED_THOUGHT = /<\/?(?:think|thinking|thought|reasoning)>|\[\/?THINK\]/;
const ROLES: ReadonlySet<string> = new Set(['system', 'user', 'assistant', 'tool']);

/** Templates that want turns to alternate raise on an assistant that speaks first. */
function beginProblems(messages: readonly Message[], side: string): PreflightProblem[] {
  const first = messages.find(({ role }) => role !== 'system')?.role;
  if (first !== 'assistant') return [];
  return [change(`${side}: it begins with a message of the assistant: templates that want a user first raise`)];
}

function hasReasoning(message: Message): boolean {
  const { reasoning_content: reasoning } = message as { readonly reasoning_content?: unknown };
  return typeof reasoning === 'string' && reasoning.trim() !== '';
}

const CALL_MARK = /<(?:tool_call|function_call)>|\[TOOL_CALLS\]/;

/** The tool that a text calls, offered or within marks of calls, in any of the forms that servers leave calls in; undefined for plain words. */
function callInText(text: string, tools: readonly ToolDefinition[]): string | undefined {
  if (!/[[{<]/.test(text)) return undefined;
  const names = new Set(tools.map((tool) => tool.function.name));
  const isMarked = CALL_MARK.test(text);
  return findTextCalls(text, offeredTools(tools)).calls.find(({ name }) => isMarked || names.has(name))?.name;
}

export function conversationProblems(
  messages: readonly Message[],
  record: TrajectoryRecord,
  side: string,
): PreflightProblem[] {
  const problems: PreflightProblem[] = [];
  const say = (message: string) => problems.push(drop(`${side}: ${message}`));
  let open = new Set<string>();
  const seen = new Set<string>();
  if (messages.length > 0 && !messages.some(({ role }) => role === 'user')) say('no message of a user');
  else problems.push(...beginProblems(messages, side));
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1]?.role;
    if (!ROLES.has(message.role)) say(`a message of the role ${JSON.stringify(message.role)} at place ${index}`);
    if (message.role === 'system' && index > 0) say(`a system message at place ${index}`);
    if (message.role === 'user' && before === 'user') say(`two user messages in a row at place ${index}`);
    if (message.role === 'user' && before === 'tool') say(`the outputs before place ${index} are never answered`);
    if (message.role === 'user' && message.content.trim() === '') say(`an empty user message at place ${index}`);
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) say(`output ${message.tool_call_id} answers no call`);
      continue;
    }
    if (open.size > 0) say(`${[...open].join(', ')} is never answered`);
    open = new Set();
    if (message.role !== 'assistant') continue;
    if (before === 'assistant')
      problems.push(change(`${side}: two assistant messages in a row at place ${index}: ${TWICE}`));
    if (MARKED_THOUGHT.test(message.content))
      problems.push(change(`${side}: thoughts in the assistant message at place ${index}: ${THOUGHTS}`));
    if (hasReasoning(message))
      problems.push(change(`${side}: the reasoning_content of the message at place ${index} is left out`));
    const written = side === 'chosen' ? callInText(message.content, record.tools) : undefined;
    if (written !== undefined) say(`a call of ${written} is written as text at place ${index}`);
    const calls = message.tool_calls ?? [];
    if (calls.length === 0 && message.content.trim() === '') say(`an empty assistant message at place ${index}`);
    for (const call of calls) {
      if (seen.has(call.id)) say(`the call id ${call.id} is used twice`);
      seen.add(call.id);
      open.add(call.id);
      problems.push(...callProblems(call, index, record, side));
    }
  }
  // A conversation may end with calls: what comes out of them is not there to be learnt from.
  if (messages.at(-1)?.role !== 'assistant') {
    if (open.size > 0) say(`${[...open].join(', ')} is never answered`);
    say("the last message is not the assistant's");
  }
  return problems;
}

/** The called tool was offered, at that place, and its arguments are valid. Only the chosen side has to be right. */
function callProblems(
  { id, function: { name, arguments: args } }: ToolCall,
  at: number,
  record: TrajectoryRecord,
  side: string,
): PreflightProblem[] {
  if (!isObject(args) || Object.hasOwn(args, BROKEN_ARGUMENTS)) {
    const given = briefJson((isObject(args) ? args[BROKEN_ARGUMENTS] : args) ?? null);
    return [drop(`${side}: arguments of ${name} are no JSON object (${id}: ${given})`)];
  }
  if (side !== 'chosen') return [];
  const tool = record.tools.find((item) => item.function.name === name);
  if (tool === undefined) return [drop(`${side}: ${name} was not offered`)];
  const withheld = record.withheld?.find((item) => item.name === name && at < item.until);
  if (withheld !== undefined) return [drop(`${side}: ${name} is called while it is withheld`)];
  const errors = validateValue(tool.function.parameters as JsonSchema, args);
  const [error] = errors;
  if (error !== undefined)
    return [drop(`${side}: arguments of ${name} are not valid: ${error.message} (${id}: ${briefJson(args)})`)];
  return undeclared(tool.function.parameters, args).map((path) =>
    drop(`${side}: ${name} declares no argument ${path} (${id}: ${briefJson(args)})`),
  );
}
