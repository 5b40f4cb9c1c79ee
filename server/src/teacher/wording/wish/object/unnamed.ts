import { isPlural, isUncounted, plural, singular } from '../../../../english/index.ts';
import { type Draft, pick } from '../draft.ts';
import { indefinite } from '../phrase/shown.ts';
import { qualityBefore, sortBefore, standingBefore } from './before.ts';
import { makesAnew } from './makes.ts';
import { vagueThing } from './vague.ts';

/** Nothing names it: any of them, all of them, or a new one. */
export function unnamedObject(draft: Draft, object: string): string {
  const { kind, verb } = draft.deed;
  if (kind === 'make' || /^(?:order|take|buy|book|reserve|purchase)$/.test(verb)) {
    const one = isPlural(object) && !draft.left.some(({ kind: type }) => type === 'list') ? singular(object) : object;
    const quality = qualityBefore(draft, one);
    return isPlural(one)
      ? `${quality}${one}`
      : pick(draft, 'new', [
          indefinite(`${quality}${one}`),
          quality === '' && kind === 'make' ? `a new ${one}` : indefinite(`${quality}${one}`),
          indefinite(`${quality}${one}`),
        ]);
  }
  if (kind === 'list' && !isPlural(object) && FINDS.test(verb)) {
    const several = draft.left.some(({ argument }) => argument.each === true && argument.origin.from === 'user');
    return `the ${several ? plural(object) : object}`;
  }
  const standing = kind === 'list' ? `${standingBefore(draft)}${sortBefore(draft)}` : '';
  if (standing !== '') return `the ${standing}${plural(object)}`;
  if (kind === 'list')
    return pick(
      draft,
      'all',
      draft.left.length === 0
        ? [`the ${plural(object)}`, `all ${plural(object)}`, `all the ${plural(object)}`]
        : [`the ${plural(object)}`, `the ${plural(object)}`, `all ${plural(object)}`],
    );
  if (makesAnew(draft) || verb === 'book') return indefinite(object);
  if (kind === 'look') return `the ${object}`;
  // "play music", "request assistance": none of it in particular.
  if (/^(?:play|request|order|provide|offer)$/.test(verb) && isUncounted(object)) return object;
  return vagueThing(draft, object);
}

/** Verbs that look for one thing. */
export const FINDS = /^(?:find|locate|lookup|look up)$/;
