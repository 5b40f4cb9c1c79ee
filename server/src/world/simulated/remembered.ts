import { isRecord, type Json } from '../../json/index.ts';
import type { Call, Execution, WorldState } from '../types.ts';
import { leave, leftOf } from './state.ts';

export type Execute = (call: Call, state: WorldState) => Execution;

/** Executions kept for one state and function: they are gone through one by one. */
const MAX_OF_FUNCTION = 16;

/** What calls from one state gave. Most states are left by one call, which needs no map. */
interface Remembered {
  /** World that ran them: a state can be handed from one to another. */
  readonly by: Execute;
  readonly first: Left;
  others?: Map<string, Left[]>;
}

interface Left {
  readonly call: Call;
  readonly execution: Execution;
}

/**
 * Keeps what a call from a state gave for as long as the state lives: the same call from it gives the same again, down to
 * the identity of the next state, so that replays of one beginning cost nothing.
 */
export function remembered(execute: Execute): Execute {
  return (call, state) => {
    const known = leftOf<Remembered>(state);
    if (known === undefined || known.by !== execute) {
      const execution = execute(call, state);
      const left: Remembered = { by: execute, first: { call, execution } };
      leave(state, left);
      return execution;
    }
    if (isSame(known.first.call, call)) return known.first.execution;
    known.others ??= new Map();
    const others = known.others.get(call.function);
    const found = others?.find((other) => isSame(other.call, call));
    if (found !== undefined) return found.execution;
    const execution = execute(call, state);
    if (others === undefined) known.others.set(call.function, [{ call, execution }]);
    else if (others.length < MAX_OF_FUNCTION) others.push({ call, execution });
    return execution;
  };
}

function isSame(left: Call, right: Call): boolean {
  return left === right || (left.function === right.function && isSameValue(left.arguments, right.arguments));
}

/** Equal, the order of keys included: arguments in another order are another call here, and come to the same. */
function isSameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left))
    return (
      Array.isArray(right) && left.length === right.length && left.every((item, at) => isSameValue(item, right[at]))
    );
  if (!isRecord(left) || !isRecord(right)) return false;
  const [names, others] = [Object.keys(left), Object.keys(right)];
  return (
    names.length === others.length &&
    names.every((name, at) => name === others[at] && isSameValue(left[name] as Json, right[name] as Json))
  );
}
