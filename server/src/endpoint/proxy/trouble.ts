import type { Placed } from './conversations.ts';
import type { CheckedExchange, PassedExchange } from './types.ts';

/** Requests to a model, in any of the ways in which one is asked: of these a person expects to see something. */
const ASKS_A_MODEL = /\/(?:chat\/completions|completions|responses|messages)\/?$/;

/**
 * Why nothing of an exchange can be seen among the conversations, in words; undefined where something can, or where nothing
 * was to be expected.
 */
export function troubleOf(
  { method, path, status, end }: PassedExchange,
  { error, unchecked, notes }: CheckedExchange,
  placed: Placed | undefined,
): string | undefined {
  if (placed !== undefined || end === 'client-gone') return undefined;
  const said = error ?? (unchecked ?? notes[0])?.replace(/\.$/, '');
  if (status === 0) return said ?? 'no answer';
  if (status >= 400) return said === undefined ? `${status}` : `${status}: ${said}`;
  if (method !== 'POST' || !ASKS_A_MODEL.test(path.split('?')[0] ?? '')) return undefined;
  return said ?? 'the reply could not be read';
}
