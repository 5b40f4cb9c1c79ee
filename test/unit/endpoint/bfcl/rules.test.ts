import { describe, expect, it } from 'vitest';
import { scoreBfcl } from '../../../../server/src/endpoint/bfcl/score.ts';

type Values = Record<string, unknown>;
interface Row {
  readonly category?: string;
  readonly properties: Values;
  readonly required?: readonly string[];
  /** JSON text, so that 5.0 can be written. */
  readonly allowed: string;
}

/** The verdict on one row of a benchmark that holds nothing else. */
async function verdict(row: Row, result: string) {
  const category = row.category ?? 'simple_python';
  const id = `${category}_0`;
  const parameters = { type: 'dict', properties: row.properties, required: row.required ?? [] };
  const files: Record<string, string> = {
    [`BFCL_v4_${category}.json`]: JSON.stringify({ id, function: [{ name: 'house.set', parameters }] }),
    [`possible_answer/BFCL_v4_${category}.json`]: `{"id": "${id}", "ground_truth": [{"house.set": ${row.allowed}}]}`,
  };
  const report = await scoreBfcl({
    results: `{"id": "${id}", "result": ${result}}`,
    read: async (file) => files[file],
  });
  return report.verdicts[0];
}

/** A function call with these arguments, as JSON text. */
const call = (given: string) => `[{"house_set": ${JSON.stringify(given)}}]`;
const one = (type: string, items?: string) => ({
  x: items === undefined ? { type } : { type, items: { type: items } },
});

describe('values of Python', () => {
  const cases: [string, Values, allowed: string, given: string, right: boolean][] = [
    ['an integer', one('integer'), '[5]', '5', true],
    ['a float is no integer', one('integer'), '[5]', '5.0', false],
    ['an integer where a float is declared', one('float'), '[2.5, 2.0]', '2', true],
    ['a float that an integer answer allows, of the answer type', one('integer'), '[2.0]', '2.0', true],
    ['true is no integer', one('integer'), '[1]', 'true', false],
    ['a text without case, blanks and marks', one('string'), '["New York, N.Y."]', '"new-york NY"', true],
    ['a tab stays', one('string'), '["a b"]', '"a\\tb"', false],
    ['an empty text passes for a text that may be absent', one('string'), '["a", ""]', '". -"', true],
    ['an empty text is no integer', one('integer'), '[1, ""]', '""', false],
    ['null is no integer', one('integer'), '[1, ""]', 'null', false],
    ['any is a text', one('any'), '["5"]', '"5"', true],
    ['any takes the type of the answer', one('any'), '[5]', '5', true],
    ['any takes no text for a number', one('any'), '[5]', '"5"', false],
    ['any takes no float for an integer', one('any'), '[5]', '5.0', false],
    ['a list of texts', one('array', 'string'), '[["A b", "c"]]', '["ab", "C"]', true],
    ['a list in another order', one('array', 'string'), '[["a", "b"]]', '["b", "a"]', false],
    ['no integer becomes a float within a list', one('array', 'float'), '[[1.0]]', '[1]', false],
    ['a list item of the answer type', one('array', 'float'), '[[1]]', '[1]', true],
    ['an entry that is no list accepts any items', one('array', 'integer'), '["", [1]]', '[true]', true],
    ['an empty list where only "" is allowed', one('array', 'string'), '[""]', '[]', true],
    ['inner lists are exact', one('array', 'array'), '[[["A"]]]', '[["a"]]', false],
    ['a dict, each key with allowed values', one('dict'), '[{"k": ["A b"], "o": [1, ""]}]', '{"k": "ab"}', true],
    ['a dict with an unknown key', one('dict'), '[{"k": ["a"]}]', '{"k": "a", "z": 1}', false],
    ['a dict without a key', one('dict'), '[{"k": ["a"], "o": [1]}]', '{"k": "a"}', false],
    ['true for 1 within a dict', one('dict'), '[{"k": [1]}]', '{"k": true}', true],
    ['a dict within a dict is exact', one('dict'), '[{"k": [{"z": 1}]}]', '{"k": {"z": 1}}', true],
    ['a dict within a dict has no allowed lists', one('dict'), '[{"k": [{"z": [1]}]}]', '{"k": {"z": 1}}', false],
    ['a list of dicts', one('array', 'dict'), '[[{"k": ["a", "b"]}]]', '[{"k": "B"}]', true],
    ['a list of dicts of another length', one('array', 'dict'), '[[{"k": ["a"]}]]', '[]', false],
    ['a variable is compared as it is', one('integer'), '["Max"]', '"max"', false],
  ];
  it.each(cases)('%s', async (_name, properties, allowed, given, right) => {
    const found = await verdict({ properties, allowed: `{"x": ${allowed}}` }, call(`{"x": ${given}}`));
    expect(found).toEqual({ id: 'simple_python_0', correct: right, reason: right ? '' : expect.stringMatching(/\w/) });
    expect(found?.unjudged).toBeUndefined();
  });
});

