import type { Domain, FunctionReading } from '../../domain/index.ts';
import { keyWords, plural } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';
import { puts } from './deed-verbs.ts';

/** A list that nobody documented, and that calls put members in. */
export interface GuessedList {
  /** As answers would name it: `members`, `items`. */
  readonly name: string;
  readonly noun: string;
  readonly items: JsonSchema;
  /** Parameters that make a member, by name. */
  readonly parameters: readonly string[];
}

/**
 * Lists by the entity that holds them: `add_line(pick_list_id, sku, quantity)` beside an undocumented `get_pick_list` says that
 * a pick list has lines with these two, unless some function lists them.
 */
export function guessedLists(domain: Domain, functions: readonly GraphFunction[]): ReadonlyMap<string, GuessedList> {
  const signatures = new Map(functions.map(({ id, signature }) => [id, signature]));
  const lists = new Map<string, GuessedList>();
  for (const reading of domain.functions) {
    const signature = signatures.get(reading.function);
    const { entity } = reading;
    if (signature === undefined || entity === undefined || lists.has(entity)) continue;
    const found = listOf(reading, signature, domain);
    if (found !== undefined) lists.set(entity, found);
  }
  return lists;
}

function listOf(
  { entity, operation, writes, inputs, member }: FunctionReading,
  { name, parameters, response }: GraphFunction['signature'],
  domain: Domain,
): GuessedList | undefined {
  const [verb = '', ...rest] = keyWords(name);
  if (operation !== 'update' || !writes || response !== undefined) return undefined;
  const noun = puts(verb) && rest.length > 0 ? nounBehind(rest) : member?.does === 'put in' ? member.noun : undefined;
  if (noun === undefined) return undefined;
  const getters = domain.functions.filter((other) => other.entity === entity && other.operation === 'get');
  // What is put in may name a record that some function lists: an item of the menu is in a cart.
  const named = inputs.find(({ role, of }) => role === 'reference' && of?.entity.split('_').at(-1) === noun);
  const listed =
    named === undefined &&
    domain.functions.some((other) => other.operation === 'list' && other.entity?.split('_').at(-1) === noun);
  if (listed || getters.length === 0 || getters.some(({ response: told }) => told.from !== 'predicted'))
    return undefined;
  // "… and its keeper": there is one, which the record refers to.
  const one = getters.some(({ outputs }) =>
    outputs.some(
      ({ role, of, path }) =>
        role === 'reference' && of !== undefined && of.entity === named?.of?.entity && !path.includes('['),
    ),
  );
  if (one && verb === 'assign') return undefined;
  const given = inputs.filter(
    ({ role, parameter }) => role !== 'key' && role !== 'paging' && role !== 'option' && !/[.[]/.test(parameter),
  );
  const properties = Object.fromEntries(
    given.flatMap(({ parameter }): [string, JsonSchema][] => {
      const schema = parameters.properties?.[parameter];
      return isRecord(schema) && schema.$ref === undefined ? [[parameter, schema as JsonSchema]] : [];
    }),
  );
  const names = Object.keys(properties);
  const [only] = names;
  if (only === undefined || names.length !== given.length) return undefined;
  if (names.some((one) => properties[one]?.type === 'array' || properties[one]?.type === 'object')) return undefined;
  const alone = names.length === 1 && named === undefined;
  const items: JsonSchema = alone ? (properties[only] as JsonSchema) : { type: 'object', properties };
  return { name: plural(noun), noun, items, parameters: names };
}

/** `add_line` puts a line in, `add_to_cart` an item. */
function nounBehind([first = '']: readonly string[]): string {
  return first === 'to' || first === 'into' || first === 'in' ? 'item' : first;
}
