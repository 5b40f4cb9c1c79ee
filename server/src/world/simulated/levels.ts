import { singular } from '../../english/index.ts';
import { averageOf } from './averages.ts';
import { reducedLevels } from './discounts.ts';
import { isSize } from './how-many.ts';
import { isGathered } from './members.ts';
import type { FunctionModel, Level, TableModel } from './model.ts';
import { isNumber } from './number-schema.ts';
import { rankOf } from './ranks.ts';

/** Words for what is still to be had of something, and for what is still owed. */
const LEFT = new Set('left remaining outstanding free available vacant open owed unpaid due'.split(' '));
/** Words for the whole of something. */
const WHOLE = new Set('maximum max total capacity limit count size number of allowance quota'.split(' '));
/** Words for a place that somebody or something takes. */
const PLACES = new Set('place seat spot slot space bed berth ticket room position capacity stall bay'.split(' '));
/** Verbs by which somebody takes a place. */
const TAKING =
  /^(?:book|reserve|enter|enrol|enroll|register|join|sign|check|admit|apply|issue|borrow|rent|hire|park|moor|add|place|buy|order)$/;
const PRICES = /^(?:total|total_(?:price|amount|cost)|price|amount|fee|fare|cost|rent)$/;
const PAID = /^(?:paid|amount_paid|total_paid|paid_amount|deposit_paid)$/;

/** Numbers of each table that follow from others: places left of all places and those who took one, a budget less what is spent. */
export function levelsOf(
  tables: ReadonlyMap<string, TableModel>,
  models: readonly FunctionModel[],
): ReadonlyMap<string, ReadonlyMap<string, Level>> {
  const moved = movedFields(models);
  const born = bornFields(models);
  const reducing = new Set(
    models.flatMap(({ plan }) => plan.steps.flatMap((step) => (step.do === 'discount' ? step.table : []))),
  );
  const made = new Set(born.keys());
  const levels = new Map<string, Map<string, Level>>();
  for (const table of tables.values()) {
    if (table.single || table.entity.identifiers.length === 0) continue;
    const rank = rankOf(table, models);
    const found = reducing.has(table.name) ? reducedLevels(table) : new Map<string, Level>();
    if (rank !== undefined) found.set(rank.field, { is: 'rank', via: rank.via });
    for (const [key, schema] of table.fields) {
      if (!isNumber(schema) || found.has(key) || table.settable.has(key)) continue;
      const level =
        averageOf(key, table, tables, made) ?? levelOf(key, table, tables, models, born.get(table.name) ?? NOTHING);
      // What deeds move by an amount follows from others only as it begins.
      const begins = level?.is === 'left' && level.used === undefined && level.takers === undefined;
      if (level !== undefined && (begins || !moved.has(`${table.name} ${key}`))) found.set(key, level);
    }
    if (found.size > 0) levels.set(table.name, found);
  }
  return levels;
}

/** Fields that deeds move by an amount. */
function movedFields(models: readonly FunctionModel[]): ReadonlySet<string> {
  return new Set(
    models.flatMap(({ plan }) =>
      plan.steps.flatMap((step) =>
        step.do === 'add' || step.do === 'subtract' ? `${step.table ?? plan.table} ${step.field}` : [],
      ),
    ),
  );
}

const NOTHING: ReadonlySet<string> = new Set();

/** Fields that whoever makes a record gives it: what somebody buys ten of is not used up yet. */
function bornFields(models: readonly FunctionModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const born = new Map<string, Set<string>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'insert' || step.aside === true) continue;
      const fields = born.get(step.table) ?? new Set<string>();
      born.set(step.table, fields);
      for (const { field } of step.set) fields.add(field);
    }
  return born;
}

