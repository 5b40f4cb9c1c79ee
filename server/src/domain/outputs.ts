import { identifiedBy } from './noun-facts.ts';
import { fieldName, nounOf, nounWords } from './nouns.ts';
import type { InputReading, Operation, OutputReading } from './types.ts';
import { identifierField, type Leaf } from './values.ts';
import { COUNTS, REPORTS } from './vocabulary.ts';

export interface OutputContext {
  readonly operation: Operation;
  readonly entity: string | undefined;
  readonly noun: string | undefined;
  /** The record is made after another of its kind, whose identifier is given. */
  readonly copies: boolean;
  /** What a list's records are, where it is not the entity. */
  readonly records: string | undefined;
  readonly inputs: readonly Leaf[];
  readonly inputRoles: readonly InputReading[];
  readonly entityOf: (noun: string) => string | undefined;
  /** Whether functions take an identifier of the function's entity. */
  readonly hasIdentifier: boolean;
  /** Whether a field of this name is an identifier of the function's entity. */
  readonly isOwnIdentifier: (field: string) => boolean;
  readonly entityByField: (field: string) => string | undefined;
}

/** Roles of the values that come back. */
export function readOutputs(outputs: readonly Leaf[], context: OutputContext): OutputReading[] {
  const readings: OutputReading[] = [];
  const required = new Map(
    context.inputs.filter((input) => input.required).map((input) => [fieldName(input.name), input]),
  );
  // `get_room7(room7_id)`: which of many alike is meant is told by a figure, which entities and their fields do without.
  const keys = new Set(context.inputRoles.flatMap(({ role, parameter }) => (role === 'key' ? [parameter] : [])));
  for (const input of [...required.values()]) {
    const bare = keys.has(input.path) && /\d/.test(input.name) ? nounOf(nounWords(input.name)) : '';
    if (bare !== '' && !required.has(bare)) required.set(bare, input);
  }
  for (const leaf of outputs) {
    const reading = readOutput(leaf, required, context);
    if (reading !== undefined) readings.push(reading);
  }
  return readings;
}

function readOutput(
  leaf: Leaf,
  required: ReadonlyMap<string, Leaf>,
  context: OutputContext,
): OutputReading | undefined {
  const { path } = leaf;
  const { entity, operation } = context;
  const field = fieldName(leaf.name);
  const ofOwn = entity === undefined ? {} : { of: { entity, field } };
  if (leaf.composite) {
    if (!leaf.many || path.endsWith('[]')) return undefined;
    const held = context.entityOf(nounOf(leaf.words)) ?? (operation === 'list' ? entity : undefined);
    return { path, role: 'collection', ...(held === undefined ? {} : { of: { entity: held, field: '' } }) };
  }
  if (leaf.many && path.endsWith('[]') && leaf.identifies === 0 && context.entityOf(nounOf(leaf.words)) === undefined)
    return { path, role: 'attribute', ...ofOwn };
  // `list_namespaces` → namespaces: each text is the identifier of one.
  const one = nounOf(leaf.words);
  if (
    operation === 'list' &&
    entity !== undefined &&
    path.endsWith('[]') &&
    one !== field &&
    context.isOwnIdentifier(one)
  )
    return { path, role: 'key', of: { entity, field: one } };
  if (operation === 'compute')
    return required.has(field)
      ? { path, role: 'echo', parameter: required.get(field)?.path ?? '' }
      : { path, role: 'computed' };
  const same = required.get(field);
  // `duplicate_campaign(campaign_id)` → campaign id: the copy has an identifier of its own.
  const made = context.copies && entity !== undefined && leaf.identifies >= 0.9 && context.isOwnIdentifier(field);
  if (same !== undefined && !path.includes('[]') && !made)
    return { path, role: 'echo', parameter: same.path, ...ofOwn };
  const holder = holderNoun(leaf, context);
  if (entity !== undefined && context.isOwnIdentifier(field) && (leaf.holder === '' || holder === entity))
    return { path, role: 'key', of: { entity, field } };
  const indexed = leaf.identifies < 0.9 ? context.entityByField(field) : undefined;
  if (indexed !== undefined)
    return {
      path,
      role: indexed === entity || indexed === context.records ? 'key' : 'reference',
      of: { entity: indexed, field },
    };
  if (leaf.identifies >= 0.7) {
    const noun = identifiedBy(leaf);
    const named =
      noun === undefined
        ? bareOwner(leaf, holder, context)
        : (context.entityOf(noun) ?? (nounOf(leaf.owner ?? []) === context.noun ? entity : undefined));
    if (named !== undefined)
      return {
        path,
        role: named === entity || (named === context.records && path.includes('[]')) ? 'key' : 'reference',
        of: { entity: named, field: identifierField(leaf) },
      };
  }
  if (COUNTS.has(field) || (leaf.type === 'number' && /(?:^|_)(?:count|total_results|total_items)$/.test(field)))
    return { path, role: 'count' };
  if (leaf.type === 'number' && /^(?:total|sum|grand_total|subtotal)(?:_|$)/.test(field))
    return { path, role: 'total', ...ofOwn };
  if (REPORTS.has(field) && !path.includes('.') && !path.includes('[]') && isReport(leaf, operation))
    return { path, role: 'status', ...ofOwn };
  return { path, role: 'attribute', ...(holder === undefined ? ofOwn : { of: { entity: holder, field } }) };
}

/**
 * Whose identifier a bare `id`, `code` or `symbol` is: the thing of that very name where the catalog keeps it, else what
 * holds it, unless that has an identifier of its own.
 */
function bareOwner(leaf: Leaf, holder: string | undefined, context: OutputContext): string | undefined {
  if (leaf.identifies >= 0.9) return holder;
  const called = context.entityOf(nounOf(leaf.words));
  if (called !== undefined) return called;
  return holder === context.entity && context.hasIdentifier ? undefined : holder;
}

/** `deleted: true`, `message: "done"`, and the status of what was just changed. */
function isReport(leaf: Leaf, operation: Operation): boolean {
  if (leaf.type === 'boolean') return true;
  return operation !== 'get' && operation !== 'list';
}

/** The entity whose record holds a value: `customer` for `orders[].customer.id`, the own one at the top. */
function holderNoun(leaf: Leaf, context: OutputContext): string | undefined {
  if (leaf.holder === '') return context.entity;
  const noun = nounOf(nounWords(leaf.holder));
  const entity = context.entityOf(noun);
  if (entity !== undefined) return entity;
  return leaf.path.split('.').length <= 2 ? context.entity : undefined;
}
