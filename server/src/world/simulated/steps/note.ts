import type { InputReading } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import { last } from './fields.ts';
import type { Compiling } from './types.ts';

/** Verbs that change what a record has, and add nothing to it. */
const CHANGES = /^(?:update|set|change|edit|modify|rename|move|replace|correct|adjust)$/;

/** `vaccinate(pet_id, vaccine, given_on)` of a pet whose vaccinations have a place for both: one more of them. */
export function noteOfRecord({ reading, verb, signature }: Compiling, table: TableModel): string | undefined {
  const words = keyWords(signature.name);
  if (table.single || CHANGES.test(verb) || CHANGES.test(words[0] ?? '')) return undefined;
  const given = reading.inputs.filter(({ role }) => role !== 'key' && role !== 'paging' && role !== 'option');
  if (given.length < 2) return undefined;
  const lists = [...table.fields].filter(
    ([, { items }]) => typeof items === 'object' && items?.properties !== undefined,
  );
  const found = lists.filter(([, { items }]) => {
    const places = Object.keys((items as JsonSchema).properties ?? {}).map((name) => fieldKey(name));
    return given.every(({ parameter }) => places.includes(fieldKey(last(parameter))));
  });
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** `add_to_cart(product_id, quantity)`: the members of the list have a place for all that is given. */
export function holdsGiven(schema: JsonSchema | undefined, inputs: readonly InputReading[]): boolean {
  const items = schema?.items;
  const places =
    typeof items === 'object' && items !== null
      ? Object.keys(items.properties ?? {}).map((name) => fieldKey(name))
      : [];
  const given = inputs.filter(({ role }) => role === 'reference' || role === 'attribute' || role === 'amount');
  return (
    given.some(({ role }) => role === 'reference') &&
    given.every(({ parameter }) => places.includes(fieldKey(last(parameter))))
  );
}
