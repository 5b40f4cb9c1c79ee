import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type JsonSchema,
  mapSubschemas,
  SUBSCHEMAS,
  type Subschema,
  subschemas,
} from '../../../server/src/json/index.ts';
import { createSubject } from '../../../server/src/rules/subject.ts';
import { withoutRefs } from '../../../server/src/trajectory/tools.ts';

/** Any schema, each of its schemas with a number of its own as `title`. */
const schemas: fc.Arbitrary<JsonSchema> = fc
  .letrec<{ schema: JsonSchema }>((tie) => {
    const child = tie('schema');
    const valueUnder = (form: string) => {
      if (form === 'map') return fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), child, { maxKeys: 2 });
      return form === 'list' ? fc.array(child, { maxLength: 2 }) : child;
    };
    const keywords = Object.fromEntries([...SUBSCHEMAS].map(([keyword, { form }]) => [keyword, valueUnder(form)]));
    return {
      schema: fc.oneof(
        { depthSize: 'small', maxDepth: 2, withCrossShrink: true },
        fc.constant<JsonSchema>({}),
        fc.record<JsonSchema>(keywords as never, { requiredKeys: [] }),
      ),
    };
  })
  .schema.map((schema) => numbered(JSON.parse(JSON.stringify(schema)), { last: 0 }));

function numbered(value: JsonSchema, count: { last: number }): JsonSchema {
  for (const [keyword, inner] of Object.entries(value)) {
    const form = SUBSCHEMAS.get(keyword)?.form;
    const children = form === 'map' || form === 'list' ? Object.values(inner as object) : [inner];
    for (const child of children) numbered(child as JsonSchema, count);
  }
  value.title = String(count.last++);
  return value;
}

function everySchema(root: JsonSchema): JsonSchema[] {
  return [root, ...[...subschemas(root)].flatMap(({ schema }) => everySchema(schema))];
}

/** The schema under one keyword, in the form that the keyword asks for, and the path to it. */
function holding(keyword: string, child: JsonSchema): { schema: JsonSchema; at: Subschema['at'] } {
  const form = SUBSCHEMAS.get(keyword)?.form;
  if (form === 'list') return { schema: { [keyword]: [child] }, at: [keyword, 0] };
  if (form === 'map') return { schema: { [keyword]: { name: child } }, at: [keyword, 'name'] };
  return { schema: { [keyword]: child }, at: [keyword] };
}

describe('subschemas', () => {
  it('gives every schema once', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const titles = everySchema(schema).map(({ title }) => Number(title));
        expect(titles.sort((a, b) => a - b)).toEqual(titles.map((_, index) => index));
        expect(titles).toHaveLength(JSON.stringify(schema).match(/"title":"\d+"/g)?.length ?? 0);
      }),
    );
  });

  it('says where each stands and what it is', () => {
    const schema: JsonSchema = {
      properties: { when: { title: 'a' } },
      anyOf: [{ title: 'b' }],
      additionalProperties: { title: 'c' },
    };
    expect([...subschemas(schema)]).toEqual([
      { at: ['additionalProperties'], role: 'other', schema: { title: 'c' } },
      { at: ['anyOf', 0], role: 'branch', schema: { title: 'b' } },
      { at: ['properties', 'when'], role: 'property', schema: { title: 'a' } },
    ]);
  });

  it('reads the older list of items, and passes over what is no schema', () => {
    const schema = { items: [{ title: 'a' }, true], anyOf: { title: 'no list' }, properties: [{ title: 'no map' }] };
    expect([...subschemas(schema as unknown as JsonSchema)].map(({ at }) => at)).toEqual([['items', 0]]);
  });
});

describe('mapSubschemas', () => {
  it('gives the same object back where nothing changes', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        expect(mapSubschemas(schema, (child) => child.schema)).toBe(schema);
      }),
    );
  });

  it('changes each once, leaves the schema it was given, and keeps the order of keys', () => {
    fc.assert(
      fc.property(schemas, (schema) => {
        const before = JSON.stringify(schema);
        const seen: string[] = [];
        const deep = (each: JsonSchema): JsonSchema => {
          seen.push(String(each.title));
          return { ...mapSubschemas(each, (child) => deep(child.schema)), title: `new ${each.title}` };
        };
        const after = deep(schema);
        expect(JSON.stringify(schema)).toBe(before);
        expect(JSON.stringify(after)).toBe(before.replace(/"title":"(\d+)"/g, '"title":"new $1"'));
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });
});

describe('every keyword of the table', () => {
  it.each([...SUBSCHEMAS.keys()])('%s is walked, ruled and shown to models without references', (keyword) => {
    const { schema, at } = holding(keyword, { $ref: '#/$defs/Day', description: 'below' });
    const parameters: JsonSchema = { $defs: { Day: { type: 'string' } }, properties: { date: schema } };
    expect([...subschemas(schema)].map((child) => child.at)).toEqual([at]);

    const signature = { parameters, source: { dialect: 'mcp' } } as unknown as Parameters<typeof createSubject>[0];
    const ruled = createSubject(
      signature,
      () => undefined,
      () => '',
    ).nodes.filter(({ schema: each }) => each.description === 'below');
    expect(ruled.map((node) => node.keyword)).toEqual([keyword]);

    expect(JSON.stringify(withoutRefs(parameters))).not.toContain('$ref');
  });
});
