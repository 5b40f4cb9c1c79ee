import { describe, expect, it } from 'vitest';
import { readDomain } from '../../../server/src/domain/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { writeQuery } from '../../../server/src/teacher/index.ts';
import { summarize } from '../../../server/src/teacher/wording/index.ts';
import { twenty } from './twenty.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const object = (properties: object) => ({ type: 'object', properties, required: Object.keys(properties) });
const tool = (name: string, description: string, parameters: object, answer: object = {}) => ({
  name,
  description,
  inputSchema: object(parameters),
  outputSchema: object(answer),
});
const TOOLS = [
  tool('check_in', 'Checks a stay in.', { stay_id: text, room_id: text }, { stay_id: text, status: text }),
  tool('check_out', 'Checks a stay out.', { stay_id: text }, { stay_id: text, status: text }),
  tool('book_stay', 'Books a stay.', { guest: text }, { stay_id: text, status: text }),
  tool('throw_away', 'Throws a jar away.', { jar_id: text }, { jar_id: text, thrown_away: { type: 'boolean' } }),
  tool('fill_jar', 'Fills a jar.', { jar_id: text }, { jar_id: text }),
  tool('quote', 'Latest quote of a stock.', { symbol: text }, { symbol: text, price: { type: 'number' } }),
  tool('order', 'One order.', { order_id: text }, { order_id: text, quantity: whole }),
  tool('place_order', 'Places an order.', { symbol: text }, { order_id: text }),
  tool(
    'contacts_search',
    'Full-text search.',
    { query: text },
    { results: { type: 'array', items: object({ id: text }) } },
  ),
  tool('post_to_forum', "Starts a thread in a club's forum.", { club_id: text, subject: text }, { thread_id: text }),
  tool('mark_ready', 'Mark an essay as ready.', { essay_id: text }, { essay_id: text, status: text }),
  tool('mark_won', 'Mark a deal as won.', { deal_id: text }, { deal_id: text, status: text }),
  tool(
    'mark_parcel_ready',
    'Mark a parcel as ready for pickup and tell its owner.',
    { parcel_id: text },
    { parcel_id: text, status: text },
  ),
  tool(
    'convert_units',
    'Convert kitchen units.',
    { quantity: whole, from_unit: text, to_unit: text },
    { quantity: whole },
  ),
  tool('submit_essay', 'Hands an essay in.', { essay_id: text, file_id: text }, { essay_id: text }),
  tool(
    'show_dish',
    'Shows a dish.',
    { dish_id: text },
    { dish_id: text, minutes: whole, kcal: whole, average_stars: whole },
  ),
  tool(
    'find_dishes',
    'Finds dishes.',
    { max_minutes: whole },
    { dishes: { type: 'array', items: object({ dish_id: text }) } },
  ),
  tool('shut_gate', 'Shuts a gate.', { gate_name: text }, { name: text, unlocked: { type: 'boolean' } }),
  tool('open_gate', 'Opens a gate.', { gate_name: text }, { name: text, unlocked: { type: 'boolean' } }),
  tool(
    'find_casks',
    'Finds casks.',
    { on_tap: { type: 'boolean' } },
    { casks: { type: 'array', items: object({ cask_id: text }) } },
  ),
  tool('show_cask', 'Shows a cask.', { cask_id: text }, { cask_id: text, year: whole }),
  tool('close_hall', 'Closes a hall.', { hall_id: text }, { hall_id: text, open: { type: 'boolean' } }),
  tool('list_halls', 'Lists halls.', {}, { halls: { type: 'array', items: object({ hall_id: text }) } }),
  tool('book_talk', 'Books a talk.', { hall_id: text, topic: text }, { talk_id: text }),
  tool('suggest_play', 'Suggest a play for the next season.', { title: text }),
  tool('vote_for', 'Vote for a suggestion.', { suggestion_id: text }),
  tool('place_bid', 'Bid on a lot.', { lot_id: text }),
  tool('list_breads', 'Lists the breads.', { without_allergen: { type: 'string', enum: ['nuts', 'egg'] } }),
  tool('move_pickup', 'Change when an order is picked up.', { order_id: text, pickup_time: text }),
  tool('run_check', 'Runs a check.', { gate_name: text }, { exit_code: whole, logs: text }),
];
const { toolOf, asked, told } = twenty(TOOLS);

