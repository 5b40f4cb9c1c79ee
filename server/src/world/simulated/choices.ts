import type { Json } from '../../json/index.ts';

/** The choice that means a state, however each writes it: `CANCELED` for `cancelled`. */
export function choiceLike(state: string, choices: readonly Json[]): string | undefined {
  const texts = choices.filter((choice): choice is string => typeof choice === 'string');
  const start = state.toLowerCase().slice(0, 5);
  return (
    texts.find((text) => text === state) ??
    texts.find((text) => text.toLowerCase().startsWith(start) && sideOf(text) === sideOf(state))
  );
}

/** `in` and `out` are all that tells `checked_in` from `checked_out`. */
function sideOf(state: string): string {
  const [, spaced, camel] = /(?:^|[ _-])(in|out|IN|OUT)$|(In|Out)$/.exec(state) ?? [];
  return (spaced ?? camel ?? '').toLowerCase();
}
