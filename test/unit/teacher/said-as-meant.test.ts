import { describe, expect, it } from 'vitest';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type PlannedCall, saysScalar, summarize, writeQuery } from '../../../server/src/teacher/index.ts';

const text = (description = '') => ({ type: 'string', description });
const integer = { type: 'integer' };
const oneOf = (...values: string[]) => ({ type: 'string', enum: values });
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
/** A zoo with its keepers and its tours. */
const TOOLS = [
  tool('list_tours', 'List tours.', { language: text('ISO 639-1 code'), year_from: integer }),
  tool('book_tour', 'Book a tour.', { tour_id: text(), interpreter_language: text('ISO 639-1 code') }),
  tool('find_keepers', 'Find keepers.', { training: oneOf('reptiles', 'birds') }),
  tool('list_animals', 'List animals.', { house_name: text(), hall: oneOf('east_wing', 'west_wing') }),
  tool('count_stock', 'List what is stored.', { database: text(), room_name: oneOf('cold_store', 'attic') }),
  tool('feed_animal', 'Feed an animal.', { animal_id: text(), rhythm: oneOf('every_6_hours', 'once_daily') }),
  tool('staff_gate', 'Change how many turnstiles are open.', { gate_id: text(), turnstiles: integer }),
  tool('set_heating', 'Sets the temperature of a terrarium.', {
    terrarium_id: text(),
    temperature: { type: 'number', description: 'Temperature in Celsius' },
    until_time: text('Until when, HH:MM'),
  }),
  tool('repeat_show', 'Schedule a show.', {
    show_id: text(),
    days: { type: 'array', items: oneOf('mon', 'tue', 'wed') },
  }),
  tool('close_case', 'Close a case.', { case_id: text(), root_cause: oneOf('broken_fence', 'weather') }),
  tool('dim_lamp', 'Dims a lamp.', { lamp_id: text() }),
  tool('turn_off_lamp', 'Turns off a lamp.', { lamp_id: text() }),
  tool('play_sound', 'Plays a sound on a speaker.', { speaker_id: text() }),
  tool('admit_visitor', 'Admit a visitor.', { visitor_id: text(), ward: text() }),
  tool('pay_ticket', 'Pay a ticket.', { ticket_id: text(), amount: { type: 'number', description: 'Amount in EUR' } }),
  tool('weigh_animal', 'Weighs an animal.', { animal_id: text(), pulse_rate_beats_per_minute: integer }),
  tool('get_visitor', 'Get a visitor.', { visitor_id: text() }),
  tool('read_probe', 'Read a probe.', { probe_id: text() }),
  tool('get_feeding_plan', 'Get the feeding plan of an animal.', {
    animal_id: text(),
    diet: oneOf('winter', 'summer'),
  }),
  tool('book_talk', 'Book a talk.', {
    talk_id: text(),
    needs_interpreter: { type: 'boolean' },
    interpreter_language: text('ISO 639-1 code'),
  }),
  tool('list_guides', 'List guides.', { subject: oneOf('birds', 'apes'), speaks_language: text('ISO 639-1 code') }),
  tool('order_photo', 'Order prints of a photo.', {
    photo_id: text(),
    copies: integer,
    size: oneOf('poster', '10x15'),
  }),
  tool('reserve_food', 'Order food.', { sku: text(), pickup_at: { type: 'string', format: 'date-time' } }),
];
const CATALOG = buildCatalog([parseDocument('file:///zoo.json', JSON.stringify({ tools: TOOLS }))]);

function toolOf(name: string) {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(name);
  return { name, signature };
}

function said(name: string, values: Record<string, Json>): string[] {
  const call: PlannedCall = {
    tool: toolOf(name),
    arguments: Object.entries(values).map(([parameter, value]) => ({ parameter, value, origin: { from: 'user' } })),
    role: 'asked',
  };
  return Array.from({ length: 12 }, (_, seed) =>
    writeQuery({
      kind: 'write_query',
      intent: { kind: 'calls' },
      calls: [call],
      past: [],
      conversation: [],
      turn: 0,
      seed: `s${seed}`,
    }),
  );
}

function told(name: string, given: Record<string, Json>, output: Json): string[] {
  return Array.from({ length: 8 }, (_, seed) =>
    summarize([{ tool: toolOf(name), arguments: given, output, ok: true, turn: 0 }], `s${seed}`),
  );
}

