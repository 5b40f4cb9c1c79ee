import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  checkCatalog,
  fixesFor,
  matrixOf,
  PROFILES,
  TARGETS,
  type Target,
} from '../../../server/src/rules/index.ts';
import { targetsPage } from '../../../server/src/rules/targets-page.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const URI = 'file:///a.tools.json';

function check(value: unknown, targets: readonly Target[]) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const catalog = buildCatalog([parseDocument(URI, text)]);
  const found = checkCatalog({ catalog, settingsFor: () => ({ rules: {}, targets }) }).get(URI) ?? [];
  return { catalog, text, found };
}

const told = (value: unknown, ...targets: Target[]) =>
  check(value, targets)
    .found.filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, severity }) => `${severity} ${code}`);

/** Any level, of the rules about targets alone. */
const mild = (value: unknown, ...targets: Target[]) =>
  check(value, targets).found.flatMap(({ code, severity }) =>
    code.startsWith('target-') ? [`${severity} ${code}`] : [],
  );

const openai = (parameters: unknown, more = {}) => ({
  type: 'function',
  function: { name: 'pay_bill', description: 'Pays one bill of the tenant.', parameters, ...more },
});
const mcp = (inputSchema: unknown, name = 'pay_bill') => ({
  tools: [{ name, description: 'Pays one bill of the tenant.', inputSchema }],
});
const gemini = (declaration: unknown) => ({
  functionDeclarations: [{ name: 'pay_bill', description: 'Pays one bill of the tenant.', ...(declaration as object) }],
});
const bill = { type: 'string', description: 'Key of the bill.' };
const object = (properties: unknown, more = {}) => ({ type: 'object', properties, ...more });

