import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { AIRLINE, functionsOf, REAL_CATALOGS, SHOP } from './catalogs.ts';
import { checkConversation, emptyTallies, type Seen } from './checks.ts';
import { play, withoutResponses } from './play.ts';

/** Written as published tools mostly are: no answer is documented. */
const CLINIC = functionsOf(
  JSON.stringify({
    tools: [
      tool('register_patient', 'Registers a patient.', { full_name: text(), email: text() }),
      tool('get_patient', 'Shows a patient.', { patient_id: text() }),
      tool('list_patients', 'Lists all patients.', {}),
      tool('create_appointment', 'Books an appointment for a patient.', {
        patient_id: text(),
        date: { type: 'string', format: 'date' },
      }),
      tool('list_appointments', 'Lists the appointments of a patient.', { patient_id: text() }),
      tool('get_appointment', 'Shows an appointment.', { appointment_id: text() }),
      tool('cancel_appointment', 'Cancels an appointment.', { appointment_id: text() }),
      tool('delete_patient', 'Deletes a patient.', { patient_id: text() }),
      tool('update_patient', 'Changes the email of a patient.', { patient_id: text(), email: text() }),
    ],
  }),
  'file:///clinic.json',
);

function text() {
  return { type: 'string' };
}

function tool(name: string, description: string, properties: object) {
  return { name, description, inputSchema: { type: 'object', properties, required: Object.keys(properties) } };
}

/** A bank whose answers tell balances, counts, beginnings and ends. */
const BANK = functionsOf(
  JSON.stringify({
    tools: [
      documented(
        'list_accounts',
        'Lists all accounts.',
        {},
        { accounts: several({ account_id: text(), balance: number() }), count: number() },
      ),
      documented('get_account', 'Shows an account.', { account_id: text() }, { account_id: text(), balance: number() }),
      documented(
        'deposit',
        'Pays money in.',
        { account_id: text(), amount: number() },
        { account_id: text(), balance: number() },
      ),
      documented(
        'withdraw',
        'Takes money out.',
        { account_id: text(), amount: number() },
        { account_id: text(), balance: number() },
      ),
      documented(
        'book_meeting',
        'Books a meeting with an adviser.',
        { account_id: text(), start: time() },
        { meeting_id: text(), start: time(), end: time() },
      ),
      documented(
        'list_meetings',
        'Lists the meetings of an account.',
        { account_id: text() },
        { meetings: several({ meeting_id: text(), start: time(), end: time() }), count: number() },
      ),
    ],
  }),
  'file:///bank.json',
);

function number() {
  return { type: 'number', minimum: 0 };
}

function time() {
  return { type: 'string', format: 'date-time' };
}

function several(properties: object) {
  return { type: 'array', items: { type: 'object', properties, required: Object.keys(properties) } };
}

function documented(name: string, description: string, properties: object, told: object) {
  const outputSchema = { type: 'object', properties: told, required: Object.keys(told) };
  return { ...tool(name, description, properties), outputSchema };
}

const CATALOGS = [['airline', AIRLINE], ['shop', SHOP], ['clinic', CLINIC], ['bank', BANK], ...REAL_CATALOGS] as const;
const SEEDS = Array.from({ length: 8 }, (_, index) => `laws ${index}`);
/** Share of checks that may fail. */
const MAX_WRONG = 0.01;

/** Plays and checks all catalogs; what was wrong, and how much was checked. */
function checkAll(bare: boolean) {
  const tallies = emptyTallies();
  for (const [, all] of CATALOGS) {
    const functions = bare ? withoutResponses(all) : all;
    const world = createSimulatedWorld(functions);
    for (const seed of SEEDS) checkConversation(play(world, functions, seed), tallies);
  }
  return [...tallies.values()];
}

describe.each([
  ['as they are', false],
  ['without what they document of answers', true],
])('laws over random conversations, catalogs %s', (_name, bare) => {
  it('hold in all but one of a hundred checks, and each is checked', () => {
    const tallies = checkAll(bare);
    const made = tallies.reduce((sum, tally) => sum + tally.made, 0);
    const wrong = tallies.flatMap((tally) => tally.wrong.map((what) => `${tally.law}: ${what}`));
    // Without documented answers nothing tells a balance, a count or two dates of one thing.
    const told = tallies.filter(({ law }) => !bare || !['balance', 'fields', 'count'].includes(law));
    for (const { law, made: checks } of told) expect(checks, law).toBeGreaterThan(0);
    expect(wrong.length / made, wrong.slice(0, 5).join('\n')).toBeLessThanOrEqual(MAX_WRONG);
  });
});

describe('the checker', () => {
  it('finds every kind of contradiction', () => {
    const ids = new Map(CLINIC.map((entry) => [entry.signature.name, entry]));
    const seen = (name: string, given: JsonObject, output: Json): Seen => {
      const entry = ids.get(name) as (typeof CLINIC)[number];
      const looks = /^(?:get|list)_/.test(name);
      return { id: entry.id, signature: entry.signature, arguments: given, outcome: { ok: true, output }, looks };
    };
    const tallies = checkConversation([
      seen('register_patient', { full_name: 'Ada', email: 'a@example.com' }, { patient_id: 'P1', full_name: 'Eve' }),
      seen('list_patients', {}, { patients: [{ patient_id: 'P9', full_name: 'Bo' }] }),
      seen('list_patients', {}, { patients: [{ patient_id: 'P8', full_name: 'Bo' }] }),
      seen('update_patient', { patient_id: 'P1', email: 'b@example.com' }, { patient_id: 'P1' }),
      seen('get_patient', { patient_id: 'P1' }, { patient_id: 'P1', email: 'a@example.com', ward: 'ward 7' }),
      seen('get_patient', { patient_id: 'P1' }, { patient_id: 'P2', email: 'a@example.com' }),
      seen('list_appointments', { patient_id: 'P1' }, { appointments: [{ appointment_id: 'A1', patient_id: 'P3' }] }),
      seen('delete_patient', { patient_id: 'P1' }, { message: 'Patient P1 has been updated.' }),
      seen('get_patient', { patient_id: 'P1' }, { patient_id: 'P1' }),
      seen('list_patients', {}, { patients: [], count: 3 }),
      seen('get_patient', { patient_id: 'P4' }, { patient_id: 'P4', start: '2026-03-02', end: '2026-03-01' }),
      seen('get_patient', { patient_id: 'P5' }, { account_id: 'A1', balance: 5 }),
      seen('get_patient', { patient_id: 'P6' }, { account_id: 'A1', balance: 6 }),
    ]);
    for (const { law, wrong } of tallies.values()) expect(wrong.length, law).toBeGreaterThan(0);
  });
});

if (REAL_CATALOGS.length === 0) describe.skip('laws on real catalogs: skipped, ../shared/data is not there', () => {});
