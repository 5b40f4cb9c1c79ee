import type { Json, JsonObject } from '../../json/index.ts';
import { readMessages, toolsOfSystem } from './messages.ts';
import { type ReadRow, row } from './row.ts';
import { toolsInText } from './tools.ts';

/** Most texts have none of these, and are not looked through. */
const MARKED = /<\|(?:im_start|start_header_id|start)\|>|<start_of_turn>|(?:^|\n)[ \t]*USER: /;

/** Keys under which rows keep a whole conversation as one text. */
const KEYS = ['text', 'chat', 'conversation', 'prompt', 'formatted_chat'] as const;

/** Turns as a chat template renders them: who speaks, and what is said. */
const TURNS = [
  /<\|im_start\|>([\w-]+)\n?([\s\S]*?)(?:<\|im_end\|>|(?=<\|im_start\|>)|$)/g,
  /<\|start_header_id\|>([\w-]+)<\|end_header_id\|>\s*([\s\S]*?)(?:<\|eot_id\|>|<\|eom_id\|>|(?=<\|start_header_id\|>)|$)/g,
  /<start_of_turn>(\w+)\n?([\s\S]*?)(?:<end_of_turn>|(?=<start_of_turn>)|$)/g,
] as const;
const HARMONY =
  /<\|start\|>([^<]{1,80})((?:<\|(?:channel|constrain)\|>[^<]{0,80})*)<\|message\|>([\s\S]*?)(?:<\|(?:end|call|return)\|>|(?=<\|start\|>)|$)/g;
/** Glaive's own: names in capitals at the beginning of a paragraph. */
const GLAIVE =
  /(?:^|\n)[ \t]*(USER|ASSISTANT|FUNCTION RESPONSE): ([\s\S]*?)(?=\n[ \t]*(?:USER|ASSISTANT|FUNCTION RESPONSE): |$)/g;

/** A conversation that is one text, as a template rendered it or as Glaive's set writes it; undefined for any other text. */
export function readRenderedText(value: JsonObject, index: number): ReadRow | undefined {
  // Sides of a pair are rendered each by itself.
  if (value.chosen !== undefined) return undefined;
  for (const key of KEYS) {
    const { [key]: text } = value;
    if (typeof text !== 'string' || !MARKED.test(text)) continue;
    // A prompt and its completion are one text.
    const rest = key === 'prompt' && typeof value.completion === 'string' ? value.completion : '';
    const found = turnsOf(text + rest);
    if (found.length < 2) continue;
    const system = typeof value.system === 'string' ? value.system.replace(/^SYSTEM: /, '').trim() : '';
    const before = system === '' ? [] : [{ role: 'system', content: system }];
    const messages = readMessages([...before, ...found]);
    const tools = toolsOfSystem(messages);
    return row('rendered-text', index, { messages, tools: tools.length > 0 ? tools : toolsInText(system) });
  }
  return undefined;
}

function turnsOf(text: string): Json[] {
  for (const pattern of TURNS) {
    const turns = [...text.matchAll(pattern)].flatMap(([, role = '', said = '']) => turn(role, said.trim()));
    if (turns.length > 0) return turns;
  }
  const harmony = [...text.matchAll(HARMONY)].flatMap(([whole, who = '', marks = '', said = '']) =>
    harmonyTurn(whole, who.trim(), marks, said),
  );
  if (harmony.length > 0) return harmony;
  return [...text.matchAll(GLAIVE)].flatMap(([, who = '', said = '']) =>
    glaiveTurn(who, said.replaceAll('<|endoftext|>', '').trim()),
  );
}

const OUTPUT = /<tool_response>([\s\S]*?)<\/tool_response>/g;

/** Outputs stand in a message of the user where a template has no role of their own. */
function turn(role: string, said: string): Json[] {
  const outputs = [...said.matchAll(OUTPUT)].map(([, output = '']) => output.trim());
  if (outputs.length > 0 && said.replace(OUTPUT, '').trim() === '')
    return outputs.map((content) => ({ role: 'tool', content }));
  return said === '' && role === 'assistant' ? [] : [{ role, content: said }];
}

/** `functions.NAME to=assistant` speaks for a tool; what stands in the analysis channel is thought. */
function harmonyTurn(whole: string, who: string, marks: string, said: string): Json[] {
  const [tool] = /^functions\.[\w.-]+/.exec(who) ?? [];
  if (tool !== undefined) return [{ role: 'tool', name: tool.replace('functions.', ''), content: said }];
  const role = who.replace(/\s.*$/, '');
  if (role !== 'assistant') return [{ role, content: said.trim() }];
  if (/to=/.test(who + marks)) return [{ role, content: whole }];
  return /analysis/.test(marks) ? [] : [{ role, content: said.trim() }];
}

/** `<functioncall> {"name": "f", "arguments": '{"a": 1}'}`: the arguments are a text in single quotes. */
const GLAIVE_CALL = /<functioncall>\s*\{\s*"name":\s*"([^"]+)"(?:,\s*"arguments":\s*'?(\{[\s\S]*\})'?)?\s*\}\s*$/;

function glaiveTurn(who: string, said: string): Json[] {
  if (who === 'USER') return [{ role: 'user', content: said }];
  if (who === 'FUNCTION RESPONSE') return [{ role: 'tool', content: said }];
  const call = GLAIVE_CALL.exec(said);
  if (call === null) return said === '' ? [] : [{ role: 'assistant', content: said }];
  const made = { type: 'function', function: { name: call[1] ?? '', arguments: call[2] ?? '' } };
  return [{ role: 'assistant', content: said.slice(0, call.index).trim(), tool_calls: [made] }];
}
