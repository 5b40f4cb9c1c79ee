import { canonicalJson, isSchema, type Json, type JsonSchema } from '../../json/index.ts';
import { type Message, namedFunction, type ToolDefinition, type TrajectoryRecord } from '../../trajectory/index.ts';
import { contradictionsIn } from '../contradictions.ts';
import { leakedHint } from '../leaked-hint.ts';
import { halfCharacters, marksInTexts, zeroCharacters } from '../unsafe-texts.ts';
import { conversationProblems } from './conversation.ts';
import { contradicted } from './fit.ts';
import { givenByNobody, saidOfNothing } from './given.ts';
import { lengthProblem } from './length.ts';
import { change, drop, type PreflightProblem } from './problem.ts';
import { commonPrefix, flatten } from './sides.ts';
import type { ExportLimits, ExportTarget } from './target.ts';

/** @param named Whether a template is named, which then says itself which marks are its own. */
export function preflight(
  record: TrajectoryRecord,
  target: ExportTarget,
  limits: ExportLimits,
  named = false,
): PreflightProblem[] {
  const flat = flatten(record);
  const at = target.pairs && flat.rejected !== undefined ? commonPrefix(flat.chosen, flat.rejected) : 0;
  // What comes after the message in which the sides part is nobody's concern where it is not written.
  const written = (side: readonly Message[]) => (target.pairs && target.oneMessage ? side.slice(0, at + 1) : side);
  const chosen = written(flat.chosen);
  const unfinished = unfinishedTools(record.tools);
  const problems = [
    ...textProblems(upTo(record.messages, chosen.length), named),
    ...halfCharacters([], record.tools).map(({ where }) => drop(`${where} ${HALF}`)),
    ...conversationProblems(chosen, record, 'chosen'),
    ...unfinished,
    ...contradicted(record.tools).map((name) => drop(`the tool ${name} is offered twice, with different definitions`)),
    ...givenByNobody(record).map(({ text }) => change(text)),
    ...saidOfNothing(record.messages).map(change),
    ...(unfinished.length > 0 ? [] : contradictions(record)),
    ...leakProblems(record),
    ...lengthProblems(chosen, flat.tools, limits),
  ];
  if (!target.pairs) return problems;
  if (flat.rejected === undefined) return [...problems, drop('it is no pair: it has no rejected side')];
  const rejected = written(flat.rejected);
  return [
    ...problems,
    ...conversationProblems(rejected, record, 'rejected'),
    ...textProblems(rejected.slice(at), named, at, 'rejected: '),
    ...lengthProblems(rejected, flat.tools, limits, 'rejected: '),
    ...pairProblems(flat.chosen, flat.rejected),
  ];
}

function lengthProblems(
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
  limits: ExportLimits,
  side = '',
): PreflightProblem[] {
  const tooLong = lengthProblem(messages, tools, limits);
  return tooLong === undefined ? [] : [change(side + tooLong)];
}

/** The list itself where nothing is left out: what is found in it is kept. */
function upTo(messages: readonly Message[], length: number): readonly Message[] {
  return length < messages.length ? messages.slice(0, length) : messages;
}

/**
 * What no tokenizer or template takes as it is, of what was said, given or came out.
 * @param first the place of the first of these messages in its conversation
 */
function textProblems(messages: readonly Message[], named: boolean, first = 0, side = ''): PreflightProblem[] {
  const at = (message = 0) => `at place ${message + first}`;
  return [
    ...(named ? [] : marksInTexts(messages)).map(({ message, where, marks }) =>
      change(`${side}${where} ${at(message)} holds ${marks.join(', ')}: ${MARKED}`),
    ),
    ...halfCharacters(messages).map(({ where, message }) => drop(`${side}${where} ${at(message)} ${HALF}`)),
    ...zeroCharacters(messages).map(({ where, message }) => change(`${side}${where} ${at(message)} ${ZERO}`)),
  ];
}

const MARKED = 'where the template has this mark, a turn ends or begins there';
const HALF =
  'holds half a character (a surrogate without its other half): UTF-8 has no bytes for it, and loaders raise';
const ZERO = 'holds U+0000: databases refuse it, and programs in C take the text to end there';

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

function pairProblems(chosen: readonly Message[], rejected: readonly Message[]): PreflightProblem[] {
  const at = commonPrefix(chosen, rejected);
  if (saysTheSame(chosen, rejected, at)) return [drop('chosen and rejected are the same')];
  if (at === chosen.length || at === rejected.length) return [drop('one side is only the beginning of the other')];
  const last = chosen[at - 1]?.role;
  if (last !== 'user' && last !== 'tool')
    return [drop(`the prompt ends with a message of role ${last ?? 'none'}, not user or tool`)];
  return [];
}

/** Whether both sides mean the same: blanks around a text, ids of calls and the order of arguments are no difference. */
function saysTheSame(chosen: readonly Message[], rejected: readonly Message[], from: number): boolean {
  if (chosen.length !== rejected.length) return false;
  const meant = (message: Message): Json => ({
    role: message.role,
    content: message.content.trim(),
    calls:
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function as unknown as Json) : [],
  });
  return chosen.slice(from).every((message, place) => {
    const other = rejected[from + place];
    return other !== undefined && canonicalJson(meant(message)) === canonicalJson(meant(other));
  });
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
