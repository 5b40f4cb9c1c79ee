import { describe, expect, it } from 'vitest';
import { first, listed, SEEDS, sessionOf } from './session.ts';

describe('a life goes one way', () => {
  const STATUS = '"open" | "in_progress" | "resolved" | "closed"';
  const HELPDESK = `
/** Opens a ticket. */
function open_ticket(subject: string): { ticket_id: string; status: ${STATUS} };
/** Starts work on a ticket. */
function start_ticket(ticket_id: string): { ticket_id: string; status: ${STATUS} };
/** Resolves a ticket. */
function resolve_ticket(ticket_id: string): { ticket_id: string; status: ${STATUS} };
/** Closes a ticket. */
function close_ticket(ticket_id: string): { ticket_id: string; status: ${STATUS} };
/** Opens a ticket again. */
function reopen_ticket(ticket_id: string): { ticket_id: string; status: ${STATUS} };
/** Shows a ticket. */
function get_ticket(ticket_id: string): { ticket_id: string; status: ${STATUS} };
`;
  it.each(SEEDS)('what is closed is not started, but can be opened again (%s)', (seed) => {
    const { call, refused } = sessionOf(HELPDESK, seed);
    const { ticket_id, status } = call('open_ticket', { subject: 'Printer' }) as { ticket_id: string; status: string };
    expect(status).toBe('open');
    expect(call('start_ticket', { ticket_id }).status).toBe('in_progress');
    expect(call('resolve_ticket', { ticket_id }).status).toBe('resolved');
    expect(call('close_ticket', { ticket_id }).status).toBe('closed');
    expect(refused('start_ticket', { ticket_id })).toContain('is closed');
    expect(refused('resolve_ticket', { ticket_id })).toContain('is closed');
    expect(call('get_ticket', { ticket_id }).status).toBe('closed');
    expect(call('reopen_ticket', { ticket_id }).status).toBe('open');
    expect(call('start_ticket', { ticket_id }).status).toBe('in_progress');
  });

  const LOCKERS = '"reserved" | "checked_in" | "checked_out" | "cancelled"';
  const MOORINGS = `
/** Reserves a mooring. */
function reserve_mooring(boat: string): { mooring_id: string; state: ${LOCKERS} };
/** Checks a boat in. */
function check_in_boat(mooring_id: string): { mooring_id: string; state: ${LOCKERS} };
/** Checks a boat out. */
function check_out_boat(mooring_id: string): { mooring_id: string; state: ${LOCKERS} };
/** Cancels a mooring. */
function cancel_mooring(mooring_id: string): { mooring_id: string; state: ${LOCKERS} };
/** Shows a mooring. */
function get_mooring(mooring_id: string): { mooring_id: string; boat: string; state: ${LOCKERS} };
`;
  it.each(SEEDS)('nobody checks out who is not in, and nobody in who is out (%s)', (seed) => {
    const { call, refused } = sessionOf(MOORINGS, seed);
    const { mooring_id } = call('reserve_mooring', { boat: 'Heron' }) as { mooring_id: string };
    expect(refused('check_out_boat', { mooring_id })).toContain('has to be checked in');
    expect(call('check_in_boat', { mooring_id }).state).toBe('checked_in');
    expect(call('check_out_boat', { mooring_id }).state).toBe('checked_out');
    expect(refused('check_in_boat', { mooring_id })).toContain('is checked out');
    expect(refused('cancel_mooring', { mooring_id })).toContain('is checked out');
    expect(call('get_mooring', { mooring_id }).state).toBe('checked_out');
  });

  const SHIFTS = `
/** Plans a shift. */
function plan_shift(worker: string, day: string): { shift_id: string; status: string };
/** Clocks a worker in. */
function clock_in(shift_id: string): { shift_id: string; status: string };
/** Clocks a worker out. */
function clock_out(shift_id: string): { shift_id: string; status: string };
/** Shows a shift. */
function get_shift(shift_id: string): { shift_id: string; worker: string; status: string };
`;
  it.each(SEEDS)('the same where no states are listed (%s)', (seed) => {
    const { call, refused } = sessionOf(SHIFTS, seed);
    const { shift_id } = call('plan_shift', { worker: 'Ola', day: 'Monday' }) as { shift_id: string };
    call('clock_in', { shift_id });
    expect(call('get_shift', { shift_id }).status).toBe('clocked_in');
    call('clock_out', { shift_id });
    expect(call('get_shift', { shift_id }).status).toBe('clocked_out');
    expect(refused('clock_in', { shift_id })).toContain('clocked out');
  });

  const PUMPS = `
/** Lists pumps. */
function list_pumps(): { pumps: { pump_id: string; state: "off" | "running" | "paused" }[] };
/** Pauses a pump. */
function pause_pump(pump_id: string): { pump_id: string; state: "off" | "running" | "paused" };
/** Resumes a pump. */
function resume_pump(pump_id: string): { pump_id: string; state: "off" | "running" | "paused" };
`;
  it.each(SEEDS)('what is turned on and off goes both ways (%s)', (seed) => {
    const { call } = sessionOf(PUMPS, seed);
    const { pump_id, state } = first(call('list_pumps')) as { pump_id: string; state: string };
    if (state !== 'paused') expect(call('pause_pump', { pump_id }).state).toBe('paused');
    expect(call('resume_pump', { pump_id }).state).toBe('running');
    expect(call('pause_pump', { pump_id }).state).toBe('paused');
  });
});

