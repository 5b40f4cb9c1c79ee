/** Times vscode-json-languageservice on one file in a fresh process: parse, then validate against the dialect's schema. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { getLanguageService, type JSONSchema, TextDocument } from 'vscode-json-languageservice';
import { clockOf } from './clock.ts';

const clock = clockOf(process.pid);
const value: JSONSchema = { $ref: 'http://json-schema.org/draft-07/schema#' };

/** OpenAI's tool list, as its API reference describes it. */
const SCHEMA: JSONSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['type', 'function'],
    properties: {
      type: { enum: ['function'] },
      function: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', pattern: '^[a-zA-Z0-9_-]{1,64}$' },
          description: { type: 'string' },
          parameters: value,
          strict: { type: 'boolean' },
        },
      },
    },
  },
};

const file = process.argv[2] ?? '';
const text = readFileSync(file, 'utf8');
const service = getLanguageService({});
service.configure({ validate: true });

async function parseAndValidate(version: number): Promise<number> {
  const start = clock();
  const document = TextDocument.create('file:///all.json', 'json', version, text);
  await service.doValidation(document, service.parseJSONDocument(document), {}, SCHEMA);
  return clock() - start;
}

const first = await parseAndValidate(1);
const times: number[] = [];
for (let run = 2; run < 7; run++) times.push(await parseAndValidate(run));
times.sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ first, again: times[2] }));
