import type { FunctionReading, InputReading } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import { typesOf } from '../../../signature/index.ts';
import { formOf } from '../derive.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import { nearOf } from '../near.ts';
import { flagWord } from '../occupied.ts';
import { dateField, isOrderName, sortingOf } from '../order.ts';
import type { Condition, Step } from '../plan.ts';
import { mainText } from '../tables.ts';
import { checksOf, fieldOf, isList, keyInput } from './fields.ts';
import type { CompiledSteps, Compiling } from './types.ts';

export function listSteps(compiling: Compiling, table: TableModel): CompiledSteps {
  const own = keyInput(compiling, table);
  const checks = checksOf(compiling, table);
  if (own !== undefined && !isList(compiling, own))
    return { steps: [...checks, { do: 'get', table: table.name, key: own.parameter }] };
  return { steps: [...checks, selectStep(compiling, table, own)], selects: 'many' };
}

function selectStep(compiling: Compiling, table: TableModel, own?: InputReading): Step {
  const { inputs } = compiling.reading;
  const near = nearOf(compiling.signature.parameters, table);
  const places = new Set([near?.latitude.argument, near?.longitude.argument, near?.radius?.argument]);
  const where = inputs.flatMap((input) =>
    input === own || places.has(input.parameter) ? [] : conditionOf(compiling, table, input),
  );
  const paging = inputs.filter(({ role }) => role === 'paging').map(({ parameter }) => parameter);
  const limit = limitOf(compiling.reading);
  const offset = paging.find((name) => /\b(?:offset|skip|start|page)$/.test(keyWords(name).join(' ')));
  const sort = sortingOf(compiling.reading, compiling.signature.description, table);
  return {
    do: 'select',
    table: table.name,
    where,
    ...(near === undefined ? {} : { near }),
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
export function conditionOf(compiling: Compiling, table: TableModel, input: InputReading): Condition[] {
  const { parameter, role } = input;
  if (isOrderName(parameter)) return [];
  const only = onlyCondition(table, parameter);
  if (only !== undefined) return [only];
  const part = PART.exec(parameter);
  if (part !== null && role !== 'bound') {
    const field = fieldKey(parameter.slice(0, part.index), table.name);
    const found = [...table.fields.keys()].find((name) => name === field || name.endsWith(`_${field}`));
    if (found !== undefined) return [{ field: found, test: 'contains', argument: parameter }];
  }
  if (role === 'text') return [{ field: mainText(table), test: 'contains', argument: parameter }];
  if (role === 'bound')
    return [
      {
        field: shownDate(compiling, table, input) ?? boundField(table, input),
        test: boundTest(parameter),
        argument: parameter,
      },
    ];
  if (role !== 'filter' && role !== 'reference' && role !== 'attribute' && role !== 'key') return [];
  return [{ field: fieldOf(table, input), test: isList(compiling, input) ? 'one of' : '=', argument: parameter }];
}

/** `free_only`, `only_open`: those that stand so, or have that flag. */
function onlyCondition(table: TableModel, parameter: string): Condition | undefined {
  const words = keyWords(parameter);
  const rest = words.filter((word) => word !== 'only');
  if (rest.length === words.length || rest.length === 0) return undefined;
  const said = rest.join('_');
  const choice = (table.fields.get(table.state ?? '')?.enum ?? []).find(
    (one) => typeof one === 'string' && one.toLowerCase() === said,
  );
  if (choice !== undefined && table.state !== undefined)
    return { field: table.state, test: '=', argument: parameter, means: choice };
  const flags = [...table.fields].filter(([, schema]) => typesOf(schema).includes('boolean')).map(([key]) => key);
  const same = flags.find((key) => key === said);
  if (same !== undefined) return { field: same, test: '=', argument: parameter, means: true };
  const which = flagWord(said);
  const other = which === undefined ? undefined : flags.find((key) => flagWord(key) !== undefined);
  return other === undefined
    ? undefined
    : { field: other, test: '=', argument: parameter, means: flagWord(other) === which };
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

/** `due(before)` → due on: a bound of no other word is for the one day that the lines show. */
function shownDate({ reading }: Compiling, table: TableModel, { parameter }: InputReading): string | undefined {
  const words = keyWords(parameter.replace(SHORT_BOUND, '_').replace(/^_|_$/g, ''));
  if (reading.operation !== 'list' || !words.every((word) => BOUND_WORDS.has(word) || /^(?:date|day|time)$/.test(word)))
    return undefined;
  const shown = reading.outputs.flatMap(({ path }) => {
    const name = path.includes('[].') ? fieldKey(path.slice(path.lastIndexOf('.') + 1), table.name) : '';
    const schema = table.fields.get(name);
    return schema !== undefined && formOf(name, schema) !== undefined ? [name] : [];
  });
  return shown.length === 1 ? shown[0] : undefined;
}

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
  const longer = date ?? onlyField(table, words.at(-1) ?? key);
  if (longer !== undefined || read !== undefined) return longer ?? (read as string);
  if (table.fields.has(key)) return key;
  return [...table.fields.keys()].find((field) => field.split('_').includes(words.at(-1) ?? key)) ?? key;
}

/** `max_price` of what tells a `price_per_kg`: the one field that functions tell of with this word. */
function onlyField({ fields, given }: TableModel, word: string): string | undefined {
  const found = [...given].filter((field) => fields.has(field) && field.split('_').includes(word));
  return found.length === 1 ? found[0] : undefined;
}

const SHORT_BOUND = /(?:^|_)(?:min|max)(?=_|$)/i;

/** The date of a record that functions set or tell of, not one known from searches alone. */
function startField({ fields, given }: TableModel): string | undefined {
  return dateField({ fields: new Map([...fields].filter(([key]) => given.has(key))) });
}
