import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import {
  createModuleWorld,
  type ModuleWorldOptions,
  type World,
  WorldError,
  type WorldState,
} from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const CLASSES = path.join(import.meta.dirname, '../../fixtures/classes');
const hasPython = spawnSync('python3', ['--version']).status === 0;
const worlds: World[] = [];
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-classes-'));
});
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DESK = functionsOf(`
  function desk_login(username: string, password: string): object;
  function open_ticket(title: string): { ticket_id: string };
  function closeTicket(ticketId: string, resolution: string): object;
  function get_ticket(ticket_id: string): object;
  function list_tickets(status?: string): object;
`);

function classWorld(name: string, className: string, options: Partial<ModuleWorldOptions> = {}): World {
  const file = path.isAbsolute(name) ? name : path.join(CLASSES, name);
  const world = createModuleWorld({
    file,
    classes: [className],
    functions: DESK,
    consent: true,
    timeoutMs: 20_000,
    ...options,
  });
  worlds.push(world);
  return world;
}

async function run(world: World, name: string, given: JsonObject = {}, state?: WorldState) {
  return world.execute({ function: name, arguments: given }, state ?? (await world.start('1')));
}
const stateOf = (name: string) => JSON.parse(readFileSync(path.join(CLASSES, name), 'utf8')) as Json;

