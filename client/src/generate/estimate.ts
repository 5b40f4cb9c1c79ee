import { t } from '@vscode/l10n';
import type { GenerateSummary } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import type { GenerateOptions } from './generate-options.ts';
import { type Pace, paceOf } from './pace.ts';

const key = (teacher: string, model: string) => `magnet.pace.${teacher}.${model}`;

/** Kept for the next estimate; runs too short to tell are left out. */
export async function recordPace(
  magnet: Magnet,
  { teacher, model }: GenerateOptions,
  summary: GenerateSummary,
  costUsd: number,
): Promise<void> {
  const made = summary.counts.records ?? 0;
  if (made === 0 || summary.seconds <= 0) return;
  const { globalState } = magnet.context;
  const before = globalState.get<Pace>(key(teacher, model));
  const pace = paceOf({ made, seconds: summary.seconds, costUsd }, before);
  await globalState.update(key(teacher, model), pace);
}

/** Time and cost before a run, and what stops it. */
export function estimate(
  magnet: Magnet,
  options: Pick<GenerateOptions, 'count' | 'teacher' | 'model' | 'budgetUsd'>,
): string {
  const { teacher, budgetUsd } = options;
  const stop = teacher !== 'offline' && budgetUsd > 0 ? [t('stops at {0}', `$${budgetUsd}`)] : [];
  return [likely(magnet, options), ...stop].join(' · ');
}

/** Time and cost before a run, from the last run with this teacher; says so where there was none. */
export function likely(magnet: Magnet, options: Pick<GenerateOptions, 'count' | 'teacher' | 'model'>): string {
  const { count, teacher, model } = options;
  const pace = magnet.context.globalState.get<Pace>(key(teacher, model));
  const time = pace === undefined ? undefined : t('about {0}', duration(pace.seconds * count));
  if (teacher === 'offline') return [time, t('offline, no cost')].filter((part) => part !== undefined).join(' · ');
  const cost =
    pace === undefined
      ? t('cost not known before the first run')
      : pace.costUsd === 0
        ? t('no cost last time')
        : costWords(`$${(pace.costUsd * count).toFixed(2)}`, pace.offBy);
  return [time, cost].filter((part) => part !== undefined).join(' · ');
}

/** What a run is likely to cost, and how far the last such estimate was off. */
function costWords(cost: string, offBy: number | undefined): string {
  return offBy === undefined
    ? t('about {0}, by the pace of the last run alone', cost)
    : t('about {0}; the last estimate was off by {1} %', cost, Math.round(100 * offBy));
}

/** `3 s`, `4 min`, `2 h` */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
