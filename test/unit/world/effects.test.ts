import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const S = { type: 'string' };
const N = { type: 'number' };
const I = { type: 'integer' };
const B = { type: 'boolean' };
const DAY = { type: 'string', format: 'date' };
const MOMENT = { type: 'string', format: 'date-time' };
const one = (...choices: string[]) => ({ type: 'string', enum: choices });
const list = (items: object) => ({ type: 'array', items });
/** A name that ends in `?` may be left out. */
function object(fields: Record<string, object>) {
  const names = Object.keys(fields);
  const properties = Object.fromEntries(names.map((name) => [name.replace('?', ''), fields[name]]));
  return { type: 'object', properties, required: names.filter((name) => !name.endsWith('?')) };
}
const tool = (name: string, description: string, given: Record<string, object>, told?: Record<string, object>) => ({
  name,
  description,
  inputSchema: object(given),
  ...(told === undefined ? {} : { outputSchema: object(told) }),
});

/** Identifiers that these catalogs answer with, and whatever else. */
type Answer = Readonly<
  Record<
    | 'lease_id'
    | 'member_id'
    | 'course_id'
    | 'enrolment_id'
    | 'loan_id'
    | 'returned_on'
    | 'project_id'
    | 'invoice_id'
    | 'guest_id'
    | 'task_id'
    | 'field_id'
    | 'farmer_id'
    | 'talk_id'
    | 'employee_id',
    string
  >
> &
  Readonly<Record<string, Json | undefined>>;

