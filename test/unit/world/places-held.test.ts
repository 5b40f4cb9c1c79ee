import { describe, expect, it } from 'vitest';
import { first, SEEDS, sessionOf } from './session.ts';

const HALL = `
/** Talks of a day, with speaker, hall and seats left. */
function list_talks(day: string);
/** One talk, with speaker and seats left. */
function get_talk(talk_id: string);
/** Hold seats of a talk for ten minutes. */
function hold_seats(talk_id: string, count: integer);
/** Let the seats go again. */
function release_hold(hold_id: string);`;

describe('places that nobody documented', () => {
  it.each(SEEDS)('are as many fewer as are held, and there again when the hold is released (%s)', (seed) => {
    const { call } = sessionOf(HALL, seed);
    const { talk_id, seats_left } = first(call('list_talks', { day: '2031-04-02' })) as {
      talk_id: string;
      seats_left: number;
    };
    expect(seats_left).toBeTypeOf('number');
    const { hold_id = '' } = call('hold_seats', { talk_id, count: 2 });
    expect(call('get_talk', { talk_id }).seats_left).toBe(Math.max(0, seats_left - 2));
    call('release_hold', { hold_id });
    expect(call('get_talk', { talk_id }).seats_left).toBe(seats_left);
  });
});