describe('a value is said as what it means', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['list_tours', { language: 'de', year_from: 2024 }, /in German from 2024 on/],
    ['book_tour', { tour_id: 'T-7', interpreter_language: 'ja' }, /with a Japanese interpreter/],
    ['find_keepers', { training: 'reptiles' }, /whose training is reptiles/],
    ['list_animals', { house_name: 'Aviary', hall: 'east_wing' }, /(?:in|at) .*east wing/],
    [
      'count_stock',
      { database: 'feeds', room_name: 'cold_store' },
      /in the feeds database.*in the cold store|cold store.*feeds database/,
    ],
    ['feed_animal', { animal_id: 'A-4', rhythm: 'every_6_hours' }, /every 6 hours/],
    ['staff_gate', { gate_id: 'G-2', turnstiles: 5 }, /5 turnstiles/],
    [
      'set_heating',
      { terrarium_id: 'T-9', temperature: 24, until_time: '22:15' },
      /to 24 degrees Celsius .*until 22:15/,
    ],
    ['repeat_show', { show_id: 'S-3', days: ['mon', 'wed'] }, /every Monday and Wednesday/],
    ['close_case', { case_id: 'C-1', root_cause: 'broken_fence' }, /root cause:? "?broken fence/],
    ['turn_off_lamp', { lamp_id: 'L-5' }, /turn(?:ing)? off the lamp L-5/i],
    ['play_sound', { speaker_id: 'S-8' }, /on speaker S-8/],
    ['admit_visitor', { visitor_id: 'V-1', ward: 'W-5' }, /on ward W-5/],
    ['pay_ticket', { ticket_id: 'T-1', amount: 12.5 }, /12\.5 EUR/],
    ['weigh_animal', { animal_id: 'A-4', pulse_rate_beats_per_minute: 72 }, /with a pulse rate of 72 beats per minute/],
    ['get_feeding_plan', { animal_id: 'A-4', diet: 'winter' }, /for the winter diet/],
    [
      'book_talk',
      { talk_id: 'T-7', needs_interpreter: true, interpreter_language: 'fr' },
      /talk T-7 with a French interpreter(?! and| with)/,
    ],
    ['list_guides', { subject: 'apes', speaks_language: 'pl' }, /whose subject is apes and who speak Polish/],
    ['order_photo', { photo_id: 'P-1', copies: 3, size: 'poster' }, /3 copies of (?:the )?photo P-1 in poster size/],
    ['reserve_food', { sku: 'F-20', pickup_at: '2026-05-04T10:30:00Z' }, /SKU F-20 for pickup on .*10:30/],
  ])('%s %j', (name, values, expected) => {
    for (const query of said(name, values)) expect(query).toMatch(expected);
  });

  it.each<[string, string]>([
    ['Is it there in German?', 'de'],
    ['Something from Germany, please.', 'DE'],
    ['Every Monday would do.', 'mon'],
    ['Twice, every 8 hours.', 'every_8_hours'],
    ['As a DVD.', 'dvd'],
  ])('so that "%s" says %s', (query, value) => {
    expect(saysScalar(query, value, true)).toBe(true);
    expect(saysScalar('Nothing of the kind.', value, true)).toBe(false);
  });
});

describe('an answer says', () => {
  it('who somebody is and what a code means', () => {
    const output = { visitor_id: 'V-1', given_name: 'Lena', family_name: 'Winter', preferred_language: 'es' };
    for (const answer of told('get_visitor', { visitor_id: 'V-1' }, output)) {
      expect(answer).toContain('is Lena Winter');
      expect(answer).toMatch(/preferred language is Spanish/);
      expect(answer).not.toMatch(/given name|\bes\b/);
    }
  });

  it('a value with the unit beside it', () => {
    const output = { probe_id: 'P-1', value: 3.5, unit: 'bar' };
    for (const answer of told('read_probe', { probe_id: 'P-1' }, output)) {
      expect(answer).toContain('3.5 bar');
      expect(answer).not.toContain('unit');
    }
  });

  it('participles as they are written', () => {
    for (const answer of told('admit_visitor', { visitor_id: 'V-1', ward: 'W-5' }, { success: true }))
      expect(answer).toContain('admitted visitor V-1 on ward W-5');
  });
});
