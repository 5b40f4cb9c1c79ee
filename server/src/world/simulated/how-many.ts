import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';

/** How many a record takes of what it is made in. */
const SIZES =
  /^(?:passenger|quantity|qty|count|how_many|seat|place|guest|people|person|ticket|participant|attendee|visitor|player|party_size|group_size|number_of_[a-z]+|(?:seat|guest|ticket|passenger|place)_count)$/;
/** Whole numbers that count nothing that is paid for. */
const OTHER =
  /(?:^|_)(?:year|age|month|day|week|minute|second|hour|duration|number|no|rating|score|star|floor|row|rank|position|priority|level|size|term|port|code|zip|version|page|percent|discount|limit|max|maximum|min|minimum|budget|capacity|price|amount|cost|total|weight|width|height|length|distance|mileage|kg|km|balance|point|pin)(?:_|$)/;

export function isSize(key: string): boolean {
  return SIZES.test(key);
}

const known = new WeakMap<TableModel, string | undefined>();

/** The field that says how many of something a record takes: the passengers of a booking, the shares of a trade. */
export function howManyOf(table: TableModel): string | undefined {
  if (!known.has(table)) known.set(table, findHowMany(table));
  return known.get(table);
}

function findHowMany({ fields, settable, references, entity, single }: TableModel): string | undefined {
  if (single || entity.identifiers.length === 0) return undefined;
  const given = [...fields].filter(([key, schema]) => settable.has(key) && isNumber(schema) && !references.has(key));
  const named = given.filter(([key]) => isSize(key));
  const whole = given.filter(([key, schema]) => typesOf(schema).includes('integer') && !OTHER.test(key));
  const [only, ...more] = named.length > 0 ? named : whole;
  return only === undefined || more.length > 0 ? undefined : only[0];
}

const COST = new Set('price fare rate fee cost tariff charge'.split(' '));
/** Words beside the cost of one: those that say nothing more, and those that say one of what. */
const PLAIN = new Set('per each unit base standard regular current normal one single'.split(' '));
const PEOPLE = new Set('person passenger guest head adult traveller traveler visitor participant attendee'.split(' '));
const PLACES = new Set('ticket seat place entry admission'.split(' '));

/** The field that says what one of so many costs: `fare`, `ticket_price`, `price_per_person`; undefined where none or several do. */
export function unitPriceOf(fields: ReadonlyMap<string, JsonSchema>, many: string): string | undefined {
  const noun = new Set(many.split('_').filter((word) => word !== 'count' && word !== 'number' && word !== 'of'));
  const found = [...fields].flatMap(([key, schema]) => {
    if (!isNumber(schema)) return [];
    const words = key.split('_');
    const rest = words.filter((word) => !COST.has(word) && !PLAIN.has(word));
    const priced = words.some((word) => COST.has(word));
    const fits = rest.every((word) => noun.has(word) || PEOPLE.has(word) || PLACES.has(word) || word === 'share');
    return priced && fits ? [{ key, exact: rest.some((word) => noun.has(word)), plain: rest.length === 0 }] : [];
  });
  const best = [found.filter(({ exact }) => exact), found.filter(({ plain }) => plain), found].find(
    ({ length }) => length > 0,
  );
  return best?.length === 1 ? best[0]?.key : undefined;
}
