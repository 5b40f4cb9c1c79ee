import { isPlural, plural, singular, splitWords, spoken, unitOrSymbolOf } from '../../../english/index.ts';
import type { TeacherFunction } from '../../types.ts';
import { actionOf, objectNoun } from '../action.ts';
import { type ParameterWords, parameterWords } from '../parameter.ts';
import { ofStandardCode } from '../wish/noun.ts';
import { reachedBy } from '../wish/phrase/people.ts';
import type { FromOutput } from './reference.ts';

/** The noun for a value, and whether it is a thing's field rather than the thing itself. */
export function nounOf(
  words: ParameterWords,
  origin: FromOutput,
  producer: TeacherFunction | undefined,
  thing: string | undefined,
): { noun: string; owned: boolean } {
  const named = ownNounOf(words, origin, producer, thing);
  // The day of an arrival is no arrival.
  const dated = /^date/.test(words.schema.format ?? '') && !DAYS.test(named.noun);
  return dated ? { ...named, noun: `${named.noun} date` } : named;
}

const DAYS = /(?:^| )(?:dates?|days?|time|deadline|start|end|begin|birthday|moment)$/;

function ownNounOf(
  words: ParameterWords,
  origin: FromOutput,
  producer: TeacherFunction | undefined,
  thing: string | undefined,
): { noun: string; owned: boolean } {
  if (thing !== undefined && thing === ofStandardCode(words.name)) return { noun: thing, owned: false };
  const output = producer?.reading?.outputs.find(({ path }) => path === origin.field);
  const entity = output?.of?.entity;
  if (output?.role === 'key' && entity !== undefined) return { noun: spoken(splitWords(entity)), owned: false };
  if (thing !== undefined && thing !== 'one' && thing !== 'value') {
    const plain = withoutRole(thing, words, producer);
    const many = Array.isArray(argumentList(words)) && origin.item === undefined;
    return { noun: many ? plural(plain) : plain, owned: output?.role === 'reference' };
  }
  const itself = origin.field.endsWith('[]') && producer !== undefined;
  const listed = itself ? listNounOf(producer) : undefined;
  return listed === undefined ? { noun: fieldNoun(words, origin.field), owned: true } : { noun: listed, owned: false };
}

function argumentList(words: ParameterWords): unknown {
  return words.schema.type === 'array' ? [] : undefined;
}

const BARE = new Set(
  'returns return payload body id ids uuid value result results data output response name key item items code number no'.split(
    ' ',
  ),
);

/** The field that held a value, as words; the parameter's own where the field says nothing. */
function fieldNoun(words: ParameterWords, field: string): string {
  const segments = field.replace(/\[\]/g, '').split('.');
  const own = withoutUnit(splitWords(segments.findLast((part) => part !== '') ?? '').filter((word) => word !== 'id'));
  if (own.length > 1 && own.at(-1) === 'list') own.pop();
  // "that phone number", and not "that customer phone".
  const reached = reachedBy(own.slice(-1));
  if (reached !== undefined && own.length <= 2) return reached;
  const meaningful = own.filter((word) => !BARE.has(word));
  // A number under `frames` is how many there are.
  const many = (words.schema.type === 'integer' || words.schema.type === 'number') && !field.endsWith('[]');
  if (many && meaningful.length > 0 && isPlural(own.at(-1) ?? '') && own.length <= 3) return `number of ${spoken(own)}`;
  if (meaningful.length > 0 && own.length <= 4) return field.endsWith('[]') ? singular(spoken(own)) : spoken(own);
  return words.noun === 'value' ? 'result' : words.noun;
}

/** temperature for `temperature_c`: what it is in goes without saying. */
function withoutUnit(words: string[]): string[] {
  return words.length > 1 && unitOrSymbolOf(words.at(-1) as string) !== undefined ? words.slice(0, -1) : words;
}

const ROLES = new Set('new old current target source parent child other first second previous next'.split(' '));

/** new_flight_id taken from a list of flights: it was only "flight" when it was issued. */
function withoutRole(noun: string, words: ParameterWords, producer: TeacherFunction | undefined): string {
  const properties = producer?.signature.parameters.properties ?? {};
  if (producer !== undefined && words.id && Object.hasOwn(properties, words.name))
    return parameterWords(producer.signature, words.name).noun;
  const parts = noun.split(' ');
  return (parts.length > 1 && ROLES.has(parts[0] as string) ? parts.slice(1) : parts).join(' ');
}

/** What a function lists: its entity where the domain says so, else the object of its description. */
export function listNounOf(producer: TeacherFunction): string | undefined {
  const collection = producer.reading?.outputs.find(({ role }) => role === 'collection');
  const entity =
    producer.reading?.operation === 'list' && collection !== undefined ? producer.reading.entity : undefined;
  return entity === undefined ? listedNoun(producer) : spoken(splitWords(entity));
}

/** What a function lists: flights for "find flights between two airports"; undefined where that is not plain. */
function listedNoun(producer: TeacherFunction): string | undefined {
  const many = objectNoun(actionOf(producer.signature).rest);
  return many !== undefined && isPlural(many) ? singular(many) : undefined;
}
