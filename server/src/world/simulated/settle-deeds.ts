import type { Entity, FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import { deedOf, type GraphFunction } from '../../graph/index.ts';
import { isMainKey } from './tables.ts';

/** What deeds are settled by. */
interface Known {
  readonly entities: readonly Entity[];
  readonly readings: readonly FunctionReading[];
}

type Signature = GraphFunction['signature'];

/** Verbs that change what is there, or take one of it: what they answer with is no new record. */
const OF_WHAT_IS_THERE =
  /^(?:update|set|change|edit|modify|rename|move|adjust|correct|assign|pick|choose|select|claim|next|take|pop|draw|find|get|check|verify|cancel|close|delete|remove|restore|revert|mark|approve|confirm|pay|send|start|stop|end|finish|complete)$/;

/**
 * `sell_seat(show_id, row, price)` beside `get_seat(seat_id)`: a deed that names none of its records, and gives what such a
 * record tells, makes one.
 */
export function deedMakes(
  reading: FunctionReading,
  signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  if ((reading.operation !== 'act' && reading.operation !== 'update') || !reading.writes) return reading;
  const entity = entities.find(({ name }) => name === reading.entity);
  if (entity === undefined || entity.singleton || entity.identifiers.length === 0) return reading;
  const { verb } = deedOf(signature);
  if (OF_WHAT_IS_THERE.test(verb) || OF_WHAT_IS_THERE.test(keyWords(signature.name)[0] ?? '')) return reading;
  if (reading.inputs.some((input) => namesOwn(input, entity))) return reading;
  const required = new Set(signature.parameters.required ?? []);
  const gives = reading.inputs.some(
    ({ role, of, parameter }) =>
      required.has(parameter) &&
      (role === 'attribute' || role === 'amount' || role === 'text') &&
      of?.entity === entity.name,
  );
  const answers = reading.outputs.some(
    ({ role, of, path }) =>
      (role === 'key' || role === 'reference') &&
      of?.entity === entity.name &&
      isMainKey(entity, of.field) &&
      !path.includes('[]'),
  );
  const shown = readings.some(
    (other) =>
      other.operation === 'get' &&
      other.entity === entity.name &&
      other.inputs.some((input) => namesOwn(input, entity)),
  );
  const silent = reading.response.from !== 'documented';
  // `receive_payment(tenant_id, amount)` → payment id: nobody looks at payments, and the answer has the key of a new one.
  const named = reading.inputs.filter(({ role }) => role === 'reference');
  const issues = answers && !silent && named.length > 0;
  // `join_waiting_list(course_id, student_id)` → place id: both are named, and the places are listed by one of them.
  const listed = readings.some(
    (other) =>
      !other.writes &&
      other.entity === entity.name &&
      other.inputs.some(({ of }) => named.some((one) => one.of?.entity === of?.entity)),
  );
  if (issues && listed && named.length === reading.inputs.length)
    return { ...withoutMove(reading), operation: 'create' };
  return gives && (((answers || silent) && shown) || issues) ? { ...reading, operation: 'create' as const } : reading;
}

function withoutMove({ movesTo: _movesTo, ...reading }: FunctionReading): FunctionReading {
  return reading;
}

/** `get_waiting_list(course_id)` whose answer lists places by their own identifier: all of them, and not one. */
export function getsMany(
  reading: FunctionReading,
  _signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  const { operation, writes, entity, inputs, outputs, response } = reading;
  if (operation !== 'get' || writes || entity === undefined || response.from !== 'documented') return reading;
  if (inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity)) return reading;
  const main = entities.find(({ name }) => name === entity)?.identifiers[0]?.name;
  // Rows may go by a word of their own that nothing else is about: places of a waiting list.
  const bare = (name: string | undefined) => name !== undefined && !readings.some((other) => other.entity === name);
  const isOwn = ({ role, of, path }: FunctionReading['outputs'][number]) =>
    (role === 'key' && of?.entity === entity) ||
    (role === 'reference' && bare(of?.entity) && path.split('.').at(-1) === main);
  const keys = outputs.filter(isOwn);
  const many = keys.length > 0 && keys.every(({ path }) => path.includes('[].'));
  if (!many || !inputs.some(({ role }) => role === 'reference')) return reading;
  const rows = keys.flatMap(({ of }) => (of === undefined || of.entity === entity ? [] : of.entity));
  const now = outputs.map((output) => {
    if (output.of === undefined) return output;
    if (keys.includes(output)) return { ...output, role: 'key' as const, of: { ...output.of, entity } };
    return rows.includes(output.of.entity) ? { ...output, of: { ...output.of, entity } } : output;
  });
  return { ...reading, operation: 'list', outputs: now };
}

/** `return_tool(loan_id)`, `discharge_animal(stay_id)`: which one is meant is told by the record that names it, and that is what ends. */
export function dealtThrough(
  reading: FunctionReading,
  _signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  const { entity: name, operation } = reading;
  if ((operation !== 'act' && operation !== 'update' && operation !== 'delete') || name === undefined) return reading;
  const entity = entities.find((one) => one.name === name);
  const named = reading.inputs.filter(({ role }) => role === 'key' || role === 'reference');
  const [only] = named;
  const other = only?.of?.entity;
  if (entity === undefined || entity.singleton || named.length !== 1 || only === undefined || other === undefined)
    return reading;
  if (other === name) return reading;
  const through = entities.find((one) => one.name === other);
  const leads = through?.fields.some(({ references }) => references === name) === true;
  const made = readings.some(
    ({ operation: does, entity: of, writes, inputs, outputs }) =>
      (does === 'create' && of === other) ||
      (writes &&
        outputs.some((output) => output.role === 'reference' && output.of?.entity === other) &&
        !inputs.some((input) => input.of?.entity === other)),
  );
  if (through === undefined || !leads || !made) return reading;
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T =>
    part.of?.entity === name ? { ...part, of: { ...part.of, entity: other } } : part;
  return {
    ...reading,
    entity: other,
    inputs: reading.inputs.map((input) => (input === only ? { ...input, role: 'key' as const } : moved(input))),
    outputs: reading.outputs.map(moved),
  };
}