describe('a draw', () => {
  const GIVEAWAYS = `
/** Starts a giveaway. */
function create_giveaway(title: string): { giveaway_id: string; title: string; status: "running" | "finished" };
/** Joins a giveaway. */
function join_giveaway(giveaway_id: string, email: string): { entrant_id: string; giveaway_id: string; email: string };
/** Entrants of a giveaway. */
function list_entrants(giveaway_id: string): { entrants: { entrant_id: string; email: string }[] };
/** Chooses the winner of a giveaway. */
function choose_winner(giveaway_id: string): { giveaway_id: string; winner_entrant_id: string; winner_email: string };
/** Shows a giveaway. */
function get_giveaway(giveaway_id: string): { giveaway_id: string; title: string; entrant_count: integer; winner_email?: string };
`;
  it.each(SEEDS)('is won by somebody who entered, once (%s)', (seed) => {
    const { call, refused } = sessionOf(GIVEAWAYS, seed);
    const { giveaway_id } = call('create_giveaway', { title: 'Mugs' }) as { giveaway_id: string };
    expect(refused('choose_winner', { giveaway_id })).toContain('no entrant');
    const entrants = ['ada@example.com', 'ben@example.com'].map((email) =>
      call('join_giveaway', { giveaway_id, email }),
    );
    expect(call('get_giveaway', { giveaway_id })).toMatchObject({ entrant_count: 2 });
    expect(call('get_giveaway', { giveaway_id }).winner_email).toBeUndefined();
    const won = call('choose_winner', { giveaway_id });
    const winner = entrants.find(({ entrant_id }) => entrant_id === won.winner_entrant_id);
    expect(winner?.email).toBe(won.winner_email);
    expect(call('get_giveaway', { giveaway_id }).winner_email).toBe(won.winner_email);
    expect(refused('choose_winner', { giveaway_id })).toContain('already been drawn');
    expect(refused('join_giveaway', { giveaway_id, email: 'cy@example.com' })).toContain('already been drawn');
  });
});

