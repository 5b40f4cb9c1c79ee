import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../json/index.ts';
import type { Call, WorldState } from '../types.ts';

/** State of a real world: the calls made since its start, and a name for where they lead. */
export interface History {
  readonly seed: string;
  readonly calls: readonly Call[];
  /** Equal seeds and calls, equal text; grows no longer with the calls. */
  readonly key: string;
  /** What the thing behind the world looks like now, where it can tell: equal states, equal text. */
  readonly digest?: string;
}

export function startOf(seed: string, digest?: string): History {
  return { seed, calls: [], key: hash(seed), ...(digest === undefined ? {} : { digest }) };
}

/** The history after one more call. */
export function afterCall(history: History, call: Call, digest?: string): History {
  const { seed, calls, key } = history;
  const next = hash(`${key}\n${call.function}\n${canonicalJson(call.arguments ?? null)}`);
  return { seed, calls: [...calls, call], key: next, ...(digest === undefined ? {} : { digest }) };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

export function asState(history: History): WorldState {
  return history as unknown as Json;
}

/** The state as a history; one that is none of a real world's is a start. */
export function readHistory(state: WorldState): History {
  const read = state as unknown as Partial<History> | null;
  if (typeof read?.seed !== 'string' || !Array.isArray(read.calls)) return startOf('');
  if (typeof read.key === 'string') return read as History;
  return (read.calls as Call[]).reduce<History>((history, call) => afterCall(history, call), startOf(read.seed));
}

/** What a real world's state looks like where the world can tell; `null` where only the calls made are known. */
export function stateDigest(state: WorldState): Json {
  const digest = (state as unknown as Partial<History> | null)?.digest;
  return typeof digest === 'string' && digest !== '' ? digest : null;
}
