import { COMPONENTS, type DescriptionScore, scoreDescription } from '../../rules/index.ts';
import type { Catalog } from '../../signature/index.ts';
import { oneLine } from '../gate.ts';

/** One function with its score. */
export interface ScoredTool extends DescriptionScore {
  /** Catalog id. */
  readonly id: string;
  readonly uri: string;
}

/** The scores of all functions, the worst first. */
export function scoresOf(catalog: Catalog): ScoredTool[] {
  const scored = catalog.entries.map(({ id, document, signature }) => ({
    id,
    uri: document.uri,
    ...scoreDescription(signature),
  }));
  return scored.sort((a, b) => a.score - b.score);
}

/** For a terminal: a line a tool, and under it what is missing. */
export function scoresText(tools: readonly ScoredTool[], least: number | undefined): string {
  const blocks = tools.map(({ id, score, tokens, components }) => {
    const gaps = COMPONENTS.filter((component) => components[component].score < 1).map(
      (component) => `    ${component} ${components[component].score}: ${oneLine(components[component].reason)}`,
    );
    return [`${score.toFixed(2)}  ${oneLine(id)}  about ${tokens} tokens`, ...gaps].join('\n');
  });
  return [...blocks, '', summary(tools, least)].join('\n');
}

function summary(tools: readonly ScoredTool[], least: number | undefined): string {
  const tokens = tools.reduce((sum, tool) => sum + tool.tokens, 0);
  const below = least === undefined ? '' : `; ${tools.filter(({ score }) => score < least).length} below ${least}`;
  return `Mean ${meanOf(tools).toFixed(2)} of ${tools.length} tools, about ${tokens} tokens${below}.`;
}

/** As JSON: `tools` (id, file, score, tokens, components with score and reason), `mean`, `tokens`, `below`. */
export function scoresJson(
  tools: readonly ScoredTool[],
  least: number | undefined,
  fileOf: (uri: string) => string,
): string {
  const listed = tools.map(({ uri, ...tool }) => ({ ...tool, file: fileOf(uri) }));
  const tokens = tools.reduce((sum, tool) => sum + tool.tokens, 0);
  const below = least === undefined ? [] : tools.filter(({ score }) => score < least).map(({ id }) => id);
  return JSON.stringify({ tools: listed, mean: meanOf(tools), tokens, below }, null, 2);
}

function meanOf(tools: readonly ScoredTool[]): number {
  const sum = tools.reduce((total, { score }) => total + score, 0);
  return tools.length === 0 ? 0 : Math.round((sum / tools.length) * 100) / 100;
}
