import type { Json } from '../../json/index.ts';
import type { Message, ToolDefinition } from '../../trajectory/index.ts';
import { nemoRlPairProblems, nemoRlProblems } from './loaders/nemo-rl.ts';
import { nemoRlRecipe } from './recipes.ts';
import { asJson, callText, commonPrefix, flattenWithIds } from './sides.ts';
import type { ExportTarget } from './target.ts';

/** NeMo-RL, `dataset_name: openai_format` with `use_preserving_dataset: true`: read line by line, nothing filled up. */
export const nemoRlSft: ExportTarget = {
  id: 'nemo-rl-sft',
  title: 'NeMo-RL, supervised',
  row: '`{messages, tools}` for `openai_format` with `use_preserving_dataset`',
  pairs: false,
  refuses: nemoRlProblems,
  write: (record) => {
    const { chosen, tools, notes } = flattenWithIds(record);
    return { rows: [{ messages: asJson(chosen), tools: tools as unknown as Json }], notes };
  },
  companions: (fileName) => nemoRlRecipe(fileName, false),
};

const AS_TEXT =
  'tools and calls are written as text (<tools>, <tool_call>): the loader of pairs hands no tools to the template';

/**
 * NeMo-RL's pairs of one message. Its loader takes `role` and `content` alone, in columns of one type, and gives the
 * template no tools: so tools stand in the system text and calls in the assistant's, in the form of Hermes and Qwen.
 */
export const nemoRlDpo: ExportTarget = {
  id: 'nemo-rl-dpo',
  title: 'NeMo-RL, preference pairs of one message',
  row: '`{context, completions}`, one message a side; tools and calls as text, for its loader hands on no tools',
  pairs: true,
  oneMessage: true,
  refuses: nemoRlPairProblems,
  withoutTemplate: true,
  write: (record) => {
    const { chosen, rejected = [], tools, notes } = flattenWithIds(record);
    const at = commonPrefix(chosen, rejected);
    const [good, bad] = [chosen[at], rejected[at]].map((message) => (message === undefined ? [] : [plain(message)]));
    const row = {
      context: withTools(chosen.slice(0, at), tools).map(plain),
      completions: [
        { rank: 0, completion: good ?? [] },
        { rank: 1, completion: bad ?? [] },
      ],
    };
    const longer = chosen.length > at + 1 || rejected.length > at + 1;
    const kept = longer ? ['only the first differing message of each side is kept'] : [];
    return { rows: [row as unknown as Json], notes: [...notes, AS_TEXT, ...kept] };
  },
  companions: (fileName) => nemoRlRecipe(fileName, true),
};

interface PlainMessage {
  readonly role: string;
  readonly content: string;
}

function plain(message: Message): PlainMessage {
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  const parts = [message.content, ...calls.map((call) => `<tool_call>\n${callText(call)}\n</tool_call>`)];
  return { role: message.role, content: parts.filter((part) => part !== '').join('\n') };
}

function withTools(messages: readonly Message[], tools: readonly ToolDefinition[]): readonly Message[] {
  if (tools.length === 0) return messages;
  const [first] = messages;
  const system = first?.role === 'system' ? first.content : '';
  const listed = tools.map((tool) => JSON.stringify(tool)).join('\n');
  const how = 'Call a function as <tool_call>\n{"name": …, "arguments": …}\n</tool_call>.';
  const content = `${system === '' ? '' : `${system}\n\n`}You may call these functions:\n<tools>\n${listed}\n</tools>\n${how}`;
  return [{ role: 'system', content }, ...(first?.role === 'system' ? messages.slice(1) : messages)];
}
