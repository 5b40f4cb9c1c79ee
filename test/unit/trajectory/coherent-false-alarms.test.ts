import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { coherenceOfCalls, seenCall } from '../../../server/src/trajectory/index.ts';

const { entries } = buildCatalog([
  parseDocument(
    'file:///archive.fsig',
    `
    /** Shows an essay. @readonly */
    function get_essay(essay_id: string): { essay_id: string, title: string };
    /** Lists the essays that quote an essay. @readonly */
    function get_quotations(essay_id: string): { quotations: { essay_id: string, title: string }[] };
    /** Writes a comment on an essay. */
    function create_comment(essay_id: string, body: string): { comment_id: string };
    /** Lists the comments of an essay. @readonly */
    function list_comments(essay_id: string): { comments: { essay_id: string, body: string }[] };
    /** Changes the shelf of an essay. */
    function update_essay(essay_id: string, shelf: string): { essay_id: string, shelf: string };
    /** Gets the volume level of the player. @readonly */
    function get_volume(): { volume_level: integer, muted: boolean };
    /** Gets the status of the player. @readonly */
    function get_player_status(): { volume_level: integer, track: string };
    /** Sets the volume level of the player. */
    function set_volume(volume_level: integer): { volume_level: integer };
    /** Adds two numbers. @readonly */
    function add(first_number: number, second_number: number): { sum_number: number };
    /** Takes one number from another. @readonly */
    function subtract(first_number: number, second_number: number): { sum_number: number };
    `,
  ),
]);
const readings = new Map(
  readDomain(entries).functions.map((reading, at) => [entries[at]?.signature.name ?? '', reading]),
);

type Step = readonly [name: string, given: JsonObject, output: Json];
const violationsIn = (...steps: Step[]) =>
  coherenceOfCalls(steps.map(([name, given, output], at) => seenCall(name, given, output, at, readings))).violations;
const quoting = (...essays: JsonObject[]): Step => ['get_quotations', { essay_id: 'E1' }, { quotations: essays }];
const essay = (fields: JsonObject): Step => ['get_essay', { essay_id: 'E1' }, { essay_id: 'E1', ...fields }];

describe('what is no contradiction, and what beside it is one', () => {
  it('related things of the same kind are others than the one asked with; their titles are still their own', () => {
    const others = [
      { essay_id: 'E2', title: 'On Rain' },
      { essay_id: 'E3', title: 'On Snow' },
    ];
    expect(violationsIn(quoting(...others))).toEqual([]);
    const told: Step = ['get_essay', { essay_id: 'E2' }, { essay_id: 'E2', title: 'On Fog' }];
    expect(violationsIn(quoting(...others), told)).toMatchObject([{ law: 7, function: 'get_essay' }]);
  });

  it('a comment does not change the essay it refers to; the essay itself reads as it was changed', () => {
    const made: Step = ['create_comment', { essay_id: 'E1', body: 'Well said.' }, { comment_id: 'C1' }];
    const list: Step = ['list_comments', { essay_id: 'E1' }, { comments: [{ essay_id: 'E1', body: 'Too long.' }] }];
    expect(violationsIn(made, list)).toEqual([]);
    const changed: Step = ['update_essay', { essay_id: 'E1', shelf: 'north' }, { essay_id: 'E1', shelf: 'north' }];
    expect(violationsIn(changed, essay({ shelf: 'south' }))).toMatchObject([{ law: 3 }]);
  });

  it('a failure that passes says nothing of the essay; one that says that there is none does', () => {
    const ask = (output: Json): Step => ['get_essay', { essay_id: 'E1' }, output];
    const found = essay({ title: 'On Rain' });
    for (const passing of [
      { error: 'The server is busy. Please try again.' },
      { error: { code: 429, message: 'Too many requests' } },
      'HTTP 503: service temporarily unavailable',
      'Request timed out after 30 s',
    ]) {
      expect(violationsIn(ask(passing), found)).toEqual([]);
      expect(violationsIn(found, ask(passing), found)).toEqual([]);
    }
    expect(violationsIn(ask({ error: 'Essay not found: E1' }), found)).toMatchObject([{ law: 6 }]);
    expect(violationsIn(ask('An essay about a retry'), found)).toMatchObject([{ law: 6 }]);
  });

  it('what a session has one of reads the same in two answers, unless one of them failed', () => {
    const volume: Step = ['get_volume', {}, { volume_level: 4, muted: false }];
    const status = (output: Json): Step => ['get_player_status', {}, output];
    expect(violationsIn(volume, status({ volume_level: 4, track: 'Rain' }))).toEqual([]);
    expect(violationsIn(volume, status({ volume_level: 9, track: 'Rain' }))).toMatchObject([
      { law: 3, function: 'get_player_status' },
    ]);
    expect(violationsIn(volume, status({ error: 'No player.', volume_level: 9 }))).toEqual([]);
    const set: Step = ['set_volume', { volume_level: 7 }, { volume_level: 7 }];
    expect(violationsIn(volume, set, status({ volume_level: 7, track: 'Rain' }))).toEqual([]);
    expect(violationsIn(volume, set, status({ volume_level: 4, track: 'Rain' }))).toMatchObject([{ law: 3 }]);
  });

  it('results of two computations may differ; those of one on equal numbers may not', () => {
    const given = { first_number: 5, second_number: 2 };
    expect(violationsIn(['add', given, { sum_number: 7 }], ['subtract', given, { sum_number: 3 }])).toEqual([]);
    expect(violationsIn(['add', given, { sum_number: 7 }], ['add', given, { sum_number: 8 }])).toMatchObject([
      { law: 6 },
    ]);
  });

  it('what a change answers with may be new; what is read twice is not', () => {
    const changed: Step = ['update_essay', { essay_id: 'E1', shelf: 'north' }, { essay_id: 'E1', shelf: 'north' }];
    expect(violationsIn(essay({ shelf: 'south' }), changed)).toEqual([]);
    expect(violationsIn(essay({ shelf: 'south' }), quoting({ essay_id: 'E1', shelf: 'east' }))).not.toEqual([]);
  });

  it('a part that ends with a card is not the card; a part called as its list is', () => {
    const paid = (...parts: JsonObject[]) => essay({ payments: parts });
    const first = paid({ kind: 'fee', sum: 4, card_id: 'K1' });
    expect(
      violationsIn(first, ['get_essay', { essay_id: 'E9' }, { payments: [{ kind: 'tip', sum: 2, card_id: 'K1' }] }]),
    ).toEqual([]);
    const cards = (colour: string): Step => ['get_essay', { essay_id: colour }, { cards: [{ colour, card_id: 'K1' }] }];
    expect(violationsIn(cards('red'), cards('blue'))).toMatchObject([{ law: 7 }]);
  });
});
