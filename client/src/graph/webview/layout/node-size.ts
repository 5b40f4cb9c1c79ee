export const NODE_HEIGHT = 30;
export const MIN_WIDTH = 84;
export const MAX_WIDTH = 220;
/** Of an ordinary letter. */
const CHARACTER = 6.9;
/** Between functions. */
export const GAP = 18;

/** Longer names are cut in the drawing and whole in the side pane, the table and the tooltip. */
export const MAX_LABEL = Math.floor((MAX_WIDTH - 24) / CHARACTER);

/** Letters that no interface font sets within the width of the others; capitals too are wide in most. */
const WIDE = /[mwMW@%]/g;
const WIDE_EXTRA = 5;
const CAPITAL = /[A-LN-VX-Z]/g;
const CAPITAL_EXTRA = 1.5;

/** Room for a label in any interface font: a name is cut only where it is longer than a node may be. */
export function nodeWidth(label: string): number {
  const wide = (label.match(WIDE)?.length ?? 0) * WIDE_EXTRA + (label.match(CAPITAL)?.length ?? 0) * CAPITAL_EXTRA;
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(label.length * CHARACTER + wide + 26)));
}
