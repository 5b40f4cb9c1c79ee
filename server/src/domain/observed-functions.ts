import type { DomainFunction } from './draft.ts';
import type { ObservedResponse } from './observed.ts';
import { hasTellingResponse } from './response-shape.ts';
import type { FunctionReading } from './types.ts';
import { leavesOf } from './values.ts';

export interface WithObserved {
  readonly functions: readonly DomainFunction[];
  /** What is read of a run, by function id. */
  readonly observed: ReadonlyMap<string, ObservedResponse>;
}

/**
 * The functions whose authors do not say what comes back, with what a run showed in that place: it is read like a documented
 * response, so that entities get the fields it shows. A documented one stays: a few answers do not show all that may come.
 */
export function withObserved(
  functions: readonly DomainFunction[],
  seen: readonly ObservedResponse[] | undefined,
): WithObserved {
  if (seen === undefined || seen.length === 0) return { functions, observed: new Map() };
  const byId = new Map(seen.map((one) => [one.function, one]));
  const observed = new Map<string, ObservedResponse>();
  const all = functions.map((one) => {
    const { response } = one.signature;
    const shown = byId.get(one.id);
    if (shown === undefined || hasTellingResponse(response, leavesOf(response))) return one;
    if (!hasTellingResponse(shown.schema, leavesOf(shown.schema))) return one;
    observed.set(one.id, shown);
    return { ...one, signature: { ...one.signature, response: shown.schema } };
  });
  return { functions: all, observed };
}

/** A reading that says that its response was seen, where it was. */
export function asObserved(reading: FunctionReading, seen: ObservedResponse | undefined): FunctionReading {
  if (seen === undefined || reading.response.from !== 'documented') return reading;
  const because = `${seen.source} shows what it answered${seen.times > 1 ? ` (${seen.times} times)` : ''}`;
  return {
    ...reading,
    response: { schema: reading.response.schema, from: 'observed' },
    evidence: [{ source: 'observed', because }, ...reading.evidence],
  };
}
