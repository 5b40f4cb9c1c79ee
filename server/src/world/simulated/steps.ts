import type { FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { type FunctionSignature, typesOf } from '../../signature/index.ts';
import { asideSteps } from './aside.ts';
import { directionOf, flagOf, puts, takesOut } from './deed-verbs.ts';
import type { TableModel } from './model.ts';
import { endsRecord, fieldKey, REVIVING } from './names.ts';
import { dateField, isOrderName, sortingOf } from './order.ts';
import type { Assignment, Condition, Step } from './plan.ts';
import { MERGES } from './settle-deeds.ts';
import { isMainKey, mainText } from './tables.ts';
import { participle } from './wording.ts';

/** What the steps of one function are made from. */
export interface Compiling {
  readonly reading: FunctionReading;
  readonly signature: FunctionSignature;
  readonly verb: string;
  /** Words of the thing its name says the verb is done to. */
  readonly object: readonly string[];
  readonly table: TableModel | undefined;
  readonly tables: ReadonlyMap<string, TableModel>;
  /** Table of the session's own facts. */
  readonly session: string;
}

/** The steps of a function, and whether it selects records. */
export interface CompiledSteps {
  readonly steps: readonly Step[];
  readonly selects?: 'one' | 'many';
  /** Name of the table that steps and answer are about, where it is not the entity's. */
  readonly about?: string;
  readonly naming?: string;
}

/** Compiles a reading into steps. */
export function compileSteps(compiling: Compiling): CompiledSteps {
  const { reading, table } = compiling;
  switch (reading.operation) {
    case 'compute':
      return { steps: [{ do: 'compute', how: 'of the arguments' }] };
    case 'session':
      return sessionSteps(compiling);
    case 'list':
      return table === undefined ? plainSteps(compiling) : listSteps(compiling, table);
    case 'create':
    case 'send':
      return table === undefined ? plainSteps(compiling) : insertSteps(compiling, madeTable(compiling, table));
    default:
      return table === undefined ? plainSteps(compiling) : recordSteps(compiling, table);
  }
}

/** A function about no entity: it changes or reads the session, or answers from its arguments. */
function plainSteps(compiling: Compiling): CompiledSteps {
  const { reading, session } = compiling;
  const inputs = Object.keys(compiling.signature.parameters.properties ?? {});
  const checks = checksOf(compiling, undefined);
  if (!reading.writes && inputs.length > 0) return { steps: checks };
  const ledger = ledgerSteps(compiling, undefined);
  const set =
    reading.writes && reading.operation !== 'send' ? assignments(compiling, undefined, ledger.length > 0) : [];
  const update: Step[] = set.length === 0 ? [] : [{ do: 'update', set }];
  return { steps: [...checks, { do: 'get', table: session }, ...ledger, ...update], about: session };
}

function sessionSteps(compiling: Compiling): CompiledSteps {
  const { session, verb, reading, signature } = compiling;
  const words = keyWords(signature.name);
  const leaves =
    /^(?:log|sign)?out$/.test(verb) || ['logout', 'signout', 'logoff'].some((word) => words.join('').includes(word));
  const enters =
    !leaves && (/^(?:login|signin|log|sign|authenticate|authorize|auth)$/.test(verb) || words.includes('login'));
  if (!reading.writes) return { steps: [{ do: 'get', table: session }], about: session };
  const set = assignments(compiling, undefined, false).filter(({ field }) => !SECRET.test(field));
  const update: Step[] = set.length === 0 ? [] : [{ do: 'update', set }];
  const login: Step[] = leaves ? [{ do: 'log out' }] : enters ? [{ do: 'log in' }] : [];
  return { steps: [...login, { do: 'get', table: session }, ...update], about: session };
}

const SECRET = /password|secret|pin|token|code|otp/;

function listSteps(compiling: Compiling, table: TableModel): CompiledSteps {
  const own = keyInput(compiling, table);
  const checks = checksOf(compiling, table);
  if (own !== undefined && !isList(compiling, own))
    return { steps: [...checks, { do: 'get', table: table.name, key: own.parameter }] };
  return { steps: [...checks, selectStep(compiling, table, own)], selects: 'many' };
}

function selectStep(compiling: Compiling, table: TableModel, own?: InputReading): Step {
  const { inputs } = compiling.reading;
  const where = inputs.flatMap((input) => (input === own ? [] : conditionOf(compiling, table, input)));
  const paging = inputs.filter(({ role }) => role === 'paging').map(({ parameter }) => parameter);
  const limit = limitOf(compiling.reading);
  const offset = paging.find((name) => /\b(?:offset|skip|start|page)$/.test(keyWords(name).join(' ')));
  const sort = sortingOf(compiling.reading, compiling.signature.description, table);
  return {
    do: 'select',
    table: table.name,
    where,
    ...(sort === undefined ? {} : { sort }),
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
    ...(offset !== undefined && keyWords(offset).includes('page') ? { pages: true as const } : {}),
  };
}

/** The parameter that says how many results there are at most. */
export function limitOf({ inputs }: FunctionReading): string | undefined {
  return inputs.find(({ role, parameter }) => role === 'paging' && LIMIT.test(keyWords(parameter).join(' ')))
    ?.parameter;
}

const LIMIT =
  /^(?:limit|maximum|top|count|number|size|page size|per page|n|take|first)\b|\b(?:limit|result|count|size)$/;

/** A filter, a bound or a text as a condition on the table's records. */
function conditionOf(compiling: Compiling, table: TableModel, input: InputReading): Condition[] {
  const { parameter, role } = input;
  if (isOrderName(parameter)) return [];
  const part = PART.exec(parameter);
  if (part !== null && role !== 'bound') {
    const field = fieldKey(parameter.slice(0, part.index), table.name);
    const found = [...table.fields.keys()].find((name) => name === field || name.endsWith(`_${field}`));
    if (found !== undefined) return [{ field: found, test: 'contains', argument: parameter }];
  }
  if (role === 'text') return [{ field: mainText(table), test: 'contains', argument: parameter }];
  if (role === 'bound') return [{ field: boundField(table, input), test: boundTest(parameter), argument: parameter }];
  if (role !== 'filter' && role !== 'reference' && role !== 'attribute' && role !== 'key') return [];
  return [{ field: fieldOf(table, input), test: isList(compiling, input) ? 'one of' : '=', argument: parameter }];
}

/** `name_contains`, `titleLike`: a part of the field's text. */
const PART = /_?(?:contains?|includes?|like|match(?:es)?|starts_?with|begins_?with)$/i;

function boundTest(parameter: string): Condition['test'] {
  const short = SHORT_BOUND.exec(parameter)?.[0].toLowerCase();
  if (short !== undefined) return short.endsWith('max') ? '<=' : '>=';
  const words = keyWords(parameter);
  const upper = words.some((word) =>
    /^(?:maximum|before|until|to|end|most|under|below|latest|upper|till|by|less)$/.test(word),
  );
  return upper ? '<=' : '>=';
}

const BOUND_WORDS = new Set(
  'minimum maximum before after from until to start end since least most over under above below earliest latest lower upper than till by'.split(
    ' ',
  ),
);

/** The field a bound is for: the one it is read as, else the one with its other words. */
function boundField(table: TableModel, input: InputReading): string {
  const read = input.of?.entity === table.name ? fieldKey(input.of.field, table.name) : undefined;
  const said = input.parameter.replace(SHORT_BOUND, '_').replace(/^_|_$/g, '');
  const words = keyWords(said).filter((word) => !BOUND_WORDS.has(word));
  const key = words.join('_') || 'date';
  const told = [read, key].find((field) => field !== undefined && table.fields.has(field) && table.given.has(field));
  if (told !== undefined) return told;
  // Records tell when they start, whatever the bound is called.
  const date = /^(?:date|time|datetime|day|time_minute)$/.test(key) ? startField(table) : undefined;
  if (date !== undefined || read !== undefined) return date ?? (read as string);
  if (table.fields.has(key)) return key;
  return [...table.fields.keys()].find((field) => field.split('_').includes(words.at(-1) ?? key)) ?? key;
}

const SHORT_BOUND = /(?:^|_)(?:min|max)(?=_|$)/i;

/** The date of a record that functions set or tell of, not one known from searches alone. */
function startField({ fields, given }: TableModel): string | undefined {
  return dateField({ fields: new Map([...fields].filter(([key]) => given.has(key))) });
}

/** The key of the table's field that an input is about. */
export function fieldOf(table: TableModel | undefined, { parameter, of, role }: InputReading): string {
  const last = parameter.replaceAll('[]', '').split('.').at(-1) ?? parameter;
  const own = fieldKey(last, table?.name ?? '');
  if (table === undefined) return own;
  if (of !== undefined && of.entity === table.name) return fieldKey(of.field, table.name);
  if (role === 'reference' && of !== undefined && !table.references.has(own)) {
    const via = [...table.references].filter(([, to]) => to === of.entity);
    if (via.length === 1) return via[0]?.[0] ?? own;
  }
  return own;
}

function keyInput({ reading }: Compiling, table: TableModel): InputReading | undefined {
  if (table.single) return undefined;
  return reading.inputs.find(
    ({ role, of }) =>
      role === 'key' && (of === undefined || (of.entity === table.name && isMainKey(table.entity, of.field))),
  );
}

function isList({ signature }: Compiling, { parameter }: InputReading): boolean {
  if (parameter.includes('[]')) return true;
  const schema = signature.parameters.properties?.[parameter];
  return schema !== undefined && typesOf(schema as JsonSchema).includes('array');
}

/** Records of other tables that the arguments name have to be there. */
function checksOf(compiling: Compiling, table: TableModel | undefined): Step[] {
  const own = table === undefined ? undefined : keyInput(compiling, table);
  return compiling.reading.inputs.flatMap((input): Step[] => {
    const named = input.role === 'key' || input.role === 'reference' ? input.of?.entity : undefined;
    const other = compiling.tables.get(named ?? '');
    if (named === undefined || other === undefined || input === own || other.single) return [];
    if (input.of !== undefined && !isMainKey(other.entity, input.of.field)) return [];
    if (other.bare && compiling.reading.inputs.some((one) => one !== input && isBare(compiling, one))) return [];
    return [{ do: 'check', table: named, key: input.parameter }];
  });
}

/** A reference to what no function is about. */
function isBare({ tables }: Compiling, { role, of }: InputReading): boolean {
  return role === 'reference' && tables.get(of?.entity ?? '')?.bare === true;
}

/** What a message to somebody makes is what its answer gives the identifier of: a ticket. */
function madeTable({ reading, tables }: Compiling, table: TableModel): TableModel {
  if (table.entity.identifiers.length > 0) return table;
  const given = new Set(reading.inputs.map(({ of }) => of?.entity));
  const told = reading.outputs.find(
    ({ role, of }) => (role === 'key' || role === 'reference') && of !== undefined && !given.has(of.entity),
  );
  return tables.get(told?.of?.entity ?? '') ?? table;
}

function insertSteps(compiling: Compiling, table: TableModel): CompiledSteps {
  const { reading } = compiling;
  const key = keyInput(compiling, table);
  const ledger = ledgerSteps(compiling, table).filter((step) => 'key' in step);
  const insert: Step = {
    do: 'insert',
    table: table.name,
    set: assignments(compiling, table, false),
    ...(key === undefined ? {} : { key: key.parameter }),
    ...(reading.movesTo === undefined ? {} : { state: reading.movesTo }),
  };
  return {
    steps: [...checksOf(compiling, table), ...ledger, insert],
    ...(table === compiling.table ? {} : { about: table.name }),
    ...(key === undefined ? {} : { naming: key.parameter }),
  };
}

/** A function about one record: it is found, judged, and changed. */
function recordSteps(compiling: Compiling, table: TableModel): CompiledSteps {
  const { reading } = compiling;
  const own = keptInput(compiling, table) ?? keyInput(compiling, table);
  const checks = checksOf(compiling, table);
  const many = own !== undefined && isList(compiling, own);
  const where = reading.inputs.flatMap((input) => (reading.writes ? [] : conditionOf(compiling, table, input)));
  const single = table.single || table.entity.identifiers.length === 0;
  if (many && !reading.writes)
    return {
      steps: [
        ...checks,
        { do: 'select', table: table.name, where: [{ field: 'id', test: 'one of', argument: own.parameter }] },
      ],
      selects: 'many',
    };
  const joined = reading.operation === 'delete' && !table.single && table.entity.identifiers.length === 0;
  const both = joined ? reading.inputs.flatMap((input) => conditionOf(compiling, table, input)) : [];
  const first: Step =
    own === undefined && both.length > 1
      ? { do: 'select', table: table.name, where: both, one: true }
      : own !== undefined
        ? { do: 'get', table: table.name, key: own.parameter }
        : single && (reading.writes || where.length === 0)
          ? { do: 'get', table: table.name }
          : { do: 'select', table: table.name, where, one: true };
  const deeds = reading.writes
    ? [
        ...deedSteps(compiling, table),
        ...asideSteps(reading, compiling.tables, table, compiling.verb, compiling.signature),
      ]
    : [];
  return { steps: [...checks, first, ...deeds], ...(first.do === 'select' ? { selects: 'one' as const } : {}) };
}

function deedSteps(compiling: Compiling, table: TableModel): Step[] {
  const { reading, verb } = compiling;
  const how = participle(verb || 'delete');
  const allowed: Step[] = reading.allowedFrom === undefined ? [] : [{ do: 'assert state', in: reading.allowedFrom }];
  if (reading.operation === 'delete' && !endsButStays(verb)) return [...allowed, { do: 'delete', how }];
  const merged = mergeStep(compiling, table);
  if (merged !== undefined) return [...allowed, merged];
  const collection = collectionStep(compiling, table);
  const ledger = collection === undefined ? ledgerSteps(compiling, table) : [];
  const set = collection === undefined ? assignments(compiling, table, ledger.length > 0) : [];
  const state =
    stateInName(table, compiling.signature.name) ??
    reading.movesTo ??
    (endsButStays(verb) ? how : stateNamed(table, how));
  const move: Step[] =
    state === undefined
      ? []
      : [{ do: 'set state', state, ...(endsRecord(state) && !REVIVING.has(verb) ? { ends: true as const } : {}) }];
  return [
    ...allowed,
    ...(collection === undefined ? [] : [collection]),
    ...ledger,
    ...(set.length === 0 ? [] : [{ do: 'update', set } as const]),
    ...move,
    ...flagSteps(compiling, table),
  ];
}

/** Names of the record that is kept where two become one, and of the one that goes. */
const KEPT = /(?:^|_)(?:into|target|primary|main|keep|kept|survivor|surviving|winner|master)(?:_|$)/;

/** `merge_people(person_id, duplicate_id)`: two keys of one table. */
function mergeStep({ reading, verb }: Compiling, table: TableModel): Step | undefined {
  if (!MERGES.test(verb) || table.single) return undefined;
  const other = mergedInput(reading, table);
  return other === undefined ? undefined : { do: 'merge', table: table.name, key: other.parameter };
}

/** The key of the record that another is merged into. */
function keptInput({ reading, verb }: Compiling, table: TableModel): InputReading | undefined {
  const merged = MERGES.test(verb) && !table.single ? mergedInput(reading, table) : undefined;
  return merged === undefined ? undefined : ownKeys(reading, table).find((input) => input !== merged);
}

function ownKeys({ inputs, entity }: FunctionReading, table: TableModel): readonly InputReading[] {
  return inputs.filter(
    ({ role, of }) => (role === 'key' || role === 'reference') && (of?.entity ?? entity) === table.name,
  );
}

function mergedInput(reading: FunctionReading, table: TableModel): InputReading | undefined {
  const keys = ownKeys(reading, table);
  if (keys.length !== 2) return undefined;
  const kept = keys.find(({ parameter }) => KEPT.test(fieldKey(parameter)));
  return keys.find((input) => (kept === undefined ? input.role !== 'key' : input !== kept)) ?? keys[1];
}

/** `returnInstrument` of a loan that is `returned` or not, `deactivate` of what is `active`. */
function flagSteps({ verb, signature, reading }: Compiling, table: TableModel): Step[] {
  const word = verb || (keyWords(signature.name)[0] ?? '');
  const undone = /^un(?=[a-z]{3})/.test(word) ? participle(word.slice(2)) : '';
  const given = new Set(reading.inputs.map((input) => fieldOf(table, input)));
  return [...table.fields].flatMap(([field, schema]): Step[] => {
    if (!typesOf(schema).includes('boolean') || given.has(field)) return [];
    const value = flagOf(word, participle(word || 'do'), undone, field);
    return value === undefined ? [] : [{ do: 'set flag', field, value }];
  });
}

/** `mark_held`, `set_active`: the name tells the state that the record is put in. */
function stateInName(table: TableModel, name: string): string | undefined {
  const words = keyWords(name);
  if (!/^(?:mark|set|flag|move|put|make)$/.test(words[0] ?? '')) return undefined;
  const choices = [...(table.fields.get(table.state ?? '')?.enum ?? []), ...table.entity.states];
  const found = choices.filter(
    (choice): choice is string => typeof choice === 'string' && words.slice(1).includes(choice.toLowerCase()),
  );
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** The state that a deed is called after, where the table has a word for it: `changed` after `change_flight`. */
function stateNamed(table: TableModel, how: string): string | undefined {
  const choices = [...(table.fields.get(table.state ?? '')?.enum ?? []), ...table.entity.states];
  return choices.find((choice): choice is string => typeof choice === 'string' && choice.toLowerCase() === how);
}

/** `cancel`: the record is over and can still be looked at. */
function endsButStays(verb: string): boolean {
  return verb === 'cancel' || verb === 'void' || verb === 'revoke' || verb === 'terminate';
}

/** `add_item(order_id, sku)`: the record holds a list of what the name speaks of. */
function collectionStep(compiling: Compiling, table: TableModel): Step | undefined {
  const { reading, verb, object } = compiling;
  const removes = takesOut(verb);
  const field = puts(verb) || removes ? collectionOf(compiling, table, object) : noteOfRecord(compiling, table);
  if (field === undefined) return undefined;
  const given = reading.inputs.filter(
    ({ role }) => role === 'attribute' || role === 'reference' || role === 'amount' || role === 'text',
  );
  const plain = plainMembers(table, field);
  const item = given.map((input) => ({
    field: plain ? '' : fieldKey(last(input.parameter)),
    argument: input.parameter,
  }));
  return item.length === 0
    ? undefined
    : { do: removes ? 'remove' : 'append', field, item: plain ? item.slice(0, 1) : item };
}

function collectionOf(
  { reading, signature }: Compiling,
  table: TableModel,
  object: readonly string[],
): string | undefined {
  const lists = [...table.fields].filter(([, schema]) => typesOf(schema).includes('array')).map(([key]) => key);
  const told = reading.inputs.flatMap(({ of }) => (of?.entity === table.name ? [fieldKey(of.field, table.name)] : []));
  const said = [...object.slice(-1), ...keyWords(signature.name)];
  return (
    lists.find((key) => told.includes(key)) ??
    lists.find((key) => said.includes(key.split('_').at(-1) ?? key)) ??
    lists.find((key) => holdsGiven(table.fields.get(key), reading.inputs))
  );
}

/** Verbs that change what a record has, and add nothing to it. */
const CHANGES = /^(?:update|set|change|edit|modify|rename|move|replace|correct|adjust)$/;

/** `vaccinate(pet_id, vaccine, given_on)` of a pet whose vaccinations have a place for both: one more of them. */
function noteOfRecord({ reading, verb, signature }: Compiling, table: TableModel): string | undefined {
  const words = keyWords(signature.name);
  if (table.single || CHANGES.test(verb) || CHANGES.test(words[0] ?? '')) return undefined;
  const given = reading.inputs.filter(({ role }) => role !== 'key' && role !== 'paging' && role !== 'option');
  if (given.length < 2) return undefined;
  const lists = [...table.fields].filter(
    ([, { items }]) => typeof items === 'object' && items?.properties !== undefined,
  );
  const found = lists.filter(([, { items }]) => {
    const places = Object.keys((items as JsonSchema).properties ?? {}).map((name) => fieldKey(name));
    return given.every(({ parameter }) => places.includes(fieldKey(last(parameter))));
  });
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** `add_to_cart(product_id, quantity)`: the members of the list have a place for all that is given. */
function holdsGiven(schema: JsonSchema | undefined, inputs: readonly InputReading[]): boolean {
  const items = schema?.items;
  const places =
    typeof items === 'object' && items !== null
      ? Object.keys(items.properties ?? {}).map((name) => fieldKey(name))
      : [];
  const given = inputs.filter(({ role }) => role === 'reference' || role === 'attribute' || role === 'amount');
  return (
    given.some(({ role }) => role === 'reference') &&
    given.every(({ parameter }) => places.includes(fieldKey(last(parameter))))
  );
}

function plainMembers(table: TableModel, field: string): boolean {
  const items = table.fields.get(field)?.items;
  return (
    typeof items === 'object' && items !== null && items.properties === undefined && !typesOf(items).includes('object')
  );
}

function last(parameter: string): string {
  return parameter.replaceAll('[]', '').split('.').at(-1) ?? parameter;
}

/** Steps that move balances by the amount that a call names. */
function ledgerSteps(compiling: Compiling, table: TableModel | undefined): Step[] {
  const { reading, verb, tables } = compiling;
  const amount = reading.inputs.find(({ role }) => role === 'amount');
  const sign = directionOf(verb, keyWords(compiling.signature.name));
  if (amount === undefined || sign === undefined) return [];
  const of = amount.of === undefined ? undefined : tables.get(amount.of.entity);
  const holder = of ?? table;
  const field = ledgerField(amount, holder);
  if (field === undefined) return [];
  const elsewhere =
    of !== undefined && of !== table ? reading.inputs.find((input) => isKeyOf(input, of.name)) : undefined;
  const other = otherParty(reading.inputs, holder, table);
  const at =
    of !== undefined && of !== table
      ? { table: of.name, ...(elsewhere === undefined ? {} : { key: elsewhere.parameter }) }
      : {};
  const steps: Step[] = [{ do: sign, field, amount: amount.parameter, ...at }];
  if (sign === 'subtract' && other !== undefined && holder !== undefined)
    steps.push({ do: 'add', field, amount: amount.parameter, table: holder.name, key: other.parameter });
  return steps;
}

function isKeyOf({ role, of }: InputReading, table: string): boolean {
  return (role === 'key' || role === 'reference') && of?.entity === table;
}

/** Who gets what another gives: a second key of the same table that goes *to* somebody. */
function otherParty(inputs: readonly InputReading[], holder: TableModel | undefined, table: TableModel | undefined) {
  if (holder === undefined || holder !== table) return undefined;
  return inputs.find(
    (input) =>
      isKeyOf(input, holder.name) &&
      keyWords(input.parameter).some((word) => /^(?:to|target|destination|recipient|receiver|payee)$/.test(word)),
  );
}

/** The balance that an amount moves: what the amount is read as, unless that is but an amount again. */
function ledgerField({ of }: InputReading, holder: TableModel | undefined): string | undefined {
  const read = of === undefined ? undefined : fieldKey(of.field, of.entity);
  const bare = read === undefined || /(?:^|_)(?:amount|value|sum|quantity)$/.test(read);
  return bare ? (balanceField(holder) ?? read) : read;
}

function balanceField(table: TableModel | undefined): string | undefined {
  if (table === undefined) return 'balance';
  const numbers = [...table.fields].filter(([, schema]) =>
    typesOf(schema).some((type) => type === 'number' || type === 'integer'),
  );
  return numbers.find(([key]) =>
    /(?:^|_)(?:balance|fund|credit|point|stock|level|cash|available)(?:_|$)/.test(key),
  )?.[0];
}

const WHEN = /_(?:at|time|date|on)$/;

/** `relocate(sku, to_location)`: where something goes is where it is from then on. */
function becomes(table: TableModel | undefined, input: InputReading, changes: boolean): string {
  const field = fieldOf(table, input);
  const words = keyWords(input.parameter);
  if (table !== undefined && changes && words[0] === 'new') {
    const longer = [...table.fields.keys()].filter((name) => WHEN.test(name) && name.replace(WHEN, '') === field);
    if (longer.length === 1) return longer[0] as string;
  }
  const rest = /^(?:to|target|destination)_(.+)$/.exec(field)?.[1];
  if (table === undefined || rest === undefined) return field;
  // Where a hive is moved to is the yard that it is in, if it is in one.
  const to = table.references.get(field);
  if (to !== undefined) return changes && table.references.get(rest) === to ? rest : field;
  if (!table.given.has(rest)) return field;
  return table.fields.has(rest) ? rest : field;
}

/** Fields that the arguments set. */
function assignments(compiling: Compiling, table: TableModel | undefined, ledger: boolean): Assignment[] {
  const own = table === undefined ? undefined : keyInput(compiling, table);
  const roles = new Set([
    'attribute',
    'reference',
    'text',
    'filter',
    'bound',
    ...(ledger ? [] : ['amount']),
    ...(table === undefined ? ['key', 'option'] : table.single ? ['key'] : []),
  ]);
  const taken = compiling.reading.inputs.filter((input) => input !== own && roles.has(input.role));
  const whole = new Set<string>();
  const changes = compiling.reading.operation === 'update' || compiling.reading.operation === 'act';
  return taken.flatMap((input) => {
    // A list is kept whole, an object by its fields.
    const list = input.parameter.includes('[]') ? input.parameter.slice(0, input.parameter.indexOf('[]')) : undefined;
    if (list === undefined) return [{ field: becomes(table, input, changes), argument: input.parameter }];
    if (whole.has(list)) return [];
    whole.add(list);
    return [{ field: fieldKey(last(list), table?.name ?? ''), argument: list }];
  });
}
