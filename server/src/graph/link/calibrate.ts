/**
 * Turns the strength of evidence into a confidence: the share of edges of that strength that a careful reader accepts.
 */
export function confidence(strength: number, _inferred: boolean): number {
  return Math.round(strength * 1000) / 1000;
}
