import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapTypeName } from '../../../server/src/signature/index.ts';

describe('type names of other worlds', () => {
  it.each([
    // Python
    ['str', { type: 'string' }],
    ['int', { type: 'integer' }],
    ['float', { type: 'number' }],
    ['bool', { type: 'boolean' }],
    ['dict', { type: 'object' }],
    ['tuple', { type: 'array' }],
    ['set', { type: 'array', uniqueItems: true }],
    ['any', {}],
    ['None', { type: 'null' }],
    ['List[int]', { type: 'array', items: { type: 'integer' } }],
    ['List[List[float]]', { type: 'array', items: { type: 'array', items: { type: 'number' } } }],
    ['Dict[str, int]', { type: 'object', additionalProperties: { type: 'integer' } }],
    ['Dict[str, Any]', { type: 'object' }],
    ['Union[int, str]', { type: ['integer', 'string'] }],
    ['int | None', { type: ['integer', 'null'] }],
    [
      'Tuple[int, str]',
      { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], minItems: 2, maxItems: 2 },
    ],
    ["Literal['a', 'b']", { type: 'string', enum: ['a', 'b'] }],
    ['datetime.date', { type: 'string', format: 'date' }],
    ['Callable[[float, int], float]', { type: 'string' }],
    ['np.ndarray', { type: 'array' }],
    // In words
    ['list of strings', { type: 'array', items: { type: 'string' } }],
    ['Array of integers', { type: 'array', items: { type: 'integer' } }],
    ['list(str)', { type: 'array', items: { type: 'string' } }],
    ['string or null', { type: ['string', 'null'] }],
    // Java, JavaScript and TypeScript
    ['String', { type: 'string' }],
    ['ArrayList', { type: 'array' }],
    ['ArrayList<Integer>', { type: 'array', items: { type: 'integer' } }],
    ['HashMap<String, Boolean>', { type: 'object', additionalProperties: { type: 'boolean' } }],
    ['Hashmap', { type: 'object' }],
    ['long', { type: 'integer' }],
    ['char', { type: 'string' }],
    ['Bigint', { type: 'integer' }],
    ['string[]', { type: 'array', items: { type: 'string' } }],
    ['Array<number>', { type: 'array', items: { type: 'number' } }],
    // Gemini, ToolBench
    ['STRING', { type: 'string' }],
    ['NUMBER', { type: 'number' }],
    ['OBJECT', { type: 'object' }],
    ['ENUM', { type: 'string' }],
    ['DATE (YYYY-MM-DD)', { type: 'string', format: 'date' }],
    ['TIME (24-hour HH:MM)', { type: 'string', format: 'time' }],
  ])('%s', (name, schema) => {
    expect(mapTypeName(name)).toEqual({ schema, optional: false });
  });

  it.each(['str, optional', 'Optional[str]', 'string?', 'str (optional)'])('%s may be left out', (name) => {
    expect(mapTypeName(name)).toEqual({ schema: { type: 'string' }, optional: true });
  });

  it.each(['', 'Promise', 'HTMLElement', 'List[', 'List[int', 'Dict[Foo]', 'a b c', '[]', '🙂'])(
    'nobody knows "%s"',
    (name) => {
      expect(mapTypeName(name)).toBeUndefined();
    },
  );

  it('takes any text without a crash, and ends', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (name) => mapTypeName(name) !== null));
    mapTypeName('List['.repeat(70));
    mapTypeName('(((((('.repeat(60));
    mapTypeName('a,'.repeat(200));
  });

  it('reads as many literals as a real enum has', () => {
    const values = Array.from({ length: 90 }, (_, index) => `value-${index}`);
    const name = `Literal[${values.map((value) => `'${value}'`).join(', ')}]`;
    expect(mapTypeName(name)?.schema).toEqual({ type: 'string', enum: values });
    expect(mapTypeName(`${'List['.repeat(41)}int${']'.repeat(41)}`)).toBeUndefined();
  });

  it('gives a fresh schema each time', () => {
    const first = mapTypeName('dict');
    if (first !== undefined) first.schema.type = 'changed';
    expect(mapTypeName('dict')?.schema.type).toBe('object');
  });
});
