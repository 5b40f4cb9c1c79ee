import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { askForValue, saysValue, summarize } from '../../../server/src/teacher/wording/index.ts';
import { twenty } from './twenty.ts';

/** Kinds of slips that were read in catalogs nobody had worked with, each shown on a kite school of our own. */
const text = (description = '') => ({ type: 'string', ...(description === '' ? {} : { description }) });
const whole = (description = '') => ({ type: 'integer', ...(description === '' ? {} : { description }) });
const flag = (description = '') => ({ type: 'boolean', ...(description === '' ? {} : { description }) });
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const KITES = { type: 'string', enum: ['foil', 'delta', 'stunt_kite'] };
const TOOLS = [
  tool('borrow_kite', 'Borrow a kite from the shed', { kite: KITES, pupil_id: text() }),
  tool('lend_tool', 'Lend a tool from the shed', { tool: KITES, pupil_id: text() }),
  tool('return_kite', 'Bring a borrowed kite back', { loan_id: text() }),
  tool('estimate_cost', 'Estimate what a course will cost.', { course_id: text() }),
  tool('send_late_text', 'Send a pupil a text message that says that a lesson is late.', { ticket_number: text() }),
  tool('order_spares', 'Order a spare part from the maker', {
    partId: text(),
    packs: whole(),
  }),
  tool('orderSpare', 'Order a spare from the maker', { spareId: text(), packs: whole() }),
  tool('pack_course', 'Pack the kites of a course', { course_id: text(), quantity: whole('Number of bags') }),
  tool('find_pupil', 'Find a pupil by last name', { last_name: text() }),
  tool('enter_lineup', 'Enter what was flown', {
    course_id: text(),
    kites: {
      type: 'array',
      items: { type: 'object', properties: { kite: text(), quantity: whole() }, required: ['kite', 'quantity'] },
    },
  }),
  tool('upload_film', 'Uploads a film of a course.', {
    course_id: text(),
    url: { type: 'string', format: 'uri', description: 'Where the film can be fetched' },
  }),
  tool('invite_judge', 'Invites a judge by e-mail to a course.', {
    course_id: text(),
    email: { type: 'string', format: 'email' },
    name: text("The judge's name"),
  }),
  tool('list_courses', 'Lists courses.', { open: flag('Filter by whether they are open') }),
  tool('list_flights', 'Lists flights.', { approved: flag('Filter by approval state') }),
  tool('add_marker', 'Adds a marker to a film.', {
    film_id: text(),
    title: text(),
    start_seconds: whole('Offset from the beginning in seconds'),
  }),
  tool('give_up_locker', 'End the rent of a locker', {
    locker_no: text(),
    end_date: { type: 'string', format: 'date' },
  }),
  tool('find_fields', 'Find fields', { min_size_sqm: { type: 'number', description: 'Size in square metres' } }),
  tool('wind_summary', 'Sum up the wind of a field in a year', { field_id: text(), year: whole() }),
  tool('join_waiting_list', 'Put a person on the waiting list', { name: text(), email: text() }),
  tool('list_lessons', 'Lists lessons.', { customer_phone: text() }),
  tool('set_reminder', 'Set a reminder for a pupil to bring a kite', {
    pupil_id: text(),
    time: text('Time of day, HH:MM'),
  }),
  tool('book_flight', 'Book a flight.', { field_id: text(), guide: flag('Whether a guide is needed') }),
  tool('list_kites', 'Lists kites.', { pupil_id: text() }),
  tool('add_term', 'Add a term to the list of a club', { club: text(), term: text() }),
  tool('extend_deadline', 'Move the deadline of a project', {
    project_id: text(),
    new_deadline: { type: 'string', format: 'date' },
  }),
  tool('lookup_word', 'Look a word up', { word: text() }),
  tool('request_leaflet', 'Request a leaflet', { target_languages: { type: 'array', items: text() } }),
  tool('check_clash', 'Check whether two courses clash with each other', {
    course_ids: { type: 'array', items: text() },
  }),
];
const { toolOf, asked, told } = twenty(TOOLS);