describe('a wish follows what the function does', () => {
  it.each<[string, Record<string, Json>, RegExp, RegExp]>([
    [
      'check_in',
      { stay_id: 'ST-1', room_id: 'R-2' },
      /check(?:ing)? in (?:the )?stay ST-1 into room R-2/i,
      /check the/i,
    ],
    ['check_out', { stay_id: 'ST-1' }, /check(?:ing)? out (?:the )?stay ST-1/i, /the out/i],
    ['quote', { symbol: 'QVT' }, /quote (?:(?:of|on|for) )?(?:the )?(?:symbol )?QVT/i, /quote with/i],
    ['order', { order_id: 'OR-1' }, /order OR-1/i, /\border (?:the )?order/i],
    ['contacts_search', { query: 'Lina' }, /contacts? .*"?Lina/i, /contacts search/i],
    ['post_to_forum', { club_id: 'CL-1', subject: 'Tour' }, /start|begin|get going/i, /(?:start|begin) club/i],
    ['mark_won', { deal_id: 'DE-1' }, /deal DE-1 as won/i, /mark the won/i],
    ['mark_parcel_ready', { parcel_id: 'PA-1' }, /parcel PA-1 as ready/i, /the ready|owner/i],
    [
      'convert_units',
      { quantity: 5, from_unit: 'liters', to_unit: 'gallons' },
      /from liters.* to gallons/i,
      /unit liters/i,
    ],
    ['submit_essay', { essay_id: 'ES-1', file_id: 'FI-2' }, /with (?:the )?file FI-2/i, /for (?:the )?file/i],
    ['book_talk', { hall_id: 'HA-1', topic: 'Rivers' }, /(?:about|on) "Rivers"/i, /match/i],
    [
      'suggest_play',
      { title: 'River in Blue' },
      /suggest(?:ing)? a (?:new )?play (?:called|named|titled|with the title|by the name of) "?River in Blue/i,
      /plays|for "?River/i,
    ],
    ['list_breads', { without_allergen: 'nuts' }, /breads? without nuts/i, /allergen/i],
    ['place_bid', { lot_id: 'LO-1' }, /place|bid/i, /bid (?:on )?a place|for a place/i],
    ['move_pickup', { order_id: 'OR-1', pickup_time: 'noon' }, /OR-1/, /is picked|when order/i],
    ['find_casks', { on_tap: false }, /casks that are not on tap/i, /without on/i],
    ['find_dishes', { max_minutes: 30 }, /of at most 30 minutes/i, /maximum of at most/i],
  ])('%s', (name, values, right, wrong) => {
    for (const query of asked(name, values)) {
      expect(query).toMatch(right);
      expect(query).not.toMatch(wrong);
    }
  });
});

describe('the service that all names begin with', () => {
  it('is no part of what is asked for', () => {
    const tools = ['depot_list_carts', 'depot_get_cart', 'depot_open_defects'].map((name) =>
      tool(name, 'Returns what there is.', { cart_id: text }),
    );
    const { entries } = buildCatalog([parseDocument('file:///depot.json', JSON.stringify({ tools }))]);
    const readings = readDomain(entries).functions;
    for (const { id, signature } of entries) {
      const reading = readings.find((one) => one.function === id);
      const call = {
        tool: { name: signature.name, signature, reading },
        arguments: [{ parameter: 'cart_id', value: 'CA-1', origin: { from: 'user' } }],
        role: 'asked',
      };
      for (let seed = 0; seed < 10; seed += 1)
        expect(
          writeQuery({
            kind: 'write_query',
            seed: `${seed}`,
            turn: 0,
            intent: { kind: 'calls' },
            calls: [call],
            past: [],
            conversation: [],
          } as never),
        ).not.toMatch(/depot/i);
    }
  });
});

describe('a report follows what the function does', () => {
  it.each<[string, JsonObject, Json, RegExp, RegExp]>([
    [
      'check_out',
      { stay_id: 'ST-1' },
      { stay_id: 'ST-1', status: 'checked_out' },
      /checked out stay ST-1/,
      /is checked out/,
    ],
    ['throw_away', { jar_id: 'JA-1' }, { jar_id: 'JA-1', thrown_away: true }, /thrown/, /throwed|comes with/],
    ['order', { order_id: 'OR-1' }, { order_id: 'OR-1', quantity: 5 }, /quantity .*is 5/i, /has 5\b|ordered/],
    [
      'show_dish',
      { dish_id: 'DI-1' },
      { dish_id: 'DI-1', minutes: 40, kcal: 300, average_stars: 4 },
      /takes 40 minutes.*300 kilocalories.*average of 4 stars/,
      /kcal of|average stars/,
    ],
    ['show_cask', { cask_id: 'CA-1' }, { cask_id: 'CA-1', year: 2021 }, /is from 2021/, /has the year/],
    ['close_hall', { hall_id: 'HA-1' }, { hall_id: 'HA-1', open: false }, /closed hall HA-1/, /not open/],
    ['mark_won', { deal_id: 'DE-1' }, { deal_id: 'DE-1', status: 'won' }, /deal DE-1 as won/, /is won/],
    [
      'mark_parcel_ready',
      { parcel_id: 'PA-1' },
      { parcel_id: 'PA-1', status: 'ready' },
      /marked (?:the )?parcel PA-1 as ready/,
      /the ready|is ready/,
    ],
    ['run_check', { gate_name: 'North' }, { exit_code: 0, logs: 'All is well.' }, /exit code is 0/, /new exit/],
  ])('%s', (name, given, output, right, wrong) => {
    for (const report of told(name, given, output)) {
      expect(report).toMatch(right);
      expect(report).not.toMatch(wrong);
    }
  });

  it('tells two deeds that leave a thing in the same state as two', () => {
    const done = (name: string, given: Record<string, Json>) => ({
      tool: toolOf(name),
      turn: 0,
      arguments: given,
      ok: true,
      output: { essay_id: 'ES-1', status: 'ready' },
    });
    for (let seed = 0; seed < 20; seed += 1) {
      const report = summarize(
        [done('mark_ready', { essay_id: 'ES-1' }), done('submit_essay', { essay_id: 'ES-1', file_id: 'FI-2' })],
        `${seed}/s`,
      );
      expect(report).toMatch(/as ready/);
      expect(report).toMatch(/submitted/);
    }
  });

  it('says a quality rather than that its opposite is not so', () => {
    for (const report of told('shut_gate', { gate_name: 'North' }, { name: 'North', unlocked: false }))
      expect(report).not.toMatch(/not unlocked/);
  });
});
