import { saysScalar, scalarsOf } from '../../teacher/index.ts';
import type { RanCall } from '../session.ts';
import { type Leaf, leavesOf } from '../values.ts';
import type { OutlineTurn } from './outline-turn.ts';

const leaves = new WeakMap<RanCall, readonly Leaf[]>();

function leavesOfCall(call: RanCall): readonly Leaf[] {
  let known = leaves.get(call);
  if (known === undefined) {
    known = leavesOf(call.output);
    leaves.set(call, known);
  }
  return known;
}

/** What the turns so far have given or said, whatever words they are put into: what anybody could know by now. */
export class Known {
  readonly #turns: readonly OutlineTurn[];

  constructor(turns: readonly OutlineTurn[]) {
    this.#turns = turns;
  }

  has(value: string | number): boolean {
    return this.#turns.some(
      ({ plan, asked, intent }) =>
        plan.ran.some((call) => leavesOfCall(call).some((leaf) => holds(leaf.value, value))) ||
        asked.some((call, at) =>
          call.arguments.some(
            ({ parameter, value: said, origin }) =>
              origin.from === 'user' &&
              !(intent.kind === 'miss_params' && intent.call === at && intent.parameter === parameter) &&
              scalarsOf(said).some((scalar) => holds(scalar, value)),
          ),
        ),
    );
  }
}

/** As a conversation's texts are looked through: short values count only by themselves. */
function holds(text: Leaf['value'], value: string | number): boolean {
  return text === value || (typeof text === 'string' && String(value).length >= 4 && saysScalar(text, value));
}
