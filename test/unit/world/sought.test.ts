import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const WORLD = createSimulatedWorld(
  functionsOf(`
/** Search bands by name or genre. */
declare function search_bands(query?: string, genre?: "jazz" | "folk" | "rock");
/** Book a session for a band. */
declare function book_session(band_id: string, hours: number);
/** Search reports by text. */
declare function search_reports(query: string);
/** Archive a report. */
declare function archive_report(report_id: string);
`),
);

function found(name: string, given: JsonObject, seed: string): JsonObject[] {
  const { outcome } = WORLD.executeNow({ function: name, arguments: given }, WORLD.startNow(seed));
  return outcome.ok ? (Object.values(outcome.output as JsonObject).find(Array.isArray) as JsonObject[]) : [];
}

describe('an undocumented search', () => {
  it('shows by what its records were sought', () => {
    let seen = 0;
    for (let seed = 0; seed < 10; seed += 1) {
      for (const band of found('search_bands', { genre: 'folk' }, `${seed}`)) {
        seen += 1;
        expect(band).toMatchObject({ band_id: expect.stringMatching(/^BA-/), name: expect.any(String), genre: 'folk' });
      }
      for (const report of found('search_reports', { query: 'budget' }, `${seed}`)) {
        seen += 1;
        expect(String(report.title).toLowerCase()).toContain('budget');
      }
    }
    expect(seen).toBeGreaterThan(10);
  });
});

describe('one member of many', () => {
  const CLUB = createSimulatedWorld(
    functionsOf(`
/** Find a member by name or e-mail. */
declare function find_member(name?: string, email?: string);
/** Book a court for a member. */
declare function book_court(member_id: string, court: string);
`),
  );

  it('is never asked for without saying which', () => {
    for (let salt = 0; salt < 60; salt += 1) {
      const given = CLUB.proposeArguments('find_member', CLUB.startNow('x'), createRandom(salt));
      expect(Object.keys(given).length).toBeGreaterThan(0);
    }
  });

  it('has the name that stands in the address', () => {
    const email = 'farid.ahmed@example.com';
    const { outcome } = CLUB.executeNow({ function: 'find_member', arguments: { email } }, CLUB.startNow('x'));
    expect(outcome).toMatchObject({ ok: true, output: { name: 'Farid Ahmed', email } });
  });

  it('is sought under a name or an address, which drawn apart would be of two persons', () => {
    const asked = Array.from({ length: 60 }, (_, salt) =>
      Object.keys(CLUB.proposeArguments('find_member', CLUB.startNow('x'), createRandom(salt))).join(' '),
    );
    expect(new Set(asked)).toEqual(new Set(['name', 'email']));
  });
});
