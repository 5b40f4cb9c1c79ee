import { parsedJson } from '../json/index.ts';
import { parsePythonCalls } from './python-calls.ts';
import { call, endOfObject, jsonCalls, namedCall, type OfferedTools, readBody, type TextCall } from './text-bodies.ts';
import { MARKED_FORMS, takeMistral } from './text-forms.ts';

export type { OfferedTools, TextCall, TextForm } from './text-bodies.ts';

export interface TextCalls {
  readonly calls: readonly TextCall[];
  /** The text without them and without thoughts. */
  readonly rest: string;
  /** What stood between marks of thinking; `''` where nothing did. */
  readonly thoughts: string;
}

/**
 * Finds calls that a server left in the text. Marked ones are found anywhere; bare ones only where they name an offered
 * tool, so that prose stays prose. What a model thinks is never a call. Nothing is evaluated.
 */
export function findTextCalls(text: string, offered: OfferedTools): TextCalls {
  if (text.length > MAX_SEARCHED) return { calls: [], rest: text, thoughts: '' };
  const { said, thoughts } = withoutThoughts(text);
  const marked = markedCalls(said, offered);
  if (marked.calls.length > 0) return { ...marked, thoughts };
  const bare = bareCalls(said, offered);
  return bare === undefined ? { calls: [], rest: said, thoughts } : { ...bare, thoughts };
}

/** A longer text is no call: nothing is looked for in it. */
const MAX_SEARCHED = 1_000_000;

/** Marks of thinking. An opening one may stand in the prompt, a closing one may be cut. */
const THOUGHTS = [
  /<(think|thinking|thought|reasoning)>([\s\S]*?)(?:<\/\1>|$)/g,
  /\[(THINK)\]([\s\S]*?)(?:\[\/\1\]|$)/g,
  /(<\|start\|>assistant)?<\|channel\|>\s*analysis\s*<\|message\|>([\s\S]*?)(?:<\|end\|>|(?=<\|start\|>)|$)/g,
];
const CLOSED_ALONE = /^([\s\S]*?)<\/(?:think|thinking)>/;
const FINAL = /(?:<\|start\|>assistant)?<\|channel\|>\s*final\s*<\|message\|>([\s\S]*?)(?:<\|return\|>|<\|end\|>|$)/g;

function withoutThoughts(text: string): { said: string; thoughts: string } {
  const found: string[] = [];
  let said = text;
  for (const pattern of THOUGHTS) {
    said = said.replace(pattern, (_whole, _mark, thought: string) => {
      found.push(thought);
      return '';
    });
  }
  said = said.replace(CLOSED_ALONE, (_whole, thought: string) => {
    found.push(thought);
    return '';
  });
  said = said.replace(FINAL, '$1');
  return { said: said === text ? text : said.trim(), thoughts: found.join('\n').trim() };
}

function markedCalls(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } {
  const mistral = takeMistral(text, tools);
  const calls: TextCall[] = mistral.calls.map((call) => ({ ...call, parser: 'mistral' }));
  let { rest } = mistral;
  for (const { form, pattern, read } of MARKED_FORMS) {
    rest = rest.replace(pattern, (whole: string, ...groups: unknown[]) => {
      const texts = groups.filter((group) => typeof group === 'string').slice(0, -1);
      const found = read(texts, tools).filter((call) => call.name !== '');
      calls.push(...found.map((call) => ({ ...call, parser: form })));
      return found.length > 0 ? '' : whole;
    });
  }
  return { calls, rest: rest.trim() };
}

const FENCE = /```(?:json|python|tool_call|tool_code)?[ \t]*\n([\s\S]*?)\n?[ \t]*```/g;
/** Characters of a text in which calls without marks are looked for. */
const MAX_BARE = 100_000;

