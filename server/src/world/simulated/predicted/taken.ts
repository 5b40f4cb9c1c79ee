import type { Domain, FunctionReading } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import type { GraphFunction } from '../../../graph/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { movesTime } from '../deed-verbs.ts';
import { unitNamed } from '../steps/shift.ts';

/** Names of parameters that only narrow a search: `time_max` is no field of an event. */
export function askedOnly({ functions }: Domain): Set<string> {
  const set = new Set<string>();
  const asked = new Set<string>();
  for (const { function: id, writes, inputs } of functions)
    for (const { parameter, role, of } of inputs) {
      // By how many days a date moves is nothing that a record tells.
      if (writes && isSpan(id, parameter)) {
        asked.add(parameter);
        continue;
      }
      const names = of === undefined ? [parameter] : [parameter, of.field];
      for (const name of names) if (writes && role !== 'key') set.add(name);
      if (!writes && role === 'bound') for (const name of names) asked.add(name);
    }
  return new Set([...asked].filter((name) => !set.has(name)));
}

function isSpan(id: string, parameter: string): boolean {
  const [verb = ''] = keyWords(id.slice(id.lastIndexOf('.') + 1));
  return movesTime(verb) !== undefined && keyWords(parameter).some((word) => unitNamed(word) !== undefined);
}

export function takenFields(
  { functions, entities }: Domain,
  catalog: readonly GraphFunction[],
): Map<string, Map<string, JsonSchema>> {
  const bare = new Set(entities.flatMap(({ name, identifiers }) => (identifiers.length === 0 ? [name] : [])));
  const signatures = new Map(catalog.map(({ id, signature }) => [id, signature]));
  const taken = new Map<string, Map<string, JsonSchema>>();
  for (const reading of functions) {
    const { function: id, operation, inputs, member } = reading;
    const entity = bare.has(reading.entity ?? '') ? (issued(reading) ?? reading.entity) : reading.entity;
    // Who is put into what is told by the records, not by the two keys.
    if (member !== undefined && inputs.every(({ role }) => role === 'reference')) continue;
    if (entity === undefined || (operation !== 'create' && operation !== 'update' && operation !== 'send')) continue;
    const fields = taken.get(entity) ?? new Map<string, JsonSchema>();
    taken.set(entity, fields);
    for (const { parameter, role, of } of inputs) {
      const name = parameter.replace(/\[\].*$/, '');
      const schema = signatures.get(id)?.parameters.properties?.[name];
      const stored =
        role === 'attribute' ||
        role === 'reference' ||
        role === 'text' ||
        (operation !== 'update' && role === 'amount');
      const own =
        (of === undefined || of.entity === entity || of.entity === reading.entity || role === 'reference') &&
        !isSpan(id, name);
      if (!stored || !own || typeof schema !== 'object' || schema === null || schema.$ref !== undefined) continue;
      if (!isChange(name, fields)) fields.set(name, schema);
    }
  }
  return taken;
}

/** What is made is the record that the answer gives a new identifier of: a rent, of `rent_kiln`. */
function issued({ operation, inputs, outputs }: FunctionReading): string | undefined {
  if (operation !== 'create' && operation !== 'send') return undefined;
  const given = new Set(inputs.map(({ of }) => of?.entity));
  return outputs.find(
    ({ role, of }) => (role === 'key' || role === 'reference') && of !== undefined && !given.has(of.entity),
  )?.of?.entity;
}

/** `new_email`: what changes a field is none itself. */
export function isChange(name: string, fields: { has(name: string): boolean }): boolean {
  const base = name.replace(/^(?:new|updated)_/, '');
  return base !== name && (fields.has(base) || base.length > 0);
}
