import type { PathsForm } from './messages.ts';

/** Until the settings are known. */
export const PATH_FORM: PathsForm = { seed: '0', count: 12, length: 7, merge: 0.3, mode: 'walk', start: '' };

/** More paths than this are sampled by the command line. */
export const MAX_SHOWN = 500;

/** Another seed: that of a person with a number behind it, one more each time. */
export function nextSeed(seed: string): string {
  const [, words = '', number = ''] = /^(.*?)(\d{0,9})$/.exec(seed) ?? [];
  return `${words}${number === '' ? 1 : Number(number) + 1}`;
}