describe('arguments', () => {
  const properties = { host: { type: 'string' }, port: { type: 'integer' } };
  const allowed = '{"host": ["db"], "port": [5432, ""]}';
  it.each([
    ['one that may be absent', [], '{"host": "db"}', ''],
    ['a required one, though "" is allowed', ['port'], '{"host": "db"}', 'the required argument port is missing'],
    ['one that the answer wants', [], '{"port": 5432}', 'the argument host is missing'],
    ['one that is not declared', [], '{"host": "db", "y": 1}', 'the argument y is not declared'],
    ['arguments that are no object', [], '[1]', 'the arguments of house_set are no object'],
  ])('%s', async (_name, required, given, reason) => {
    expect(await verdict({ properties, required, allowed }, call(given))).toMatchObject({ reason });
  });

  it('a type the checker does not know gives no verdict', async () => {
    const found = await verdict({ properties: one('uuid'), allowed: '{"x": ["a"]}' }, call('{"x": "a"}'));
    expect(found).toMatchObject({ correct: false, unjudged: true, reason: expect.stringContaining('uuid') });
  });
});

describe('what is decoded', () => {
  const row = { properties: { x: { type: 'integer' } }, allowed: '{"x": [-5]}' };
  it.each([
    ['"[house.set(x=-5)]"', true],
    ['"house.set(x=-5)"', true],
    ['"```\\n[house.set(x=-5)]\\n```"', true],
    ['"house.set(9, x=-5)"', true],
    ['"house.set(x=+5)"', true],
    ['"house.set(x=1 - 2 * 3)"', true],
    ['"house.set(x=- -5)"', false],
    ['"```python\\n[house.set(x=-5)]\\n```"', false],
    ['"[[house.set(x=-5)]]"', false],
    ['"I call house.set(x=-5)"', false],
    ['"house_set(x=-5)"', false],
    ['"house.set(x=-5.0)"', false],
    ['"house.set(x=-5, y=a.b)"', false],
    ['[{"house.set": "{\\"x\\": -5}"}]', false],
    ['[{"house_set": "{\\"x\\": -5}", "second": 1}]', true],
    ['[{"house_set": {"x": -5}}]', false],
    ['[{"house_set": "{\\"x\\": -5"}]', false],
    ['[{}]', false],
    ['[]', false],
    ['null', false],
  ])('%s', async (result, right) => {
    expect((await verdict(row, result))?.correct).toBe(right);
  });

  it.each([
    ['"hi (there)"', 'live_relevance', true],
    ['"hi there"', 'live_relevance', false],
    ['[]', 'live_relevance', false],
    ['"f(x=1)"', 'irrelevance', false],
    ['"I cannot."', 'irrelevance', true],
    ['[{"f": "[1]"}]', 'irrelevance', true],
    ['[]', 'irrelevance', true],
  ])('%s as %s', async (result, category, right) => {
    expect((await verdict({ category, properties: {}, allowed: '{}' }, result))?.correct).toBe(right);
  });

  it.each([
    ["g('a', 1)", "g('a', 1)", true],
    ['g( "a",1 )', "g('a', 1)", true],
    ['data["k"]', "data['k']", true],
    ['true', 'true', true],
    ['x if y else z', 'x', false],
    ['f"a"', 'a', false],
    ['{1, 2}', 'a', false],
    ['"a" "b"', 'ab', true],
    ["'a\nb'", 'a\nb', false],
  ])('the text of the argument %j', async (source, value, right) => {
    const texts = { properties: one('string'), allowed: JSON.stringify({ x: [value] }) };
    expect((await verdict(texts, JSON.stringify(`house.set(x=${source})`)))?.correct).toBe(right);
  });
});

describe('values of Java', () => {
  it.each([
    ['integer', undefined, '5', '[5]', true],
    ['long', undefined, '5L', '[5]', true],
    ['long', undefined, '5', '[5]', false],
    ['float', undefined, '1.5e1f', '[15.0]', true],
    ['double', undefined, '2', '[2.0]', true],
    ['double', undefined, '.5', '[0.5]', false],
    ['boolean', undefined, 'true', '[true]', true],
    ['String', undefined, '"Abc"', '["Abc"]', false],
    ['String', undefined, 'abc', '["Abc"]', true],
    ['any', undefined, '5', '["5"]', true],
    ['String', undefined, 'name', '["name"]', true],
    ['integer', undefined, 'size', '["size"]', true],
    ['Array', 'integer', 'new int[]{1, 2}', '[[1, 2]]', true],
    ['Array', 'String', 'new String[]{"a"}', '[["a"]]', false],
    ['ArrayList', 'String', 'new ArrayList<String>(Arrays.asList("a", "b"))', '[["a", "b"]]', true],
    ['ArrayList', 'long', 'new ArrayList<>() {{ add(1L); add(2L); }}', '[[1, 2]]', true],
    ['ArrayList', 'integer', 'new ArrayList<Integer>()', '[[]]', true],
    ['ArrayList', 'integer', 'List.of(1)', '[[1]]', false],
    [
      'HashMap',
      undefined,
      'new HashMap<String, Object>() {{ put("k", "v"); put("n", 2L); }}',
      '[{"k": ["v"], "n": [2]}]',
      true,
    ],
    ['HashMap', undefined, 'new HashMap<>()', '[{}]', true],
  ])('%s %s %s', async (type, items, given, allowed, right) => {
    const row = { category: 'simple_java', properties: one(type, items), allowed: `{"x": ${allowed}}` };
    expect((await verdict(row, call(JSON.stringify({ x: given }))))?.correct).toBe(right);
  });

  it('a JSON number is no source of Java', async () => {
    const row = { category: 'simple_java', properties: one('integer'), allowed: '{"x": [5]}' };
    expect((await verdict(row, call('{"x": 5}')))?.correct).toBe(false);
  });
});