function session(tools: readonly object[], seed = 'effects') {
  const world = createSimulatedWorld(functionsOf(JSON.stringify({ tools }), 'file:///tools.json'));
  let state = world.startNow(seed);
  const run = (name: string, given: JsonObject = {}) => {
    const execution = world.executeNow({ function: name, arguments: given }, state);
    state = execution.state;
    return execution.outcome;
  };
  return {
    call: (name: string, given?: JsonObject) => {
      const outcome = run(name, given);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`);
      return outcome.output as Answer;
    },
    fails: (name: string, given?: JsonObject) => {
      const outcome = run(name, given);
      return outcome.ok ? undefined : outcome.error.code;
    },
  };
}

describe('dates', () => {
  const LEASE = object({ lease_id: S, starts_on: DAY, ends_on: DAY });
  const TOOLS = [
    tool('sign_lease', 'Signs a lease.', { starts_on: DAY, ends_on: DAY }, { lease_id: S, ends_on: DAY }),
    tool('get_lease', 'Shows a lease.', { lease_id: S }, LEASE.properties as Record<string, object>),
    tool('extend_lease', 'Extends a lease.', { lease_id: S, months: I }, { lease_id: S, ends_on: DAY }),
    tool('move_start', 'Moves the start of a lease.', { lease_id: S, days: I }, { lease_id: S, starts_on: DAY }),
  ];

  it('move by days and months, to the last day of a shorter month, and back by a negative number', () => {
    const { call } = session(TOOLS);
    const { lease_id } = call('sign_lease', { starts_on: '2031-01-10', ends_on: '2031-01-31' });
    expect(call('extend_lease', { lease_id, months: 1 }).ends_on).toBe('2031-02-28');
    expect(call('get_lease', { lease_id })).toMatchObject({ starts_on: '2031-01-10', ends_on: '2031-02-28' });
    call('move_start', { lease_id, days: -9 });
    expect(call('get_lease', { lease_id }).starts_on).toBe('2031-01-01');
  });

  it('that a deed tells by its own word are those that it is given', () => {
    const { call } = session([
      tool('add_member', 'Adds a member.', { name: S, birth_date: DAY }, { member_id: S }),
      tool('pause_member', 'Pauses a member.', { member_id: S, until: DAY }, { member_id: S, paused_until: DAY }),
      tool('get_member', 'Shows a member.', { member_id: S }, { member_id: S, name: S, 'paused_until?': DAY }),
    ]);
    const { member_id } = call('add_member', { name: 'Noa Lind', birth_date: '1990-02-03' });
    expect(call('get_member', { member_id })).not.toHaveProperty('paused_until');
    call('pause_member', { member_id, until: '2031-05-01' });
    expect(call('get_member', { member_id }).paused_until).toBe('2031-05-01');
  });
});

describe('places', () => {
  const COURSE = { course_id: S, title: S, capacity: I, places_left: I };
  const TOOLS = [
    tool('create_course', 'Creates a course.', { title: S, capacity: I }, COURSE),
    tool('get_course', 'Shows a course.', { course_id: S }, COURSE),
    tool(
      'enrol',
      'Enrols somebody in a course.',
      { course_id: S, student_name: S },
      { enrolment_id: S, places_left: I },
    ),
    tool('cancel_enrolment', 'Cancels an enrolment.', { enrolment_id: S }, { enrolment_id: S, status: S }),
    tool(
      'list_enrolments',
      'Enrolments of a course.',
      { course_id: S },
      { enrolments: list(object({ enrolment_id: S, student_name: S, status: one('active', 'cancelled') })) },
    ),
  ];

  it('are taken, run out, and are free again', () => {
    const { call, fails } = session(TOOLS);
    const { course_id, places_left } = call('create_course', { title: 'Knots', capacity: 2 });
    expect(places_left).toBe(2);
    const first = call('enrol', { course_id, student_name: 'Ana Ruiz' });
    expect(first.places_left).toBe(1);
    call('enrol', { course_id, student_name: 'Ben Marsh' });
    expect(fails('enrol', { course_id, student_name: 'Elif Kaya' })).toBe('conflict');
    call('cancel_enrolment', { enrolment_id: first.enrolment_id });
    expect(call('get_course', { course_id }).places_left).toBe(1);
  });
});

describe('things that are lent', () => {
  const TOOLS = [
    tool(
      'list_kayaks',
      'Lists kayaks.',
      { 'available?': B },
      { kayaks: list(object({ kayak_id: S, name: S, available: B })) },
    ),
    tool('lend_kayak', 'Lends a kayak.', { kayak_id: S, guest: S }, { loan_id: S, kayak_id: S }),
    tool('get_loan', 'Shows a loan.', { loan_id: S }, { loan_id: S, kayak_id: S, guest: S, 'returned_on?': DAY }),
    tool('return_kayak', 'Takes a kayak back.', { loan_id: S }, { loan_id: S, returned_on: DAY }),
  ];

  it('are not available until they are back', () => {
    const { call, fails } = session(TOOLS);
    const [free] = call('list_kayaks', { available: true }).kayaks as JsonObject[];
    const kayak_id = free?.kayak_id as string;
    const isFree = () =>
      (call('list_kayaks', { available: true }).kayaks as JsonObject[]).some((kayak) => kayak.kayak_id === kayak_id);
    const { loan_id } = call('lend_kayak', { kayak_id, guest: 'Noa' });
    expect(isFree()).toBe(false);
    expect(fails('lend_kayak', { kayak_id, guest: 'Ben' })).toBe('conflict');
    expect(call('get_loan', { loan_id })).not.toHaveProperty('returned_on');
    const { returned_on } = call('return_kayak', { loan_id });
    expect(isFree()).toBe(true);
    expect(call('get_loan', { loan_id }).returned_on).toBe(returned_on);
  });
});

describe('money', () => {
  const PROJECT = { project_id: S, budget: N, spent: N, remaining_budget: N };
  const INVOICE = { invoice_id: S, amount: N, status: one('open', 'paid') };
  const TOOLS = [
    tool('start_project', 'Starts a project.', { budget: N }, PROJECT),
    tool('get_project', 'Shows a project.', { project_id: S }, PROJECT),
    tool('book_expense', 'Books an expense.', { project_id: S, amount: N }, { expense_id: S, remaining_budget: N }),
    tool(
      'list_expenses',
      'Expenses of a project.',
      { project_id: S },
      { expenses: list(object({ expense_id: S, amount: N })), total: N },
    ),
    tool('write_invoice', 'Writes an invoice.', { project_id: S, amount: N }, INVOICE),
    tool('get_invoice', 'Shows an invoice.', { invoice_id: S }, INVOICE),
    tool('record_payment', 'Records a payment.', { invoice_id: S, amount: N }, { payment_id: S, invoice_status: S }),
  ];

  it('spent leaves less of the budget, and sums up', () => {
    const { call } = session(TOOLS);
    const { project_id, remaining_budget } = call('start_project', { budget: 1000 });
    expect(remaining_budget).toBe(1000);
    expect(call('book_expense', { project_id, amount: 120 }).remaining_budget).toBe(880);
    call('book_expense', { project_id, amount: 30.5 });
    expect(call('get_project', { project_id })).toMatchObject({ spent: 150.5, remaining_budget: 849.5 });
    expect(call('list_expenses', { project_id }).total).toBe(150.5);
  });

  it('paid in full leaves the invoice paid, paid in part does not', () => {
    const { call } = session(TOOLS);
    const { project_id } = call('start_project', { budget: 1000 });
    const { invoice_id } = call('write_invoice', { project_id, amount: 80 });
    expect(call('record_payment', { invoice_id, amount: 30 }).invoice_status).toBe('open');
    expect(call('record_payment', { invoice_id, amount: 80 }).invoice_status).toBe('paid');
    expect(call('get_invoice', { invoice_id }).status).toBe('paid');
  });

  it('of a voucher is the holder’s once', () => {
    const { call, fails } = session([
      tool('add_guest', 'Adds a guest.', { name: S }, { guest_id: S, credit: N }),
      tool('get_guest', 'Shows a guest.', { guest_id: S }, { guest_id: S, name: S, credit: N }),
      tool(
        'list_vouchers',
        'Lists vouchers.',
        {},
        { vouchers: list(object({ voucher_code: S, value: N, status: one('unused', 'redeemed') })) },
      ),
      tool('redeem_voucher', 'Redeems a voucher.', { guest_id: S, voucher_code: S }, { value: N, credit: N }),
    ]);
    const { guest_id } = call('add_guest', { name: 'Noa Lind' });
    const [voucher] = (call('list_vouchers').vouchers as JsonObject[]).filter(({ status }) => status === 'unused');
    const voucher_code = voucher?.voucher_code as string;
    expect(call('redeem_voucher', { guest_id, voucher_code }).credit).toBe(voucher?.value);
    expect(call('get_guest', { guest_id }).credit).toBe(voucher?.value);
    expect(fails('redeem_voucher', { guest_id, voucher_code })).toBe('conflict');
  });
});

describe('many at once', () => {
  const TASK = object({ task_id: S, title: S, status: one('open', 'done'), due_on: DAY });
  const TOOLS = [
    tool('add_task', 'Adds a task.', { title: S, due_on: DAY }, { task_id: S, status: one('open', 'done') }),
    tool('list_tasks', 'Lists tasks.', { 'status?': one('open', 'done') }, { tasks: list(TASK) }),
    tool('finish_task', 'Finishes a task.', { task_id: S }, { task_id: S, status: one('open', 'done') }),
    tool('clear_done_tasks', 'Deletes all done tasks.', {}, { deleted: I }),
    tool('remove_old_tasks', 'Removes all tasks due before a date.', { before: DAY }, { removed: I }),
  ];

  it('goes what stands so, and no more', () => {
    const { call } = session(TOOLS);
    const { task_id } = call('add_task', { title: 'Paint', due_on: '2031-04-01' });
    const kept = call('add_task', { title: 'Sand', due_on: '2031-04-02' }).task_id;
    call('finish_task', { task_id });
    const done = (call('list_tasks', { status: 'done' }).tasks as JsonObject[]).length;
    expect(call('clear_done_tasks').deleted).toBe(done);
    expect(call('list_tasks', { status: 'done' }).tasks).toEqual([]);
    expect((call('list_tasks').tasks as JsonObject[]).map((task) => task.task_id)).toContain(kept);
    expect(call('clear_done_tasks').deleted).toBe(0);
  });

  it('goes what lies before a date', () => {
    const { call } = session(TOOLS);
    call('add_task', { title: 'Paint', due_on: '2031-04-01' });
    const kept = call('add_task', { title: 'Sand', due_on: '2031-06-01' }).task_id;
    call('remove_old_tasks', { before: '2031-05-01' });
    expect((call('list_tasks').tasks as JsonObject[]).map((task) => task.task_id)).toEqual([kept]);
  });
});

describe('what is undone or changes places', () => {
  const FIELD = { field_id: S, 'farmer_id?': S, status: one('free', 'let') };
  const TOOLS = [
    tool('add_field', 'Adds a field.', { label: S }, FIELD),
    tool('get_field', 'Shows a field.', { field_id: S }, FIELD),
    tool('add_farmer', 'Adds a farmer.', { name: S }, { farmer_id: S, name: S }),
    tool('get_farmer', 'Shows a farmer.', { farmer_id: S }, { farmer_id: S, name: S }),
    tool('let_field', 'Lets a free field to a farmer.', { field_id: S, farmer_id: S }, FIELD),
    tool('vacate_field', 'Ends the lease of a field, which is free again.', { field_id: S }, FIELD),
    tool('swap_fields', 'Two farmers swap their fields.', { field_id: S, other_field_id: S }, { swapped: B }),
  ];

  it('is as it was, and is the other’s', () => {
    const { call } = session(TOOLS);
    const [north, south] = ['North', 'South'].map((label) => call('add_field', { label }).field_id);
    const [ana, ben] = ['Ana', 'Ben'].map((name) => call('add_farmer', { name }).farmer_id);
    expect(call('let_field', { field_id: north as string, farmer_id: ana as string }).status).toBe('let');
    call('let_field', { field_id: south as string, farmer_id: ben as string });
    call('swap_fields', { field_id: north as string, other_field_id: south as string });
    expect(call('get_field', { field_id: north as string }).farmer_id).toBe(ben);
    expect(call('get_field', { field_id: south as string }).farmer_id).toBe(ana);
    expect(call('vacate_field', { field_id: north as string }).status).toBe('free');
    expect(call('get_field', { field_id: north as string })).not.toHaveProperty('farmer_id');
  });
});

describe('identifiers', () => {
  it('beside a record’s own name another of its kind, and never itself', () => {
    const { call } = session([
      tool(
        'list_staff',
        'Lists staff members.',
        {},
        { staff: list(object({ employee_id: S, name: S, manager_id: S })) },
      ),
      tool('get_employee', 'Shows an employee.', { employee_id: S }, { employee_id: S, name: S, manager_id: S }),
      tool('get_manager', 'Shows a manager.', { manager_id: S }, { manager_id: S, name: S }),
    ]);
    for (const { employee_id, manager_id } of call('list_staff').staff as JsonObject[]) {
      expect(manager_id).not.toBe(employee_id);
      expect(call('get_employee', { employee_id: employee_id as Json }).manager_id).toBe(manager_id);
    }
  });
});

describe('moments', () => {
  it('that begin later end later too', () => {
    const { call } = session([
      tool('plan_talk', 'Plans a talk.', { starts_at: MOMENT, ends_at: MOMENT }, { talk_id: S }),
      tool('get_talk', 'Shows a talk.', { talk_id: S }, { talk_id: S, starts_at: MOMENT, ends_at: MOMENT }),
      tool('delay_talk', 'Delays a talk.', { talk_id: S, minutes: I }, { talk_id: S, starts_at: MOMENT }),
    ]);
    const { talk_id } = call('plan_talk', { starts_at: '2031-03-01T10:00:00Z', ends_at: '2031-03-01T11:00:00Z' });
    call('delay_talk', { talk_id, minutes: 45 });
    expect(call('get_talk', { talk_id })).toMatchObject({
      starts_at: '2031-03-01T10:45:00Z',
      ends_at: '2031-03-01T11:45:00Z',
    });
  });
});
