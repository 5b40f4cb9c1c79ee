/** `0.3/2.5`: US dollars for a million tokens in and out; undefined where a text says no such thing. */
export function priceOf(text: string): { readonly input: number; readonly output: number } | undefined {
  const parts = text.split('/');
  const [input = Number.NaN, output = Number.NaN] = parts.map((part) =>
    part.trim() === '' ? Number.NaN : Number(part),
  );
  const sound = [input, output].every((price) => price >= 0 && Number.isFinite(price));
  // Two empty prices would declare an address free.
  return parts.length === 2 && sound ? { input, output } : undefined;
}
