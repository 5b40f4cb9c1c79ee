import { axolotlPairProblems, axolotlProblems } from './loaders/axolotl.ts';
import { axolotlRecipe } from './recipes.ts';
import { commonPrefix, flattenWithIds, toolsText, withTextArguments } from './sides.ts';
import type { ExportTarget } from './target.ts';

/** axolotl: `type: chat_template, field_messages: messages, field_tools: tools, roles_to_train: [assistant]`. */
export const axolotlSft: ExportTarget = {
  id: 'axolotl-sft',
  title: 'axolotl, supervised',
  row: '`chat_template` rows with arguments as text',
  pairs: false,
  refuses: axolotlProblems,
  write: (record) => {
    const { chosen, tools, notes } = flattenWithIds(record);
    return { rows: [{ messages: withTextArguments(chosen), tools: toolsText(tools) }], notes };
  },
  companions: (fileName) => axolotlRecipe(fileName, false),
  readsForms: ['lines', 'zstd', 'parquet'],
};

/**
 * axolotl, preference pairs of one message as the model's own template writes them: its `chat_template` strategy for pairs
 * leaves tools and calls out, so the rows hold texts that are ready.
 */
export const axolotlDpo: ExportTarget = {
  id: 'axolotl-dpo',
  title: 'axolotl, preference pairs as rendered text',
  row: "`{prompt, chosen, rejected}`, text that the model's own template has rendered; one message a side",
  pairs: true,
  oneMessage: true,
  refuses: axolotlPairProblems,
  needsTemplate: true,
  write: (record, { renderer }) => {
    if (renderer === undefined)
      return {
        rows: [],
        notes: ['axolotl takes pairs as text that the template has rendered: name it with --template'],
      };
    const { chosen, rejected = [], tools, notes } = flattenWithIds(record);
    const at = commonPrefix(chosen, rejected);
    const through = (messages: typeof chosen, length: number) =>
      renderer.render({ messages: messages.slice(0, length), tools });
    const prompt = renderer.render({ messages: chosen.slice(0, at), tools }, { generationPrompt: true });
    const sides = [through(chosen, at + 1), through(rejected, at + 1)];
    if (!sides.every((text) => text.startsWith(prompt)))
      return { rows: [], notes: [...notes, 'the prompt as the template renders it is no prefix of both sides'] };
    const [good = '', bad = ''] = sides.map((text) => text.slice(prompt.length).trimEnd());
    const longer = chosen.length > at + 1 || rejected.length > at + 1;
    const kept = longer ? ['only the first differing message of each side is kept'] : [];
    return { rows: [{ prompt, chosen: good, rejected: bad }], notes: [...notes, ...kept] };
  },
  companions: (fileName) => axolotlRecipe(fileName, true),
  readsForms: ['lines', 'zstd', 'parquet'],
};
