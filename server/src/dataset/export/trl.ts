import { trlPairProblems, trlProblems } from './loaders/trl.ts';
import { asJson, commonPrefix, flattenWithIds, toolsText } from './sides.ts';
import type { ExportTarget } from './target.ts';

/** TRL, `load_dataset("json")`: train with `SFTConfig(assistant_only_loss=True)`. */
export const trlSft: ExportTarget = {
  id: 'trl-sft',
  title: 'TRL, supervised',
  pairs: false,
  refuses: trlProblems,
  write: (record) => {
    const { chosen, tools, notes } = flattenWithIds(record);
    return { rows: [{ messages: asJson(chosen), tools: toolsText(tools) }], notes };
  },
};

/**
 * TRL, whole trajectories: `prompt` is the longest common prefix. TRL's own mask is everything after the prompt; mask user
 * and tool tokens in the collator.
 */
export const trlDpo: ExportTarget = {
  id: 'trl-dpo',
  title: 'TRL, preference pairs of whole trajectories',
  pairs: true,
  refuses: trlPairProblems,
  write: (record) => {
    const { chosen, rejected = [], tools, notes } = flattenWithIds(record);
    const at = commonPrefix(chosen, rejected);
    const row = {
      prompt: asJson(chosen.slice(0, at)),
      chosen: asJson(chosen.slice(at)),
      rejected: asJson(rejected.slice(at)),
      tools: toolsText(tools),
    };
    return { rows: [row], notes };
  },
};

/** TRL, one pair for the message where the sides part: no masking needed. */
export const trlDpoStep: ExportTarget = {
  id: 'trl-dpo-step',
  title: 'TRL, preference pairs of one message',
  pairs: true,
  refuses: trlPairProblems,
  write: (record) => {
    const { chosen, rejected = [], tools, notes } = flattenWithIds(record);
    const at = commonPrefix(chosen, rejected);
    const row = {
      prompt: asJson(chosen.slice(0, at)),
      chosen: asJson(chosen.slice(at, at + 1)),
      rejected: asJson(rejected.slice(at, at + 1)),
      tools: toolsText(tools),
    };
    return { rows: [row], notes };
  },
};
