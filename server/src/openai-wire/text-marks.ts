import { isObject, type Json, parsedJson } from '../json/index.ts';
import { call, type OfferedTools, pairedCall, readBody, type TextCall, type TextForm } from './text-bodies.ts';

/** A form whose marks no prose has: its calls are found anywhere in a text. */
export interface MarkedForm {
  readonly form: TextForm;
  readonly pattern: RegExp;
  /** Calls of a match; none where the marks hold something else, which then stays in the text. */
  readonly read: (groups: readonly string[], tools: OfferedTools) => readonly TextCall[];
}

/** What vendors put before the names of their tags: `minimax:`, `｜DSML｜`, `steptml:`. */
const VENDOR = '[\\w｜|:-]{0,16}';
/** Tags around the calls of a message, and what Step-3 writes behind its own. */
const AROUND = '(?:<[\\w｜|:▁-]{0,24}(?:tool|function)[\\w｜|▁]{0,24}>\\s*(?:function(?=<))?){0,3}\\s*';
const AROUND_END = '(?:\\s*</?[\\w｜|:▁-]{0,24}(?:tool|function)[\\w｜|▁]{0,24}>){0,3}';
const GIVEN = new RegExp(
  `<${VENDOR}parameter\\s+name="([^"<>]{1,128})"(?:\\s+string="(true|false)")?\\s*>([\\s\\S]*?)(?:</${VENDOR}parameter>|$)`,
  'g',
);

/** Forms with marks of their own, by the family of models that brought each up. */
export const FAMILY_FORMS: readonly MarkedForm[] = [
  {
    form: 'kimi',
    pattern:
      /(?:<\|tool_calls_section_begin\|>\s*)?<\|tool_call_begin\|>\s*([^<\s]{1,128})\s*<\|tool_call_argument_begin\|>([\s\S]*?)(?:<\|tool_call_end\|>|$)(?:\s*<\|tool_calls_section_end\|>)?/g,
    read: ([name = '', body = '']) => [call(name.replace(/^functions\./, '').replace(/:\d+$/, ''), body.trim())],
  },
  {
    // Claude's own, MiniMax-M2's, DeepSeek-V3.2's and Step-3's: one tag a call, one a parameter.
    form: 'invoke',
    pattern: new RegExp(
      `${AROUND}<(${VENDOR})invoke\\s+name="([^"<>]{1,128})"\\s*>([\\s\\S]*?)(?:</\\1invoke>|$)${AROUND_END}`,
      'g',
    ),
    read: ([, name = '', body = ''], tools) => [invoked(name, body, tools)],
  },
  {
    form: 'gemma',
    pattern:
      /(?:<\|tool_call>|<start_function_call>)\s*call:([\w.:-]{1,128})\s*(\{[\s\S]*?)(?:<tool_call\|>|<end_function_call>|$)/g,
    read: ([name = '', body = '']) => [call(name, plainJson(body.trim()))],
  },
  {
    form: 'cohere',
    pattern: /<\|START_ACTION\|>([\s\S]*?)(?:<\|END_ACTION\|>|$)/g,
    read: ([body = ''], tools) => readBody(body.trim(), tools),
  },
  {
    form: 'apertus',
    pattern: /<\|tools_prefix\|>([\s\S]*?)(?:<\|tools_suffix\|>|$)/g,
    read: ([body = '']) => keyedCalls(parsedJson(body.trim())),
  },
  {
    form: 'pythonic',
    pattern: /<\|tool_call_start\|>([\s\S]*?)(?:<\|tool_call_end\|>|$)/g,
    read: ([body = ''], tools) => readBody(body.trim(), tools),
  },
];

/** DeepSeek says of each value whether it is text; the others leave it to the schema. */
function invoked(name: string, body: string, tools: OfferedTools): TextCall {
  const given = [...body.matchAll(GIVEN)];
  const pairs = given.map(([, key = '', , value = '']): [string, string] => [key, value.replace(/^\n|\n$/g, '')]);
  const texts = new Set(given.filter(([, , text]) => text === 'true').map(([, key]) => key));
  const values = new Set(given.filter(([, , text]) => text === 'false').map(([, key]) => key));
  const takesText: OfferedTools['takesText'] = (tool, key) =>
    texts.has(key) || (!values.has(key) && tools.takesText(tool, key));
  return pairedCall(name, pairs, { ...tools, takesText });
}

/** `{a:<|"|>x<|"|>,b:2}` as JSON: texts stand between marks, keys are bare. */
function plainJson(body: string): string {
  return body
    .split(/<\|"\|>|<escape>/)
    .map((part, at) =>
      at % 2 === 1 ? JSON.stringify(part) : part.replace(/([{,]\s*)([A-Za-z_][\w.-]*)\s*:/g, '$1"$2":'),
    )
    .join('');
}

/** `[{name: arguments}]`. */
function keyedCalls(value: Json | undefined): TextCall[] {
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return items.flatMap((item) => (isObject(item) ? Object.entries(item).map(([name, args]) => call(name, args)) : []));
}
