import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** An office of permits: what making one is called, and whether its states are listed. */
const permits = (make: string, status: string) => `namespace office {
  /** ${make[0]?.toUpperCase()}${make.slice(1)} a permit. */
  function ${make}_permit(holder: string): { permit_id: string; status: ${status} };
  /** Suspend a permit for a while. */
  function suspend_permit(permit_id: string): { permit_id: string; status: ${status} };
  /** Cancel a permit. */
  function cancel_permit(permit_id: string): { permit_id: string; status: ${status} };
  /** One permit. */
  function get_permit(permit_id: string): { permit_id: string; holder: string; status: ${status} };
}`;

/** The states that a permit is told to be in when it is made, looked at, suspended and cancelled. */
function states(make: string, status = 'string'): unknown[] {
  const functions = functionsOf(permits(make, status));
  const world = createSimulatedWorld(functions);
  let state = world.startNow('office');
  const call = (name: string, given: JsonObject) => {
    const execution = world.executeNow({ function: `office.${name}`, arguments: given }, state);
    state = execution.state;
    return (execution.outcome.ok ? execution.outcome.output : {}) as { permit_id?: string; status?: unknown };
  };
  const made = call(`${make}_permit`, { holder: 'Mia Lund' });
  const permit = { permit_id: made.permit_id ?? '' };
  return [
    made.status,
    call('get_permit', permit).status,
    call('suspend_permit', permit).status,
    call('cancel_permit', permit).status,
  ];
}

describe('a record that nothing has been done to', () => {
  it.each([
    ['issue', 'issued'],
    ['register', 'registered'],
    ['submit', 'submitted'],
    ['open', 'open'],
  ])('is, after %s, %s: in no state that a later deed brings about', (make, born) => {
    expect(states(make)).toEqual([born, born, 'suspended', 'cancelled']);
  });

  it('is active where making says nothing', () => {
    expect(states('create').slice(0, 2)).toEqual(['active', 'active']);
  });

  it('is in a listed state where there is a list', () => {
    const listed = '"confirmed" | "suspended" | "cancelled"';
    expect(states('issue', listed)).toEqual(['confirmed', 'confirmed', 'suspended', 'cancelled']);
  });
});
