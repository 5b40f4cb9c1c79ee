import { describe, expect, it } from 'vitest';
import { SEEDS, sessionOf } from './session.ts';

const TAILOR = `
/** Add a client. */
function add_client(name: string);
/** One client, including fittings on file. */
function get_client(client_id: string);
/** Note a fitting of a client. */
function note_fitting(client_id: string, sleeve: number, remark?: string);`;

describe('parts without an identifier that nobody documented', () => {
  it.each(SEEDS.slice(0, 4))('are told with what was said of them (%s)', (seed) => {
    const { call } = sessionOf(TAILOR, seed);
    const { client_id = '' } = call('add_client', { name: 'Noa Lind' });
    expect(call('get_client', { client_id })).toMatchObject({ name: 'Noa Lind', fittings: [] });
    call('note_fitting', { client_id, sleeve: 61, remark: 'Left one longer.' });
    call('note_fitting', { client_id, sleeve: 62 });
    const { fittings } = call('get_client', { client_id });
    expect(fittings).toHaveLength(2);
    expect(fittings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sleeve: 61, remark: 'Left one longer.' }),
        expect.objectContaining({ sleeve: 62 }),
      ]),
    );
  });
});
