import type { EdgeKind, Evidence } from '../types.ts';
import type { LinkNode } from './node.ts';

/**
 * The paper's kind of an edge (sec. 3.4). `premise`: no value is carried. `input`: the values carried are all the
 * consumer needs (every required parameter that is no switch or choice; every parameter when none is required).
 * `part`: the consumer needs more than the producer gives.
 */
export function kindOf(evidence: readonly Evidence[], to: LinkNode): EdgeKind {
  const fed = new Set(evidence.filter(({ parameter }) => parameter !== '').map(({ parameter }) => parameter));
  if (fed.size === 0) return 'premise';
  const needed = to.profile.needed.map((position) => to.profile.inputs[position]?.path ?? '');
  const required = needed.filter((_, at) => to.profile.inputs[to.profile.needed[at] as number]?.required === true);
  if (required.length > 0) return required.every((path) => fed.has(path)) ? 'input' : 'part';
  return needed.length === 1 && fed.has(needed[0] as string) ? 'input' : 'part';
}
