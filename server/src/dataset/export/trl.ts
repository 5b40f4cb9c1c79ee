import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { trlPairProblems, trlProblems } from './loaders/trl.ts';
import { trlRecipe } from './recipes.ts';
import { asJson, commonPrefix, flattenWithIds, toolsText } from './sides.ts';
import type { ExportTarget } from './target.ts';

/** TRL, `load_dataset("json")`: train with `SFTConfig(assistant_only_loss=True)`. */
export const trlSft: ExportTarget = {
  id: 'trl-sft',
  title: 'TRL, supervised',
  row: '`{messages, tools}`; train with `assistant_only_loss=True`',
  pairs: false,
  refuses: trlProblems,
  write: (record) => {
    const { chosen, tools, notes } = flattenWithIds(record);
    return { rows: [{ messages: asJson(chosen), tools: toolsText(tools) }], notes };
  },
  companions: (fileName) => trlRecipe(fileName, false),
  readsForms: ['lines', 'zstd'],
};

const WHOLE = [
  'TRL learns all of a side, the words of user and tools too: mask them in the collator, or export trl-dpo-step.',
];

/** A pair behind its common prefix: both sides to their ends, or so many messages of each. */
function pairRow(record: TrajectoryRecord, messages = Number.POSITIVE_INFINITY) {
  const { chosen, rejected = [], tools, notes } = flattenWithIds(record);
  const at = commonPrefix(chosen, rejected);
  const row = {
    prompt: asJson(chosen.slice(0, at)),
    chosen: asJson(chosen.slice(at, at + messages)),
    rejected: asJson(rejected.slice(at, at + messages)),
    tools: toolsText(tools),
  };
  return { rows: [row], notes };
}

/**
 * TRL, whole trajectories: `prompt` is the longest common prefix. TRL's own mask is everything after the prompt; mask user
 * and tool tokens in the collator.
 */
export const trlDpo: ExportTarget = {
  id: 'trl-dpo',
  title: 'TRL, preference pairs of whole trajectories',
  row: '`{prompt, chosen, rejected, tools}`, whole trajectories; mask user and tool tokens in the collator',
  pairs: true,
  refuses: trlPairProblems,
  write: (record) => pairRow(record),
  companions: (fileName) => trlRecipe(fileName, true, WHOLE),
  readsForms: ['lines', 'zstd'],
};

/** TRL, one pair for the message where the sides part: no masking needed. */
export const trlDpoStep: ExportTarget = {
  id: 'trl-dpo-step',
  title: 'TRL, preference pairs of one message',
  row: 'the same with one message a side; needs no masking',
  pairs: true,
  oneMessage: true,
  refuses: trlPairProblems,
  write: (record) => pairRow(record, 1),
  companions: (fileName) => trlRecipe(fileName, true),
  readsForms: ['lines', 'zstd'],
};
