import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';
import { withoutResponses } from './play.ts';

const PLAYLISTS = `
/** Search songs. */
function search_songs(query: string): { songs: { song_id: string; title: string; seconds: integer }[] };
/** Opens an empty mix. */
function create_mix(name: string): { mix_id: string };
/** Adds a song to the end of a mix. */
function add_song(mix_id: string, song_id: string): { mix_id: string };
/** Takes a song out of a mix. */
function remove_song(mix_id: string, song_id: string): { mix_id: string };
/** A mix with its songs in order. */
function get_mix(mix_id: string): { mix_id: string; name: string; songs: { song_id: string; title: string }[] };
`;

const CREWS = `
/** Search sailors by name. */
function search_sailors(query: string): { sailors: { sailor_id: string; name: string }[] };
/** Creates a crew. */
function create_crew(name: string): { crew_id: string };
/** Adds a sailor to a crew. */
function add_sailor_to_crew(crew_id: string, sailor_id: string): { ok: boolean };
/** Removes a sailor from a crew. */
function remove_sailor_from_crew(crew_id: string, sailor_id: string): { ok: boolean };
/** Lists the sailors of a crew. */
function list_crew_sailors(crew_id: string): { sailors: { sailor_id: string; name: string }[] };
/** Crews a sailor is in. */
function list_sailor_crews(sailor_id: string): { crews: { crew_id: string; name: string }[] };
`;

const TEAMS = `
/** Search people by name. */
function search_users(query: string): { users: { user_id: string; name: string }[] };
/** Creates a team. */
function create_team(name: string): { team_id: string };
/** Adds a user to a team. */
function add_team_member(team_id: string, user_id: string): { ok: boolean };
/** Lists the members of a team. */
function list_team_members(team_id: string): { members: { user_id: string; name: string }[] };
`;

function session(text: string, { documented = true } = {}) {
  const functions = functionsOf(text);
  const world = createSimulatedWorld(documented ? functions : withoutResponses(functions));
  let state = world.startNow('memberships');
  return (name: string, given: JsonObject = {}) => {
    const { outcome, state: next } = world.executeNow({ function: name, arguments: given }, state);
    state = next;
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.output as { [list: string]: JsonObject[] & Json } & Record<string, Json>;
  };
}

const idsOf = (lines: readonly JsonObject[] | undefined, key: string) => lines?.map((line) => line[key]);

describe.each([true, false])('records that others are put into, documented: %s', (documented) => {
  it('a mix holds the songs that were added, in order, and no longer what was taken out', () => {
    const call = session(PLAYLISTS, { documented });
    const [one, two] = idsOf(call('search_songs', { query: 'a' }).songs, 'song_id') ?? [];
    const { mix_id } = call('create_mix', { name: 'Morning' }) as JsonObject;
    expect(call('get_mix', { mix_id: mix_id as string }).songs).toEqual([]);
    const songs = [one, two ?? one].filter((id, at, all) => all.indexOf(id) === at) as string[];
    for (const song_id of songs) call('add_song', { mix_id: mix_id as string, song_id });
    expect(idsOf(call('get_mix', { mix_id: mix_id as string }).songs, 'song_id')).toEqual(songs);
    call('remove_song', { mix_id: mix_id as string, song_id: songs[0] as string });
    expect(idsOf(call('get_mix', { mix_id: mix_id as string }).songs, 'song_id')).toEqual(songs.slice(1));
  });

  it('a sailor is in several crews, once in each, and both lists say so', () => {
    const call = session(CREWS, { documented });
    const [sailor_id] = idsOf(call('search_sailors', { query: 'a' }).sailors, 'sailor_id') as string[];
    const crews = ['North', 'South'].map((name) => call('create_crew', { name }).crew_id as unknown as string);
    const given = { sailor_id: sailor_id as string };
    for (const crew_id of [...crews, crews[0] as string]) call('add_sailor_to_crew', { crew_id, ...given });
    for (const crew_id of crews)
      expect(idsOf(call('list_crew_sailors', { crew_id }).sailors, 'sailor_id')).toEqual([sailor_id]);
    const before = idsOf(call('list_sailor_crews', given).crews, 'crew_id') ?? [];
    expect(before).toEqual(expect.arrayContaining(crews));
    call('remove_sailor_from_crew', { crew_id: crews[0] as string, ...given });
    expect(call('list_crew_sailors', { crew_id: crews[0] as string }).sailors).toEqual([]);
    expect(idsOf(call('list_sailor_crews', given).crews, 'crew_id')).toEqual(before.filter((id) => id !== crews[0]));
  });
});

describe('who is in a team', () => {
  it('is called as they are called elsewhere', () => {
    const call = session(TEAMS);
    const { users = [] } = call('search_users', { query: 'a' });
    const { team_id } = call('create_team', { name: 'Night shift' }) as JsonObject;
    for (const { user_id } of users.slice(0, 2)) call('add_team_member', { team_id, user_id } as JsonObject);
    const { members = [] } = call('list_team_members', { team_id } as JsonObject);
    expect(new Set(members)).toEqual(new Set(users.slice(0, 2)));
  });
});