describe('a wish names the thing that the deed is done to', () => {
  it.each<[string, Record<string, Json>, RegExp, RegExp]>([
    // "borrow pupil PU-1 with delta"
    ['borrow_kite', { kite: 'delta', pupil_id: 'PU-1' }, /borrow(?:ing)? (?:a|the) delta .*for pupil PU-1/i, /with/],
    ['lend_tool', { tool: 'delta', pupil_id: 'PU-1' }, /(?:a|the) delta to pupil PU-1/i, /with/],
    // "estimate course CO-1", "what a course CO-1"
    ['estimate_cost', { course_id: 'CO-1' }, /(?:cost|costs) .*course CO-1|course CO-1 (?:will )?costs?/i, /what a /],
    // "some late text on ticket TI-1"
    ['send_late_text', { ticket_number: 'TI-1' }, /a late text for ticket TI-1/i, /some|on ticket/],
    // "order spare SP-1 with 5 packs"
    ['orderSpare', { spareId: 'SP-1', packs: 5 }, /5 packs of spare SP-1/i, /with/],
    // "pack course CO-1, 3 of them"
    ['pack_course', { course_id: 'CO-1', quantity: 3 }, /course CO-1, 3 bags/i, /of them|in all/],
    // "kites: 5 of delta"
    [
      'enter_lineup',
      {
        course_id: 'CO-1',
        kites: [
          { kite: 'delta', quantity: 5 },
          { kite: 'foil', quantity: 1 },
        ],
      },
      /5 deltas and 1 foil/i,
      /5 of/,
    ],
    // "a film at https://…"
    ['upload_film', { course_id: 'CO-1', url: 'https://example.com/a' }, /from https:\/\/example\.com\/a/, /at https/],
    // "invite ada@example.com as a judge for Ada Brown"
    [
      'invite_judge',
      { course_id: 'CO-1', email: 'ada@example.com', name: 'Ada Brown' },
      /Ada Brown \(ada@example\.com\) as a judge/,
      /(?:under|in) the name|for Ada/,
    ],
    ['list_courses', { open: true }, /(?:only|just) the open ones|that are open/i, /too|including/],
    ['list_flights', { approved: true }, /(?:only|just) the approved ones|that are approved/i, /too|including/],
    ['list_flights', { approved: false }, /not approved|leaving out|without the approved ones/i, /too|including/],
    // "with a start of 31 seconds", "for film FI-1"
    [
      'add_marker',
      { film_id: 'FI-1', title: 'Loop', start_seconds: 31 },
      /to film FI-1.*at 31 seconds/,
      /start of|for film/,
    ],
    // "give up locker until 4 May"
    [
      'give_up_locker',
      { locker_no: 'L-4', end_date: '2026-05-04' },
      /(?:on|as of|effective) (?:4 May|May 4)/,
      /until (?:4|May)|to (?:4|May)/,
    ],
    // "with a size square of at least 7 metres"
    ['find_fields', { min_size_sqm: 70 }, /size of at least 70 square met/, /size square/],
    // "the wind summary from 2024"
    ['wind_summary', { field_id: 'FI-2', year: 2024 }, /(?:for|in|of) 2024/, /from 2024/],
    // "join the list of waiting Ada"
    [
      'join_waiting_list',
      { name: 'Ada', email: 'ada@example.com' },
      /(?:put|add)(?:ting|ing)? Ada (?:on|to) the (?:waiting )?list/i,
      /list of waiting/,
    ],
    // "with the customer phone +1-555-0100"
    ['list_lessons', { customer_phone: '+1-555-0100' }, /phone number/, /customer phone/],
    // "set the time of pupil PU-1 to 12:15"
    [
      'set_reminder',
      { pupil_id: 'PU-1', time: '12:15' },
      /a (?:new )?reminder for pupil PU-1 (?:at|for) 12:15/i,
      /the time of/,
    ],
    // "with the guide"
    ['book_flight', { field_id: 'FI-1', guide: true }, /with a guide/, /the guide/],
    // "a term that match "gust""
    ['add_term', { club: 'Northwind', term: 'gust' }, /an? (?:new )?term "gust"/, /match/],
    // "extend the deadline in project PR-1 due 4 May 2026"
    [
      'extend_deadline',
      { project_id: 'PR-1', new_deadline: '2026-05-04' },
      /deadline of project PR-1 to (?:4 May|May 4)/,
      /\bdue\b/,
    ],
    // "the word gust"
    ['lookup_word', { word: 'gust' }, /"gust"/, /word gust/],
    // "with the target languages de and fr"
    ['request_leaflet', { target_languages: ['de', 'fr'] }, /into German and French/, /\bde\b/],
  ])('%s %j', (name, values, right, wrong) => {
    for (const query of asked(name, values)) {
      expect(query).toMatch(right);
      expect(query).not.toMatch(wrong);
    }
  });
});

