import { SUBSCHEMAS } from '../../json/index.ts';

export type Shape =
  | 'schema'
  | 'schemas'
  | 'map'
  | 'items'
  | 'string'
  | 'number'
  | 'count'
  | 'boolean'
  | 'array'
  | 'strings';

const SHAPE_OF_FORM = { one: 'schema', list: 'schemas', map: 'map', 'one-or-list': 'items' } as const;

/** What each keyword that later stages read must hold. Other keywords are left as they are. */
export const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...[...SUBSCHEMAS].map(([keyword, { form }]): [string, Shape] => [keyword, SHAPE_OF_FORM[form]]),
  ['$ref', 'string'],
  ['title', 'string'],
  ['description', 'string'],
  ['format', 'string'],
  ['pattern', 'string'],
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['exclusiveMinimum', 'number'],
  ['exclusiveMaximum', 'number'],
  ['multipleOf', 'number'],
  ['minLength', 'count'],
  ['maxLength', 'count'],
  ['minItems', 'count'],
  ['maxItems', 'count'],
  ['minProperties', 'count'],
  ['maxProperties', 'count'],
  ['uniqueItems', 'boolean'],
  ['deprecated', 'boolean'],
  ['readOnly', 'boolean'],
  ['enum', 'array'],
  ['examples', 'array'],
  ['required', 'strings'],
]);

export function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'string':
    case 'boolean':
      return typeof value === shape;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0;
    default:
      return Array.isArray(value);
  }
}

export const EXPECTED: Readonly<Record<Shape, string>> = {
  schema: 'a schema, true or false',
  schemas: 'a list of schemas',
  map: 'an object of schemas',
  items: 'a schema',
  string: 'a string',
  number: 'a number',
  count: 'a whole number from 0 up',
  boolean: 'true or false',
  array: 'a list',
  strings: 'a list of names',
};
