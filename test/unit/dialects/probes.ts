import type { JsonSchema } from '../../../server/src/json/index.ts';
import type { Annotations, FunctionSignature } from '../../../server/src/signature/index.ts';

/** One thing that an author may want to say, alone in a signature. */
export interface Probe {
  readonly group: 'function' | 'schema';
  readonly label: string;
  readonly signature: FunctionSignature;
}

const BARE: FunctionSignature = {
  name: 'probe',
  namespace: '',
  description: 'Does something.',
  parameters: { type: 'object', properties: {}, required: [] },
  category: '',
  toolClass: '',
  premises: [],
  examples: [],
  throws: [],
  annotations: {},
  source: { uri: 'file:///probe', dialect: 'mcp' },
};

function part(label: string, change: Partial<FunctionSignature>): Probe {
  const parameters: JsonSchema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
  return { group: 'function', label, signature: { ...BARE, parameters, ...change } };
}

function annotation(label: string, annotations: Annotations): Probe {
  return part(label, { annotations });
}

/** A parameter `a` with this schema. */
function keyword(label: string, schema: JsonSchema, extra: JsonSchema = {}, required = false): Probe {
  const parameters: JsonSchema = {
    type: 'object',
    properties: { a: schema },
    required: required ? ['a'] : [],
    ...extra,
  };
  return { group: 'schema', label, signature: { ...BARE, parameters } };
}

export const PROBES: readonly Probe[] = [
  part('description', {}),
  part('response', { response: { type: 'object', properties: { id: { type: 'string' } } } }),
  part('response with descriptions', {
    response: { type: 'object', properties: { id: { type: 'string', description: 'Key.' } } },
  }),
  part('response that is no object', { response: { type: 'array', items: { type: 'string' } } }),
  part('namespace', { namespace: 'library' }),
  part('category', { category: 'Travel' }),
  part('tool class', { category: 'Travel', toolClass: 'booking' }),
  part('premises (`@requires`)', { premises: ['login'] }),
  part('examples of calls', { examples: [{ arguments: { a: 'x' } }] }),
  part('errors (`@throws`)', { throws: [{ name: 'SoldOut', description: 'None left.' }] }),
  annotation('title', { title: 'Probe' }),
  annotation('read-only, destructive, idempotent', { readOnly: true, destructive: false, idempotent: true }),
  annotation('open world', { openWorld: true }),
  annotation('deprecated', { deprecated: true }),
  annotation('strict', { strict: true }),
  keyword('optional parameter', { type: 'string' }),
  keyword('required parameter', { type: 'string' }, {}, true),
  keyword('default', { type: 'string', default: 'x' }),
  keyword('default of a required parameter', { type: 'string', default: 'x' }, {}, true),
  keyword('string, number, boolean', { type: 'number' }),
  keyword('integer', { type: 'integer' }),
  keyword('list', { type: 'array', items: { type: 'string' } }),
  keyword('set (`uniqueItems`)', { type: 'array', items: { type: 'string' }, uniqueItems: true }),
  keyword('tuple', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] }),
  keyword('nested object', { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] }),
  keyword('map', { type: 'object', additionalProperties: { type: 'integer' } }),
  keyword('closed object', { type: 'object', properties: { b: { type: 'string' } }, additionalProperties: false }),
  keyword('enum of strings', { type: 'string', enum: ['x', 'y'] }),
  keyword('enum of numbers', { type: 'integer', enum: [1, 2] }),
  keyword('constant', { const: 'x' }),
  keyword('nullable', { type: ['string', 'null'] }),
  keyword('choice of types', { type: ['string', 'integer'] }),
  keyword('choice of schemas (`anyOf`)', { anyOf: [{ type: 'string', minLength: 2 }, { type: 'integer' }] }),
  keyword('exactly one (`oneOf`)', { oneOf: [{ type: 'string' }, { type: 'integer', minimum: 2 }] }),
  keyword('any value', {}),
  keyword('named type (`$ref`)', { $ref: '#/$defs/Key' }, { $defs: { Key: { type: 'string' } } }),
  keyword(
    'type that contains itself',
    { $ref: '#/$defs/Node' },
    { $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } } },
  ),
  keyword('minimum, maximum', { type: 'number', minimum: 1, maximum: 9 }),
  keyword('exclusive bounds', { type: 'number', exclusiveMinimum: 0 }),
  keyword('multiple of', { type: 'number', multipleOf: 5 }),
  keyword('lengths of strings', { type: 'string', minLength: 2, maxLength: 9 }),
  keyword('lengths of lists', { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 9 }),
  keyword('pattern', { type: 'string', pattern: '^[a-z]+$' }),
  keyword('format date, time', { type: 'string', format: 'date' }),
  keyword('format date-time', { type: 'string', format: 'date-time' }),
  keyword('format uri, email, uuid', { type: 'string', format: 'uri' }),
  keyword('one example', { type: 'string', examples: ['x'] }, {}, true),
  keyword('several examples', { type: 'string', examples: ['x', 'y'] }),
  keyword('deprecated parameter', { type: 'string', deprecated: true }),
  keyword('vendor keys (`x-…`)', { type: 'string', 'x-unit': 'km' }),
];