describe('what is counted in a list', () => {
  it('is said by its plural', () => {
    expect(
      saysValue(
        'Bring 5 kites and 1 rope.',
        [
          { what: 'kite', count: 5 },
          { what: 'rope', count: 1 },
        ],
        true,
      ),
    ).toBe(true);
    expect(saysValue('Bring 5 kites.', [{ what: 'rope', count: 5 }], true)).toBe(false);
    expect(saysValue('Bring the kites.', 'kite', true)).toBe(false);
  });
});

describe('an answer says what came out', () => {
  it('tells two answers of one function apart', () => {
    const calls = ['Holm', 'Ruiz'].map((name, at) => ({
      tool: toolOf('find_pupil'),
      turn: 0,
      arguments: { last_name: name },
      ok: true,
      output: { pupil_id: `PU-${at}` },
    }));
    for (let seed = 0; seed < 10; seed += 1)
      expect(summarize(calls, `${seed}/s`)).toMatch(/For Holm, .*PU-0\..*For Ruiz, .*PU-1\./);
  });

  it('opens a question of its own with a capital', () => {
    for (let seed = 0; seed < 20; seed += 1)
      expect(askForValue(toolOf('set_reminder'), 'time', `${seed}`)).not.toMatch(/[.!] \p{Ll}/u);
  });

  it('asks for a number by which somebody is reached', () => {
    expect(askForValue(toolOf('list_lessons'), 'customer_phone', 's')).toMatch(/customer's phone number/);
  });

  it.each<[string, JsonObject, Json, RegExp, RegExp]>([
    [
      'check_clash',
      { course_ids: ['CO-1', 'CO-2'] },
      { result: true },
      /yes, courses CO-1 and CO-2 clash with each other/i,
      /done|finished|sorted/i,
    ],
    [
      'check_clash',
      { course_ids: ['CO-1', 'CO-2'] },
      { result: false },
      /no, courses CO-1 and CO-2 do not clash/i,
      /done|finished|sorted/i,
    ],
    [
      'borrow_kite',
      { kite: 'delta', pupil_id: 'PU-1' },
      { loan_id: 'LO-1' },
      /borrowed (?:a|the) delta for pupil PU-1/,
      /with/,
    ],
    // "kite type: STUNT"
    [
      'list_kites',
      { pupil_id: 'PU-1' },
      { kites: [{ kite_id: 'KI-1', kite_type: 'STUNT' }] },
      /KI-1 \(stunt\)/,
      /STUNT|kite type/,
    ],
    [
      'find_pupil',
      { last_name: 'Holm' },
      { pupil_id: 'PU-2', phone: '+1-555-0100', season: 3 },
      /in season 3/,
      /has the season/,
    ],
    ['estimate_cost', { course_id: 'CO-1' }, { price: 474.6 }, /474\.60/, /474\.6(?!0)/],
  ])('%s %j %j', (name, given, output, right, wrong) => {
    for (const report of told(name, given, output)) {
      expect(report).toMatch(right);
      expect(report).not.toMatch(wrong);
    }
  });
});
