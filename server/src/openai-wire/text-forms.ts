import { call, endOfObject, type OfferedTools, pairedCall, readBody, type TextCall } from './text-bodies.ts';
import { FAMILY_FORMS, type MarkedForm } from './text-marks.ts';

const NAME = '[\\p{L}_][\\p{L}\\p{N}_.:/-]{0,127}';
const PARAMETER = /<parameter=([^>\s]{1,128})>([\s\S]*?)(?:<\/parameter>|(?=<parameter=)|$)/g;
const ARGUMENT =
  /<(?:longcat_)?arg_key>([\s\S]*?)<\/(?:longcat_)?arg_key>\s*<(?:longcat_)?arg_value>([\s\S]*?)(?:<\/(?:longcat_)?arg_value>|$)/g;
const BAR = '[｜|]';
const GAP = '[▁_ ]';

/** `<function=name>` with one mark a parameter (Qwen3-Coder), or with JSON (Llama). */
const FUNCTION_TAG = /(?:<tool_call>\s*)?<function=([^>\s]{1,128})>([\s\S]*?)(?:<\/function>|$)(?:\s*<\/tool_call>)?/g;

/** In this order: a form whose marks another one uses with another body comes first. */
export const MARKED_FORMS: readonly MarkedForm[] = [
  ...FAMILY_FORMS,
  {
    form: 'harmony',
    pattern: new RegExp(
      `(?:<\\|start\\|>\\s*assistant\\s*)?(?:<\\|channel\\|>\\s*(?:commentary|analysis)\\s*)?to=(?:functions\\.)?(${NAME})[^{<]{0,100}?(?:<\\|(?:constrain|channel)\\|>[^{<]{0,100}?){0,2}<\\|message\\|>([\\s\\S]*?)(?:<\\|call\\|>|<\\|end\\|>|(?=<\\|start\\|>)|$)`,
      'gu',
    ),
    read: ([name = '', body = '']) => [call(name, body.trim())],
  },
  {
    form: 'qwen3-coder',
    pattern: FUNCTION_TAG,
    read: ([name = '', body = ''], tools) =>
      /<parameter=/.test(body) || body.trim() === ''
        ? [pairedCall(name, pairsOf(body, PARAMETER, oneLineFeedLess), tools)]
        : [],
  },
  { form: 'llama', pattern: FUNCTION_TAG, read: ([name = '', body = '']) => [call(name, body.trim())] },
  {
    form: 'glm',
    pattern: new RegExp(
      `<(?:longcat_)?tool_call>\\s*(${NAME})\\s*((?:<(?:longcat_)?arg_key>[\\s\\S]*?)?)(?:</(?:longcat_)?tool_call>|$)`,
      'gu',
    ),
    read: ([name = '', body = ''], tools) => [
      pairedCall(
        name,
        pairsOf(body, ARGUMENT, (text) => text),
        tools,
      ),
    ],
  },
  {
    form: 'hermes',
    pattern: /<(tool_call|function_call)>([\s\S]*?)(?:<\/\1>|$)/g,
    read: ([, body = ''], tools) => readBody(body.trim(), tools),
  },
  {
    form: 'llama',
    pattern: /<\|python_tag\|>([\s\S]*?)(?:<\|eom_id\|>|<\|eot_id\|>|$)/g,
    read: ([body = ''], tools) => readBody(body.trim(), tools).map((found) => withoutMethod(found, tools)),
  },
  {
    form: 'pythonic',
    pattern: /<\|python_start\|>([\s\S]*?)(?:<\|python_end\|>|$)/g,
    read: ([body = ''], tools) => readBody(body.trim(), tools),
  },
  {
    form: 'deepseek',
    pattern: new RegExp(
      `(?:<${BAR}tool${GAP}calls${GAP}begin${BAR}>\\s*)?<${BAR}tool${GAP}call${GAP}begin${BAR}>([^<]{0,300}?)<${BAR}tool${GAP}sep${BAR}>([\\s\\S]*?)(?:<${BAR}tool${GAP}call${GAP}end${BAR}>|$)(?:\\s*<${BAR}tool${GAP}calls${GAP}end${BAR}>)?`,
      'g',
    ),
    read: ([kind = '', body = '']) => [deepSeek(kind.trim(), body.trim())],
  },
];

/** Llama writes `search.call(query="…")` of tools that it was trained with. */
function withoutMethod(found: TextCall, { names }: OfferedTools): TextCall {
  const name = found.name.replace(/\.call$/, '');
  return names.has(found.name) || !names.has(name) ? found : { ...found, name };
}

/** Before V3.1: `function` before the separator, then the name and the arguments in a fence. */
function deepSeek(kind: string, body: string): TextCall {
  const fenced = /^([^\n`]{1,128})\s*```(?:json)?\s*([\s\S]*?)\s*(?:```)?$/.exec(body);
  if (kind === 'function' && fenced !== null) return call((fenced[1] ?? '').trim(), fenced[2]);
  return call(kind, body);
}

function* pairsOf(
  body: string,
  pattern: RegExp,
  clean: (text: string) => string,
): Generator<readonly [string, string]> {
  for (const [, key = '', value = ''] of body.matchAll(pattern)) yield [key.trim(), clean(value)];
}

function oneLineFeedLess(text: string): string {
  return text.replace(/^\n/, '').replace(/\n$/, '');
}

const MISTRAL = '[TOOL_CALLS]';

/**
 * Mistral's mark has a list behind it (old), or for each call a name and its arguments, with `[CALL_ID]` and `[ARGS]`
 * between them or nothing.
 */
export function takeMistral(text: string, tools: OfferedTools): { calls: TextCall[]; rest: string } {
  const start = text.indexOf(MISTRAL);
  if (start < 0) return { calls: [], rest: text };
  const before = text.slice(0, start);
  const body = text.slice(start + MISTRAL.length).trimStart();
  if (body.startsWith('[') || body.startsWith('{')) {
    const end = endOfObject(body, 0);
    const calls = readBody(body.slice(0, end), tools);
    return calls.length === 0 ? { calls, rest: text } : { calls, rest: before + body.slice(end) };
  }
  const calls: TextCall[] = [];
  let rest = body;
  for (let head = HEAD.exec(rest); head !== null; head = HEAD.exec(rest)) {
    const end = endOfObject(rest, head[0].length);
    calls.push(call(head[1] ?? '', rest.slice(head[0].length, end)));
    rest = rest.slice(end).trimStart();
  }
  return calls.length === 0 ? { calls, rest: text } : { calls, rest: before + rest };
}

const HEAD = new RegExp(
  `^(?:\\[TOOL_CALLS\\]\\s*)?(${NAME})\\s*(?:\\[CALL_ID\\]\\s*[\\p{L}\\p{N}_-]*\\s*)?(?:\\[ARGS\\]\\s*)?(?=\\{)`,
  'u',
);
