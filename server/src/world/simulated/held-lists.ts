import type { Domain, FunctionReading, InputReading, OutputReading } from '../../domain/index.ts';
import { keyWords, singular } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';
import { resolveSchema, typesOf } from '../../signature/index.ts';
import { puts, takesOut } from './deed-verbs.ts';
import { type GuessedList, guessedLists } from './guessed-lists.ts';

/** A list of plain values that a record holds, as answers document it. */
interface Held {
  readonly owner: string;
  readonly field: string;
}

/**
 * `add_player(tournament_id, member_id)` beside a tournament whose answers hold `players: integer[]`: what is put in and taken
 * out are members of that list, and no records of their own, unless some function lists them.
 */
export function heldLists(domain: Domain, functions: readonly GraphFunction[]): Domain {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const guessed = guessedLists(domain, functions);
  const held = new Map<string, Held & { readonly key: InputReading }>();
  for (const reading of domain.functions) {
    const signature = signatures.get(reading.function);
    const found = signature === undefined ? undefined : heldBy(reading, signature, domain, signatures, guessed);
    if (found !== undefined) held.set(reading.function, found);
  }
  if (held.size === 0) return domain;
  const readings = domain.functions.map((reading) => {
    const found = held.get(reading.function);
    return found === undefined ? reading : onOwner(reading, found);
  });
  return withoutUnused({ ...domain, functions: readings }, domain);
}

type Signatures = ReadonlyMap<string, GraphFunction['signature']>;

function heldBy(
  reading: FunctionReading,
  { response, name }: GraphFunction['signature'],
  domain: Domain,
  signatures: Signatures,
  guessed: ReadonlyMap<string, GuessedList>,
): (Held & { readonly key: InputReading }) | undefined {
  const [verb = '', ...words] = keyWords(name);
  const plain = puts(verb) || takesOut(verb);
  const object = plain || reading.member === undefined ? words : [reading.member.noun];
  if (!reading.writes || (!plain && reading.member === undefined) || object.length === 0) return undefined;
  if (domain.functions.some(({ operation, entity }) => operation === 'list' && entity === reading.entity)) {
    // A list of records of its own keeps them; the owner's own list is no such.
    if (reading.operation === 'create' || reading.operation === 'delete') return undefined;
  }
  for (const key of reading.inputs) {
    const owner = key.of?.entity;
    if ((key.role !== 'key' && key.role !== 'reference') || owner === undefined || key.parameter.includes('[]'))
      continue;
    if (reading.inputs.length < 2 || !isRead(owner, domain)) continue;
    const own = plainLists(response);
    const repeated =
      Object.hasOwn(response?.properties ?? {}, key.parameter) || Object.hasOwn(response?.properties ?? {}, 'id');
    const [only] = own;
    if (only !== undefined && own.length === 1 && repeated) return { owner, field: only, key };
    const lists = [...listsOf(owner, domain, signatures), ...nameOf(guessed.get(owner))];
    const told = lists.find((field) => singular(keyWords(field).at(-1) ?? '') === object.at(-1));
    if (told !== undefined && own.length === 0) return { owner, field: told, key };
  }
  return undefined;
}

function nameOf(list: GuessedList | undefined): string[] {
  return list === undefined ? [] : [list.name];
}

function isRead(owner: string, { functions, entities }: Domain): boolean {
  const known = entities.find(({ name }) => name === owner);
  return (
    known !== undefined &&
    known.identifiers.length > 0 &&
    functions.some(({ entity, operation }) => entity === owner && (operation === 'get' || operation === 'list'))
  );
}

/** Lists of plain values that getters of a record document. */
function listsOf(owner: string, { functions }: Domain, signatures: Signatures): string[] {
  return functions.flatMap(({ function: id, entity, operation }) =>
    entity === owner && operation === 'get' ? plainLists(signatures.get(id)?.response) : [],
  );
}

function plainLists(response: JsonSchema | undefined): string[] {
  if (response === undefined) return [];
  return Object.entries(response.properties ?? {}).flatMap(([name, raw]) => {
    if (!isRecord(raw)) return [];
    const { schema } = resolveSchema(response, raw as JsonSchema);
    const items = isRecord(schema.items) ? resolveSchema(response, schema.items as JsonSchema).schema : undefined;
    if (!typesOf(schema).includes('array') || items === undefined || items.properties !== undefined) return [];
    const types = typesOf(items);
    return types.length > 0 && types.every((type) => type === 'string' || type === 'integer' || type === 'number')
      ? [name]
      : [];
  });
}

/** The reading as a change of the record that holds the list. */
function onOwner(
  reading: FunctionReading,
  { owner, field, key }: Held & { readonly key: InputReading },
): FunctionReading {
  const { movesTo: _movesTo, ...rest } = reading;
  const inputs = reading.inputs.map((input): InputReading => {
    if (input === key) return { ...input, role: 'key', of: { entity: owner, field: key.of?.field ?? key.parameter } };
    if (input.role === 'paging' || input.role === 'option') return input;
    // What names a record still has to be there.
    if (input.role === 'reference' && input.of !== undefined && input.of.entity !== reading.entity) return input;
    return { ...input, role: 'attribute', of: { entity: owner, field } };
  });
  const outputs = reading.outputs.flatMap((output): OutputReading[] => {
    if (output.path.endsWith('[]')) return [];
    if (output.path === field) return [{ path: field, role: 'attribute', of: { entity: owner, field } }];
    const of =
      output.of?.entity === reading.entity && output.of !== undefined
        ? { entity: owner, field: output.of.field }
        : output.of;
    return [of === undefined ? output : { ...output, of }];
  });
  return { ...rest, operation: 'update', entity: owner, inputs, outputs };
}

/** Entities that only such functions were about are none any more: what refers to them are plain values. */
function withoutUnused(domain: Domain, before: Domain): Domain {
  const used = new Set(domain.functions.map(({ entity }) => entity));
  const gone = new Set(
    before.functions.flatMap(({ entity }) => (entity !== undefined && !used.has(entity) ? entity : [])),
  );
  if (gone.size === 0) return domain;
  return {
    entities: domain.entities
      .filter(({ name }) => !gone.has(name))
      .map((entity) => ({
        ...entity,
        relations: entity.relations.filter(({ to }) => !gone.has(to)),
        fields: entity.fields.map(({ references, ...field }) =>
          references === undefined || gone.has(references) ? field : { ...field, references },
        ),
      })),
    functions: domain.functions.map((reading) => ({
      ...reading,
      inputs: reading.inputs.map((input) => plainInput(input, reading, gone)),
      outputs: reading.outputs.flatMap((output) => plainOutput(output, reading, gone)),
    })),
  };
}

function plainInput(input: InputReading, { entity, writes }: FunctionReading, gone: ReadonlySet<string>): InputReading {
  if (input.of === undefined || !gone.has(input.of.entity)) return input;
  const { of, ...rest } = input;
  const role = writes ? ('attribute' as const) : ('filter' as const);
  return entity === undefined ? { ...rest, role } : { ...rest, role, of: { entity, field: of.field } };
}

function plainOutput(output: OutputReading, { entity }: FunctionReading, gone: ReadonlySet<string>): OutputReading[] {
  if (output.of === undefined || !gone.has(output.of.entity)) return [output];
  const { of, ...rest } = output;
  if (output.path.endsWith('[]')) return [];
  const field = output.path.split('.').at(-1) ?? of.field;
  return [entity === undefined ? rest : { ...rest, role: 'attribute', of: { entity, field } }];
}
