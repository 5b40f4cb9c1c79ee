import type { Domain, Entity, FunctionReading, InputReading } from '../../domain/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';
import { fieldKey } from './names.ts';
import type { Step } from './plan.ts';

/** End of the names of tables that say who is in what. */
export const MEMBERSHIP = '_membership';

/** Two records that belong together, as functions name them: a user and a group. */
interface Pair {
  readonly holder: InputReading;
  readonly member: InputReading;
}

/**
 * `add_user_to_group(group_id, user_id)` beside `list_group_users(group_id)`: a user is in many groups and a group has many
 * users, so who is where is a table of its own. Without one, neither list would show what was put in.
 */
export function withMemberships(domain: Domain): Domain {
  const changed = new Map<string, FunctionReading>();
  const joins: Entity[] = [];
  const silent: Pair[] = [];
  for (const reading of domain.functions) {
    const pair = reading.member?.does === 'put in' && !changed.has(reading.function) ? pairOf(reading) : undefined;
    if (pair === undefined || !isManyToMany(domain, pair)) continue;
    const join = joinOf(domain, pair);
    const shows = domain.functions.filter((other) => listsOne(other, pair));
    if (join === undefined || shows.length === 0) continue;
    joins.push(join);
    silent.push(pair);
    for (const other of domain.functions) {
      const own = other.member === undefined ? undefined : pairOf(other);
      const same = own !== undefined && entityOf(own.holder) === entityOf(pair.holder);
      if (same && entityOf(own.member) === entityOf(pair.member)) changed.set(other.function, asDeed(other, own, join));
    }
    for (const list of shows) changed.set(list.function, asList(list, join));
  }
  if (joins.length === 0) return domain;
  return {
    entities: [...domain.entities, ...joins],
    functions: domain.functions.map((reading) => silent.reduce(withoutOther, changed.get(reading.function) ?? reading)),
  };
}

/** The record and the one that is put in or taken out: both exist, and are all that is said. */
function pairOf({ inputs, entity, operation, member }: FunctionReading): Pair | undefined {
  if (operation !== 'update' && operation !== 'act') return undefined;
  const named = inputs.filter(isNaming);
  const holder = named.find(({ of }) => of?.entity === entity);
  const other = named.find((input) => input !== holder);
  if (holder === undefined || other === undefined || named.length !== 2) return undefined;
  // Where in the order it comes is all that may be said besides.
  if (inputs.some((input) => !named.includes(input) && !PLACE.test(input.parameter))) return undefined;
  const noun = entityOf(other)?.split('.').at(-1) ?? '';
  const told = noun === member?.noun || noun.endsWith(`_${member?.noun}`);
  return told && entityOf(other) !== entity ? { holder, member: other } : undefined;
}

const PLACE = /^(?:position|index|order|place|at|rank|sort_order)$/i;

function isNaming({ role, of }: InputReading): boolean {
  return (role === 'key' || role === 'reference') && of !== undefined;
}

function entityOf({ of }: InputReading): string | undefined {
  return of?.entity;
}

/** Nothing makes or changes either of them by the other: a task that is made in a project is that project's. */
function isManyToMany({ functions }: Domain, pair: Pair): boolean {
  const [one, other] = [entityOf(pair.holder), entityOf(pair.member)];
  return !functions.some(
    ({ entity, operation, inputs, member }) =>
      (operation === 'create' || (operation === 'update' && member === undefined)) &&
      ((entity === other && inputs.some((input) => isNaming(input) && entityOf(input) === one)) ||
        (entity === one && inputs.some((input) => isNaming(input) && entityOf(input) === other))),
  );
}

/** A list of the one by nothing but the other. */
function listsOne({ operation, entity, inputs, outputs }: FunctionReading, { holder, member }: Pair): boolean {
  const records = outputs.some(({ path, role, of }) => role === 'key' && of?.entity === entity && path.includes('[].'));
  if (operation !== 'list' || !records) return false;
  const by = [
    [entityOf(member), entityOf(holder)],
    [entityOf(holder), entityOf(member)],
  ];
  return by.some(
    ([shown, asked]) =>
      entity === shown &&
      inputs.some((input) => isNaming(input) && entityOf(input) === asked) &&
      inputs.every((input) => entityOf(input) === asked || input.role === 'paging' || input.role === 'option'),
  );
}

