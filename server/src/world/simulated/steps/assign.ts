import type { InputReading } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import type { Assignment } from '../plan.ts';
import { fieldOf, keyInput, last, WHEN } from './fields.ts';
import type { Compiling } from './types.ts';

/** `relocate(sku, to_location)`: where something goes is where it is from then on. */
function becomes(
  table: TableModel | undefined,
  input: InputReading,
  changes: boolean,
  shown: readonly string[] = [],
): string {
  const field = fieldOf(table, input);
  const words = keyWords(input.parameter);
  if (table !== undefined && changes && words[0] === 'new') {
    const longer = [...table.fields.keys()].filter((name) => WHEN.test(name) && name.replace(WHEN, '') === field);
    if (longer.length === 1) return longer[0] as string;
  }
  const told = table === undefined || !changes ? undefined : toldAs(table, field, shown);
  if (told !== undefined) return told;
  const rest = /^(?:to|target|destination)_(.+)$/.exec(field)?.[1];
  if (table === undefined || rest === undefined) return field;
  // Where a hive is moved to is the yard that it is in, if it is in one.
  const to = table.references.get(field);
  if (to !== undefined) return changes && table.references.get(rest) === to ? rest : field;
  if (!table.given.has(rest)) return field;
  return table.fields.has(rest) ? rest : field;
}

/** Words that only say when: what is given `until` a day is told as `paused_until`, `let_until`. */
const MOMENTS = /^(?:until|till|to|from|on|at|by|since|date|time|day|start|end|amount|value|text|name)$/;

function toldAs(table: TableModel, field: string, shown: readonly string[]): string | undefined {
  if (!MOMENTS.test(field)) return undefined;
  const keys = shown.map((name) => fieldKey(name, table.name));
  if (keys.includes(field)) return undefined;
  const found = keys.filter((key) => key.endsWith(`_${field}`) && table.fields.has(key));
  return found.length === 1 ? found[0] : undefined;
}

/** Fields that the arguments set. */
export function assignments(compiling: Compiling, table: TableModel | undefined, ledger: boolean): Assignment[] {
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
  const shown = Object.keys(compiling.signature.response?.properties ?? {});
  return taken.flatMap((input) => {
    // A list is kept whole, an object by its fields.
    const list = input.parameter.includes('[]') ? input.parameter.slice(0, input.parameter.indexOf('[]')) : undefined;
    if (list === undefined) return [{ field: becomes(table, input, changes, shown), argument: input.parameter }];
    if (whole.has(list)) return [];
    whole.add(list);
    return [{ field: fieldKey(last(list), table?.name ?? ''), argument: list }];
  });
}
