/** Width of the line around a category's name. */
export const NAME_HALO = 4;

/** Texts that were cut, by font family, text and room in ems: moving the view changes none of these. */
const fits = new Map<string, string>();

const MAX_FITS = 20_000;

export function fit(context: CanvasRenderingContext2D, text: string, width: number): string {
  const size = Number.parseFloat(context.font) || 1;
  const key = `${Math.round((64 * width) / size)} ${text}`;
  let known = fits.get(key);
  if (known === undefined) {
    known = cut(context, text, width);
    if (fits.size >= MAX_FITS) fits.clear();
    fits.set(key, known);
  }
  return known;
}

/** Characters of the end that stay: like names differ there (`Category 12`) as often as at the beginning. */
const TAIL = 4;

/** A text without its middle. One that was cut before has one gap still. */
function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  const room = (candidate: string) => context.measureText(candidate).width <= width;
  if (room(text)) return text;
  const gap = text.indexOf('…');
  const kept = Math.min(TAIL, Math.floor(text.length / 3));
  let head = gap < 0 ? text.slice(0, text.length - kept) : text.slice(0, gap);
  let tail = gap < 0 ? text.slice(text.length - kept) : text.slice(gap + 1);
  while (!room(`${head}…${tail}`) && head.length + tail.length > 1) {
    if (head.length > 1) head = head.slice(0, -1);
    else tail = tail.slice(1);
  }
  return `${head}…${tail}`;
}
