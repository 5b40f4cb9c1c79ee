import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../server/src/chat/index.ts';
import { checkCalls, checkText, inventedFacts, type TextSources } from '../../../server/src/trajectory/index.ts';
import { AIRLINE, contextOf, recordsOf } from './support.ts';

const OUTPUT = {
  order_id: 'ORD-7731',
  customer: 'Mara Lindqvist',
  status: 'shipped',
  total: 1249.5,
  discount: 0.15,
  placed_at: '2026-02-06T15:30:00Z',
  contact: 'mara@example.org',
  items: [
    { sku: 'KX-12', color: 'red' },
    { sku: 'KX-13', color: 'red' },
    { sku: 'LP-90', color: 'blue' },
  ],
};
const SOURCES: TextSources = {
  messages: [
    { role: 'user', content: 'Where is my parcel? I paid on 3 March 2026.' },
    { role: 'tool', tool_call_id: 'call00001', name: 'get_order', content: JSON.stringify(OUTPUT) },
  ],
  words: ['Cancels an order. Refunds go to the Riverbank account.'],
};

describe('numbers in a list of a call', () => {
  const said = (content: string) =>
    inventedFacts(content, {
      messages: [{ role: 'tool', tool_call_id: 'c', name: 'f', content: '{"ids":[54515,54993,123,456,12500]}' }],
      words: [],
    }).map((fact) => fact.said);
  it('are those of the list, and not groups of its digits', () => {
    expect(said('It is about contacts 54515 and 54993, 123 and 456, and about 12,500.')).toEqual([]);
    expect(said('It is about contact 54515549.')).toEqual(['54515549']);
    expect(said('It is about contact 93.')).toEqual(['93']);
  });
});

describe('facts that an output or the conversation holds', () => {
  it.each([
    'Order ORD-7731 of Mara Lindqvist is shipped.',
    'The total is $1,249.50, placed on February 6th, 2026 at 3:30 pm.',
    'It was placed on 6 February at 15:30.',
    'It comes to about 1,250 after a 15% discount, as Mara knows.',
    'There are three items, two of them in red; the 3rd is LP-90 and 2 more are KX-12 and KX-13.',
    'I wrote to mara@example.org, for you paid on 2026-03-03.',
    'One call was enough, and 2 more are there. Anything else?',
    'Done. It was cancelled, and the Riverbank account has it.',
  ])('%s', (text) => {
    expect(inventedFacts(text, SOURCES)).toEqual([]);
    expect(checkText(text, SOURCES, ['get_order'])).toBeUndefined();
  });
});

describe('facts that nobody gave', () => {
  it.each([
    ['The total is $1,294.50.', 'number', '1,294.50'],
    ['There are seven items.', 'number', 'seven'],
    ['You save 18% on it.', 'number', '18%'],
    ['Its number is ORD-7732.', 'id', 'ORD-7732'],
    ['It left on 7 February 2026.', 'date', '2026-02-07'],
    ['It left on 9 March.', 'date', '9 March'],
    ['It left at 16:45.', 'time', '16:45'],
    ['The driver is Tobias today.', 'name', 'Tobias'],
    ['Write to tom@example.org.', 'id', 'tom@example.org.'],
    ['Your order was delivered.', 'state', 'delivered'],
  ])('%s', (text, kind, said) => {
    const found = inventedFacts(text, SOURCES).map((fact) => ({ ...fact, said: fact.said.trim() }));
    expect(found).toEqual([{ kind, said }]);
    expect(checkText(text, SOURCES, [])).toMatchObject({ reason: 'invented' });
  });
});

describe('what is no text for a person', () => {
  it.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    ['As the hint says, it is shipped.', 'hint'],
    ['{"status": "shipped"}', 'markup'],
    ['```\nshipped\n```', 'markup'],
    ['It is <b>shipped</b>.', 'markup'],
    ['%%% lorem', 'garbage'],
    ['no no no no no no', 'garbage'],
    ['!?.', 'garbage'],
    ["I'm sorry, but as an AI language model I have no parcels.", 'refusal'],
    ['Das Paket ist auf dem Weg und wird bald da sein.', 'language'],
    ['Votre colis est en route avec les autres.', 'language'],
    ['荷物は発送されました。', 'language'],
    ['I used get_order for it.', 'names-function'],
    ['a word '.repeat(2000), 'too-long'],
  ])('%j is refused: %s', (text, reason) => {
    expect(checkText(text, SOURCES, ['get_order'])).toMatchObject({ reason });
  });

  it('is none where the conversation itself holds it', () => {
    const content = JSON.stringify({
      note: 'Das Paket ist auf dem Weg und wird bald da sein',
      mark: '***',
      tag: '<b>',
    });
    const messages: Message[] = [{ role: 'tool', tool_call_id: 'call00001', name: 'read', content }];
    const text = 'The note says: "Das Paket ist auf dem Weg und wird bald da sein", with *** and <b>.';
    expect(checkText(text, { messages }, [])).toBeUndefined();
  });
});

describe('calls', () => {
  it('are of what is offered', () => {
    const call = (name: string) => ({ name, arguments: {} });
    expect(checkCalls([call('a'), call('b')], ['a', 'b'])).toBeUndefined();
    expect(checkCalls([call('a'), call('c')], ['a', 'b'])).toMatchObject({ reason: 'not-offered' });
  });
});

describe('texts of the offline teacher', () => {
  const catalog = (name: string) =>
    [name, 'json', readFileSync(new URL(`../../fixtures/catalogs/${name}.json`, import.meta.url), 'utf8')] as const;

  it.each([['airline', 'fsig', AIRLINE] as const, catalog('bank'), catalog('clinic')])(
    'of %s are never asked for again: no false alarm',
    { timeout: 120_000 },
    async (_name, form, text) => {
      const context = contextOf(text, {}, form);
      const records = await recordsOf(context, 30);
      expect(records.length).toBeGreaterThan(25);
      expect([...context.repairs].filter(([reason]) => !/^query-(?:value|names)/.test(reason))).toEqual([]);
    },
  );
});
