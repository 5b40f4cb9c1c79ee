import type { Json } from '../../json/index.ts';
import type { Message } from '../../trajectory/index.ts';
import { betweenOutputs, type Renderer } from '../template/index.ts';
import { llamaFactoryPairProblems, llamaFactoryProblems } from './loaders/llamafactory.ts';
import { llamaFactoryRecipe } from './recipes.ts';
import { callText, commonPrefix, flatten, systemOf, toolsText, withoutSystem } from './sides.ts';
import type { ExportTarget } from './target.ts';

interface Entry {
  readonly from: 'human' | 'gpt' | 'function_call' | 'observation';
  readonly value: string;
}

/**
 * ShareGPT turns as LLaMA-Factory reads them: human or observation at odd places, gpt or function_call at even ones. The
 * results of parallel calls go into one observation; two in a row would lose the sample. They are joined by what the
 * model's template writes between them, where it is known: then they read as they do when the model is served.
 */
function shareGpt(messages: readonly Message[], notes: string[], between?: string): Entry[] {
  const entries: Entry[] = [];
  let results: string[] = [];
  const flush = () => {
    if (results.length > 0)
      entries.push({
        from: 'observation',
        value: results.length === 1 || between !== undefined ? results.join(between) : `[${results.join(', ')}]`,
      });
    results = [];
  };
  for (const message of withoutSystem(messages)) {
    if (message.role === 'tool') {
      results.push(message.content);
      continue;
    }
    flush();
    const entry = entryOf(message, notes);
    if (entry !== undefined) entries.push(entry);
  }
  flush();
  return entries;
}

function between(renderer: Renderer | undefined): string | undefined {
  return renderer === undefined ? undefined : betweenOutputs(renderer);
}

function entryOf(message: Message, notes: string[]): Entry | undefined {
  if (message.role === 'user') return { from: 'human', value: message.content };
  if (message.role !== 'assistant') return undefined;
  const calls = message.tool_calls ?? [];
  if (calls.length === 0) return { from: 'gpt', value: message.content };
  if (message.content.trim() !== '')
    notes.push('the text beside a call is left out: text and call in one turn cannot be expressed');
  const [only] = calls;
  const value = calls.length === 1 && only !== undefined ? callText(only) : `[${calls.map(callText).join(', ')}]`;
  return { from: 'function_call', value };
}

function companion(fileName: string, ranking: boolean): Readonly<Record<string, string>> {
  const columns = {
    messages: 'conversations',
    system: 'system',
    tools: 'tools',
    ...(ranking ? { chosen: 'chosen', rejected: 'rejected' } : {}),
  };
  const entry = { file_name: fileName, formatting: 'sharegpt', ...(ranking ? { ranking: true } : {}), columns };
  return {
    'dataset_info.json': `${JSON.stringify({ magnet: entry }, null, 2)}\n`,
    ...llamaFactoryRecipe(fileName, ranking),
  };
}

export const llamafactorySft: ExportTarget = {
  id: 'llamafactory-sft',
  title: 'LLaMA-Factory, supervised (ShareGPT)',
  row: 'ShareGPT, with `dataset_info.json` beside it',
  pairs: false,
  refuses: llamaFactoryProblems,
  write: (record, { renderer }) => {
    const flat = flatten(record);
    const notes = [...flat.notes];
    const conversations = shareGpt(flat.chosen, notes, between(renderer)) as unknown as Json;
    return { rows: [{ conversations, system: systemOf(flat.chosen), tools: toolsText(flat.tools) }], notes };
  },
  companions: (fileName) => companion(fileName, false),
};

/** Chosen and rejected are single messages here: a list would be dropped silently. */
export const llamafactoryDpo: ExportTarget = {
  id: 'llamafactory-dpo',
  title: 'LLaMA-Factory, preference pairs of one message (ShareGPT)',
  row: 'ShareGPT ranking, one message a side',
  pairs: true,
  oneMessage: true,
  refuses: llamaFactoryPairProblems,
  write: (record, { renderer }) => {
    const flat = flatten(record);
    const rejected = flat.rejected ?? [];
    const notes = [...flat.notes];
    const at = commonPrefix(flat.chosen, rejected);
    const conversations = shareGpt(flat.chosen.slice(0, at), notes, between(renderer)) as unknown as Json;
    const one = (message: Message | undefined) => (message === undefined ? undefined : entryOf(message, notes));
    const [good, bad] = [one(flat.chosen[at]), one(rejected[at])];
    if (good === undefined || bad === undefined)
      return { rows: [], notes: [...notes, 'the sides do not part at a message of the agent'] };
    const longer = flat.chosen.length > at + 1 || rejected.length > at + 1;
    if (longer) notes.push('only the first differing message of each side is kept');
    const row = {
      conversations,
      chosen: good,
      rejected: bad,
      system: systemOf(flat.chosen),
      tools: toolsText(flat.tools),
    };
    return { rows: [row as unknown as Json], notes };
  },
  companions: (fileName) => companion(fileName, true),
};
