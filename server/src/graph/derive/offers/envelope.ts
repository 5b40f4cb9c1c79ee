import { ENVELOPES } from '../lexicon.ts';
import type { Output } from '../outputs.ts';

export function mainOutput(outputs: readonly Output[]): number {
  const at = outputs.findIndex((output) => !output.composite && output.concept?.role === 'id');
  return at >= 0 ? at : outputs.findIndex((output) => !output.composite);
}

const OUTCOME = new Set(['message', 'error', 'status', 'success', 'detail']);

const BESIDE_OUTCOME = new Set(['code', 'type', 'status', 'detail', 'description']);

/** `{status, message}`, `{code, type, message}`: only the outcome of the call is documented. */
export function isErrorEnvelope(outputs: readonly Output[]): boolean {
  const leaves = outputs.filter((output) => !output.composite);
  const heads = leaves.map((output) => output.concept?.role ?? output.concept?.entity.at(-1) ?? '');
  return (
    leaves.length > 1 &&
    heads.some((head) => OUTCOME.has(head)) &&
    heads.every((head) => OUTCOME.has(head) || BESIDE_OUTCOME.has(head)) &&
    leaves.every((output) => output.certainty === 1)
  );
}

export function inEnvelope(output: Output): boolean {
  if (output.holder === '') return false;
  return ENVELOPES.has(output.holderWords.join(''));
}
