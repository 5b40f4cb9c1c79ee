import { describe, expect, test } from 'vitest';
import { buildGraph, type GraphFunction } from '../../../server/src/graph/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { tool } from './support.ts';

const text = (description: string) => ({ type: 'string', description });
const list = (items: Record<string, JsonSchema>) => ({ type: 'array', items: { type: 'object', properties: items } });
const optional = (fn: GraphFunction, ...names: string[]): GraphFunction => {
  const required = (fn.signature.parameters.required ?? []).filter((name) => !names.includes(name));
  return { ...fn, signature: { ...fn.signature, parameters: { ...fn.signature.parameters, required } } };
};

/** `from → to`, sorted. */
function pairs(...functions: GraphFunction[]): string[] {
  return buildGraph(functions).edges.map(({ from, to }) => `${from} → ${to}`);
}

function evidence(from: string, to: string, ...functions: GraphFunction[]): string[] {
  const edge = buildGraph(functions).edges.find((one) => one.from === from && one.to === to);
  return edge?.evidence.map(({ output, parameter }) => `${output} → ${parameter}`) ?? [];
}

describe('company', () => {
  const find = tool('find_spot', { text: 'string' }, { easting: 'number', northing: 'number' });
  const at = (name: string) => tool(name, { easting: 'number', northing: 'number' }, { value: 'number' });
  test.each([1, 4, 15])('an edge does not fade because %i functions ask for the same value', (count) => {
    const askers = Array.from({ length: count }, (_, index) => at(`get_layer_${'abcdefghijklmno'[index]}`));
    expect(pairs(find, ...askers).filter((pair) => pair.startsWith('find_spot'))).toHaveLength(count);
  });
});

describe('names and texts', () => {
  test('a text that mentions the id does not take the edge away', () => {
    const lookup = tool(
      'find_painter_id',
      { name: text('Name of the painter to look up the register ID.') },
      {
        painter_id: text('Register ID of the painter.'),
      },
    );
    const show = tool(
      'find_painter_shows',
      { painterId: text('Register ID of the painter to look up shows.') },
      {
        shows: 'integer',
      },
    );
    expect(pairs(lookup, show)).toEqual(['find_painter_id → find_painter_shows']);
  });

  test('no and number are one word', () => {
    const buses = tool('find_buses', { day: 'string' }, { bus_no: 'string' });
    expect(pairs(buses, tool('bus_stops', { bus_number: 'string' }, { stops: 'integer' }))).toEqual([
      'find_buses → bus_stops',
    ]);
  });

  test.each(['clipIDs', 'clipIds', 'clip_ids'])('%s holds what is called a clip id', (name) => {
    const give = tool('list_open', {}, { [name]: { type: 'array', items: { type: 'string' } } });
    expect(pairs(give, tool('drop_one', { clipID: 'string' }, { ok: 'boolean' }))).toEqual(['list_open → drop_one']);
  });
});

describe('browse before commit', () => {
  const find = tool('find_studios', { town: 'string' }, { studios: list({ studio_name: { type: 'string' } }) });
  test.each(['book', 'reserve', 'rent', 'rate', 'review'])('%s takes what was found, by its name', (verb) => {
    const commit = tool(`${verb}_studio`, { studio_name: 'string', hour: 'string' }, { confirmation: 'string' });
    expect(evidence('find_studios', `${verb}_studio`, find, commit)[0]).toBe('studios[].studio_name → studio_name');
    expect(pairs(find, commit)).not.toContain(`${verb}_studio → find_studios`);
  });
});

describe('echoes', () => {
  test('a key that need not be given is given back as an answer', () => {
    const find = optional(tool('find_pass', { pass_id: 'string', mail: 'string' }, { pass_id: 'string' }), 'pass_id');
    expect(evidence('find_pass', 'drop_pass', find, tool('drop_pass', { pass_id: 'string' }))).toContain(
      'pass_id → pass_id',
    );
  });

  test('a key that must be given is not', () => {
    const show = tool('get_pass', { pass_id: 'string' }, { pass_id: 'string', row: 'string' });
    expect(evidence('get_pass', 'drop_pass', show, tool('drop_pass', { pass_id: 'string' }))).not.toContain(
      'pass_id → pass_id',
    );
  });
});

describe('scope', () => {
  test('a login opens its own service only', () => {
    const doors = ['pool', 'choir'].map((club) =>
      tool(`login_${club}`, { user: 'string', password: 'string' }, undefined, {
        description: `Logs in to the ${club}.`,
      }),
    );
    const change = (name: string, club: string) =>
      tool(name, { day: 'string' }, undefined, { description: `Changes a visit of the ${club}. Requires login.` });
    const found = pairs(...doors, change('move_pool_visit', 'pool'), change('move_choir_visit', 'choir'));
    expect(found).toEqual(['login_choir → move_choir_visit', 'login_pool → move_pool_visit']);
  });
});
