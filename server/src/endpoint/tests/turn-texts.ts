import { canonicalJson, type Json } from '../../json/index.ts';
import type { TurnResult } from '../play.ts';
import type { ActualCall } from '../score/calls.ts';
import type { FaultLabel } from '../verdict/labels.ts';

/** Faults that lie in the words, or in words where a call should be. */
const OF_WORDS = new Set<FaultLabel>([
  'wrong-text',
  'should-have-called',
  'should-have-asked',
  'should-have-refused',
  'extra-call',
]);

/**
 * What a turn should have come to and what it came to, as two texts to be shown side by side: a call a block, its
 * arguments with sorted keys, so that only what differs differs. Words are left out where they are not what is wrong.
 */
export function turnTexts(result: TurnResult): { readonly expected: string; readonly actual: string } {
  const words = result.labels.length === 0 || result.labels.some((label) => OF_WORDS.has(label));
  return {
    expected: sideOf(result.reference, words ? result.referenceText : ''),
    actual: sideOf(result.actual, words ? result.text : ''),
  };
}

function sideOf(calls: readonly ActualCall[], text: string): string {
  const blocks = calls.map(callText);
  if (text !== '') blocks.push(`says: ${text}`);
  return blocks.length === 0 ? '(nothing)' : blocks.join('\n');
}

export function callText({ name, arguments: given, malformed, problem }: ActualCall): string {
  const sorted = JSON.parse(canonicalJson(given as Json)) as Json;
  const note = malformed === true ? `  // ${problem ?? 'malformed'}` : '';
  return `${name}(${Object.keys(given).length === 0 ? '' : JSON.stringify(sorted, null, 2)})${note}`;
}
