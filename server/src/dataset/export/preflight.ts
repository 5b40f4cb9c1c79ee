import { briefJson, isSchema, type JsonSchema } from '../../json/index.ts';
import { findTextCalls, offeredTools } from '../../openai-wire/index.ts';
import { validateValue } from '../../signature/index.ts';
import {
  type Message,
  namedFunction,
  type ToolCall,
  type ToolDefinition,
  type TrajectoryRecord,
} from '../../trajectory/index.ts';
import { contradictionsIn } from '../contradictions.ts';
import { leakedHint } from '../leaked-hint.ts';
import { halfCharacters, marksInTexts } from '../unsafe-texts.ts';
import { contradicted } from './fit.ts';
import { givenByNobody, saidOfNothing, undeclared } from './given.ts';
import { lengthProblem } from './length.ts';
import { commonPrefix, flatten } from './sides.ts';
import type { ExportLimits, ExportTarget } from './target.ts';

/** What a trainer would drop or refuse, said before it does (dataset-formats, "Pre-flight"). */
export interface PreflightProblem {
  readonly level: 'dropped' | 'changed';
  readonly message: string;
}

/** @param named Whether a template is named, which then says itself which marks are its own. */
export function preflight(
  record: TrajectoryRecord,
  target: ExportTarget,
  limits: ExportLimits,
  named = false,
): PreflightProblem[] {
  const flat = flatten(record);
  const unfinished = unfinishedTools(record.tools);
  const tooLong = lengthProblem(flat.chosen, flat.tools, limits);
  const problems = [
    ...(named ? [] : markProblems(flat.chosen)),
    ...conversationProblems(flat.chosen, record, 'chosen'),
    ...unfinished,
    ...contradicted(record.tools).map((name) => drop(`the tool ${name} is offered twice, with different definitions`)),
    ...givenByNobody(record).map(({ text }) => change(text)),
    ...saidOfNothing(record.messages).map(change),
    ...(unfinished.length > 0 ? [] : contradictions(record)),
    ...leakProblems(record),
    ...halfCharacters(record.messages, record.tools).map(({ where, message }) =>
      drop(`${where}${message === undefined ? '' : ` at place ${message}`} ${HALF}`),
    ),
    ...(tooLong === undefined ? [] : [change(tooLong)]),
  ];
  if (!target.pairs) return problems;
  if (flat.rejected === undefined) return [...problems, drop('it is no pair: it has no rejected side')];
  return [
    ...problems,
    ...conversationProblems(flat.rejected, record, 'rejected'),
    ...pairProblems(flat.chosen, flat.rejected),
  ];
}

/** Marks of templates in what was said, given or came out. */
function markProblems(messages: readonly Message[]): PreflightProblem[] {
  return marksInTexts(messages).map(({ message, where, marks }) =>
    change(
      `${where} at place ${message} holds ${marks.join(', ')}: where the template has this mark, a turn ends or begins there`,
    ),
  );
}

/** Outputs that contradict the conversation before them, as those of two calls that changed places. */
function contradictions(record: TrajectoryRecord): PreflightProblem[] {
  return contradictionsIn(record).map(({ message, function: name, reason }) =>
    change(`the output at place ${message}, of ${name}, contradicts what is before it: ${reason}`),
  );
}

/** Properties that a table loader filled in with null, for parameters of other tools. */
function unfinishedTools(tools: readonly ToolDefinition[]): PreflightProblem[] {
  return tools.flatMap((tool) => {
    const empty = emptyProperties(tool);
    const { name } = tool.function;
    return empty.length === 0 ? [] : [drop(`the tool ${name} has parameters that are null: ${empty.join(', ')}`)];
  });
}

const knownEmpty = new WeakMap<ToolDefinition, readonly string[]>();

/** Records of a run share their definitions, so each is looked through once. */
function emptyProperties(tool: ToolDefinition): readonly string[] {
  const empty = knownEmpty.get(tool) ?? nullProperties(tool.function.parameters as JsonSchema);
  knownEmpty.set(tool, empty);
  return empty;
}

/** Names of properties that are null, also of objects within and of what lists hold. */
function nullProperties(schema: JsonSchema, path = ''): string[] {
  const { properties = {}, items } = schema;
  const own = Object.entries(properties as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
    value === null ? [path + name] : isSchema(value) ? nullProperties(value, `${path}${name}.`) : [],
  );
  return isSchema(items) ? [...own, ...nullProperties(items, `${path.slice(0, -1)}[].`)] : own;
}

function change(message: string): PreflightProblem {
  return { level: 'changed', message };
}

function drop(message: string): PreflightProblem {
  return { level: 'dropped', message };
}

function pairProblems(chosen: readonly Message[], rejected: readonly Message[]): PreflightProblem[] {
  const at = commonPrefix(chosen, rejected);
  if (at === chosen.length && at === rejected.length) return [drop('chosen and rejected are the same')];
  if (at === chosen.length || at === rejected.length) return [drop('one side is only the beginning of the other')];
  const last = chosen[at - 1]?.role;
  if (last !== 'user' && last !== 'tool')
    return [drop(`the prompt ends with a message of role ${last ?? 'none'}, not user or tool`)];
  return [];
}

const HALF =
  'holds half a character (a surrogate without its other half): UTF-8 has no bytes for it, and loaders raise';
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

function conversationProblems(
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
  if (open.size > 0) say(`${[...open].join(', ')} is never answered`);
  if (messages.at(-1)?.role !== 'assistant') say("the last message is not the assistant's");
  return problems;
}

/** The called tool was offered, at that place, and its arguments are valid. Only the chosen side has to be right. */
function callProblems(
  { id, function: { name, arguments: args } }: ToolCall,
  at: number,
  record: TrajectoryRecord,
  side: string,
): PreflightProblem[] {
  const tool = record.tools.find((item) => item.function.name === name);
  if (tool === undefined) return [drop(`${side}: ${name} was not offered`)];
  if (side !== 'chosen') return [];
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

function leakProblems(record: TrajectoryRecord): PreflightProblem[] {
  const names = record.tools.map((tool) => tool.function.name);
  for (const message of record.messages) {
    if (message.role !== 'user') continue;
    const named = namedFunction(message.content, names);
    if (named !== undefined) return [drop(`a query names the function ${named}`)];
    const hint = leakedHint(message.content, names);
    if (hint !== undefined) return [drop(`a query holds a hint: ${hint}`)];
  }
  return [];
}