describe('what each target refuses', () => {
  it('OpenAI: parameters without properties, with a fix', () => {
    const { catalog, text, found } = check(openai({ type: 'object' }), ['openai']);
    const [finding] = found.filter(({ code }) => code === 'target-properties');
    expect(finding?.severity).toBe('error');
    const [fix] = finding === undefined ? [] : fixesFor(finding, catalog);
    const fixed = applyChanges(text, fix?.edits[0]?.changes ?? []);
    expect(JSON.parse(fixed).function.parameters).toEqual({ type: 'object', properties: {} });
    expect(told(fixed, 'openai')).toEqual([]);
    expect(told(openai(undefined), 'openai')).toEqual([]);
  });

  it('OpenAI: look-around in a pattern, wherever it stands, and nothing that only looks like it', () => {
    for (const pattern of ['^(?!x)[a-z]+$', '[a-z](?<=b)', '^a(?=b)$', '^([(]|x)(?<!y)z$'])
      expect(told(openai(object({ bill: { ...bill, pattern } })), 'openai'), pattern).toEqual(['error target-pattern']);
    for (const pattern of ['^\\(?=x$', '^[(?=]+$', '^(?:a|b)$', '^(?<name>a)$'])
      expect(told(openai(object({ bill: { ...bill, pattern } })), 'openai'), pattern).toEqual([]);
  });

  it('OpenAI in strict mode: an item without a type', () => {
    const steps = { type: 'array', description: 'Steps to take.', items: {} };
    const parameters = object({ steps }, { required: ['steps'], additionalProperties: false });
    expect(told(openai(parameters, { strict: true }), 'openai')).toContain('error openai-strict-type');
    expect(told(openai(parameters), 'openai')).not.toContain('error openai-strict-type');
  });

  it('openai-strict sees every function as strict', () => {
    const loose = openai(object({ bill, note: bill }, { required: ['bill'] }));
    expect(told(loose, 'openai')).toEqual([]);
    expect(told(loose, 'openai-strict')).toEqual(['error openai-strict-closed', 'error openai-strict-required']);
  });

  it('Azure: descriptions beyond 1,024 characters, said once', () => {
    const long = openai(object({ bill }), { description: `Pays one bill. ${'Word. '.repeat(200)}` });
    expect(told(long, 'azure-openai')).toEqual(['warning target-description-length']);
  });

  it('Gemini: a required name that is no property, $schema, and lists that come to too much', () => {
    expect(
      told(
        gemini({
          parameters: { type: 'OBJECT', properties: { bill: { ...bill, type: 'STRING' } }, required: ['bil'] },
        }),
        'gemini',
      ),
    ).toContain('error target-required');
    const parameters = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'OBJECT',
      properties: { bill: { ...bill, type: 'STRING' } },
    };
    expect(told(gemini({ parameters }), 'gemini')).toEqual(['error target-keyword']);
    const list = { type: 'array', description: 'Rows.', items: { type: 'string' }, maxItems: 500 };
    expect(told(gemini({ parametersJsonSchema: object({ a: list, b: list }) }), 'gemini')).toEqual([
      'warning target-size',
    ]);
    expect(told(gemini({ parametersJsonSchema: object({ a: list }) }), 'gemini')).toEqual([]);
  });

  it("Vertex AI's own fields are no fault, for either target of Google", () => {
    const parameters = {
      type: 'OBJECT',
      properties: {
        root: { ref: '#/defs/Node' },
        labels: { type: 'OBJECT', description: 'Labels.', additionalProperties: { type: 'STRING' } },
      },
      defs: { Node: { type: 'OBJECT', properties: { name: { type: 'STRING', description: 'Name.' } } } },
    };
    expect(told(gemini({ parameters }), 'vertex')).toEqual([]);
    expect(told(gemini({ parameters }), 'gemini')).toEqual([]);
  });

  it('Bedrock: a root without its type, as its requests wrap it, with a fix', () => {
    const request = {
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'pay_bill',
              description: 'Pays one bill of the tenant.',
              inputSchema: { json: { properties: { bill } } },
            },
          },
        ],
      },
    };
    const { catalog, text, found } = check(request, ['bedrock']);
    const [finding] = found.filter(({ code }) => code === 'target-root');
    const [fix] = finding === undefined ? [] : fixesFor(finding, catalog);
    expect(told(applyChanges(text, fix?.edits[0]?.changes ?? []), 'bedrock')).toEqual([]);
    expect(fix).toBeDefined();
  });

  it('Anthropic: a tuple of older drafts, with a fix that keeps what follows it', () => {
    const span = { type: 'array', description: 'From, to.', items: [bill, bill], additionalItems: { type: 'number' } };
    const tool = [{ name: 'pay_bill', description: 'Pays one bill.', input_schema: object({ span }) }];
    const { catalog, text, found } = check(tool, ['anthropic']);
    const [finding] = found.filter(({ code }) => code === 'target-draft');
    const [fix] = finding === undefined ? [] : fixesFor(finding, catalog);
    const fixed = applyChanges(text, fix?.edits[0]?.changes ?? []);
    const mended = JSON.parse(fixed)[0].input_schema.properties.span;
    expect(mended.prefixItems).toEqual([bill, bill]);
    expect(mended.items).toEqual({ type: 'number' });
    expect(mended.additionalItems).toBeUndefined();
    expect(told(fixed, 'anthropic')).toEqual([]);
  });

  it("Anthropic, OpenAI: draft 3's flag on a property, with a fix that lists the name on the object around it", () => {
    const city = { type: 'string', description: 'City.', required: true };
    const at = { type: 'object', description: 'Where.', properties: { city }, required: ['zip'] };
    const tool = { name: 'pay_bill', description: 'Pays one bill of the tenant.', input_schema: object({ at }) };
    const { catalog, text, found } = check(tool, ['anthropic']);
    const [finding] = found.filter(({ code }) => code === 'target-draft');
    const [fix] = finding === undefined ? [] : fixesFor(finding, catalog);
    expect(JSON.parse(applyChanges(text, fix?.edits[0]?.changes ?? [])).input_schema.properties.at).toEqual({
      ...at,
      properties: { city: { type: 'string', description: 'City.' } },
      required: ['zip', 'city'],
    });
    expect(told(openai(object({ bill: { ...bill, required: true } })), 'openai')).toContain('error target-draft');
  });

  it('Gemini: names of parameters as its reference states them, tuples where all of JSON Schema may stand', () => {
    const inner = { type: 'OBJECT', description: 'Where.', properties: { 'post-code': bill } };
    const named = gemini({ parameters: { type: 'OBJECT', properties: { 'bill-id': bill, at: inner } } });
    expect(told(named, 'gemini')).toEqual(['warning gemini-parameter-name']);
    const span = { type: 'array', description: 'From and to.', prefixItems: [{ type: 'integer' }] };
    expect(told(gemini({ parametersJsonSchema: object({ span }) }), 'gemini')).toEqual([]);
    expect(told(gemini({ parameters: object({ span }) }), 'gemini')).toContain('error gemini-array-items');
  });

  it('llama.cpp: values without a type, and `not`; what stands in the place of a type, or says nothing, is taken', () => {
    const plain = { description: 'Anything.' };
    expect(mild(openai(object({ value: plain })), 'llama.cpp')).toEqual(['warning target-type']);
    expect(mild(openai(object({ value: { not: {} } })), 'llama.cpp')).toContain('warning target-keyword');
    const taken = { a: {}, b: { properties: {} }, c: { pattern: '^a$' }, d: { items: bill }, e: { enum: ['x'] } };
    expect(mild(openai(object(taken)), 'llama.cpp')).toEqual([]);
  });

  it("xAI: a tuple of older drafts; Vertex AI: anything beside `anyOf` in Gemini's own form", () => {
    const span = { type: 'array', description: 'From and to.', items: [{ type: 'integer' }, { type: 'integer' }] };
    expect(told(openai(object({ span })), 'xai')).toContain('error target-draft');
    const value = { description: 'Key or number.', anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }] };
    expect(mild(gemini({ parameters: object({ value }) }), 'vertex')).toEqual(['warning target-type']);
    expect(mild(gemini({ parameters: object({ value: { anyOf: value.anyOf } }) }), 'vertex')).toEqual([]);
    expect(mild(openai(object({ value: { ...value, anyOf: [bill, { type: 'integer' }] } })), 'vertex')).toEqual([]);
  });

  it('OpenAI in strict mode: nothing stands beside `$ref`', () => {
    const closed = { additionalProperties: false, required: ['a'], $defs: { Key: { type: 'string' } } };
    const strict = (a: unknown) => openai(object({ a }, closed), { strict: true });
    expect(told(strict({ $ref: '#/$defs/Key', description: 'A.' }), 'openai')).toEqual(['error openai-strict-keyword']);
    expect(told(strict({ $ref: '#/$defs/Key' }), 'openai')).toEqual([]);
  });

  it('a schema without a name is spoken of as a part of the one that has a name', () => {
    const share = { anyOf: [{ type: 'array' }, { type: 'null' }], description: 'Who may see it.' };
    const { found } = check(openai(object({ share })), ['openai']);
    expect(found.map(({ message }) => message).join()).toContain('a branch of `share`');
  });

  it('MCP and its clients: arrays without items, types that contain themselves, long names', () => {
    const tags = { type: 'array', description: 'Tags to set.' };
    expect(told(mcp(object({ tags })), 'mcp')).toEqual(['warning target-array-items']);
    expect(told(mcp(object({ tags })), 'vscode')).toEqual(['error target-array-items']);
    const node = object({ next: { $ref: '#/properties/root' }, label: bill });
    expect(told(mcp(object({ root: node })), 'mcp')).toEqual(['warning target-recursion']);
    const shared = { $defs: { Key: { type: 'string' } }, ...object({ a: { $ref: '#/$defs/Key', description: 'A.' } }) };
    expect(told(mcp(shared), 'mcp')).toEqual([]);
    const long = 'list_all_payments_of_all_tenants_in_the_whole_quarter';
    expect(mild(mcp(object({ bill }), long), 'mcp')).toEqual(['information target-name-prefix']);
    expect(told(mcp(object({ bill }), `${long}_and_the_next`), 'claude-code')).toContain('warning target-name-prefix');
    expect(told(mcp(object({ bill }), 'pay.bill'), 'mcp')).toEqual([]);
    expect(told(mcp(object({ bill }), 'pay.bill'), 'claude-desktop')).toContain('error target-name');
  });

  it('llama.cpp: patterns that make no grammar, with the class written out as a fix', () => {
    const { catalog, text, found } = check(
      openai(object({ bill: { ...bill, pattern: '^\\d{3}$' }, note: { ...bill, pattern: '\\S' } })),
      ['llama.cpp'],
    );
    const patterns = found.filter(({ code }) => code === 'target-pattern');
    expect(patterns.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    const [fix] = patterns[0] === undefined ? [] : fixesFor(patterns[0], catalog);
    expect(applyChanges(text, fix?.edits[0]?.changes ?? [])).toContain('"^[0-9]{3}$"');
    expect(told(openai(object({ bill: { ...bill, pattern: '^[0-9]{3}$' } })), 'llama.cpp')).toEqual([]);
  });

  it('Bedrock, Mistral, Groq, xAI: what their APIs answer with an error', () => {
    const named = openai(object({ bill }), { name: 'pay bill' });
    for (const target of ['bedrock', 'mistral', 'deepseek'] as const)
      expect(told(named, target)).toEqual(['error target-name']);
    expect(told(openai({ properties: { bill } }), 'bedrock')).toContain('error target-root');
    expect(told(openai({ type: 'object', required: ['bill'] }), 'groq')).toContain('error target-required');
    const many = Array.from({ length: 130 }, (_, index) => openai(object({ bill }), { name: `pay_${index}` }));
    expect(told(many, 'groq')).toContain('error target-tool-count');
    expect(told(many, 'xai')).not.toContain('error target-tool-count');
  });

  it('keeps to a level that a person has set', () => {
    const catalog = buildCatalog([parseDocument(URI, JSON.stringify(openai({ type: 'object' })))]);
    const settings = { rules: { 'target-properties': 'hint' as const }, targets: ['openai' as const] };
    const found = checkCatalog({ catalog, settingsFor: () => settings }).get(URI) ?? [];
    expect(found.filter(({ code }) => code === 'target-properties').map(({ severity }) => severity)).toEqual(['hint']);
  });
});

