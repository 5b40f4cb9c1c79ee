import { describe, expect, it } from 'vitest';
import { runGeneration } from '../../../server/src/dataset/index.ts';
import { buildGraph } from '../../../server/src/graph/index.ts';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { memoryFolder, runOf } from './support.ts';

const tool = (name: string, parameters: JsonObject, description = 'Does a thing.') => ({
  name,
  description,
  parameters,
});
const levels = Array.from({ length: 40 }, (_, at) => [
  `L${at}`,
  {
    type: 'object',
    properties: Object.fromEntries([...'abcdefgh'].map((key) => [key, { $ref: `#/$defs/L${at + 1}` }])),
  },
]);

/** Catalogs that once cost minutes, memory or the run. A test that takes longer than the runner allows has failed. */
const CATALOGS: readonly (readonly [what: string, tools: readonly JsonObject[]])[] = [
  [
    'types that name each other, eight times on forty levels',
    [
      tool('bomb', {
        type: 'object',
        properties: { x: { $ref: '#/$defs/L0' } },
        $defs: { ...Object.fromEntries(levels), L40: { type: 'string' } },
      }),
    ],
  ],
  [
    'a required name said 100,000 times',
    [
      tool('again', {
        type: 'object',
        properties: { a: { type: 'string' } },
        required: Array.from({ length: 100_000 }, () => 'a'),
      }),
    ],
  ],
  [
    '2,000 functions of one name',
    Array.from({ length: 2_000 }, () => tool('same', { type: 'object', properties: {} })),
  ],
  [
    'names of 200,000 letters and of 10,000 words',
    [
      tool('a'.repeat(200_000), { type: 'object', properties: { ['b'.repeat(100_000)]: { type: 'string' } } }),
      tool('get_user_'.repeat(10_000), { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }),
    ],
  ],
  [
    'names and descriptions full of what patterns are made of',
    [
      tool(
        'get.(thing',
        {
          type: 'object',
          properties: { 'a(b': { type: 'string' }, '[x]*': { type: 'integer' } },
          required: ['a(b', '[x]*'],
        },
        'Gets a (thing [of *a+ kind. Returns the **(thing.',
      ),
      tool(
        'set_thing+',
        { type: 'object', properties: { 'c++_version': { type: 'number' } } },
        'Set the c++ (version.',
      ),
    ],
  ],
  [
    'lists and texts that would fill the memory',
    [
      tool('many', {
        type: 'object',
        properties: {
          l: { type: 'array', minItems: 1_000_000_000, items: { type: 'string', minLength: 1_000_000_000 } },
          s: { type: 'string', minLength: 50_000_000 },
        },
        required: ['l', 's'],
      }),
      tool('plain', { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }),
    ],
  ],
];

describe('a run over a hostile catalog', () => {
  it.each(CATALOGS)('of %s ends, and by no fault of our own', { timeout: 60_000 }, async (_what, tools) => {
    const folder = memoryFolder();
    const settings = { count: 2, seed: 'hostile', attempts: 3 };
    const catalog = buildCatalog([parseDocument('file:///hostile.tools.json', JSON.stringify(tools))]);
    const functions = catalog.entries;
    const given = { functions, graph: buildGraph(functions), world: createSimulatedWorld(functions), folder };
    const summary = await runGeneration(runOf('', settings, given));
    expect(summary.paths).toBeGreaterThan(0);
    expect(summary.dropped['own-fault']).toBeUndefined();
  });
});
