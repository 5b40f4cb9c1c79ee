import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

function session(text: string, seed = 'follows') {
  const world = createSimulatedWorld(functionsOf(text));
  let state = world.startNow(seed);
  return (name: string, given: JsonObject = {}) => {
    const { outcome, state: next } = world.executeNow({ function: name, arguments: given }, state);
    state = next;
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.output as JsonObject;
  };
}
const seeds = Array.from({ length: 12 }, (_, at) => `seed ${at}`);
const list = (value: Json | undefined) => (value ?? []) as JsonObject[];

describe('what is called by a name', () => {
  const FLEET = `
/** Lists the boats. */
function list_boats(): { boats: { name: string; locked: boolean }[] };
/** Shows a boat. */
function describe_boat(boat_name: string): { name: string; locked: boolean; crew: integer };
/** Locks a boat. */
function lock_boat(boat_name: string): { name: string; locked: boolean };
`;
  it.each(seeds)('answers by that name, and no two have the same (%s)', (seed) => {
    const call = session(FLEET, seed);
    const boats = list(call('list_boats').boats);
    const names = boats.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name } of boats) expect(call('describe_boat', { boat_name: name as string }).name).toBe(name);
    const [first] = names as string[];
    expect(call('lock_boat', { boat_name: first as string })).toEqual({ name: first, locked: true });
  });

  it('is no code', () => {
    const names = list(session(FLEET)('list_boats').boats).map(({ name }) => name as string);
    expect(names.filter((name) => /^[A-Z]{1,3}-[A-Z\d]{5}$/.test(name))).toEqual([]);
  });
});

describe('a value follows from what is there', () => {
  const STAYS = `
/** Shows a stay. */
function get_stay(stay_no: string): { stay_no: string; /** @format date */ arrival: string; /** @format date */ departure: string; room_type: string; guest_id: string; guest_name: string };
/** Shows a guest. */
function get_guest(guest_id: string): { guest_id: string; first_name: string; last_name: string };
/** Stays that begin today. */
function arrivals_today(): { arrivals: { stay_no: string; guest_name: string; room_type: string }[] };
/** Lists rooms. */
function list_rooms(room_type?: "single" | "twin" | "loft"): { rooms: { room_id: string; room_type: "single" | "twin" | "loft" }[] };
`;
  it.each(seeds)(
    'days of a stay are in order, its kind of room exists, and its guest is called as everywhere (%s)',
    (seed) => {
      const call = session(STAYS, seed);
      const arrivals = list(call('arrivals_today').arrivals);
      expect(new Set(arrivals.map(({ stay_no }) => stay_no)).size).toBe(arrivals.length);
      for (const { stay_no, guest_name } of arrivals) {
        const stay = call('get_stay', { stay_no: stay_no as string });
        expect(String(stay.arrival) < String(stay.departure)).toBe(true);
        expect(['single', 'twin', 'loft']).toContain(stay.room_type);
        const guest = call('get_guest', { guest_id: stay.guest_id as string });
        expect(stay.guest_name).toBe(`${guest.first_name} ${guest.last_name}`);
        expect(guest_name).toBe(stay.guest_name);
      }
    },
  );

  const MARKS = `
/** Lists the marks of a course. */
function list_marks(course_id: string): { marks: { task_id: string; score: integer; max_score: integer }[]; average: number };
/** Lists tasks. */
function list_tasks(): { tasks: { task_id: string; /** @format date */ due_date: string }[] };
/** Shows a task. */
function get_task(task_id: string): { task_id: string; /** @format date */ due_date: string };
/** Work handed in for a task. */
function list_papers(task_id: string): { papers: { paper_id: string; task_id: string; /** @format date-time */ submitted_at: string; late: boolean }[] };
/** Shows a paper. */
function get_paper(paper_id: string): { paper_id: string; task_id: string; /** @format date-time */ submitted_at: string; late: boolean };
/** Lists groups. */
function list_groups(): { groups: { group_id: string; places: integer; taken_places: integer }[] };
/** Shows a group. */
function get_group(group_id: string): { group_id: string; places: integer; taken_places: integer };
`;
  it.each(seeds)('no score is above the highest, and an average is the mean of what it is of (%s)', (seed) => {
    const call = session(MARKS, seed);
    const course = call('list_marks', { course_id: 'CO-1' });
    const marks = list(course.marks);
    const scores = marks.map(({ score }) => score as number);
    if (scores.length > 0)
      expect(course.average).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0) / scores.length, 1);
    for (const { group_id } of list(call('list_groups').groups)) {
      const group = call('get_group', { group_id: group_id as string });
      expect(group.taken_places as number).toBeLessThanOrEqual(group.places as number);
    }
  });

  it.each(seeds)('what was handed in behind the day that it was due is late, and nothing else is (%s)', (seed) => {
    const call = session(MARKS, seed);
    const [{ task_id } = {}] = list(call('list_tasks').tasks);
    for (const { paper_id } of list(call('list_papers', { task_id: task_id as string }).papers)) {
      const paper = call('get_paper', { paper_id: paper_id as string });
      const { due_date } = call('get_task', { task_id: paper.task_id as string });
      expect(paper.late).toBe(String(paper.submitted_at).slice(0, 10) > String(due_date));
    }
  });

  const DEALS = `
/** Opens a deal. */
function open_deal(title: string): { id: string; status: "open" | "won" | "lost" };
/** Mark a deal as won. */
function mark_won(deal_id: string, closed_on?: string): { id: string; status: "open" | "won" | "lost" };
/** What plays now. */
function now_playing(): { cue: string; title: string };
/** Shows a tune. */
function get_tune(cue: string): { cue: string; title: string };
/** Likes a tune. */
function like_tune(cue: string): { ok: boolean };
/** Plays a tune. */
function play_tune(cue: string): { ok: boolean };
/** Lists tunes. */
function list_tunes(): { tunes: { cue: string; title: string }[] };
/** Permits whose check is due. */
function permits_due(/** @format date */ before: string): { due: { permit_id: string; /** @format date */ due_on: string }[] };
/** Issues a permit. */
function issue_permit(holder: string): { permit_id: string; /** @format date */ next_due: string };
`;
  it('a deal that is marked as won is won, also where a day is told with it', () => {
    const call = session(DEALS);
    const { id } = call('open_deal', { title: 'Barn' });
    expect(call('mark_won', { deal_id: id as string, closed_on: '2026-01-02' }).status).toBe('won');
  });

  it.each(seeds)('what only shows a record has that record’s title (%s)', (seed) => {
    const call = session(DEALS, seed);
    const now = call('now_playing');
    expect(call('get_tune', { cue: now.cue as string }).title).toBe(now.title);
  });

  it.each(seeds)('a bound of no other word is for the day that the lines show (%s)', (seed) => {
    const call = session(DEALS, seed);
    for (const { due_on } of list(call('permits_due', { before: '2026-02-02' }).due))
      expect(String(due_on) <= '2026-02-02').toBe(true);
  });
});

