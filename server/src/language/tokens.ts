import type { FunctionSignature } from '../signature/index.ts';

const PIECES = /[A-Za-z]+|[0-9]+|\s+|[^\sA-Za-z0-9\u0080-\uffff]+|[\u0080-\uffff]/g;

/**
 * About how many tokens a text costs. An estimate without a vocabulary, which would weigh more than the whole
 * extension: words count once (long ones by 8 letters), digits by three, runs of punctuation by 4.5. Against
 * `o200k_base` on 1,201 real tool schemas: median 0.98 to 1.04 by collection, nine in ten within 0.89 to 1.13.
 */
export function estimateTokens(text: string): number {
  let count = 0;
  for (const match of text.matchAll(PIECES)) count += pieceTokens(match[0]);
  return Math.round(count);
}

function pieceTokens(piece: string): number {
  const code = piece.charCodeAt(0);
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122))
    return piece.length <= 12 ? 1 : Math.ceil(piece.length / 8);
  if (code >= 48 && code <= 57) return Math.ceil(piece.length / 3);
  if (code <= 32) return piece === ' ' ? 0 : 1;
  return code >= 128 ? 0.9 : Math.ceil(piece.length / 4.5);
}

const counts = new WeakMap<FunctionSignature, number>();

/** About how many tokens a tool costs in a prompt, as name, description and parameters in compact JSON. */
export function toolTokens(signature: FunctionSignature): number {
  const known = counts.get(signature);
  if (known !== undefined) return known;
  const { name, description, parameters } = signature;
  const count = estimateTokens(JSON.stringify({ name, description, parameters }));
  counts.set(signature, count);
  return count;
}
