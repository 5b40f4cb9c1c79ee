import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const functions = functionsOf(`
  /** Searches essays. @readonly */
  function search_essays(query: string): { essays: { essay_id: string, title: string, year: integer }[] };
  /** Shows an essay. @readonly */
  function get_essay(essay_id: string): { essay_id: string, title: string, year: integer, writers: { writer_id: string, name: string }[] };
  /** Lists the essays that quote an essay. @readonly */
  function get_quotations(essay_id: string, limit?: integer): { quotations: { essay_id: string, title: string, year: integer }[] };
  /** Shows a writer. @readonly */
  function get_writer(writer_id: string): { writer_id: string, name: string };
`);
const world = createSimulatedWorld(functions);

function ask(name: string, given: JsonObject, state = world.startNow('named')) {
  const id = functions.find(({ signature }) => signature.name === name)?.id ?? '';
  const { outcome, state: next } = world.executeNow({ function: id, arguments: given }, state);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return { output: outcome.output as Record<string, Json>, state: next };
}

describe('objects that name a record', () => {
  const found = ask('search_essays', { query: 'rain' });
  const [essay] = found.output.essays as { essay_id: string; title: string }[];
  const shown = ask('get_essay', { essay_id: essay?.essay_id ?? '' }, found.state);

  it('tell of it what its own getter tells', () => {
    const quoted = ask('get_quotations', { essay_id: essay?.essay_id ?? '' }, shown.state);
    const quotations = quoted.output.quotations as { essay_id: string; title: string; year: number }[];
    expect(quotations.length).toBeGreaterThan(1);
    for (const { essay_id, title, year } of quotations) {
      expect(ask('get_essay', { essay_id }, quoted.state).output).toMatchObject({ essay_id, title, year });
    }
  });

  it('have one name in every answer', () => {
    const writers = shown.output.writers as { writer_id: string; name: string }[];
    expect(writers.length).toBeGreaterThan(1);
    for (const { writer_id, name } of writers)
      expect(ask('get_writer', { writer_id }, shown.state).output).toEqual({ writer_id, name });
  });

  it('are as many as were asked for', () => {
    const { output } = ask('get_quotations', { essay_id: essay?.essay_id ?? '', limit: 1 }, shown.state);
    expect(output.quotations).toHaveLength(1);
  });
});
