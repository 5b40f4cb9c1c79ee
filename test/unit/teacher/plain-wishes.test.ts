import { describe, expect, it } from 'vitest';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { type PastCall, type PlannedCall, type ValueOrigin, writeQuery } from '../../../server/src/teacher/index.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const integer = { type: 'integer' };
const flag = { type: 'boolean' };
const day = { type: 'string', format: 'date' };
const moment = { type: 'string', format: 'date-time' };
const oneOf = (...values: string[]) => ({ type: 'string', enum: values });
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
/** A theatre with its workshop and its box office. */
const TOOLS = [
  tool('list_plays', 'List plays.', { stage_name: text, language: oneOf('en', 'pl') }),
  tool('find_actors', 'Find actors.', { agency_phone: text }),
  tool('search_costumes', 'Search costumes.', { query: text }),
  tool('rehearsal_hours', 'Rehearsal hours.', { venue_id: text, rehearsal_type: oneOf('technical', 'musical') }),
  tool('book_fitting', 'Book a fitting.', { actor_id: text, tailor_id: text, start_time: moment }),
  tool('gradebook', 'Enter a mark for an actor.', {
    actor_id: text,
    mark: integer,
    discipline: oneOf('dance', 'voice'),
  }),
  tool('excuse', 'Mark the delay of an actor as excused.', { delay_id: text }),
  tool('curtain', 'Raise or lower the curtain.', { action: oneOf('raise', 'lower') }),
  tool('cue_add', 'Add cue to list.', { play_id: text }),
  tool('order_props', 'Order props.', { play_id: text, crew_count: integer }),
  tool('report_sheet', 'Produce the report sheet of a play for a season.', {
    play_id: text,
    season: oneOf('spring', 'autumn'),
  }),
  tool('light_forecast', 'Light forecast.', {
    latitude: number,
    longitude: number,
    light_unit: oneOf('lx', 'fc'),
    time_unit: oneOf('min', 's'),
  }),
  tool('reschedule_show', 'Move a show to another time.', { show_id: text, new_start_time: moment }),
  tool('confirm_show', 'Confirm a show.', { show_id: text, licence_paid: flag }),
  tool('swap_role', 'Swap one role for another.', { play_id: text, old_role_id: text, new_role_id: text }),
  tool('attach_sketch', 'Attach a sketch.', { card_id: text, board_id: text, sketch_url: text }),
  tool('get_my_tickets', 'Get my tickets.', {}),
  tool('props_list', 'Props of a play.', { play_id: text, kind: oneOf('broken', 'hired') }),
  tool('removeSceneActor', 'Removes an actor from a scene.', { scene: text, actor: text }),
  tool('book_stage', 'Book a stage.', { stage_id: text, date: day, slot: integer, purpose: text }),
  tool('find_notes_by_text', 'Find notes by their text.', { text }),
  tool('tilt', 'Tilt the mirror.', { angle: number }),
  tool('edit_note', 'Edit a note.', { note_id: text, text }),
  tool('invite_critic', 'Send an invitation for a show.', { show_id: text, critic_email: text }),
  tool('register_extra', 'Hire an extra for a play.', { play_id: text, guardian_phone: text }),
];
const CATALOG = buildCatalog([parseDocument('file:///theatre.json', JSON.stringify({ tools: TOOLS }))]);

function toolOf(name: string) {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  return { name, signature };
}

function call(name: string, values: Record<string, Json>, origins: Record<string, ValueOrigin> = {}): PlannedCall {
  const args = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: origins[parameter] ?? { from: 'user' as const },
  }));
  return { tool: toolOf(name), role: 'asked', arguments: args };
}

/** Forty people wish for the same. */
function said(wish: PlannedCall, past: readonly PastCall[] = []): string[] {
  return Array.from({ length: 40 }, (_, seed) =>
    writeQuery({
      kind: 'write_query',
      seed: `${seed}/q1`,
      turn: 1,
      conversation: [],
      past,
      intent: { kind: 'calls' },
      calls: [wish],
    }),
  );
}

