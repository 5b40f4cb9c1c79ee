import type { Place } from '../../../server/src/lsp/protocol.ts';

interface Located {
  readonly id: string;
  readonly place: Place;
}

/** The last function of a file that starts at or before a position. */
export function functionAt(
  items: readonly Located[],
  uri: string,
  position: { readonly line: number; readonly character: number },
): Located | undefined {
  let best: Located | undefined;
  for (const node of items) {
    const { place } = node;
    if (place.uri !== uri || place.line > position.line) continue;
    if (best === undefined || place.line > best.place.line) best = node;
    else if (place.line === best.place.line && place.character <= position.character) best = node;
  }
  return best;
}