/** Written after the form of each provider's own first example: all must be free of faults for it. */
const OFFICIAL: Readonly<Record<string, { readonly targets: readonly Target[]; readonly value: unknown }>> = {
  'OpenAI chat': {
    targets: ['openai', 'azure-openai', 'mistral', 'groq', 'xai', 'deepseek', 'llama.cpp', 'vllm', 'ollama', 'cohere'],
    value: [
      openai(
        object(
          { bill, unit: { type: 'string', enum: ['day', 'week'], description: 'Span of time.' } },
          { required: ['bill'] },
        ),
      ),
    ],
  },
  'OpenAI chat, strict': {
    targets: ['openai', 'openai-strict', 'azure-openai', 'deepseek'],
    value: [
      openai(
        object(
          { bill, unit: { type: ['string', 'null'], description: 'Span of time.' } },
          { required: ['bill', 'unit'], additionalProperties: false },
        ),
        { strict: true },
      ),
    ],
  },
  'OpenAI Responses': {
    targets: ['openai'],
    value: [
      {
        type: 'function',
        name: 'pay_bill',
        description: 'Pays one bill of the tenant.',
        parameters: object({ bill }, { required: ['bill'], additionalProperties: false }),
        strict: true,
      },
      { type: 'web_search' },
    ],
  },
  Anthropic: {
    targets: ['anthropic', 'bedrock'],
    value: [
      {
        name: 'pay_bill',
        description: 'Pays one bill of the tenant.',
        input_schema: object(
          { bill, unit: { type: 'string', enum: ['day', 'week'], description: 'Span of time.' } },
          { required: ['bill'] },
        ),
        cache_control: { type: 'ephemeral' },
        input_examples: [{ bill: 'b1' }],
      },
    ],
  },
  Gemini: {
    targets: ['gemini', 'vertex'],
    value: {
      tools: [
        {
          functionDeclarations: [
            {
              name: 'pay_bill',
              description: 'Pays one bill of the tenant.',
              behavior: 'BLOCKING',
              parameters: {
                type: 'OBJECT',
                properties: {
                  bill: { type: 'STRING', description: 'Key of the bill.' },
                  rows: { type: 'ARRAY', description: 'Rows to pay.', items: { type: 'STRING' } },
                },
                required: ['bill'],
              },
            },
          ],
        },
      ],
    },
  },
  'Gemini, JSON Schema': {
    targets: ['gemini', 'vertex'],
    value: {
      functionDeclarations: [
        {
          name: 'pay_bill',
          description: 'Pays one bill of the tenant.',
          parametersJsonSchema: object({ bill }, { required: ['bill'], additionalProperties: false }),
        },
      ],
    },
  },
  'Bedrock Converse': {
    targets: ['bedrock'],
    value: {
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'pay_bill',
              description: 'Pays one bill of the tenant.',
              inputSchema: { json: object({ bill }, { required: ['bill'] }) },
            },
          },
        ],
      },
    },
  },
  'Cohere v1': {
    targets: ['cohere'],
    value: [
      {
        name: 'pay_bill',
        description: 'Pays one bill of the tenant.',
        parameter_definitions: { bill: { description: 'Key of the bill.', type: 'str', required: true } },
      },
    ],
  },
  MCP: {
    targets: ['mcp', 'vscode', 'claude-code', 'claude-desktop', 'cursor', 'openai', 'anthropic'],
    value: {
      tools: [
        {
          name: 'pay_bill',
          title: 'Pay a bill',
          description: 'Pays one bill of the tenant.',
          inputSchema: {
            $schema: 'http://json-schema.org/draft-07/schema#',
            ...object({ bill }, { required: ['bill'], additionalProperties: false }),
          },
          outputSchema: object(
            { paid: { type: 'boolean', description: 'Whether it is paid.' } },
            { required: ['paid'] },
          ),
          annotations: { readOnlyHint: false, destructiveHint: false },
          icons: [{ src: 'https://example.com/a.png' }],
          execution: { taskSupport: 'optional' },
        },
      ],
    },
  },
  'VS Code manifest': {
    targets: ['vscode'],
    value: {
      name: 'bills',
      contributes: {
        languageModelTools: [
          {
            name: 'bills_pay',
            tags: ['bills'],
            toolReferenceName: 'pay',
            displayName: 'Pay',
            modelDescription: 'Pays one bill of the tenant.',
            userDescription: 'Pays a bill.',
            canBeReferencedInPrompt: true,
            icon: '$(credit-card)',
            when: 'x',
            inputSchema: object({ bill }, { required: ['bill'] }),
          },
        ],
      },
    },
  },
  'MCP bundle': {
    targets: ['mcp', 'claude-desktop'],
    value: {
      manifest_version: '0.3',
      name: 'bills',
      tools: [{ name: 'pay_bill', description: 'Pays one bill of the tenant.' }, { name: 'list_bills' }],
    },
  },
};