describe('no label of a parameter is read aloud', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['find_actors', { agency_phone: '+1-555-0100' }, /actors with the agency(?:'s)? phone number \+1-555-0100/],
    ['search_costumes', { query: 'velvet' }, /costumes (?:matching|that match) "velvet"/],
    ['rehearsal_hours', { venue_id: 'V-1', rehearsal_type: 'technical' }, /technical rehearsal|of type technical/],
    [
      'book_fitting',
      { actor_id: 'A-1', tailor_id: 'T-2', start_time: '2026-05-04T10:30:00Z' },
      /fitting for actor A-1 .*on (?:4 May 2026|May 4, 2026) at 10:30/,
    ],
    ['gradebook', { actor_id: 'A-1', mark: 4, discipline: 'dance' }, /a mark of 4 for actor A-1 in dance/i],
    ['excuse', { delay_id: 'D-3' }, /delay D-3 as excused/],
    ['curtain', { action: 'raise' }, /rais(?:e|ing) the curtain/i],
    ['cue_add', { play_id: 'P-1' }, /add(?:ing)? (?:a cue|a new cue) to the list|cue/i],
    ['order_props', { play_id: 'P-1', crew_count: 6 }, /with 6 crew/],
    ['report_sheet', { play_id: 'P-1', season: 'autumn' }, /the report sheet (?:of|for) play P-1 for autumn/i],
    [
      'light_forecast',
      { latitude: 52.5, longitude: 13.4, light_unit: 'lx', time_unit: 'min' },
      /at 52\.5, 13\.4 in lx and min/,
    ],
    [
      'reschedule_show',
      { show_id: 'S-1', new_start_time: '2026-05-04T10:30:00Z' },
      /reschedul(?:e|ing) (?:the )?show S-1 to (?:4 May 2026|May 4, 2026) at 10:30/i,
    ],
    ['confirm_show', { show_id: 'S-1', licence_paid: true }, /The licence is paid\./],
    ['swap_role', { play_id: 'P-1', old_role_id: 'R-1', new_role_id: 'R-2' }, /role R-1 for role R-2 in play P-1/],
    [
      'attach_sketch',
      { card_id: 'C-1', board_id: 'B-2', sketch_url: 'https://example.com/a' },
      /to card C-1(?: on| in| with|.*) board B-2/,
    ],
    ['props_list', { play_id: 'P-1', kind: 'hired' }, /hired props (?:of|for|in) play P-1/],
    ['removeSceneActor', { scene: 'S-4', actor: 'Ida' }, /actor Ida from scene S-4/],
    [
      'book_stage',
      { stage_id: 'S-1', date: '2026-05-04', slot: 3, purpose: 'repair the floor' },
      /slot 3\b.* to repair the floor/,
    ],
    [
      'find_notes_by_text',
      { text: 'The lamp is broken.' },
      /(?:about|mentioning|on|to do with) "The lamp is broken\."/,
    ],
    ['tilt', { angle: 30 }, /tilt(?:ing)? the mirror/i],
    [
      'edit_note',
      { note_id: 'N-1', text: 'The lamp works again today.' },
      /note N-1 to say "The lamp works again today\."/,
    ],
    ['invite_critic', { show_id: 'S-1', critic_email: 'ida@example.com' }, /ida@example\.com as a critic to show S-1/],
    ['register_extra', { play_id: 'P-1', guardian_phone: '+1-555-0100' }, /guardian.*\+1-555-0100/],
  ])('%s %j', (name, values, expected) => {
    for (const query of said(call(name, values))) expect(query).toMatch(expected);
  });

  it('takes "my" for an article', () => {
    for (const query of said(call('get_my_tickets', {}))) {
      expect(query).toMatch(/my tickets/i);
      expect(query).not.toMatch(/(?:the|an?) my/);
    }
  });
});
