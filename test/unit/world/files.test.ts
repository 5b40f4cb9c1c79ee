import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { createRandom } from '../../../server/src/random/index.ts';
import { createSimulatedWorld, type WorldState } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

/** A service for documents in folders, in a naming of its own. */
const STORE = functionsOf(`
  /** Lists what is in a folder. */
  function list_folder_files(folder: string): { entries: { name: string; type: string; size: integer }[] };
  /** Opens a file and gives its text. */
  function open_file(file_path: string, head?: integer): { text: string };
  /** Saves a text to a file. */
  function save_file(file_path: string, text: string): { message: string };
  /** Replaces a passage of a file. */
  function replace_in_file(file_path: string, old_text: string, new_text: string): { message: string };
  /** Makes a folder. */
  function make_folder(folder: string): { message: string };
  /** Moves a file to another place. */
  function move_file(source: string, destination: string): { message: string };
  /** Finds files by a pattern of their names. */
  function find_files(folder: string, pattern: string): { paths: string[] };
  /** Deletes a file. */
  function delete_file(file_path: string): { deleted: boolean };
`);

function store() {
  const world = createSimulatedWorld(STORE);
  let state: WorldState = world.startNow('files');
  const run = (name: string, given: JsonObject) => {
    const execution = world.executeNow({ function: name, arguments: given }, state);
    state = execution.state;
    return execution.outcome;
  };
  return {
    fails: (name: string, given: JsonObject) => {
      const outcome = run(name, given);
      return outcome.ok ? undefined : outcome.error.code;
    },
    call: (name: string, given: JsonObject): JsonObject => {
      const outcome = run(name, given);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`);
      return outcome.output as JsonObject;
    },
  };
}

const namesIn = (answer: JsonObject) => (answer.entries as JsonObject[]).map(({ name }) => name);

describe('files and folders', () => {
  it('give back what was written, and do not repeat it when it is', () => {
    const disk = store();
    disk.call('make_folder', { folder: 'letters' });
    const { message } = disk.call('save_file', {
      file_path: 'letters/aunt.txt',
      text: 'Dear aunt,\nthank you.\nYours',
    });
    expect(message).not.toContain('Dear');
    expect(disk.call('open_file', { file_path: 'letters/aunt.txt' }).text).toBe('Dear aunt,\nthank you.\nYours');
    expect(disk.call('open_file', { file_path: 'letters/aunt.txt', head: 2 }).text).toBe('Dear aunt,\nthank you.');
    expect(disk.call('list_folder_files', { folder: 'letters' }).entries).toEqual([
      { name: 'aunt.txt', type: 'file', size: 27 },
    ]);
  });

  it('are changed only where the old text is there', () => {
    const disk = store();
    disk.call('save_file', { file_path: 'plan.txt', text: 'Meet on Monday.' });
    disk.call('replace_in_file', { file_path: 'plan.txt', old_text: 'Monday', new_text: 'Friday' });
    expect(disk.call('open_file', { file_path: 'plan.txt' }).text).toBe('Meet on Friday.');
    expect(disk.fails('replace_in_file', { file_path: 'plan.txt', old_text: 'Monday', new_text: 'x' })).toBe(
      'not_found',
    );
  });

  it('lie in folders that are there', () => {
    const disk = store();
    expect(disk.fails('save_file', { file_path: 'nowhere/plan.txt', text: 'x' })).toBe('not_found');
    expect(disk.fails('open_file', { file_path: 'plan.txt' })).toBe('not_found');
  });

  it('move, are found where they are now, and are gone when deleted', () => {
    const disk = store();
    disk.call('make_folder', { folder: 'archive' });
    disk.call('save_file', { file_path: 'harvest.txt', text: 'Apples' });
    disk.call('move_file', { source: 'harvest.txt', destination: 'archive' });
    expect(disk.fails('open_file', { file_path: 'harvest.txt' })).toBe('not_found');
    expect(disk.call('open_file', { file_path: 'archive/harvest.txt' }).text).toBe('Apples');
    const { paths } = disk.call('find_files', { folder: '.', pattern: 'harvest*' });
    expect(paths).toEqual([expect.stringMatching(/\/archive\/harvest\.txt$/)]);
    disk.call('delete_file', { file_path: 'archive/harvest.txt' });
    expect(namesIn(disk.call('list_folder_files', { folder: 'archive' }))).toEqual([]);
  });
});

describe('a passage to be replaced', () => {
  it('is a piece of its file that says something: no bracket, no bullet, no indent', () => {
    const world = createSimulatedWorld(STORE);
    const passages = new Set<string>();
    for (let at = 0; at < 120; at += 1) {
      const state = world.startNow(`passages ${at}`);
      const given = world.proposeArguments('replace_in_file', state, createRandom(`passages ${at}`));
      expect(world.executeNow({ function: 'replace_in_file', arguments: given }, state).outcome.ok).toBe(true);
      passages.add(String(given.old_text));
    }
    expect(passages.size).toBeGreaterThan(20);
    for (const passage of passages) {
      expect(passage).toMatch(/\p{L}{3}/u);
      expect(passage).not.toMatch(/^\s|^[-*#>] /);
    }
  });
});