describe('a line', () => {
  const HOLDS = `
/** Finds books. */
function search_books(query: string): { books: { book_id: string; title: string }[] };
/** Places a hold on a book. */
function place_hold(book_id: string, patron: string): { hold_id: string; book_id: string; queue_position: integer };
/** Holds on a book. */
function list_holds(book_id: string): { holds: { hold_id: string; patron: string; queue_position: integer }[] };
/** Shows a hold. */
function get_hold(hold_id: string): { hold_id: string; book_id: string; patron: string; queue_position: integer };
/** Cancels a hold. */
function cancel_hold(hold_id: string): { hold_id: string; cancelled: boolean };
`;
  it.each(SEEDS)('is counted from one, and moves up when somebody leaves (%s)', (seed) => {
    const { call } = sessionOf(HOLDS, seed);
    const { book_id } = first(call('search_books', { query: 'river' })) as { book_id: string };
    const one = call('place_hold', { book_id, patron: 'Ines' }) as { hold_id: string; queue_position: number };
    const two = call('place_hold', { book_id, patron: 'Jan' }) as { hold_id: string; queue_position: number };
    expect(two.queue_position).toBe(one.queue_position + 1);
    const holds = listed(call('list_holds', { book_id }));
    expect(holds.map(({ queue_position }) => queue_position)).toEqual(holds.map((_, at) => at + 1));
    call('cancel_hold', { hold_id: one.hold_id });
    expect(call('get_hold', { hold_id: two.hold_id }).queue_position).toBe(one.queue_position);
  });

  const ROOMS = `
/** Opens a room. */
function open_room(doctor: string): { room_id: string; doctor: string };
/** Puts a patient in the queue of a room. */
function queue_patient(room_id: string, patient_name: string): { ticket_no: string; position: integer };
/** Who waits for a room. */
function waiting_list(room_id: string): { waiting: { ticket_no: string; patient_name: string; position: integer }[] };
/** Calls the next patient in. */
function call_next_patient(room_id: string): { ticket_no: string; patient_name: string };
`;
  it.each(SEEDS)('the first is called, and the others move up (%s)', (seed) => {
    const { call } = sessionOf(ROOMS, seed);
    const { room_id } = call('open_room', { doctor: 'Dr Sand' }) as { room_id: string };
    for (const patient_name of ['Ann', 'Bo', 'Cy']) call('queue_patient', { room_id, patient_name });
    expect(call('call_next_patient', { room_id }).patient_name).toBe('Ann');
    expect(listed(call('waiting_list', { room_id }))).toMatchObject([
      { patient_name: 'Bo', position: 1 },
      { patient_name: 'Cy', position: 2 },
    ]);
  });

  const COURSES = `
/** Lists students. */
function list_students(): { students: { student_id: string; name: string }[] };
/** Lists courses. */
function list_courses(): { courses: { course_id: string; title: string }[] };
/** Puts a student on the waiting list of a course. */
function join_waiting_list(course_id: string, student_id: string): { place_id: string; course_id: string; position: integer };
/** Shows the waiting list of a course, in order. */
function get_waiting_list(course_id: string): { places: { place_id: string; student_id: string; position: integer }[] };
/** Takes a student off the waiting list. */
function leave_waiting_list(place_id: string): { place_id: string };
`;
  it.each(SEEDS)('goes by a word of its own, and its rows by another (%s)', (seed) => {
    const { call } = sessionOf(COURSES, seed);
    const { course_id } = first(call('list_courses')) as { course_id: string };
    const [one, two] = listed(call('list_students')) as { student_id: string }[];
    const before = listed(call('get_waiting_list', { course_id })).length;
    const place = call('join_waiting_list', { course_id, student_id: one?.student_id ?? '' }) as { place_id: string };
    expect(place).toMatchObject({ position: before + 1 });
    const next = call('join_waiting_list', { course_id, student_id: two?.student_id ?? '' }) as { place_id: string };
    expect(next).toMatchObject({ position: before + 2 });
    call('leave_waiting_list', { place_id: place.place_id });
    expect(listed(call('get_waiting_list', { course_id })).at(-1)).toMatchObject({
      place_id: next.place_id,
      position: before + 1,
    });
  });
});
