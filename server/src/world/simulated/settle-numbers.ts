import type { Entity, FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords, plural, singular } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { directionOf } from './deed-verbs.ts';
import { isNumber } from './number-schema.ts';

interface Known {
  readonly entities: readonly Entity[];
  readonly readings: readonly FunctionReading[];
}

type Signature = GraphFunction['signature'];

/**
 * `take_bottles(wine, bottles: 2)` of wines that tell their bottles: no record is taken or made, a number of the wine moves.
 */
export function movesNumber(reading: FunctionReading, signature: Signature, { entities }: Known): FunctionReading {
  if (!reading.writes) return reading;
  const words = keyWords(signature.name);
  const isMany = ({ parameter, role }: InputReading) => {
    const noun = singular(parameter);
    const schema = signature.parameters.properties?.[parameter];
    return role !== 'key' && isNumber(schema) && plural(noun) === parameter && words.slice(1).includes(noun);
  };
  const named = reading.inputs.filter(({ role }) => role === 'key' || role === 'reference');
  const amounts = reading.inputs.filter(isMany);
  const [key, amount] = [named[0], amounts[0]];
  const holder = key?.of?.entity;
  const fields = entities.find(({ name }) => name === holder)?.fields ?? [];
  const tells = fields.some(({ name }) => name === amount?.parameter);
  // Of what says how many are left, that is what moves.
  const left = fields.some(({ name }) => /(?:^|_)(?:left|remaining)(?:_|$)/.test(name));
  if (key === undefined || amount === undefined || holder === undefined || !tells || left) return reading;
  if (named.length > 1 || amounts.length > 1 || movesWhich(words) === undefined) return reading;
  const { movesTo: _movesTo, ...rest } = reading;
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T =>
    part.of === undefined || part.of.entity === holder ? part : { ...part, of: { ...part.of, entity: holder } };
  return {
    ...rest,
    operation: 'act',
    entity: holder,
    inputs: reading.inputs.map((input) =>
      input === key
        ? { ...input, role: 'key' as const }
        : input === amount
          ? { ...input, role: 'amount' as const, of: { entity: holder, field: amount.parameter } }
          : moved(input),
    ),
    outputs: reading.outputs.map(moved),
  };
}

/** Which way a number goes that a name's verb moves; `store` and `keep` put it in. */
export function movesWhich(words: readonly string[]): 'add' | 'subtract' | undefined {
  const [verb = ''] = words;
  if (/^(?:store|keep|lay|bring|plant|hatch|bake|brew|print|make)$/.test(verb)) return 'add';
  if (/^(?:drink|eat|open|break|lose|give|burn|scrap|pick|empty|kill|cut)$/.test(verb)) return 'subtract';
  return directionOf(verb, words);
}

/**
 * `score_wine(wine, points)` beside `list_scores(wine)`: what the verb is called as a thing is listed by the record that is
 * named, so one of those is made.
 */
export function marksRecord(
  reading: FunctionReading,
  signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  if (reading.operation !== 'compute' && reading.operation !== 'act' && reading.operation !== 'update') return reading;
  if (signature.annotations.readOnly === true) return reading;
  const [verb = ''] = keyWords(signature.name);
  const made = entities.find(({ name, singleton }) => !singleton && name === verb);
  const named = reading.inputs.filter(({ role }) => role === 'key' || role === 'reference');
  const given = reading.inputs.filter((input) => !named.includes(input));
  const parent = named[0]?.of?.entity;
  const listed = readings.some(
    ({ operation, entity, inputs }) =>
      operation === 'list' &&
      entity === made?.name &&
      inputs.some(({ of }) => of !== undefined && of.entity === parent),
  );
  if (made === undefined || parent === made.name || named.length !== 1 || given.length === 0 || !listed) return reading;
  const { movesTo: _movesTo, ...rest } = reading;
  const own = (path: string) => made.fields.some(({ name }) => name === path);
  return {
    ...rest,
    operation: 'create',
    writes: true,
    entity: made.name,
    inputs: reading.inputs.map((input) =>
      named.includes(input)
        ? { ...input, role: 'reference' as const }
        : { ...input, role: 'attribute' as const, of: { entity: made.name, field: input.parameter } },
    ),
    outputs: reading.outputs.map((output) =>
      output.role === 'computed' && !own(output.path)
        ? { ...output, role: 'attribute' as const, of: { entity: made.name, field: output.path } }
        : output,
    ),
  };
}

/**
 * `hand_over_bike(job_id)`: what no other function is about, and nothing identifies, is part of the record that is named, and
 * the deed is done to that one.
 */
export function aboutNamed(
  reading: FunctionReading,
  signature: Signature,
  { entities, readings }: Known,
): FunctionReading {
  const { entity, operation } = reading;
  if (operation !== 'act' || entity === undefined || !reading.writes) return reading;
  const own = entities.find(({ name }) => name === entity);
  const [key, ...more] = reading.inputs.filter(({ role }) => role === 'key' || role === 'reference');
  const other = key?.of?.entity;
  if (own === undefined || own.identifiers.length > 0 || more.length > 0) return reading;
  if (key === undefined || other === undefined || other === entity) return reading;
  const known = readings.some((one) => one !== reading && one.entity === entity);
  const shown = readings.some((one) => one.operation === 'get' && one.entity === other);
  if (known || !shown) return reading;
  const moved = <T extends { readonly of?: { readonly entity: string; readonly field: string } }>(part: T): T =>
    part.of?.entity === entity ? { ...part, of: { ...part.of, entity: other } } : part;
  const handed = /^(?:hand|give)[_-]?(?:over|out|back)(?![a-z])/i.test(signature.name)
    ? { movesTo: 'handed_over' }
    : {};
  return {
    ...handed,
    ...reading,
    entity: other,
    inputs: reading.inputs.map((input) => (input === key ? { ...input, role: 'key' as const } : moved(input))),
    outputs: reading.outputs.map(moved),
  };
}
