import type { Outcome } from '../types.ts';
import { insert } from './birth.ts';
import { change, stamp, unset, update } from './changes.ts';
import { changeCollection, changeMember, takeMembers, withoutTotals } from './collection-steps.ts';
import { computeStep } from './compute.ts';
import { endsTooSoon } from './date-order.ts';
import { assertUnset, choose } from './draw.ts';
import { each } from './each.ts';
import { runFileStep } from './files/run.ts';
import { check, get, selectRecords } from './finding.ts';
import { hold } from './hold.ts';
import { ledger } from './ledger.ts';
import { merge } from './merge.ts';
import { assertLeft, occupy, setFree, setStateOf, swap } from './named-records.ts';
import type { Step } from './plan.ts';
import { putBack } from './put-back.ts';
import { type Reaching, reachDependents } from './reach.ts';
import { discount } from './reduction.ts';
import type { Running } from './running.ts';
import { shift } from './shift.ts';
import { withParts } from './state.ts';
import { alreadySo, assertState, moved } from './state-moves.ts';
import { journal } from './versions.ts';

/** Runs a plan's steps in order; the outcome that ends it early, or undefined where all went well. */
export function runSteps(running: Running): Outcome | undefined {
  for (const step of running.called.plan.steps) {
    const problem = runStep(running, step);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function runStep(running: Running, step: Step): Outcome | undefined {
  switch (step.do) {
    case 'get':
      return get(running, step);
    case 'check':
      return check(running, step);
    case 'select':
      return selectRecords(running, step);
    case 'insert':
      return insert(running, step);
    case 'update':
      return (
        endsTooSoon(running, step.set) ??
        change(running, (_row, subject) => update(running, subject, step.set)) ??
        journal(running, step.set)
      );
    case 'shift':
      return shift(running, step);
    case 'delete':
      change(running, () => ({ gone: step.how }));
      return reach(running, { gone: step.how });
    case 'set state':
      return (
        alreadySo(running, step) ??
        change(running, (row) => moved(running, step, row)) ??
        reach(running, { state: step.state })
      );
    case 'merge':
      return merge(running, step);
    case 'put back':
      return putBack(running, step);
    case 'assert state':
      return assertState(running, step);
    case 'append':
    case 'remove':
      return changeCollection(running, step);
    case 'set flag':
      return change(running, (row) => ({ fields: { ...row.fields, [step.field]: step.value } }));
    case 'empty':
      return change(running, (row) => ({ fields: { ...withoutTotals(row.fields), [step.field]: [] } }));
    case 'take members':
      return takeMembers(running, step);
    case 'change member':
      return changeMember(running, step);
    case 'add':
    case 'subtract':
      return ledger(running, step);
    case 'stamp':
      return stamp(running, step);
    case 'swap':
      return swap(running, step);
    case 'each':
      return each(running, step);
    case 'unset':
      return unset(running, step);
    case 'assert left':
      return assertLeft(running, step);
    case 'occupy':
      return occupy(running, step);
    case 'set free':
      return setFree(running, step);
    case 'set state of':
      return setStateOf(running, step);
    case 'hold':
      return hold(running, step);
    case 'choose':
      return choose(running, step);
    case 'assert unset':
      return assertUnset(running, step);
    case 'discount':
      return discount(running, step);
    case 'compute':
      running.computed = computeStep(running);
      return undefined;
    case 'log in':
    case 'log out':
      running.state = withParts(running.state, { loggedIn: step.do === 'log in' });
      return undefined;
    case 'file':
      return runFileStep(running, step);
  }
}

/** What was done to the record is done to its parts. */
function reach(running: Running, deed: Reaching): undefined {
  if (running.subject !== undefined) reachDependents(running, running.subject, deed);
  return undefined;
}
