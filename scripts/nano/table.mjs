// The table: each arm over its seeds, shares with Wilson's 95 % interval.

import { added } from './evaluate.mjs';

const Z = 1.96;

/** Wilson's interval of a share. */
export function wilson([right, of]) {
  if (of === 0) return undefined;
  const share = right / of;
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))) / (1 + (Z * Z) / of);
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

function shown(counts) {
  const interval = wilson(counts);
  if (interval === undefined) return '—';
  const percent = (value) => (100 * value).toFixed(1);
  return `${percent(interval.share)} % [${percent(interval.low)}, ${percent(interval.high)}] (${counts[0]}/${counts[1]})`;
}

/**
 * Markdown of the arms. `rows`: `{label, scores, arms}`, scores and arms one a seed. The turns of all seeds count as one
 * sample, so the interval says how sure the share of these seeds is, and nothing of seeds that were not drawn.
 */
export function tableOf(rows) {
  const lines = [
    '| arm | seeds | tokens an arm | seconds an arm (processor) | held-back functions: first call | whole turn | held-back paths: first call | whole turn |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const { label, scores, arms } of rows) {
    const of = (set, key) => shown(scores.reduce((sum, score) => added(sum, score.sets[set]), undefined)[key]);
    const mean = (key) =>
      arms.length === 0
        ? '—'
        : Math.round(arms.reduce((sum, arm) => sum + arm[key], 0) / arms.length).toLocaleString('en');
    const cells = [label, String(scores.length), mean('tokens'), `${mean('seconds')} (${mean('cpu_seconds')})`];
    for (const set of ['held-tools', 'held-paths']) cells.push(of(set, 'firstCalls'), of(set, 'turns'));
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}
