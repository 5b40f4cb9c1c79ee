import type { Json } from '../../json/index.ts';
import type { ToolDefinition } from '../../trajectory/index.ts';
import { OPENAI_ID } from './fit.ts';
import { openaiPairProblems, openaiProblems } from './loaders/openai.ts';
import { commonPrefix, flattenWithIds, withTextArguments } from './sides.ts';
import type { ExportTarget } from './target.ts';

export const openaiSft: ExportTarget = {
  id: 'openai-sft',
  title: 'OpenAI fine-tuning',
  row: 'OpenAI fine-tuning, with `parallel_tool_calls`',
  pairs: false,
  refuses: openaiProblems,
  withoutTemplate: true,
  write: (record) => {
    const { chosen, tools, notes } = flattenWithIds(record, OPENAI_ID);
    const parallel = chosen.some((message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1);
    const row = { messages: withTextArguments(chosen), ...offered(tools), ...onlyWith(tools, parallel) };
    return { rows: [row], notes };
  },
};

/** An empty list of tools is refused, and so is a word about parallel calls where there are none. */
function offered(tools: readonly ToolDefinition[]): { readonly tools?: Json } {
  return tools.length === 0 ? {} : { tools: tools as unknown as Json };
}

function onlyWith(tools: readonly ToolDefinition[], parallel: boolean): { readonly parallel_tool_calls?: boolean } {
  return tools.length === 0 ? {} : { parallel_tool_calls: parallel };
}

/** OpenAI preference tuning: one message against one. */
export const openaiDpo: ExportTarget = {
  id: 'openai-dpo',
  title: 'OpenAI preference fine-tuning',
  row: 'OpenAI preference tuning, one message a side',
  pairs: true,
  oneMessage: true,
  refuses: openaiPairProblems,
  withoutTemplate: true,
  write: (record) => {
    const { chosen, rejected = [], tools, notes } = flattenWithIds(record, OPENAI_ID);
    const at = commonPrefix(chosen, rejected);
    const row = {
      input: { messages: withTextArguments(chosen.slice(0, at)), ...offered(tools) },
      preferred_output: withTextArguments(chosen.slice(at, at + 1)),
      non_preferred_output: withTextArguments(rejected.slice(at, at + 1)),
    };
    const longer = chosen.length > at + 1 || rejected.length > at + 1;
    return { rows: [row], notes: longer ? [...notes, 'only the first differing message of each side is kept'] : notes };
  },
};
