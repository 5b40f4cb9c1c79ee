import { ERROR_TYPES } from '../trajectory/index.ts';
import { type RunStats, sorted } from './run-stats.ts';
import { RECORD_KINDS } from './settings.ts';
import type { RunSubject } from './types.ts';

/** What a teacher's terms mean for the data it wrote. */
const TERMS: Readonly<Record<string, string>> = {
  offline: 'Written by this program from the signatures alone; no model and no terms of a service are involved.',
  gemini:
    'Written by a Gemini model. The terms of that service restrict using its output to develop competing models; with unpaid quota, requests may be reviewed by people.',
  openai:
    'Written by a model behind an OpenAI-compatible server. Its licence or terms decide what the data may be used for.',
  editor: 'Written by a model of the editor. Its terms may forbid using the output as training data.',
  replay: 'Written from recorded replies; the terms of the teacher that was recorded apply.',
};

/** The dataset card: what is in the folder, how it was made, what it may be used for. */
export function datasetCard(input: RunSubject, stats: RunStats): string {
  const { settings, teacher } = input;
  const lines = [
    '---',
    'tags:',
    '- tool-calling',
    '- multi-turn',
    '- preference',
    'configs:',
    '- config_name: default',
    '  data_files: records.jsonl',
    '---',
    '',
    '# Contrastive tool-use trajectories',
    '',
    `Made with Magnet ${input.codeVersion} from ${input.functions.length} function signatures, after "Magnet: Multi-turn Tool-use Data Synthesis and Distillation via Graph Translation" (arXiv 2503.07826).`,
    '',
    '| | |',
    '| --- | --- |',
    `| Records | ${stats.records} |`,
    `| Preference pairs | ${stats.pairs} |`,
    `| Turns per record | ${ratio(stats.turns, stats.records)} |`,
    `| Calls per record | ${ratio(stats.calls, stats.records)} |`,
    `| Turns, calls per multi-turn record | ${ratio(stats.multiTurn.turns, stats.counts.get('multi-turn') ?? 0)}, ${ratio(stats.multiTurn.calls, stats.counts.get('multi-turn') ?? 0)} |`,
    `| Pairs that differ in the last text alone | ${stats.lastTextOnly} |`,
    `| Functions called | ${stats.called.size} of ${input.functions.length} |`,
    ...(settings.paths === undefined ? [] : [`| Paths given | ${settings.paths.length} |`]),
    `| Paths tried | ${stats.paths} |`,
    `| Teacher | ${teacher.id}, ${plain(teacher.model)} |`,
    `| World | ${plain(input.world.id)} |`,
    `| Seed | ${plain(String(settings.seed))} |`,
    `| Shard | ${settings.shard.index}/${settings.shard.of} |`,
    `| Catalog hash | ${input.catalogHash} |`,
    ...(stats.tokensIn + stats.tokensOut > 0
      ? [`| Tokens | ${stats.tokensIn} in, ${stats.tokensOut} out, $${stats.costUsd.toFixed(4)} at list price |`]
      : []),
    '',
    ...table(
      'Kinds',
      RECORD_KINDS.map((kind) => [kind, stats.counts.get(kind) ?? 0]),
    ),
    ...table(
      'Errors of the negatives',
      Object.entries(ERROR_TYPES).map(([type, name]) => [`${type}: ${name}`, stats.errorTypes.get(type) ?? 0]),
    ),
    ...table('Preferred where the sides of a pair part', Object.entries(sorted(stats.preferences))),
    ...table('Certificates by replay', Object.entries(sorted(stats.certificates))),
    ...table('Paths that gave no record', Object.entries(sorted(stats.dropped))),
    '## Terms',
    '',
    TERMS[teacher.id] ?? TERMS.openai ?? '',
    '',
    'All outputs in the conversations come from a simulated world unless the table above says otherwise: they are no facts about real people or services.',
    '',
  ];
  return lines.join('\n');
}

/** A text of somebody else's in a cell: what Markdown, its GitHub form or HTML would read as markup is written as entities. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\\`*[\]<>|~&$"']|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=www)\.|@/giu, entity);
}

function entity(sign: string): string {
  return `&#${sign.codePointAt(0)};`;
}

function ratio(sum: number, count: number): string {
  return count === 0 ? '0' : (sum / count).toFixed(2);
}

function table(title: string, rows: readonly (readonly [string, number])[]): string[] {
  if (rows.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, count]) => `| ${plain(name)} | ${count} |`),
    '',
  ];
}