function levelOf(
  key: string,
  table: TableModel,
  tables: ReadonlyMap<string, TableModel>,
  models: readonly FunctionModel[],
  born: ReadonlySet<string>,
): Level | undefined {
  const words = key.split('_');
  const left = words.some((word) => LEFT.has(word));
  const noun = words.filter((word) => !LEFT.has(word) && word !== 'balance' && word !== 'amount');
  const numbers = [...table.fields].filter(([name, schema]) => name !== key && isNumber(schema)).map(([name]) => name);
  if (left && noun.length === 0) {
    const [whole, used] = [numbers.find((name) => PRICES.test(name)), numbers.find((name) => PAID.test(name))];
    const due = words.some((word) => /^(?:outstanding|due|owed|unpaid|remaining|left)$/.test(word));
    return whole === undefined || !due ? undefined : { is: 'left', whole, ...(used === undefined ? {} : { used }) };
  }
  const takers = takersOf(words.length === 1 ? [] : noun, table, tables, models);
  if (left) {
    const whole = numbers.find((name) => isWholeOf(name, noun, takers, born));
    const used = numbers.find((name) => name !== whole && !born.has(name) && isUsedOf(name, noun));
    if (used === undefined && takers === undefined && !(born.has(whole ?? '') && whole === noun.join('_')))
      return undefined;
    return {
      is: 'left',
      ...(whole === undefined ? {} : { whole }),
      ...(used === undefined ? {} : { used }),
      ...(takers === undefined ? {} : { takers }),
    };
  }
  if (!isTaken(words)) return undefined;
  if (takers === undefined) return undefined;
  const whole = numbers.find((name) => isWholeOf(name, noun, takers, born));
  return { is: 'used', takers, ...(whole === undefined ? {} : { whole }) };
}

/** `booked_places`, `permits_issued`, `team_count`, `stored`. */
function isTaken(words: readonly string[]): boolean {
  return (
    words.length <= 3 &&
    words.some((word) =>
      /^(?:booked|taken|reserved|occupied|issued|enrolled|registered|entered|sold|stored|parked|count)$/.test(word),
    )
  );
}

function isUsedOf(name: string, noun: readonly string[]): boolean {
  const words = name.split('_');
  const shares = noun.some((word) => words.includes(word));
  return (
    (shares && (isTaken(words) || isGathered(name))) ||
    (isGathered(name) && words.length === 1) ||
    (noun.some((word) => PLACES.has(word)) && isTaken(words))
  );
}

/** The budget of a remaining budget, the word count of the words left, the capacity or the most teams of the places left. */
function isWholeOf(name: string, noun: readonly string[], takers: Level['takers'], born: ReadonlySet<string>): boolean {
  const words = name.split('_');
  if (words.some((word) => LEFT.has(word)) || (isGathered(name) && !born.has(name))) return false;
  const most =
    words.some((word) => WHOLE.has(word)) &&
    !(words.includes('count') && isTaken(words) && !words.some((word) => noun.includes(word)));
  const of = noun.length > 0 && noun.every((word) => words.includes(word));
  if (of)
    return (
      words.length === noun.length ||
      (most && !words.includes('count')) ||
      (words.includes('count') && !PLACES.has(noun[0] ?? ''))
    );
  const places = noun.length === 0 || noun.some((word) => PLACES.has(word));
  const taker = takers?.table.split('_').at(-1) ?? '';
  const limits = words.some((word) => word === 'maximum' || word === 'max' || word === 'capacity' || word === 'limit');
  return limits && (words.length === 1 || places || words.includes(taker));
}

/** Records that take a place of another: the bookings of a sailing, the passes of a permit. */
function takersOf(
  noun: readonly string[],
  table: TableModel,
  tables: ReadonlyMap<string, TableModel>,
  models: readonly FunctionModel[],
): Level['takers'] {
  const made = new Map<string, boolean>();
  for (const { plan, verb } of models)
    for (const step of plan.steps)
      if (step.do === 'insert' && step.aside !== true)
        made.set(step.table, made.get(step.table) === true || TAKING.test(verb));
  const children = [...tables.values()].filter(
    (other) => made.has(other.name) && [...other.references.values()].includes(table.name) && other !== table,
  );
  const called = children.filter(({ name }) => noun.some((word) => name.split('_').at(-1) === singular(word)));
  const places = noun.length === 0 || noun.some((word) => PLACES.has(word));
  const taking = children.filter(({ name }) => made.get(name) === true);
  const found = called.length > 0 ? called : places ? (taking.length > 0 ? taking : children) : [];
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const via = [...only.references].find(([, to]) => to === table.name)?.[0] ?? '';
  const given = new Set(
    models.flatMap(({ plan }) =>
      plan.steps.flatMap((step) =>
        step.do === 'insert' && step.table === only.name ? step.set.map(({ field }) => field) : [],
      ),
    ),
  );
  const size = [...only.fields].find(([key, schema]) => isSize(key) && isNumber(schema) && given.has(key))?.[0];
  return { table: only.name, via, ...(size === undefined ? {} : { size }) };
}
