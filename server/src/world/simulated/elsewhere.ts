import type { JsonSchema } from '../../json/index.ts';
import type { TableModel, WorldModel } from './model.ts';

/** A field that tells what another record says of itself. */
interface Elsewhere {
  /** Field that names the other record. */
  readonly via: string;
  readonly table: TableModel;
  readonly field: string;
  readonly schema: JsonSchema;
  /** Another field that is said behind it: the last name behind the first. */
  readonly second?: string;
}

const elsewhere = new WeakMap<TableModel, Map<string, Elsewhere | undefined>>();

/** `doctor_name` of an appointment is the name of its doctor; undefined where a field says something of its own. */
export function toldElsewhere(model: WorldModel, name: string, key: string): Elsewhere | undefined {
  const table = model.tables.get(name);
  if (table === undefined || table.references.size === 0) return undefined;
  let known = elsewhere.get(table);
  if (known === undefined) {
    known = new Map();
    elsewhere.set(table, known);
  }
  if (known.has(key)) return known.get(key);
  const found = findElsewhere(model, table, key);
  known.set(key, found);
  return found;
}

function findElsewhere({ tables }: WorldModel, table: TableModel, key: string): Elsewhere | undefined {
  for (const [via, other] of table.references) {
    const there = tables.get(other);
    if (there === undefined || via === key) continue;
    const owner = [via.replace(/_(?:id|number|code|key)$/, ''), other].find((name) => key.startsWith(`${name}_`));
    const said = owner === undefined ? '' : key.slice(owner.length + 1);
    // A person's name is the whole of it.
    const whole = ['name', 'full_name'].find((name) => there.fields.has(name));
    const field = said === 'name' ? (whole ?? 'first_name') : said;
    const schema = there.fields.get(field);
    if (field === 'first_name' && said === 'name' && there.fields.has('last_name') && schema !== undefined)
      return { via, table: there, field, schema, second: 'last_name' };
    if (schema !== undefined) return { via, table: there, field, schema };
  }
  return undefined;
}