function joinOf({ entities }: Domain, { holder, member }: Pair): Entity | undefined {
  const sides = [holder, member].map(({ of }) => {
    const entity = entities.find(({ name }) => name === of?.entity);
    const key = entity?.identifiers[0];
    return entity === undefined || key === undefined ? undefined : { entity, key };
  });
  const [one, other] = sides;
  if (one === undefined || other === undefined || one.key.name === other.key.name) return undefined;
  return {
    name: `${one.entity.name}_${other.entity.name}${MEMBERSHIP}`,
    scope: one.entity.scope,
    singleton: false,
    identifiers: [],
    fields: [one, other].map(({ entity, key }) => ({ ...key, references: entity.name })),
    relations: [one, other].map(({ entity, key }) => ({ to: entity.name, via: key.name, many: false })),
    states: [],
  };
}

/** `add_track(playlist_id, track_id)` → track count: after the deed those are counted that the holder then has. */
export function membersLeft({ inputs, outputs, member, writes }: FunctionReading, table: string): Step | undefined {
  if (!table.endsWith(MEMBERSHIP) || !writes || !outputs.some(({ role }) => role === 'count')) return undefined;
  const holder = inputs.find(({ of }) => of !== undefined && !of.entity.endsWith(member?.noun ?? ''));
  if (holder?.of === undefined) return undefined;
  return {
    do: 'select',
    table,
    where: [{ field: fieldKey(holder.of.field, table), test: '=', argument: holder.parameter }],
  };
}

function asDeed(
  { movesTo: _movesTo, ...reading }: FunctionReading,
  { holder, member }: Pair,
  join: Entity,
): FunctionReading {
  const inputs = reading.inputs.map((input) =>
    input === holder || input === member ? { ...input, role: 'reference' as const } : input,
  );
  const operation = reading.member?.does === 'put in' ? 'create' : 'delete';
  return { ...reading, operation, entity: join.name, inputs };
}

/** A user has no one group to tell of, where nobody documented that it does. */
function withoutOther(reading: FunctionReading, { holder, member }: Pair): FunctionReading {
  if (reading.response.from !== 'predicted' || reading.writes) return reading;
  const [one, other] = [entityOf(holder), entityOf(member)];
  const gone = reading.outputs.filter(({ role, of, path }) => {
    const names = role === 'reference' && path.includes('[].') && (of?.entity === one || of?.entity === other);
    return names && reading.outputs.some((key) => key.path !== path && isNamed(key, [one, other]));
  });
  const kept = gone.filter(
    ({ of }) => reading.inputs.some((input) => entityOf(input) === of?.entity) || gone.length < 2,
  );
  if (kept.length === 0) return reading;
  const schema = kept.reduce((now, { path }) => withoutField(now, path.split('[].')), reading.response.schema);
  const outputs = reading.outputs.filter((output) => !kept.includes(output));
  return { ...reading, outputs, response: { ...reading.response, schema } };
}

function isNamed({ role, of }: FunctionReading['outputs'][number], entities: readonly (string | undefined)[]): boolean {
  return (role === 'key' || role === 'reference') && entities.includes(of?.entity);
}

/** A schema without a field of the records that it lists. */
function withoutField(schema: JsonSchema, [list = '', field = '']: readonly string[]): JsonSchema {
  const items = schema.properties?.[list]?.items;
  if (!isRecord(items) || !isRecord(items.properties)) return schema;
  const { [field]: _gone, ...properties } = items.properties as Record<string, JsonSchema>;
  const required = (items.required as string[] | undefined)?.filter((name) => name !== field);
  const item = { ...items, properties, ...(required === undefined ? {} : { required }) } as JsonSchema;
  return {
    ...schema,
    properties: { ...schema.properties, [list]: { ...schema.properties?.[list], items: item } },
  };
}

/** Each line shows a record that the join names. */
function asList(reading: FunctionReading, join: Entity): FunctionReading {
  const shown = reading.entity;
  const inputs = reading.inputs.map((input) =>
    input.role === 'key' ? { ...input, role: 'reference' as const } : input,
  );
  const outputs = reading.outputs.map((output) => {
    if (output.role === 'key' && output.of?.entity === shown) return { ...output, role: 'reference' as const };
    return output.role === 'collection' ? { ...output, of: { entity: join.name, field: '' } } : output;
  });
  return { ...reading, entity: join.name, inputs, outputs };
}
