import type { Price } from '../../openai-wire/index.ts';

/** List prices of the Gemini API as published in 2025, by the beginning of a model's name; `--price` overrides them. */
const PRICES: readonly (readonly [string, Price])[] = [
  ['gemini-2.5-pro', { input: 1.25, output: 10 }],
  ['gemini-2.5-flash-lite', { input: 0.1, output: 0.4 }],
  ['gemini-2.5-flash', { input: 0.3, output: 2.5 }],
  ['gemini-2.0-flash-lite', { input: 0.075, output: 0.3 }],
  ['gemini-2.0-flash', { input: 0.1, output: 0.4 }],
  ['gemini-1.5-pro', { input: 1.25, output: 5 }],
  ['gemini-1.5-flash', { input: 0.075, output: 0.3 }],
];

export function knownPrice(model: string): Price | undefined {
  return PRICES.find(([start]) => model.startsWith(start))?.[1];
}