describe('several that are put in at once', () => {
  it('are in, one by one, and counted', () => {
    const call = session(`
/** Searches songs. */
function search_songs(query: string): { songs: { song_id: string; title: string }[] };
/** Makes a mix. */
function create_mix(name: string): { mix_id: string; song_count: integer };
/** Adds songs to a mix. */
function add_songs_to_mix(mix_id: string, song_ids: string[], position?: integer): { mix_id: string; song_count: integer };
/** Removes a song from a mix. */
function remove_song_from_mix(mix_id: string, song_id: string): { mix_id: string; song_count: integer };
/** The songs of a mix. */
function list_mix_songs(mix_id: string): { songs: { song_id: string; title: string }[] };
`);
    const { mix_id } = call('create_mix', { name: 'Morning' }) as { mix_id: string };
    const songs = ['a', 'o', 'e'].flatMap((query) => list(call('search_songs', { query }).songs));
    const [one, two] = [...new Set(songs.map(({ song_id }) => song_id as string))] as [string, string];
    expect(call('add_songs_to_mix', { mix_id, song_ids: [one, two] }).song_count).toBe(2);
    const songsIn = list(call('list_mix_songs', { mix_id }).songs).map(({ song_id }) => song_id);
    expect(new Set(songsIn)).toEqual(new Set([one, two]));
    expect(call('remove_song_from_mix', { mix_id, song_id: one }).song_count).toBe(1);
  });
});

describe('what a name says of the side that a record is on', () => {
  it.each([
    ['take_off_view', false],
    ['put_on_view', true],
  ] as const)('%s', (name, on) => {
    const call = session(`
/** Shows a painting. */
function get_painting(painting_id: string): { painting_id: string; on_view: boolean };
/** Lists paintings. */
function list_paintings(): { paintings: { painting_id: string; on_view: boolean }[] };
/** Take a painting off view. */
function take_off_view(painting_id: string): { painting_id: string; on_view: boolean };
/** Put a painting on view. */
function put_on_view(painting_id: string): { painting_id: string; on_view: boolean };
`);
    for (const { painting_id } of list(call('list_paintings').paintings)) {
      const given = { painting_id: painting_id as string };
      expect(call(name, given).on_view).toBe(on);
      expect(call('get_painting', given).on_view).toBe(on);
    }
  });
});