describe.skipIf(!hasPython)('a Python class (skipped where there is no python3)', () => {
  const desk = (options: Partial<ModuleWorldOptions> = {}) =>
    classWorld('ticket_desk.py', 'TicketDesk', { state: stateOf('ticket_desk.json'), ...options });

  it('starts from the state it is given, and answers its methods', async () => {
    const { outcome } = await run(desk(), 'get_ticket', { ticket_id: 'T-002' });
    expect(outcome).toMatchObject({ ok: true, output: { title: 'No sound in room B', owner: 'tomas' } });
  });

  it('leaves nothing beside the file of its owner', async () => {
    const file = path.join(folder, 'quiet_desk.py');
    writeFileSync(file, readFileSync(path.join(CLASSES, 'ticket_desk.py'), 'utf8'));
    await run(classWorld(file, 'TicketDesk', { state: stateOf('ticket_desk.json') }), 'list_tickets');
    expect(existsSync(path.join(folder, '__pycache__'))).toBe(false);
  });

  it('takes an answer with an error for a failure', async () => {
    const { outcome } = await run(desk(), 'open_ticket', { title: 'x' });
    expect(outcome).toEqual({
      ok: false,
      error: { code: 'tool_error', message: 'Agent not signed in. Please use desk_login first.' },
    });
  });

  it('goes back to any state without a new process, and branches off', async () => {
    const world = desk();
    const { state: signedIn } = await run(world, 'desk_login', { username: 'mira', password: 'lock-42' });
    const first = await run(world, 'open_ticket', { title: 'one' }, signedIn);
    const second = await run(world, 'open_ticket', { title: 'second' }, first.state);
    const other = await run(world, 'open_ticket', { title: 'other' }, signedIn);
    expect([first, second, other].map(({ outcome }) => outcome)).toEqual(
      ['T-004', 'T-005', 'T-004'].map((ticket_id) => ({ ok: true, output: { ticket_id, status: 'open' } })),
    );
    const titles = await Promise.all(
      [first, second, other].map(async ({ state }) => (await run(world, 'list_tickets', {}, state)).outcome),
    );
    expect(titles.map((outcome) => JSON.stringify(outcome).match(/one|second|other/g))).toEqual([
      ['one'],
      ['one', 'second'],
      ['other'],
    ]);
  });

  it('matches names and parameters in another case', async () => {
    const world = desk();
    const { state } = await run(world, 'desk_login', { username: 'mira', password: 'lock-42' });
    const closed = await run(world, 'closeTicket', { ticketId: 'T-001', resolution: 'done' }, state);
    expect(closed.outcome).toEqual({ ok: true, output: { ticket_id: 'T-001', status: 'closed' } });
  });

  it('has equal digests in equal states, and others in others', async () => {
    const world = desk();
    const digest = (state: WorldState) => (state as { digest?: string }).digest;
    const start = await world.start('1');
    const looked = await run(world, 'get_ticket', { ticket_id: 'T-001' });
    const signedIn = await run(world, 'desk_login', { username: 'mira', password: 'lock-42' });
    expect(digest(looked.state)).toBe(digest(start));
    expect(digest(signedIn.state)).not.toBe(digest(start));
  });

  it('takes state that no field shows for state: what a generator of its own draws next', async () => {
    const functions = functionsOf('function show_status(): object;');
    const world = classWorld('vehicle.py', 'Vehicle', { functions });
    const first = await run(world, 'show_status');
    const second = await run(world, 'show_status', {}, first.state);
    expect((await run(world, 'show_status')).outcome).toEqual(first.outcome);
    expect((await run(world, 'show_status', {}, first.state)).outcome).toEqual(second.outcome);
  });

  it('knows what is there: from its state, and by looking', async () => {
    const facts = (await desk().facts?.()) ?? [];
    const named = (name: string) => facts.filter(({ names }) => names.includes(name)).map(({ value }) => value);
    expect(named('ticketid')).toEqual(expect.arrayContaining(['T-001', 'T-002', 'T-003']));
    expect(named('title')).toContain('Printer on floor two');
    const mira = facts.find(({ value }) => value === 'mira');
    expect(facts.find(({ value }) => value === 'lock-42')?.record).toBe(mira?.record);
  });

  it('reaches a state again whose process was ended', async () => {
    const file = path.join(folder, 'sleepy.py');
    writeFileSync(
      file,
      'import time\nclass Sleepy:\n    n = 0\n    def bump(self):\n        self.n += 1\n        return self.n\n    def sleeps(self):\n        time.sleep(60)\n',
    );
    const functions = functionsOf('function bump(): integer; function sleeps(): null;');
    const world = classWorld(file, 'Sleepy', { functions, timeoutMs: 4_000 });
    const first = await run(world, 'bump');
    const late = await run(world, 'sleeps', {}, first.state);
    expect(late.outcome).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect((await run(world, 'bump', {}, late.state)).outcome).toEqual({ ok: true, output: 2 });
  });

  it('without the functions of the catalog is refused before anything is made', async () => {
    const bare = classWorld('ticket_desk.py', 'TicketDesk', { classes: [] });
    await expect(bare.open?.()).rejects.toThrow(/ticket_desk\.py#TicketDesk/);
    await expect(classWorld('ticket_desk.py', 'Desk').open?.()).rejects.toThrow(
      /no class Desk in it; it has TicketDesk/,
    );
    const functions = functionsOf('function fly(): null;');
    await expect(classWorld('ticket_desk.py', 'TicketDesk', { functions }).open?.()).rejects.toThrow(WorldError);
  });

  it('says which fields a state has that it does not', async () => {
    const file = path.join(folder, 'plain.py');
    writeFileSync(
      file,
      'class Plain:\n    def __init__(self):\n        self.size = 1\n    def get_size(self):\n        return self.size\n',
    );
    const functions = functionsOf('function get_size(): integer;');
    const good = classWorld(file, 'Plain', { functions, state: { size: 4 } });
    expect((await run(good, 'get_size')).outcome).toEqual({ ok: true, output: 4 });
    const bad = classWorld(file, 'Plain', { functions, state: { colour: 'red' } });
    await expect(bad.open?.()).rejects.toThrow(/no field colour/);
  });
});

const HOSTILE = functionsOf(
  'raises leaves prints asks forks leaves_a_child(mark:string) sleeps not_a_number objects circular huge deep draws says_no bump holds_a_lock'
    .split(' ')
    .map((name) => `function ${name.includes('(') ? name : `${name}()`}: object;`)
    .join('\n'),
);

describe.skipIf(!hasPython)('a hostile class (skipped where there is no python3)', () => {
  const hostile = () => classWorld('hostile.py', 'Hostile', { functions: HOSTILE });
  let shared: World | undefined;
  beforeAll(() => {
    shared = hostile();
    worlds.pop();
  });
  afterAll(() => shared?.close());

  it.each([
    ['raises', { ok: false, error: { code: 'KeyError', message: 'no such key' } }],
    ['leaves', { ok: false, error: { code: 'SystemExit', message: 'bye' } }],
    ['prints', { ok: true, output: 'quiet' }],
    ['asks', { ok: false, error: { code: 'EOFError' } }],
    ['forks', { ok: true, output: 'parent' }],
    ['not_a_number', { ok: true, output: { mean: null, most: [null, 1.5] } }],
    ['objects', { ok: true, output: { point: { x: 3 }, tags: ['a', 'b'], pair: [1, 2], raw: 'abc', 7: null } }],
    ['circular', { ok: false, error: { code: 'ValueError' } }],
    ['huge', { ok: false, error: { code: 'too_large' } }],
    ['deep', { ok: false }],
    ['says_no', { ok: false, error: { message: 'not today' } }],
  ])('that %s', async (name, outcome) => {
    const world = shared as World;
    const { outcome: got, state } = await run(world, name);
    expect(got).toMatchObject(outcome);
    expect((await run(world, 'bump', {}, state)).outcome.ok).toBe(true);
  });

  it('draws the same ids from the same state', async () => {
    const world = hostile();
    const first = await run(world, 'draws');
    const again = await run(world, 'draws');
    const next = await run(world, 'draws', {}, first.state);
    expect(again.outcome).toEqual(first.outcome);
    expect(next.outcome).not.toEqual(first.outcome);
  });

  it('that starts programs loses them when it is closed', async () => {
    const mark = path.join(folder, 'late');
    const world = hostile();
    expect((await run(world, 'leaves_a_child', { mark })).outcome.ok).toBe(true);
    await world.close();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(existsSync(mark)).toBe(false);
  });

  it('whose state cannot be kept any longer says so', async () => {
    const { outcome } = await run(hostile(), 'holds_a_lock');
    expect(outcome).toMatchObject({ ok: false, error: { code: 'snapshot' } });
  });
});

const TICKETS = functionsOf(`
  function open_ticket(title: string): { ticket_id: string };
  function close_ticket(ticket_id: string): object;
  function list_tickets(): object;
`);

describe('a JavaScript class', () => {
  const desk = (options: Partial<ModuleWorldOptions> = {}) =>
    classWorld('ticket-desk.mjs', 'TicketDesk', {
      functions: TICKETS,
      state: { titles: { 'T-1': 'Gate' } },
      ...options,
    });

  it('is made once, loaded, and goes back to any state with its objects whole', async () => {
    const world = desk();
    const start = await world.start('1');
    const opened = await run(world, 'open_ticket', { title: 'Door' }, start);
    const again = await run(world, 'open_ticket', { title: 'Door' }, start);
    expect(opened.outcome).toMatchObject({ ok: true, output: { ticket_id: 'T-2' } });
    expect(again.outcome).toEqual(opened.outcome);
    const closed = await run(world, 'close_ticket', { ticket_id: 'T-1' }, opened.state);
    expect(closed.outcome).toEqual({ ok: true, output: { ticket_id: 'T-1', status: 'closed' } });
    const twice = await run(world, 'close_ticket', { ticket_id: 'T-1' }, closed.state);
    expect(twice.outcome).toMatchObject({ ok: false, error: { message: 'T-1 is already closed' } });
    const listed = await run(world, 'list_tickets', {}, opened.state);
    expect(listed.outcome).toMatchObject({
      output: {
        tickets: [
          { status: 'open', title: 'Gate' },
          { status: 'open', title: 'Door' },
        ],
      },
    });
    expect((await run(world, 'close_ticket', { ticket_id: 'T-9' })).outcome).toMatchObject({
      ok: false,
      error: { code: 'RangeError', message: 'no ticket T-9' },
    });
  });

  it('with hidden fields goes back by new processes, or by two methods that its author names', async () => {
    const file = path.join(folder, 'hidden.mjs');
    writeFileSync(
      file,
      'export class Counter { #n = 0; bump() { return ++this.#n; } dump() { return { n: this.#n }; } restore({ n }) { this.#n = n; } }',
    );
    const functions = functionsOf('function bump(): integer;');
    for (const options of [{}, { snapshot: ['dump', 'restore'] as const }]) {
      const world = classWorld(file, 'Counter', { functions, ...options });
      const first = await run(world, 'bump');
      expect((await run(world, 'bump', {}, first.state)).outcome).toEqual({ ok: true, output: 2 });
      expect((await run(world, 'bump', {}, first.state)).outcome).toEqual({ ok: true, output: 2 });
    }
  });
});

const HOSTILE_METHODS =
  `raises raises_a_text raises_nothing exits kills_itself loops loops_in_promises rejects rejects_later
  raises_later never_settles not_a_number bigint circular huge deep getter_raises to_json_raises then_raises prints symbol functions
  proxy objects nothing says_no starts_a_program breaks_json bump`.split(/\s+/);

describe('a hostile JavaScript class', () => {
  const functions = functionsOf(HOSTILE_METHODS.map((name) => `function ${name}(): object;`).join('\n'));
  const hostile = (timeoutMs: number) => classWorld('hostile.mjs', 'Hostile', { functions, timeoutMs });
  const refused = (code: string, message?: string) => ({
    ok: false,
    error: { code, ...(message === undefined ? {} : { message }) },
  });
  let shared: World | undefined;
  beforeAll(() => {
    shared = hostile(20_000);
    worlds.pop();
  });
  afterAll(() => shared?.close());

  it.each([
    ['raises', refused('RangeError', 'no such key')],
    ['raises_a_text', refused('Error', 'just a text')],
    ['raises_nothing', refused('Error', 'undefined')],
    ['rejects', refused('Error', 'rejected')],
    ['rejects_later', { ok: true, output: 'answered' }],
    ['raises_later', { ok: true, output: 'answered' }],
    ['not_a_number', { ok: true, output: { mean: null, most: [null, 1.5] } }],
    ['bigint', { ok: true, output: { big: '1208925819614629174706176', small: 7 } }],
    ['circular', refused('TypeError')],
    ['huge', refused('too_large')],
    ['deep', { ok: false }],
    ['getter_raises', refused('Error', 'not for you')],
    ['to_json_raises', refused('Error', 'no JSON of me')],
    ['then_raises', refused('Error', 'no promise')],
    ['prints', { ok: true, output: 'quiet' }],
    ['symbol', { ok: true, output: {} }],
    ['functions', { ok: true, output: { name: 'f' } }],
    ['proxy', refused('Error', 'no keys')],
    ['objects', { ok: true, output: { at: '1970-01-01T00:00:00.000Z', tags: ['a', 'b'], by: { k: 1 } } }],
    ['nothing', { ok: true, output: null }],
    ['says_no', { ok: false, error: { message: 'not today' } }],
    ['starts_a_program', { ok: true, output: 'started' }],
    ['breaks_json', { ok: true, output: { fine: true } }],
  ])('that has %s answers the next call', async (name, outcome) => {
    const world = shared as World;
    const { outcome: got, state } = await run(world, name);
    expect(got).toMatchObject(outcome);
    expect((await run(world, 'bump', {}, state)).outcome).toEqual({ ok: true, output: { count: 1 } });
  });

  it.each([
    ['exits', /process ended/],
    ['kills_itself', /process ended/],
    ['loops', /no answer within/],
    ['loops_in_promises', /no answer within/],
    ['never_settles', /no answer within/],
  ])('whose process %s is started again', async (name, message) => {
    const world = hostile(1_500);
    const { outcome: got, state } = await run(world, name);
    expect(got).toMatchObject({ ok: false, error: { code: 'unavailable', message: expect.stringMatching(message) } });
    expect((await run(world, 'bump', {}, state)).outcome).toEqual({ ok: true, output: { count: 1 } });
  });

  it('whose process ends at each call of a function is not asked for that one for ever', async () => {
    const world = hostile(20_000);
    const said: (string | undefined)[] = [];
    for (let time = 0; time < 6; time += 1) {
      const { outcome } = await run(world, 'exits');
      said.push(outcome.ok ? undefined : outcome.error.message);
    }
    expect(said[4]).toMatch(/process ended/);
    expect(said[5]).toMatch(/not called again/);
    expect((await run(world, 'bump')).outcome).toEqual({ ok: true, output: { count: 1 } });
  });

  it('that never finishes loading is a message that names the option', async () => {
    const file = path.join(folder, 'never_loads.mjs');
    writeFileSync(file, 'await new Promise((done) => setTimeout(done, 60_000)); export class Hostile {}');
    const world = classWorld(file, 'Hostile', { functions, timeoutMs: 600 });
    await expect(world.open?.()).rejects.toThrow(/never_loads\.mjs did not start.*--call-timeout/);
  });
});
