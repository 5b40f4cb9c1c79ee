import type { Json } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { msSwiftPairProblems, msSwiftProblems } from './loaders/ms-swift.ts';
import { msSwiftRecipe } from './recipes.ts';
import { callText, flatten, toolsText } from './sides.ts';
import type { ExportTarget } from './target.ts';

/** Several calls are several `tool_call` messages in a row; a text beside them stands before them. */
function swiftMessages(messages: readonly Message[]): Json {
  return messages.flatMap((message): Json[] => {
    if (message.role === 'tool') return [{ role: 'tool_response', content: message.content }];
    if (message.role !== 'assistant') return [{ role: message.role, content: message.content }];
    const calls = (message.tool_calls ?? []).map((call): Json => ({ role: 'tool_call', content: callText(call) }));
    const text: Json[] =
      message.content.trim() === '' && calls.length > 0 ? [] : [{ role: 'assistant', content: message.content }];
    return [...text, ...calls];
  });
}

export const msSwiftSft: ExportTarget = {
  id: 'ms-swift-sft',
  title: 'ms-swift, supervised',
  row: '`{messages, tools}` with `tool_call` and `tool_response`',
  pairs: false,
  refuses: msSwiftProblems,
  write: (record) => {
    const { chosen, tools, notes } = flatten(record);
    return { rows: [{ tools: toolsText(tools), messages: swiftMessages(chosen) }], notes };
  },
  companions: (fileName) => msSwiftRecipe(fileName, false),
};

/** Train with `swift rlhf --rlhf_type dpo --loss_scale default`: the default `last_round` leaves earlier calls out. */
export const msSwiftDpo: ExportTarget = {
  id: 'ms-swift-dpo',
  title: 'ms-swift, preference pairs of whole trajectories',
  row: 'adds `rejected_messages` and `rejected_tools`; train with `--loss_scale default`',
  pairs: true,
  refuses: msSwiftPairProblems,
  write: (record) => {
    const { chosen, rejected = [], tools, notes } = flatten(record);
    const text = toolsText(tools);
    const row = {
      tools: text,
      messages: swiftMessages(chosen),
      rejected_messages: swiftMessages(rejected),
      rejected_tools: text,
    };
    return { rows: [row], notes };
  },
  companions: (fileName) => msSwiftRecipe(fileName, true),
};
