import type { Domain, FunctionReading, InputReading, OutputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { directionOf } from './deed-verbs.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';

/** Names of identifiers that every kind of record may have. */
export const COMMON = new Set('id name code key number title'.split(' '));

/**
 * `receive_goods(sku, quantity)` beside `get_article(sku)`: an entity that nobody reads, known by the very name that another's
 * records are known by, is that other one. Where the answer tells what a quantity has become, the call moves it.
 */
export function sharedKeys(domain: Domain, functions: readonly GraphFunction[]): Domain {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const same = new Map<string, string>();
  for (const reading of domain.functions) {
    const other = otherOf(reading, domain);
    if (other !== undefined && reading.entity !== undefined) same.set(reading.entity, other);
  }
  const now = (name: string) => same.get(name) ?? name;
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T =>
    part.of === undefined || !same.has(part.of.entity)
      ? part
      : { ...part, of: { ...part.of, entity: now(part.of.entity) } };
  const readings = domain.functions.map((reading) => {
    const signature = signatures.get(reading.function);
    const renamed =
      reading.entity === undefined || same.size === 0
        ? reading
        : {
            ...reading,
            entity: now(reading.entity),
            inputs: reading.inputs.map(moved),
            outputs: reading.outputs.map(moved),
          };
    if (signature === undefined) return renamed;
    return storeOf(renamed, signature, domain, signatures) ?? asLevel(renamed, signature, domain);
  });
  return { entities: domain.entities.filter(({ name }) => !same.has(name)), functions: readings };
}

/** The one entity that is read by the same identifier; undefined where the own one is read, or none or several are. */
function otherOf({ entity, inputs, operation }: FunctionReading, domain: Domain): string | undefined {
  const key = inputs.find(({ role, of }) => role === 'key' && (of === undefined || of.entity === entity));
  if (
    entity === undefined ||
    key === undefined ||
    operation === 'create' ||
    COMMON.has(fieldKey(key.parameter, entity))
  )
    return undefined;
  if (isReadBy(domain, entity, undefined, 2)) return undefined;
  const others = domain.entities.filter(
    ({ name, identifiers }) =>
      name !== entity &&
      identifiers[0]?.name === key.parameter &&
      isReadBy(domain, name, key.parameter, 1) &&
      domain.functions.filter((other) => other.entity === name).length > 1,
  );
  return others.length === 1 ? others[0]?.name : undefined;
}

/** Whether some functions get or list an entity's records. */
function isReadBy({ functions }: Domain, name: string, by: string | undefined, least: number): boolean {
  const reads = functions.filter(
    ({ entity, operation, inputs }) =>
      entity === name &&
      (operation === 'list' || operation === 'get') &&
      (by === undefined || inputs.some(({ parameter }) => parameter === by)),
  );
  return reads.some(({ operation }) => operation === 'list') || reads.length >= least;
}

/** A call whose answer tells the new value of what it was given a number of: `quantity` in, `new_quantity` out. */
function asLevel(reading: FunctionReading, signature: FunctionSignature, { entities }: Domain): FunctionReading {
  const key = reading.inputs.find(({ role }) => role === 'key') ?? ownerOf(reading);
  const entity = key?.role === 'key' ? reading.entity : key?.of?.entity;
  if (key === undefined || entity === undefined || directionOf('', keyWords(signature.name)) === undefined)
    return reading;
  const amount = reading.inputs.find(
    (input) => isNumber(signature.parameters.properties?.[input.parameter]) && becomesNew(signature, input),
  );
  const fields = entities.find(({ name }) => name === entity)?.fields ?? [];
  if (amount === undefined || !fields.some(({ name }) => fieldKey(name, entity) === fieldKey(amount.parameter, entity)))
    return reading;
  const { movesTo: _movesTo, ...rest } = reading;
  const of = { entity, field: amount.parameter };
  const inputs = reading.inputs.map((input): InputReading => {
    if (input === amount) return { ...input, role: 'amount', of };
    // Why, from whom and with which paper: of the movement, not of the thing.
    return input === key ? { ...input, role: 'key' } : { parameter: input.parameter, role: 'option' };
  });
  const outputs = reading.outputs.map((output) =>
    NEW.test(output.path) && output.path.replace(NEW, '') === amount.parameter
      ? { path: output.path, role: 'attribute' as const, of }
      : named(output, entity),
  );
  return { ...rest, entity, operation: 'act', writes: true, inputs, outputs };
}

/** An identifier in an answer: the record's own, or that of another. */
function named(output: OutputReading, entity: string): OutputReading {
  if (output.role !== 'key' && output.role !== 'reference') return output;
  return { ...output, role: output.of?.entity === entity ? 'key' : 'reference' };
}

/** `buy(asset_id, quantity)` that makes a transaction: the one record that it names is the one whose level may move. */
function ownerOf({ operation, inputs }: FunctionReading): InputReading | undefined {
  const named = inputs.filter(({ role, of }) => role === 'reference' && of !== undefined);
  return operation === 'create' && named.length === 1 ? named[0] : undefined;
}

const BUYS = /^(?:buy|purchase|add|order|load|grant|top|refill|restock)$/;
const USES = /^(?:use|consume|spend|redeem)$/;
const AMOUNTS = /^(?:count|quantity|amount|number)$/;
const LEFT = /_(?:left|remaining|balance|available)$/;

/** `buy_lessons(pupil_id, count)` that answers with `lessons_left`, which the pupil has: so many more of them. */
function storeOf(
  reading: FunctionReading,
  signature: FunctionSignature,
  { functions }: Domain,
  signatures: ReadonlyMap<string, FunctionSignature>,
): FunctionReading | undefined {
  const [verb = '', ...object] = keyWords(signature.name);
  const amount = reading.inputs.find(
    ({ parameter }) => AMOUNTS.test(fieldKey(parameter)) && isNumber(signature.parameters.properties?.[parameter]),
  );
  const key = reading.inputs.find(({ role, of }) => (role === 'key' || role === 'reference') && of !== undefined);
  const owner = key?.of?.entity;
  if (amount === undefined || key?.of === undefined || owner === undefined || !(BUYS.test(verb) || USES.test(verb)))
    return undefined;
  const left = Object.keys(signature.response?.properties ?? {}).find((name) => {
    const told = keyWords(name).join('_');
    return LEFT.test(told) && told.replace(LEFT, '') === object.join('_');
  });
  const shown = functions.some(
    ({ function: id, entity, operation }) =>
      entity === owner &&
      operation === 'get' &&
      left !== undefined &&
      Object.hasOwn(signatures.get(id)?.response?.properties ?? {}, left),
  );
  if (left === undefined || !shown) return undefined;
  const { movesTo: _movesTo, ...rest } = reading;
  const of = { entity: owner, field: left };
  const inputs = reading.inputs.map((input): InputReading => {
    if (input === key) return { ...input, role: 'key' };
    return input === amount ? { ...input, role: 'amount', of } : input;
  });
  const outputs = reading.outputs.map((output) =>
    output.path === left
      ? { path: left, role: 'attribute' as const, of }
      : output.of !== undefined && output.of.entity === reading.entity
        ? { ...output, of: { entity: owner, field: output.of.field } }
        : output,
  );
  return { ...rest, operation: 'act', entity: owner, writes: true, inputs, outputs };
}

const NEW = /^(?:new|updated|remaining|current)_/;

function becomesNew({ response }: FunctionSignature, { parameter }: InputReading): boolean {
  return Object.keys(response?.properties ?? {}).some((name) => NEW.test(name) && name.replace(NEW, '') === parameter);
}