describe('values of JavaScript', () => {
  it.each([
    ['String', undefined, "'abc'", '["abc"]', true],
    ['String', undefined, '`abc`', '["abc"]', false],
    ['float', undefined, '1e3', '[1000.0]', false],
    ['float', undefined, '2', '[2.0]', true],
    ['Bigint', undefined, '5n', '[5]', true],
    ['Boolean', undefined, 'false', '[false]', true],
    ['array', 'String', '[\'a\', "b"]', '[["a", "b"]]', true],
    ['array', 'integer', 'new Array(1, 2)', '[[1, 2]]', true],
    ['array', 'array', '[[1, "x"], [true, 2.5]]', '[[[1, "x"], [true, 2.5]]]', true],
    ['array', 'any', "['a']", '[["a"]]', false],
    ['dict', undefined, '{}', '[{}]', true],
    ['dict', undefined, '{a: "5", \'b\': [1, 2], c: x}', '[{"a": [5], "b": [[1, 2]], "c": ["x"]}]', true],
  ])('%s %s %s', async (type, items, given, allowed, right) => {
    const row = { category: 'simple_javascript', properties: one(type, items), allowed: `{"x": ${allowed}}` };
    expect((await verdict(row, call(JSON.stringify({ x: given }))))?.correct).toBe(right);
  });
});

describe('several calls', () => {
  const row = { id: 'parallel_0', function: [{ name: 'f', parameters: { properties: { p: { type: 'integer' } } } }] };
  const parallel = async (references: string, result: string) =>
    scoreBfcl({
      results: `{"id": "parallel_0", "result": "${result}"}`,
      read: async (file) =>
        file.startsWith('possible') ? `{"id": "parallel_0", "ground_truth": ${references}}` : JSON.stringify(row),
    });

  it('come in any order', async () => {
    const { categories } = await parallel('[{"f": {"p": [1]}}, {"f": {"p": [2]}}]', '[f(p=2), f(p=1)]');
    expect(categories).toEqual({ parallel: { total: 1, correct: 1 } });
  });

  it('are taken greedily: an answer takes the first that fits, though a later one needs it', async () => {
    const { verdicts } = await parallel('[{"f": {"p": [1, 2]}}, {"f": {"p": [1]}}]', '[f(p=1), f(p=2)]');
    expect(verdicts[0]?.correct).toBe(false);
  });

  it('are as many as the answers', async () => {
    const { verdicts } = await parallel('[{"f": {"p": [1]}}]', '[f(p=1), f(p=1)]');
    expect(verdicts[0]?.reason).toBe('2 calls are made, not 1');
  });
});

describe('files', () => {
  const read = async (file: string) => (file === 'BFCL_v4_irrelevance.json' ? '{"id": "irrelevance_0"}' : undefined);
  it.each([
    ['{"id":"irrelevance_0","result":""}\n{"id":"irrelevance_0","result":""}', /irrelevance_0 stands in it twice/],
    ['{"id":"simple_java_0","result":""}', /no BFCL_v4_simple_java.json/],
    ['{"id":"irrelevance_0"}', /line 1 .* no object with "id" and "result"/],
    ['{"id":', /line 1 of the result file is no JSON/],
  ])('%s is refused', async (results, message) => {
    await expect(scoreBfcl({ results, read })).rejects.toThrow(message);
  });

  it('an id that the data does not have is told and is not right', async () => {
    const { verdicts, unjudged } = await scoreBfcl({ results: '{"id":"irrelevance_7","result":""}', read });
    expect(verdicts[0]).toMatchObject({ correct: false, reason: expect.stringContaining('no row with this id') });
    expect(unjudged).toBe(1);
  });

  it('ids of version 3 are found in files of version 4', async () => {
    const files: Record<string, string> = {
      'BFCL_v4_simple_python.json': '{"id":"simple_python_3","function":[{"name":"f","parameters":{"properties":{}}}]}',
      'possible_answer/BFCL_v4_simple_python.json': '{"id":"simple_python_3","ground_truth":[{"f":{}}]}',
    };
    const report = await scoreBfcl({ results: '{"id":"simple_3","result":"f()"}', read: async (file) => files[file] });
    expect(report.categories).toEqual({ simple: { total: 1, correct: 1 } });
  });
});
