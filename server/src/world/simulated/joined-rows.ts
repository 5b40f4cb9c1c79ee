import type { Domain, Entity, Field, FunctionReading, InputReading } from '../../domain/index.ts';

/** A list that goes by a word of its own, and what its rows are: the entries of a waiting list. */
interface Rows {
  readonly list: string;
  readonly row: string;
}

/**
 * `join_waitlist(class_id, member_id)` → entry id, `get_waitlist(class_id)` → entries: what nothing reads by itself, and a deed
 * gives the identifier of, is what the rows of the list are. So the deed makes a row.
 */
export function settleJoinedRows(domain: Domain): Domain {
  const rows = domain.entities.flatMap((entity): Rows[] => rowsOf(entity, domain) ?? []);
  return rows.reduce(join, domain);
}

function rowsOf({ name, identifiers, singleton }: Entity, { functions }: Domain): Rows[] | undefined {
  const about = functions.filter(({ entity }) => entity === name);
  if (identifiers.length > 0 || singleton || about.length === 0 || about.some(({ writes }) => writes)) return undefined;
  if (!about.some(({ inputs }) => inputs.some(isNaming))) return undefined;
  const keys = about.flatMap(({ outputs, response }) =>
    response.from !== 'documented'
      ? []
      : outputs.flatMap(({ path, role, of }) =>
          isKey(role) && of !== undefined && of.entity !== name && path.includes('[].') ? of.entity : [],
        ),
  );
  const own = [...new Set(keys)].filter(
    (row) =>
      !functions.some(({ entity, writes }) => entity === row && !writes) && functions.some((deed) => gives(deed, row)),
  );
  const [row] = own;
  return row === undefined || own.length > 1 ? undefined : [{ list: name, row }];
}

/** A deed about another record whose answer has the identifier of a row that nobody named. */
function gives({ writes, operation, outputs, inputs, entity, response }: FunctionReading, row: string): boolean {
  return (
    writes &&
    (operation === 'act' || operation === 'update' || operation === 'create') &&
    entity !== row &&
    response.from === 'documented' &&
    outputs.some(({ role, of, path }) => isKey(role) && of?.entity === row && !path.includes('[]')) &&
    !inputs.some(({ of, role }) => isKey(role) && of?.entity === row)
  );
}

function join(domain: Domain, { list, row }: Rows): Domain {
  const makers = domain.functions.filter((reading) => gives(reading, row));
  const owners = new Set(makers.map(({ entity }) => entity));
  const keys = makers.flatMap(({ inputs }) => inputs.flatMap((input): Field[] => keyField(input)));
  const functions = domain.functions.map((reading): FunctionReading => {
    if (makers.includes(reading)) return asMaker(reading, row);
    if (reading.entity !== list) return reading;
    const outputs = reading.outputs.map((output) => {
      if (output.of?.entity === row && isKey(output.role)) return { ...output, role: 'key' as const };
      return output.of?.entity === list ? { ...output, of: { ...output.of, entity: row } } : output;
    });
    const inputs = reading.inputs.map((input) =>
      input.of?.entity === list ? { ...input, of: { ...input.of, entity: row } } : input,
    );
    return { ...reading, operation: 'list', entity: row, inputs, outputs };
  });
  const shown = domain.entities.find(({ name }) => name === list)?.fields ?? [];
  const entities = domain.entities.flatMap((entity): Entity[] => {
    if (entity.name === list) return [];
    if (entity.name === row) return [{ ...entity, fields: together(entity.fields, [...shown, ...keys], entity) }];
    // What the rows of the list tell is theirs, and not of what they wait for.
    const own = owners.has(entity.name)
      ? entity.fields.filter(({ name, references }) => references !== row && !shown.some((one) => one.name === name))
      : entity.fields;
    return [{ ...entity, fields: own }];
  });
  return { entities, functions };
}

/**
 * `book_cabin(cabin_id, nights)` → stay id, beside `get_stay(stay_id)`: what goes by a word that nothing reads, and answers with
 * the identifier of another that is read, makes that other.
 */
export function settleMadeOther(domain: Domain): Domain {
  const read = new Set(
    domain.functions.flatMap(({ entity, writes }) => (entity === undefined || writes ? [] : entity)),
  );
  return domain.functions.reduce((now, reading) => {
    const own = now.entities.find(({ name }) => name === reading.entity);
    const alone = own !== undefined && own.identifiers.length === 0 && !own.singleton && !read.has(own.name);
    if (reading.operation !== 'create' || !alone) return now;
    const made = now.entities.filter(({ name }) => name !== own.name && read.has(name) && gives(reading, name));
    const [only] = made;
    const others = now.functions.filter(({ entity, function: id }) => entity === own.name && id !== reading.function);
    return only === undefined || made.length > 1 || others.length > 0 ? now : madeInstead(now, reading, own, only);
  }, domain);
}

function madeInstead(domain: Domain, reading: FunctionReading, own: Entity, made: Entity): Domain {
  const keys = reading.inputs.flatMap(keyField);
  const fields = own.fields.filter(({ references }) => references !== made.name);
  return {
    entities: domain.entities.flatMap((entity) =>
      entity.name === own.name
        ? []
        : entity.name === made.name
          ? [{ ...entity, fields: together(entity.fields, [...fields, ...keys], entity) }]
          : [entity],
    ),
    functions: domain.functions.map((one) => (one.function === reading.function ? asMaker(reading, made.name) : one)),
  };
}

function together(own: readonly Field[], more: readonly Field[], { identifiers }: Entity): Field[] {
  const known = new Map([...own, ...identifiers].map((field) => [field.name, field]));
  const added = new Map(more.flatMap((field) => (known.has(field.name) ? [] : [[field.name, field] as const])));
  return [...own, ...added.values()];
}

function keyField({ role, of, parameter }: InputReading): Field[] {
  return isKey(role) && of !== undefined
    ? [{ name: parameter, schema: { type: 'string' }, references: of.entity }]
    : [];
}

function asMaker({ movesTo: _movesTo, member: _member, ...reading }: FunctionReading, row: string): FunctionReading {
  const about = reading.entity;
  const inputs = reading.inputs.map((input): InputReading => {
    if (input.role === 'key') return { ...input, role: 'reference' };
    return input.of?.entity === about && input.role !== 'reference' && input.of !== undefined
      ? { ...input, of: { ...input.of, entity: row } }
      : input;
  });
  const outputs = reading.outputs.map((output) => {
    if (output.of === undefined) return output;
    if (isKey(output.role))
      return { ...output, role: output.of.entity === row ? ('key' as const) : ('reference' as const) };
    return output.of.entity === about ? { ...output, of: { ...output.of, entity: row } } : output;
  });
  return { ...reading, operation: 'create', entity: row, inputs, outputs };
}

function isKey(role: string): boolean {
  return role === 'key' || role === 'reference';
}

function isNaming({ role, of }: InputReading): boolean {
  return isKey(role) && of !== undefined;
}
