import type { Domain, Entity, FunctionReading, OutputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';

/**
 * Identifiers that stand beside a record's own: the manager of an employee is another employee, and `account_id` of a user that
 * nothing else names is the user's own.
 */
export function settleIdentifiers(domain: Domain): Domain {
  return othersOfItsKind(nameless(oneByTwoNames(domain)));
}

/**
 * `issue_visitor_pass` → `pass_id`, and `list_visitor_passes`: a pass and a visitor pass are one where they have the identifier in
 * common; a glossary that is only listed, as terms that others make and end, is those.
 */
function oneByTwoNames(domain: Domain): Domain {
  const same = new Map<string, string>();
  for (const entity of domain.entities) {
    if (entity.singleton || same.has(entity.name)) continue;
    const longer = domain.entities.find((other) => isLonger(entity, other, domain));
    if (longer !== undefined) same.set(entity.name, longer.name);
    const shown = entity.identifiers.length > 0 ? undefined : shownAs(entity.name, domain);
    if (shown !== undefined && !same.has(shown)) same.set(entity.name, shown);
  }
  return same.size === 0 ? domain : renamedEntities(domain, same);
}

function isLonger(short: Entity, long: Entity, { functions }: Domain): boolean {
  const [main] = short.identifiers;
  if (long === short || long.singleton || long.scope !== short.scope || !long.name.endsWith(`_${short.name}`))
    return false;
  if (main === undefined || !keyWords(main.name).includes(short.name.split('_').at(-1) ?? '')) return false;
  if (long.identifiers[0] !== undefined && long.identifiers[0].name !== main.name) return false;
  // Both are dealt with, and the shorter is not listed by itself.
  const listed = functions.some(({ entity, operation }) => entity === short.name && operation === 'list');
  const told = functions.some(
    ({ entity, inputs, outputs }) =>
      entity === long.name &&
      [...inputs, ...outputs].some(
        ({ of, role }) => (role === 'key' || role === 'reference') && of?.field === main.name,
      ),
  );
  return told && !listed;
}

/** What the one list about an entity without identifiers shows, where others make such records. */
function shownAs(name: string, { functions, entities }: Domain): string | undefined {
  const about = functions.filter(({ entity }) => entity === name);
  const [only] = about;
  if (only === undefined || about.length > 1 || only.operation !== 'list') return undefined;
  const key = only.outputs.find(({ path, role }) => role === 'reference' && path.includes('[].'));
  const other = key?.of?.entity;
  const given = only.inputs.some(({ of }) => of?.entity === other);
  const first = only.outputs.find(({ path }) => path.includes('[].'));
  if (other === undefined || other === name || given || key !== first) return undefined;
  if (functions.some(({ entity, operation }) => entity === other && operation === 'create')) return other;
  // `list_staff` of what `get_employee` shows: nothing is told that an employee does not tell.
  const known = new Set(entities.find((entity) => entity.name === other)?.fields.map((field) => field.name));
  const whole = only.outputs.every(
    ({ path, role }) => role !== 'attribute' || !path.includes('[].') || known.has(lastOf(path)),
  );
  const shows = functions.some(({ entity, operation }) => entity === other && operation === 'get');
  return shows && whole ? other : undefined;
}

function renamedEntities(domain: Domain, same: ReadonlyMap<string, string>): Domain {
  const now = (name: string) => same.get(name) ?? name;
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T =>
    part.of === undefined || !same.has(part.of.entity)
      ? part
      : { ...part, of: { ...part.of, entity: now(part.of.entity) } };
  const entities = domain.entities.flatMap((entity) => {
    if (same.has(entity.name)) return [];
    const joined = domain.entities.filter(({ name }) => same.get(name) === entity.name);
    const all = [entity, ...joined];
    const unique = <T extends { readonly name: string }>(fields: readonly T[]) =>
      [...new Map(fields.toReversed().map((field) => [field.name, field])).values()].toReversed();
    const retold = (field: Entity['fields'][number]) =>
      same.has(field.references ?? '') ? { ...field, references: now(field.references ?? '') } : field;
    return [
      {
        ...entity,
        identifiers: unique(all.flatMap(({ identifiers }) => identifiers)),
        fields: unique(all.flatMap(({ fields }) => fields.map(retold))),
        relations: all
          .flatMap(({ relations }) => relations.map((one) => ({ ...one, to: now(one.to) })))
          .filter(({ to }) => to !== entity.name),
        states: [...new Set(all.flatMap(({ states }) => states))],
      },
    ];
  });
  const functions = domain.functions.map((reading) => {
    const entity = reading.entity === undefined ? undefined : now(reading.entity);
    const outputs = reading.outputs.map((output) => {
      const after = moved(output);
      // What refers to the other name is the record's own identifier now.
      const own = after.role === 'reference' && after.of?.entity === entity && reading.operation !== 'create';
      return own ? { ...after, role: 'key' as const } : after;
    });
    return { ...reading, ...(entity === undefined ? {} : { entity }), inputs: reading.inputs.map(moved), outputs };
  });
  return { entities, functions };
}

/** Names of identifiers that every kind of record may have. */
const COMMON = new Set('id key uuid code number reference'.split(' '));

type Relabel = (output: OutputReading) => OutputReading;

/** `{employee_id, name, manager_id}`: what stands beside the own identifier names another record of the same kind. */
function othersOfItsKind(domain: Domain): Domain {
  const others = new Map<string, ReadonlySet<string>>();
  for (const entity of domain.entities) {
    const found = besides(entity, domain.functions);
    if (found.size > 0) others.set(entity.name, found);
  }
  if (others.size === 0) return domain;
  const isOther = (entity: string | undefined, name: string) => others.get(entity ?? '')?.has(name) === true;
  const relabel: Relabel = (output) => {
    const name = lastOf(output.path);
    const names = output.role === 'key' || output.role === 'reference';
    if (!names || output.of === undefined || !isOther(output.of.entity, name)) return output;
    if (output.role === 'reference' && !isPlain(name)) return output;
    if (isPlain(name)) return { ...output, role: 'attribute', of: { ...output.of, field: name } };
    return { ...output, role: 'reference', of: { ...output.of, field: name } };
  };
  return {
    entities: domain.entities.map((entity) =>
      others.has(entity.name) ? withReferences(entity, others.get(entity.name) as ReadonlySet<string>) : entity,
    ),
    functions: domain.functions.map((reading) => ({
      ...reading,
      inputs: reading.inputs.map((input) =>
        input.of !== undefined && reading.operation === 'list' && isOther(input.of.entity, input.parameter)
          ? { ...input, role: 'reference' as const, of: { ...input.of, field: input.parameter } }
          : input,
      ),
      outputs: reading.outputs.map(relabel),
    })),
  };
}

/** Identifiers that answers tell beside the main one of an entity, and that are not called after it. */
function besides({ name, identifiers }: Entity, functions: readonly FunctionReading[]): ReadonlySet<string> {
  const [main, ...more] = identifiers.map((field) => field.name);
  const found = new Set<string>();
  if (main === undefined) return found;
  for (const { outputs } of functions) {
    const own = outputs.filter(({ role, of }) => role === 'key' && of?.entity === name);
    for (const { path } of own) {
      const last = lastOf(path);
      const beside = own.some((other) => lastOf(other.path) === main && holderOf(other.path) === holderOf(path));
      const numbers = isPlain(last) && !functions.some((reading) => isLookedUpBy(reading, name, last));
      if (beside && last !== main && (numbers || (more.includes(last) && !isCalledAfter(last, name)))) found.add(last);
    }
  }
  return found;
}

/** The number of a scene, which is known by its identifier: a text like any other where nothing is looked up by it. */
function isPlain(identifier: string): boolean {
  return /^(?:number|code|reference)$/.test(identifier);
}

function isLookedUpBy({ inputs, operation }: FunctionReading, entity: string, name: string): boolean {
  return inputs.some(
    ({ parameter, role, of }) =>
      parameter === name && role === 'key' && of?.entity === entity && operation !== 'create',
  );
}

/** `dest_id` of a destination, a bare `id`. */
function isCalledAfter(identifier: string, entity: string): boolean {
  const [first = '', ...rest] = keyWords(identifier);
  return rest.length === 0 || COMMON.has(first) || keyWords(entity).some((word) => word.startsWith(first));
}

function withReferences(entity: Entity, others: ReadonlySet<string>): Entity {
  const identifiers = entity.identifiers.filter(({ name }) => !others.has(name));
  const known = new Set(entity.fields.map(({ name }) => name));
  const more = entity.identifiers.filter(({ name }) => others.has(name) && !known.has(name));
  const fields = [...entity.fields, ...more].map((field) =>
    others.has(field.name) && !isPlain(field.name) ? { ...field, references: entity.name } : field,
  );
  return { ...entity, identifiers, fields };
}

/**
 * `[{accountId, displayName}]` of users, where no function is about accounts: what every answer about users begins with is what a
 * user is known by.
 */
function nameless(domain: Domain): Domain {
  const about = new Set(domain.functions.map(({ entity }) => entity));
  const own = new Map<string, string>();
  for (const { name, singleton } of domain.entities) {
    if (singleton) continue;
    const alias = aliasOf(name, domain, about);
    if (alias !== undefined) own.set(alias, name);
  }
  if (own.size === 0) return domain;
  const field = (entity: string) => domain.entities.find(({ name }) => name === entity)?.identifiers[0];
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T => {
    const to = part.of === undefined ? undefined : own.get(part.of.entity);
    return to === undefined || part.of === undefined ? part : { ...part, of: { ...part.of, entity: to } };
  };
  return {
    entities: domain.entities.flatMap((entity) => {
      if (own.has(entity.name)) return [];
      const [alias] = [...own].find(([, name]) => name === entity.name) ?? [];
      const key = alias === undefined ? undefined : field(alias);
      const relations = entity.relations.map((one) => ({ ...one, to: own.get(one.to) ?? one.to }));
      const fields = entity.fields.map((one) =>
        own.get(one.references ?? '') === undefined
          ? one
          : { ...one, references: own.get(one.references ?? '') as string },
      );
      if (key === undefined) return [{ ...entity, relations, fields }];
      return [
        {
          ...entity,
          identifiers: [key, ...entity.identifiers.filter(({ name }) => name !== key.name)],
          fields: fields.filter(({ name }) => name !== key.name),
          relations: relations.filter(({ to }) => to !== entity.name),
        },
      ];
    }),
    functions: domain.functions.map((reading) => ({
      ...reading,
      inputs: reading.inputs.map(moved),
      outputs: reading.outputs.map((output) => {
        const now = moved(output);
        return now !== output && now.role === 'reference' && now.of?.entity === reading.entity
          ? { ...now, role: 'key' as const }
          : now;
      }),
    })),
  };
}

/** The entity no function is about whose identifier begins each answer of another that tells no identifier of its own. */
function aliasOf(name: string, { entities, functions }: Domain, about: ReadonlySet<string | undefined>) {
  const read = functions.filter(
    ({ entity, operation }) => entity === name && (operation === 'list' || operation === 'get'),
  );
  const listed = read.some(({ operation }) => operation === 'list');
  const firsts = read.map(({ outputs }) =>
    outputs.find(({ path, role }) => role !== 'collection' && lastOf(path) !== ''),
  );
  const [first] = firsts;
  const alias = first?.of?.entity;
  if (!listed || first?.role !== 'reference' || alias === undefined || about.has(alias)) return undefined;
  const same = firsts.every((one) => one?.role === 'reference' && one.of?.entity === alias);
  const told = read.some(({ outputs }) => outputs.some(({ role, of }) => role === 'key' && of?.entity === name));
  const given = read.some(({ inputs }) => inputs.some(({ of }) => of?.entity === alias));
  const named = entities.find((entity) => entity.name === alias);
  return same && !told && !given && (named?.identifiers.length ?? 0) > 0 ? alias : undefined;
}

function lastOf(path: string): string {
  return path.replaceAll('[]', '').split('.').at(-1) ?? path;
}

function holderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
