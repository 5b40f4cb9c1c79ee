import { verlProblems } from './loaders/verl.ts';
import { verlRecipe } from './recipes.ts';
import { flattenWithIds, toolsText, withTextArguments } from './sides.ts';
import type { ExportTarget } from './target.ts';

/**
 * verl's multi-turn SFT: `messages` and `tools` of a Parquet file, whose columns have one type for all rows. Arguments and
 * tools are therefore JSON text: as structures they would be filled with null. The class of data set beside the rows reads
 * them back before the template sees them.
 */
export const verlSft: ExportTarget = {
  id: 'verl-sft',
  title: 'verl, supervised',
  row: '`{messages, tools}`, arguments and tools as JSON text; a class of data set beside it reads them back',
  pairs: false,
  refuses: verlProblems,
  write: (record) => {
    const { chosen, tools, notes } = flattenWithIds(record);
    return { rows: [{ messages: withTextArguments(chosen), tools: toolsText(tools) }], notes };
  },
  companions: verlRecipe,
  readsForms: ['lines', 'parquet'],
};
