import { keyWords } from '../../english/index.ts';
import type { Json } from '../../json/index.ts';
import { createRandom, type Random } from '../../random/index.ts';
import { makeIdentifier } from './identifiers.ts';
import type { Population, Reader } from './memory.ts';
import type { TableModel } from './model.ts';
import { makeValue } from './values/make.ts';
import { isPerson } from './values/persons.ts';
import { createProfile, type Profile, todayOf } from './values/profile.ts';

/** Records that a table holds before anybody does anything: a service has data already. */
const POPULATION = 5;

/** Identifiers of the records that a table holds from the start; they follow from the seed. */
export function populationOf(reader: Reader, table: string): readonly Json[] {
  return peopled(reader, table).ids;
}

/** Whether a table holds a record of this identifier, as text, from the start. */
export function isInPopulation(reader: Reader, table: string, id: string): boolean {
  return peopled(reader, table).texts.has(id);
}

const NOBODY: Population = { ids: [], texts: new Set() };

function peopled({ model, state, memory }: Reader, table: string): Population {
  const found = model.tables.get(table);
  if (found === undefined || found.single || found.entity.identifiers.length === 0) return NOBODY;
  return memory.population(state.seed, table, () => {
    const ids = new Map<string, Json>();
    for (let index = 0; ids.size < POPULATION && index < POPULATION * 3; index += 1) {
      const id = newKey(found, createRandom(`${state.seed} population ${table} ${index}`), state.seed);
      ids.set(String(id), id);
    }
    return { ids: [...ids.values()], texts: new Set(ids.keys()) };
  });
}

/** Last words of identifiers that a system issues; any other is a name that people use. */
const ISSUED = new Set('id number code reference key token handle cursor uuid slug'.split(' '));

/** A new identifier in the form that the catalog shows for the table. */
export function newKey(table: TableModel, random: Random, seed: string, known: readonly Json[] = []): Json {
  const field = table.entity.identifiers[0];
  const words = keyWords(field?.name ?? 'id');
  const issued = ISSUED.has(words.at(-1) ?? '') || (table.issued && !isCalled(table, words));
  if (issued || table.numeric) return makeIdentifier(table.name.replaceAll('_', ' '), table.key, random);
  const own = `${random.uint32()}`;
  return makeValue(table.key, makerFor(own, seed, createProfile(own, known)), nameOfKey(table, field?.name));
}

/** A bare name is that of what it names: a wine's is no person's. */
function nameOfKey({ name }: TableModel, field: string = name): string {
  const bare = keyWords(field).join('_') === 'name';
  return bare && !isPerson(name.slice(name.lastIndexOf('_') + 1)) ? `${name}_name` : field;
}

/** `pod_name`, the `namespace` of a namespace: what people call it by, whoever hands it out. */
function isCalled({ name, numeric }: TableModel, words: readonly string[]): boolean {
  return !numeric && (words.at(-1) === 'name' || words.join('_') === name);
}

function makerFor(seed: string, worldSeed: string, profile: Profile) {
  return { profile, today: todayOf(worldSeed), random: (at: string) => createRandom(`${seed} ${at}`) };
}
