import { describe, expect, it } from 'vitest';
import type { FunctionReading } from '../../../server/src/domain/index.ts';
import { domainOf } from './support.ts';

function readingOf(text: string, name: string): FunctionReading | undefined {
  return domainOf(text).functions.find((one) => one.function === name);
}

function read(text: string, name: string): string {
  const reading = readingOf(text, name);
  return `${reading?.operation} ${reading?.entity ?? '-'}`;
}

describe('what a description says of a verb', () => {
  it('a plan that is created is made', () => {
    const text = `
/** Create a new voyage with a route. */
function plan_voyage(route: string, departs: string): { voyage_id: string };
/** One voyage. */
function get_voyage(voyage_id: string);`;
    expect(read(text, 'plan_voyage')).toBe('create voyage');
  });

  it('a plural at its beginning is no command', () => {
    const text = `
/** Inspections a kiln has had. */
function inspection_record(kiln_id: string): { inspections: { on: string; by: string }[] };
/** All kilns. */
function list_kilns(): { kilns: { kiln_id: string }[] };`;
    expect(readingOf(text, 'inspection_record')?.writes).toBe(false);
  });

  it('a number of things is one value, all of them are a list', () => {
    const text = `
/** Gets the number of parcels in a depot. */
function count_parcels(depot_id: string);
/** All berths with their depth. */
function berths_overview();`;
    expect(read(text, 'count_parcels')).toContain('get');
    expect(read(text, 'berths_overview')).toContain('list');
  });
});

describe('which record a function is about', () => {
  it('several are shown of what the description begins with, where the name says whose they are', () => {
    const text = `
/** Rehearsals before a conductor in a week. */
function conductor_calendar(conductor_id: string, week: string);
/** Move a rehearsal. */
function postpone_rehearsal(rehearsal_id: string, new_date: string);`;
    expect(read(text, 'conductor_calendar')).toBe('list rehearsal');
  });

  it('a verb makes what it is called as a thing, where others take the identifier of one', () => {
    const text = `
/** Spray an orchard for some minutes. */
function fumigate_orchard(orchard_id: string, minutes: integer);
/** Stop it early. */
function stop_fumigation(fumigation_id: string);`;
    expect(read(text, 'fumigate_orchard')).toBe('create fumigation');
    expect(read(text, 'stop_fumigation')).toBe('act fumigation');
  });

  it('a value that is a parameter is set on the record', () => {
    const text = `
/** Record the final mark of a thesis. */
function record_mark(thesis_id: string, mark: string);
/** One thesis. */
function get_thesis(thesis_id: string);`;
    expect(read(text, 'record_mark')).toBe('update thesis');
  });

  it('who is assigned stays who they are: the other record changes', () => {
    const text = `
/** Give a tour to a guide. */
function assign_guide(tour_id: string, guide_id: string);
/** Tours of a day. */
function list_tours(day: string);
/** Guides who are free. */
function list_guides(day: string);`;
    expect(read(text, 'assign_guide')).toBe('update tour');
  });

  it('a record may be named by its noun alone', () => {
    const text = `
/** Make a shelf in a room. */
function create_shelf(link_id: string, room: string, shelf: string);
/** Shelves of a room. */
function list_shelves(link_id: string, room: string);
/** Throw a shelf away. */
function drop_shelf(link_id: string, room: string, shelf: string);`;
    expect(read(text, 'create_shelf')).toBe('create shelf');
    expect(read(text, 'drop_shelf')).toBe('delete shelf');
  });

  it('short names of identifiers stand for what the functions that take them are about', () => {
    const text = `
/** Renew a library card. */
function renew_card(lc_number: string);
/** Block a lost card. */
function block_card(lc_number: string);`;
    expect(read(text, 'renew_card')).toContain('card');
  });

  it('who would write to somebody sends a message', () => {
    const text = `
/** Write to the keeper of a lighthouse. */
function message_keeper(keeper_id: string, text: string);
/** Keepers on duty. */
function list_keepers();`;
    expect(read(text, 'message_keeper')).toBe('send message');
  });
});

describe('whose identifier a bare one is', () => {
  it('of what holds the records that are listed or made', () => {
    const text = `
/** One folder. */
function get_folder(id: number);
/** Notes of a folder. */
function list_folder_notes(id: number);
/** Delete a note. */
function delete_folder_note(id: number, note_id: number);`;
    const [id] = readingOf(text, 'list_folder_notes')?.inputs ?? [];
    expect(id).toMatchObject({ parameter: 'id', role: 'reference', of: { entity: 'folder' } });
  });

  it('a number that is called as a record which functions make names it', () => {
    const text = `
/** Make a label. */
function create_label(name: string): { id: number };
/** Labels. */
function list_labels(): { labels: { id: number }[] };
/** Put a new sheet in. */
function create_sheet(title: string, label: number);`;
    expect(readingOf(text, 'create_sheet')?.inputs.find(({ parameter }) => parameter === 'label')?.role).toBe(
      'reference',
    );
  });
});