/** Calls without marks: the whole text, a fence, a line, or an object within prose; every one names an offered tool. */
function bareCalls(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } | undefined {
  const whole = text.trim();
  if (whole === '' || whole.length > MAX_BARE) return undefined;
  // A text that begins as prose is no cut call.
  const startsAsCall = /^(?:[[{]|[\p{L}_][\p{L}\p{N}_.]*\()/u.test(whole);
  const alone = startsAsCall ? offeredOnly(readBody(whole, tools), tools) : undefined;
  if (alone !== undefined) return { calls: alone.map((call) => formed(call, whole)), rest: '' };
  return actionCall(whole, tools) ?? fencedCalls(whole, tools) ?? lineCalls(whole, tools) ?? objectCalls(whole, tools);
}

const ACTION = /(?:^|\n)[ \t]*Action:[ \t]*`?([\p{L}_][\p{L}\p{N}_.:/-]{0,127})`?[ \t]*\n\s*Action Input:[ \t]*/u;

/** The first action of a ReAct text. What stands behind it is the model's own idea of an observation. */
function actionCall(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } | undefined {
  const found = ACTION.exec(text);
  if (found === null || !tools.names.has(found[1] ?? '')) return undefined;
  const start = found.index + found[0].length;
  const isJson = text[start] === '{';
  const given = isJson ? text.slice(start, endOfObject(text, start)) : (/^.*/.exec(text.slice(start))?.[0] ?? '');
  const name = found[1] ?? '';
  const one = isJson
    ? call(name, given)
    : namedCall({ name, positional: given.trim() === '' ? [] : [given.trim()], named: {} }, tools.parameters);
  return { calls: [{ ...one, parser: 'react' }], rest: text.slice(0, found.index).trim() };
}

function formed(call: TextCall, text: string): TextCall {
  return { ...call, parser: /^[[{]\s*["{]/.test(text) ? (/"parameters"/.test(text) ? 'llama' : 'json') : 'pythonic' };
}

function offeredOnly(calls: readonly TextCall[], { names }: OfferedTools): readonly TextCall[] | undefined {
  return calls.length > 0 && calls.every((call) => names.has(call.name)) ? calls : undefined;
}

function fencedCalls(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } | undefined {
  const calls: TextCall[] = [];
  const rest = text.replace(FENCE, (fence: string, body: string) => {
    const found = offeredOnly(readBody(body.trim(), tools), tools);
    calls.push(...(found ?? []).map((call): TextCall => ({ ...call, parser: 'fenced' })));
    return found === undefined ? fence : '';
  });
  return calls.length === 0 ? undefined : { calls, rest: rest.trim() };
}

/** Lines that are nothing but a call as Python; in prose a name with brackets behind it is no call. */
function lineCalls(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } | undefined {
  const calls: TextCall[] = [];
  const rest = text.split('\n').filter((line) => {
    const python = /^\s*\[?\s*[\p{L}_][\p{L}\p{N}_.]*\(.*\)\s*\]?\s*$/u.test(line) ? parsePythonCalls(line) : undefined;
    const found = offeredOnly(
      (python ?? []).map((call) => namedCall(call, tools.parameters)),
      tools,
    );
    calls.push(...(found ?? []).map((call): TextCall => ({ ...call, parser: 'pythonic' })));
    return found === undefined;
  });
  return calls.length === 0 ? undefined : { calls, rest: rest.join('\n').trim() };
}

/** Objects of a text that are tried. */
const MAX_TRIES = 200;

/** Objects within prose that hold a name and arguments and nothing else of note. */
function objectCalls(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } | undefined {
  const calls: TextCall[] = [];
  let rest = '';
  let from = 0;
  const start = /[[{]\s*\{?\s*"(?:name|function|tool|type|tool_name)"\s*:/g;
  let tries = 0;
  for (let match = start.exec(text); match !== null && tries < MAX_TRIES; match = start.exec(text)) {
    tries += 1;
    const end = endOfObject(text, match.index);
    const written = text.slice(match.index, end);
    const value = /"(?:arguments|parameters|args)"/.test(written) ? parsedJson(written) : undefined;
    const found = value === undefined ? undefined : offeredOnly(jsonCalls(value), tools);
    if (found === undefined) continue;
    calls.push(...found.map((call): TextCall => ({ ...call, parser: 'json' })));
    rest += text.slice(from, match.index);
    from = end;
    start.lastIndex = end;
  }
  return calls.length === 0 ? undefined : { calls, rest: (rest + text.slice(from)).trim() };
}