/** `assign_cabin(booking_code, cabin_no)` of bookings that tell their cabin: the record that holds the other's key is the one that changes. */
export function heldByOther(reading: FunctionReading, _signature: Signature, { readings }: Known): FunctionReading {
  const { entity } = reading;
  if (reading.operation !== 'update' || entity === undefined || reading.member !== undefined) return reading;
  const named = reading.inputs.filter(({ role }) => role === 'key' || role === 'reference');
  const own = named.find(({ role, of }) => role === 'key' && of?.entity === entity);
  const [other, ...more] = named.filter((input) => input !== own);
  const holder = other?.of?.entity;
  if (own === undefined || other === undefined || holder === undefined || holder === entity || more.length > 0)
    return reading;
  const tells = (of: string, to: string) =>
    readings.some(
      ({ entity: about, writes, outputs, response }) =>
        about === of &&
        !writes &&
        response.from === 'documented' &&
        outputs.some((output) => output.role === 'reference' && output.of?.entity === to),
    );
  if (!tells(holder, entity) || tells(entity, holder)) return reading;
  return {
    ...reading,
    entity: holder,
    inputs: reading.inputs.map((input) =>
      input === own
        ? { ...input, role: 'reference' as const }
        : input === other
          ? { ...input, role: 'key' as const }
          : input,
    ),
  };
}

/** Verbs of making that are nouns too: a reader of names alone takes them for what is shown. */
const MAKING =
  /^(?:schedule|book|plan|order|post|sell|lease|rent|commission|draft|record|log|file|issue|place|hire|pledge|request|register|reserve|stage)$/;

/**
 * `schedule_show(production_id, day, hall)` beside `get_show(show_id)`: the name tells what is made and the arguments what it is
 * given, though "schedule" could be a thing that is looked at.
 */
export function nounMakes(
  reading: FunctionReading,
  signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  if (reading.operation !== 'get' || reading.writes || signature.annotations.readOnly === true) return reading;
  const [verb = '', ...object] = keyWords(signature.name);
  const entity = entities.find(({ name }) => name === object.join('_'));
  if (!MAKING.test(verb) || entity === undefined || entity.identifiers.length === 0) return reading;
  if (reading.inputs.some(({ role, of }) => (role === 'key' || role === 'reference') && of?.entity === entity.name))
    return reading;
  const required = new Set(signature.parameters.required ?? []);
  const gives = reading.inputs.some(
    ({ role, parameter }) => role !== 'key' && role !== 'reference' && required.has(parameter),
  );
  const shown = readings.some(
    (other) =>
      other !== reading &&
      other.operation === 'get' &&
      other.entity === entity.name &&
      other.inputs.some((input) => namesOwn(input, entity)),
  );
  // `post_payment(folio_id, amount)` → payment id: the answer has the key of what nobody named.
  const issues =
    reading.response.from === 'documented' &&
    reading.outputs.some(({ role, of, path }) => isOwnKey(role) && of?.entity === entity.name && !path.includes('[]'));
  if (!gives || !(entity.name === reading.entity ? issues : shown)) return reading;
  const inputs = reading.inputs.map((input): InputReading => {
    if (input.role === 'key' || input.role === 'reference') return { ...input, role: 'reference' };
    if (input.role === 'paging' || input.role === 'option') return input;
    return { ...input, role: 'attribute', of: { entity: entity.name, field: input.parameter } };
  });
  const outputs = reading.outputs.map((output) => {
    const { of, role } = output;
    if (of?.entity === entity.name && role === 'reference') return { ...output, role: 'key' as const };
    const told = of !== undefined && of.entity === reading.entity && role !== 'reference' && role !== 'key';
    return told ? { ...output, of: { ...of, entity: entity.name } } : output;
  });
  return { ...reading, operation: 'create' as const, writes: true, entity: entity.name, inputs, outputs };
}

function isOwnKey(role: string): boolean {
  return role === 'key' || role === 'reference';
}

function namesOwn({ role, of }: InputReading, { name }: Entity): boolean {
  return (role === 'key' || role === 'reference') && (of === undefined || of.entity === name);
}

export const MERGES = /^(?:merge|combine|consolidate|deduplicate|dedupe|unify)$/;

/** `merge_people(person_id, duplicate_id)`: what no function is about is another of the same records. */
export function mergedIsSame(
  reading: FunctionReading,
  signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  const { verb } = deedOf(signature);
  const entity = entities.find(({ name }) => name === reading.entity);
  const [main] = entity?.identifiers ?? [];
  if (!MERGES.test(verb) || entity === undefined || main === undefined || !reading.writes) return reading;
  const known = new Set(readings.map(({ entity: name }) => name));
  const inputs = reading.inputs.map((input) => {
    const other = (input.role === 'reference' || input.role === 'key') && input.of?.entity !== entity.name;
    if (!other || known.has(input.of?.entity)) return input;
    return { ...input, role: 'reference' as const, of: { entity: entity.name, field: main.name } };
  });
  return { ...reading, inputs };
}
