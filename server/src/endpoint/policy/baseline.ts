import type { Message, ToolDefinition } from '../../chat/index.ts';
import { keyWords } from '../../english/index.ts';
import { fillArguments } from './fill.ts';
import { createMatcher } from './match.ts';
import { type PastValue, pastValues } from './sources.ts';
import type { Policy, PolicyMove, PolicyRequest } from './types.ts';

/** Model id of the built-in policy. */
export const BASELINE_MODEL = 'magnet-baseline';

/** What it adds to whatever it says. */
export const BASELINE_NOTICE = '(Magnet baseline: it matches words, it is no language model.)';

/** Calls of one turn at most. */
const MAX_CALLS = 6;

/**
 * The policy behind the local endpoint before any model is installed: no language model. Each part of the user's message goes to the function whose
 * name and description share most words with it; arguments come from what the user said and what earlier calls gave; where
 * a required value is missing it asks; when all is done it repeats the outputs.
 */
export function createBaselinePolicy(): Policy {
  return { model: BASELINE_MODEL, move };
}

function move({ messages, tools }: PolicyRequest): PolicyMove {
  const turn = readTurn(messages);
  if (turn.query === '') return say('What would you like to do?');
  if (tools.length === 0) return say('No functions were offered, so there is nothing I can call.');
  const direct = planCalls(turn.query, tools);
  // `Please try again`: what was asked before is what is meant.
  const again = direct.length === 0 && turn.before !== '';
  const query = again ? turn.before : turn.query;
  const plan = again ? planCalls(query, tools) : direct;
  if (plan.length === 0) return say('None of the functions I was given fits that.');
  const next = plan.slice(turn.called.length)[0];
  if (next === undefined || turn.called.length >= MAX_CALLS || turn.failed) return say(summary(turn));
  const filled = fillArguments(next.tool, next.text, query, turn.past);
  if (filled.missing.length > 0) return say(question(next.tool, filled.missing));
  return { text: '', calls: [{ name: next.tool.function.name, arguments: filled.arguments }] };
}

interface Turn {
  /** What the user asks for; with the answer, where we asked back. */
  readonly query: string;
  /** What was asked before, where nothing was called for it; else ''. */
  readonly before: string;
  /** Names of the functions called since then. */
  readonly called: readonly string[];
  readonly outputs: readonly string[];
  readonly failed: boolean;
  readonly past: readonly PastValue[];
}

function readTurn(messages: readonly Message[]): Turn {
  const start = messages.findLastIndex((message) => message.role === 'user');
  const since = messages.slice(start + 1);
  const outputs = since.flatMap((message) => (message.role === 'tool' ? [message.content] : []));
  return {
    query: queryAt(messages, start),
    before: unansweredBefore(messages, start),
    called: since.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
    ),
    outputs,
    failed: outputs.some(isError),
    past: pastValues(messages),
  };
}

/** The user's message before this one, where it was answered in words alone. */
function unansweredBefore(messages: readonly Message[], at: number): string {
  const answered = messages[at - 1];
  if (answered?.role !== 'assistant' || (answered.tool_calls ?? []).length > 0) return '';
  if (messages[at - 2]?.role !== 'user') return '';
  return queryAt(messages, at - 2);
}

/** More than a person says in one turn. */
const MAX_QUERY = 20_000;

function queryAt(messages: readonly Message[], at: number): string {
  const own = (messages[at]?.content ?? '').slice(0, MAX_QUERY);
  const asked = messages[at - 1];
  const isAnswer = asked?.role === 'assistant' && (asked.tool_calls ?? []).length === 0 && asked.content.includes('?');
  const before = isAnswer ? messages.slice(0, at - 1).findLastIndex((message) => message.role === 'user') : -1;
  return before < 0 ? own : `${queryAt(messages, before)}\n${own}`;
}

function isError(content: string): boolean {
  return /^\s*\{\s*"error"/.test(content) || /^\s*error\b/i.test(content);
}

interface Step {
  readonly tool: ToolDefinition;
  readonly text: string;
}

/** One step for each part of the message that a function fits; the same function in a row is one step. */
function planCalls(query: string, tools: readonly ToolDefinition[]): Step[] {
  const matcher = createMatcher(tools);
  const steps: Step[] = [];
  for (const text of clauses(query)) {
    const match = matcher.best(text, new Set());
    if (match !== undefined && steps.at(-1)?.tool !== match.tool) steps.push({ tool: match.tool, text });
  }
  if (steps.length > 0) return steps.slice(0, MAX_CALLS);
  const whole = matcher.best(query, new Set());
  return whole === undefined ? [] : [{ tool: whole.tool, text: query }];
}

/** Sentences, and parts joined by `then`, `and then`, `also`, `after that`. */
function clauses(query: string): string[] {
  return query
    .split(/(?<=[.!?;])\s+|\n+|,?\s+(?:and then|then|after that|afterwards|and also|also)\s+|,\s+and\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function say(text: string): PolicyMove {
  return { text: `${text} ${BASELINE_NOTICE}`, calls: [] };
}

function question(tool: ToolDefinition, missing: readonly string[]): string {
  const properties = tool.function.parameters.properties ?? {};
  const named = missing.map((name) => {
    const description = properties[name]?.description;
    const words = keyWords(name).join(' ') || name;
    return typeof description === 'string' && description !== ''
      ? `${words} (${description.split(/[.\n]/)[0]})`
      : words;
  });
  return `Could you tell me the ${named.join(' and the ')}?`;
}

const MAX_SUMMARY = 1500;

function summary({ outputs, failed }: Turn): string {
  const given = outputs.join('\n').slice(0, MAX_SUMMARY);
  return failed ? `That did not work: ${given}` : `Done. ${given}`;
}
