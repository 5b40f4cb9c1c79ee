import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { NO_STATEMENTS, ObservedResponses, readDomain } from '../../../server/src/domain/index.ts';
import type { Json, JsonSchema } from '../../../server/src/json/index.ts';
import { validateValue } from '../../../server/src/signature/index.ts';
import { functionsOf } from './support.ts';

function schemaOf(...samples: Json[]): JsonSchema | undefined {
  const seen = new ObservedResponses();
  for (const sample of samples) seen.add('f', sample, 'run-1');
  return seen.get('f')?.schema;
}

describe('the schema of answers that were seen', () => {
  test.each<[string, Json[], JsonSchema]>([
    ['a number that was whole each time', [3, 4], { type: 'integer' }],
    ['and one that was not', [3, 4.5], { type: 'number' }],
    ['a text that is a date each time', ['2026-01-05', '2026-02-28'], { type: 'string', format: 'date' }],
    ['and one that is not always', ['2026-01-05', 'soon'], { type: 'string' }],
    ['a word with a colon is no address', ['note: done'], { type: 'string' }],
    ['an address', ['https://a.example/1'], { type: 'string', format: 'uri' }],
    ['a value that may be absent', ['a', null], { type: ['string', 'null'] }],
    ['an empty list says nothing of its items', [[]], { type: 'array' }],
    ['values of two kinds', ['a', 1], { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    [
      'a field that one record lacks is optional',
      [{ id: 'a', note: 'x' }, { id: 'b' }],
      { type: 'object', properties: { id: { type: 'string' }, note: { type: 'string' } }, required: ['id'] },
    ],
    [
      'records of all lists count together',
      [{ rows: [{ id: 1 }] }, { rows: [] }, { rows: [{ id: 2, by: 'ana' }] }],
      {
        type: 'object',
        properties: {
          rows: {
            type: 'array',
            items: {
              type: 'object',
              properties: { id: { type: 'integer' }, by: { type: 'string' } },
              required: ['id'],
            },
          },
        },
        required: ['rows'],
      },
    ],
    [
      'records under keys that carry digits are a table, not a record of fields',
      [{ 'room-1': { beds: 1 }, 'room-2': { beds: 2 }, 'room-3': { beds: 1 } }],
      {
        type: 'object',
        additionalProperties: { type: 'object', properties: { beds: { type: 'integer' } }, required: ['beds'] },
      },
    ],
  ])('%s', (_why, samples, schema) => expect(schemaOf(...samples)).toEqual(schema));

  it('admits every sample it was made of', () => {
    const answers = fc.array(fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(answers, (samples) => {
        const schema = schemaOf(...samples) ?? {};
        for (const sample of samples) expect(validateValue(schema, sample)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the fullest answer that can be read, and how many there were', () => {
    const seen = new ObservedResponses();
    seen.add('f', { id: 'a' }, 'run-1');
    seen.add('f', { id: 'b', by: 'ana' }, 'run-2');
    seen.add('f', { id: 'c', text: 'x'.repeat(9_000) }, 'run-3');
    expect(seen.get('f')).toMatchObject({ sample: { id: 'b', by: 'ana' }, source: 'run-2', times: 3 });
  });
});

describe('a domain with answers that were seen', () => {
  const TEXT = `
/** Books of a shelf. */
function list_books(shelf: string);
/** Lends a book to a reader. */
function lend(barcode: string, reader: string);
/** How many books there are. */
function count_books(): { count: number };`;
  const seen = new ObservedResponses();
  seen.add('list_books', { books: [{ barcode: '31', title: 'Emma' }] }, 'run-1');
  seen.add('count_books', { total: 3 }, 'run-1');
  const functions = functionsOf(TEXT);
  const reading = (name: string) =>
    readDomain(functions, { ...NO_STATEMENTS, observed: seen.all() }).functions.find((one) => one.function === name);

  it('answers with what was seen where nothing is documented, and says so', () => {
    const { response, outputs, evidence } = reading('list_books') ?? {};
    expect(response).toMatchObject({ from: 'observed', schema: { properties: { books: { type: 'array' } } } });
    expect(outputs?.map(({ path }) => path)).toContain('books[].barcode');
    expect(evidence?.[0]).toEqual({ source: 'observed', because: 'run-1 shows what it answered' });
  });

  it('keeps what an author documents', () =>
    expect(reading('count_books')?.response).toMatchObject({
      from: 'documented',
      schema: { properties: { count: {} } },
    }));

  it('is read as without them where none are given', () =>
    expect(readDomain(functions).functions[0]?.response.from).toBe('predicted'));

  it('reads an edited function with them, too', () => {
    const observed = { ...NO_STATEMENTS, observed: seen.all() };
    readDomain(functions);
    readDomain(functions, observed);
    const edited = functionsOf(TEXT.replace('Books of a shelf.', 'All books of a shelf.'));
    expect(readDomain(edited, observed)).toEqual(readDomain([...edited], { ...observed }));
    expect(readDomain(edited, observed).functions[0]?.response.from).toBe('observed');
  });
});
