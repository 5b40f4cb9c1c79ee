import { describe, expect, it } from 'vitest';
import type { Json } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import {
  createOfflineTeacher,
  type PastCall,
  type QueryIntent,
  saysScalar,
  type TeacherFunction,
  withMachineNumbers,
} from '../../../server/src/teacher/index.ts';
import { checkText, inventedFacts } from '../../../server/src/trajectory/index.ts';

const text = (description = '') => ({ type: 'string', description });
const tool = (name: string, description: string, properties: object) => ({
  name,
  description,
  inputSchema: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('cancel_booking', 'Cancel a booking.', { booking_id: text() }),
  tool('set_credit_limit', 'Set the credit limit of a customer.', {
    customer_id: text(),
    credit_limit: { type: 'number' },
  }),
  tool('book_cabin', 'Book a cabin.', {
    guest_email: text(),
    check_in: { type: 'string', format: 'date' },
    check_out: { type: 'string', format: 'date' },
    guests: { type: 'integer' },
  }),
  tool('weigh_gizmo', 'Weigh a gizmo.', { gizmo_id: text(), weight_kg: { type: 'number' } }),
  tool('regal_leeren', 'Leert ein Regal.', { regal: text('Kennung des Regals') }),
  tool('list_bookings', 'List bookings.', { customer_id: text() }),
];
const CATALOG = buildCatalog([parseDocument('file:///german.json', JSON.stringify({ tools: TOOLS }))]);

function functionOf(name: string): TeacherFunction {
  const signature = CATALOG.get(name)?.signature;
  if (signature === undefined) throw new Error(`no function ${name}`);
  return { name, signature };
}

const teacher = createOfflineTeacher(new Map(), 'de');

function said(name: string, values: Record<string, Json>, intent: QueryIntent = { kind: 'calls' }): Promise<string[]> {
  const given = Object.entries(values).map(([parameter, value]) => ({
    parameter,
    value,
    origin: { from: 'user' } as const,
  }));
  return Promise.all(
    Array.from({ length: 30 }, async (_, seed) => {
      const { value } = await teacher.perform({
        kind: 'write_query',
        seed: `${seed}/q1`,
        turn: 1,
        conversation: [],
        past: [],
        intent,
        calls: [{ tool: functionOf(name), role: 'asked', arguments: given }],
      });
      return value;
    }),
  );
}

async function told(name: string, output: Json, given: Record<string, Json> = {}, ok = true): Promise<string> {
  const done: PastCall[] = [{ tool: functionOf(name), turn: 0, arguments: given, ok, output }];
  const { value } = await teacher.perform({
    kind: 'act',
    seed: 's/a0',
    conversation: [],
    tools: [],
    past: [],
    done,
    hint: { kind: 'summarize' },
  });
  return value.content;
}

describe('a German query', () => {
  it.each<[string, Record<string, Json>, RegExp]>([
    ['cancel_booking', { booking_id: 'BO-7' }, /Buchung BO-7 stornieren/],
    ['set_credit_limit', { customer_id: 'K-3', credit_limit: 1250.5 }, /auf 1250,5 setzen/],
    [
      'book_cabin',
      { guest_email: 'ida@example.com', check_in: '2026-05-04', check_out: '2026-05-09', guests: 2 },
      /vom (?:4\. Mai 2026 bis zum 9\. Mai 2026|04\.05\.2026 bis zum 09\.05\.2026).* buchen/,
    ],
    ['weigh_gizmo', { gizmo_id: 'G-1', weight_kg: 12.5 }, /12,5 Kilogramm als Gewicht/],
    ['regal_leeren', { regal: 'R-9' }, /[Ee]in Regal .*R-9.* leeren/],
  ])('%s %j', async (name, values, expected) => {
    for (const query of await said(name, values)) {
      expect(query).toMatch(expected);
      for (const value of Object.values(values)) expect(saysScalar(query, value as string)).toBe(true);
      expect(checkText(query, { messages: [], facts: [JSON.stringify(values)], language: 'de' }, [])).toBeUndefined();
    }
  });

  it('is varied: thirty people wish in more than twenty ways', async () => {
    expect(new Set(await said('cancel_booking', { booking_id: 'BO-7' })).size).toBeGreaterThan(20);
  });
});

describe('a German answer', () => {
  it('says what was done', async () =>
    expect(await told('cancel_booking', { booking_id: 'BO-7', status: 'cancelled' }, { booking_id: 'BO-7' })).toMatch(
      /[Ii]ch habe Buchung BO-7 storniert/,
    ));

  it('lists what was found, with German numbers', async () => {
    const output = { bookings: [{ booking_id: 'BO-7', price: 412.5, currency: 'EUR', starts_on: '2026-05-04' }] };
    const answer = await told('list_bookings', output);
    expect(answer).toMatch(/eine Buchung.*BO-7 \(Preis 412,5 EUR/);
    expect(answer).toContain('4. Mai 2026');
  });

  it('tells an error as one', async () =>
    expect(await told('cancel_booking', { error: 'No such booking.' }, { booking_id: 'BO-7' }, false)).toMatch(
      /nicht|fehlgeschlagen|Fehler/,
    ));
});

describe('questions and refusals in German', () => {
  const move = async (hint: object): Promise<string> => {
    const { value } = await teacher.perform({
      kind: 'act',
      seed: 's/a0',
      conversation: [],
      tools: [],
      past: [],
      done: [],
      hint: hint as never,
    });
    return value.content;
  };

  it('asks which one, by its gender', async () =>
    expect(await move({ kind: 'miss_params', wanted: functionOf('cancel_booking'), parameter: 'booking_id' })).toMatch(
      /[Ww]elche Buchung/,
    ));

  it('says what it cannot do', async () =>
    expect(await move({ kind: 'miss_func', wanted: functionOf('cancel_booking') })).toMatch(/Buchung.*stornieren/));
});

describe('checks of German texts', () => {
  const german = (said: string, source = '{"total":1250.5,"day":"2026-05-04","id":"BO-7"}') =>
    inventedFacts(said, { messages: [], facts: [source], language: 'de' });

  it('reads numbers and dates as Germans write them', () => {
    expect(withMachineNumbers('1.250,5 am 4. Mai 2026 und 04.05.2026')).toBe('1250.5 am 2026-05-04 und 2026-05-04');
    expect(german('Das macht 1.250,5 am 4. Mai 2026 für Buchung BO-7.')).toEqual([]);
  });

  it.each(['Das macht 1.250,7.', 'Am 5. Mai 2026.', 'Buchung BO-8 ist storniert.'])('finds what %s makes up', (said) =>
    expect(german(said)).not.toEqual([]),
  );

  it.each(['I have cancelled booking BO-7 for you.', 'Done.', 'Which booking do you mean?'])(
    'refuses %s in a German run',
    (said) => expect(checkText(said, { messages: [], facts: ['BO-7'], language: 'de' }, [])?.reason).toBe('language'),
  );

  it('refuses German in an English run', () =>
    expect(checkText('Ich habe die Buchung für Sie storniert und bitte um Geduld.', { messages: [] }, [])?.reason).toBe(
      'language',
    ));

  it('takes an error that is quoted as it stands', () =>
    expect(
      checkText('Das hat nicht geklappt: „the booking is closed to you“.', { messages: [], language: 'de' }, []),
    ).toBeUndefined());
});