describe('the official form of each provider has no finding of weight', () => {
  const cases = Object.entries(OFFICIAL).flatMap(([name, { targets, value }]) =>
    targets.map((target) => ({ name, target, value })),
  );
  it.each(cases)('$name for $target', ({ target, value }) => {
    const { found } = check(value, [target]);
    const grave = found.filter(
      ({ severity, code }) => (severity === 'error' || severity === 'warning') && code !== 'description-missing',
    );
    expect(grave.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  it.each(Object.entries(OFFICIAL))('%s has no key that nobody reads', (_name, { value }) => {
    expect(check(value, []).found.filter(({ code }) => code === 'key-unread' || code === 'key-misplaced')).toEqual([]);
  });
});

describe('profiles', () => {
  it('give every target one, with a source and a day for each fact', () => {
    expect(Object.keys(PROFILES)).toEqual([...TARGETS]);
    for (const profile of Object.values(PROFILES)) {
      for (const fact of Object.values(profile)) {
        if (typeof fact !== 'object' || Array.isArray(fact)) continue;
        expect(fact.source.url, profile.id).toMatch(/^https:\/\//);
        expect(fact.source.read).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }
  });
});

describe('docs/targets.md', () => {
  it('is made from the profiles (npm run generate)', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../docs/targets.md'), 'utf8');
    expect(page).toBe(targetsPage());
    for (const target of TARGETS) expect(page).toContain(`### ${target}`);
  });
});

describe('the matrix', () => {
  const file = JSON.stringify(mcp(object({ tags: { type: 'array', description: 'Tags to set.' } })));
  const catalog = buildCatalog([parseDocument(URI, file)]);
  const row = matrixOf(catalog, () => ({})).rows[0];

  it('says for each target whether a tool works there, and never yes where something is unknown', () => {
    expect(row?.cells.vscode).toEqual({ works: 'no', because: ['target-array-items'] });
    expect(row?.cells.mcp?.works).toBe('warned');
    expect(row?.cells.openai).toEqual({ works: 'no', because: ['openai-array-items'] });
    for (const target of TARGETS)
      if (PROFILES[target].unknown.length > 0) expect(row?.cells[target]?.works).not.toBe('yes');
    expect(row?.cells.mistral).toEqual({ works: 'likely', because: [] });
  });
});
