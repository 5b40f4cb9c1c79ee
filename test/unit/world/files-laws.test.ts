import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../support/property-seed.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld, type WorldState } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const SHELF = functionsOf(`
  /** Puts a text into a file. */
  function store_file(file: string, body: string): { message: string };
  /** Shows the text of a file. */
  function show_file(file: string, head?: integer, tail?: integer): { text: string };
  /** Replaces passages of a file. */
  function patch_file(file: string, edits: { old_text: string; new_text: string }[]): { diff: string };
  /** Moves a file to another place. */
  function rename_file(source: string, target: string): { message: string };
  /** Deletes a file. */
  function remove_file(file: string): { removed: boolean };
  /** Makes a folder. */
  function make_directory(directory: string): { message: string };
  /** Lists the files in a folder, with their sizes. */
  function list_directory(directory: string): { entries: { name: string; size: integer }[] };
  /** Lists a folder with the sizes of its files. */
  function list_directory_with_sizes(directory: string): { text: string };
  /** Finds files by a pattern of their names. */
  function find_files(directory: string, pattern: string, exclude_patterns?: string[]): { paths: string[] };
  /** Shows the metadata of a file. */
  function get_file_metadata(file: string): { size: integer };
  /** Shows what lies below a folder as a tree. */
  function directory_tree(directory: string): { tree: string };
`);
const world = createSimulatedWorld(SHELF);
const ids = new Map(SHELF.map(({ id, signature }) => [signature.name, id]));

/** The world beside a plain map of what files must hold. */
class Shelf {
  readonly files = new Map<string, string>();
  #state: WorldState = world.startNow('shelf');

  constructor() {
    this.ask('make_directory', { directory: 'box' });
  }

  /** The answer; undefined where the call fails. */
  ask(name: string, given: JsonObject): Record<string, Json> | undefined {
    const execution = world.executeNow({ function: ids.get(name) ?? '', arguments: given }, this.#state);
    this.#state = execution.state;
    return execution.outcome.ok ? (execution.outcome.output as Record<string, Json>) : undefined;
  }

  agrees(): void {
    for (const name of NAMES) {
      const held = this.files.get(name);
      expect(this.ask('show_file', { file: `box/${name}` })?.text).toBe(held);
      const size = held === undefined ? undefined : new TextEncoder().encode(held).length;
      expect(this.ask('get_file_metadata', { file: `box/${name}` })?.size).toBe(size);
    }
    const names = [...this.files.keys()].sort();
    const listed = this.ask('list_directory', { directory: 'box' })?.entries as { name: string }[];
    expect(listed.map(({ name }) => name).sort()).toEqual(names);
    const found = this.ask('find_files', { directory: 'box', pattern: '*' })?.paths as string[];
    expect(found.map((path) => path.split('/').at(-1)).sort()).toEqual(names);
    const tree = JSON.stringify(this.ask('directory_tree', { directory: 'box' }));
    for (const name of NAMES) expect(tree.includes(name)).toBe(this.files.has(name));
  }
}

const NAMES = ['ash.txt', 'birch.md', 'cedar.csv'] as const;
const name = fc.constantFrom(...NAMES);
const text = fc
  .array(fc.constantFrom('moss', 'fern', 'näher', '木'), { maxLength: 4 })
  .map((words) => words.join('\n'));

type Deed = (shelf: Shelf) => void;

const stores = fc.tuple(name, text).map(
  ([file, body]): Deed =>
    (shelf) => {
      expect(shelf.ask('store_file', { file: `box/${file}`, body })).toBeDefined();
      shelf.files.set(file, body);
    },
);
const patches = fc.tuple(name, fc.constantFrom('moss', 'fern')).map(
  ([file, old]): Deed =>
    (shelf) => {
      const held = shelf.files.get(file);
      const answer = shelf.ask('patch_file', { file: `box/${file}`, edits: [{ old_text: old, new_text: 'lichen' }] });
      if (held?.includes(old) !== true) return expect(answer).toBeUndefined();
      expect(String(answer?.diff)).toContain(`box/${file}`);
      expect(String(answer?.diff)).toContain('lichen');
      shelf.files.set(file, held.replace(old, 'lichen'));
    },
);
const moves = fc.tuple(name, name).map(
  ([from, to]): Deed =>
    (shelf) => {
      const held = shelf.files.get(from);
      if (shelf.files.has(to)) return;
      const answer = shelf.ask('rename_file', { source: `box/${from}`, target: `box/${to}` });
      if (held === undefined) return expect(answer).toBeUndefined();
      shelf.files.delete(from);
      shelf.files.set(to, held);
    },
);
const removals = name.map(
  (file): Deed =>
    (shelf) => {
      const answer = shelf.ask('remove_file', { file: `box/${file}` });
      expect(answer !== undefined).toBe(shelf.files.delete(file));
    },
);

describe('files after any deeds', () => {
  it('hold what a plain map of them holds, in every way of looking', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(stores, stores, patches, moves, removals), { maxLength: 12 }), (deeds) => {
        const shelf = new Shelf();
        for (const deed of deeds) deed(shelf);
        shelf.agrees();
      }),
      { numRuns: 60 },
    );
  });

  it('show as many lines as are asked for', () => {
    const shelf = new Shelf();
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (body, count) => {
        shelf.ask('store_file', { file: 'box/ash.txt', body });
        const lines = body.split('\n');
        expect(shelf.ask('show_file', { file: 'box/ash.txt', head: count })?.text).toBe(
          lines.slice(0, count).join('\n'),
        );
        expect(shelf.ask('show_file', { file: 'box/ash.txt', tail: count })?.text).toBe(lines.slice(-count).join('\n'));
      }),
      { numRuns: 30 },
    );
  });

  it('are listed with as many bytes as they hold', () => {
    const shelf = new Shelf();
    shelf.ask('store_file', { file: 'box/ash.txt', body: 'näher' });
    expect(shelf.ask('list_directory_with_sizes', { directory: 'box' })?.text).toBe('[FILE] ash.txt 6 B');
  });

  it('are left out by what a search excepts, with what lies in a folder that is', () => {
    const shelf = new Shelf();
    for (const file of NAMES) shelf.ask('store_file', { file: `box/${file}`, body: 'x' });
    const find = (directory: string, ...exclude_patterns: string[]) =>
      (shelf.ask('find_files', { directory, pattern: '*.md', exclude_patterns }) as { paths: string[] }).paths.filter(
        (path) => path.endsWith('birch.md'),
      ).length;
    expect([find('box'), find('box', 'b*'), find('.'), find('.', 'box')]).toEqual([1, 0, 1, 0]);
  });
});
