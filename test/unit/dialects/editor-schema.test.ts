import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getLanguageService, type JSONSchema, TextDocument } from 'vscode-json-languageservice';
import { writeJson } from '../../../server/src/signature/dialects/write.ts';
import { buildCatalog, parseDocument, TARGET_DIALECTS } from '../../../server/src/signature/index.ts';
import { hasData, toolFiles } from './support.ts';

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'));
const schema = read('schemas/tools.schema.json') as JSONSchema;

function serviceFor(text: string) {
  const service = getLanguageService({});
  service.configure({ validate: true, schemas: [{ uri: 'magnet://tools', fileMatch: ['*'], schema }] });
  const document = TextDocument.create('file:///a.tools.json', 'json', 1, text);
  return { service, document, parsed: service.parseJSONDocument(document) };
}

async function diagnostics(text: string): Promise<string[]> {
  const { service, document, parsed } = serviceFor(text);
  return (await service.doValidation(document, parsed)).map(({ message }) =>
    typeof message === 'string' ? message : message.value,
  );
}

/** Labels offered where `|` stands. */
async function offered(marked: string): Promise<string[]> {
  const { service, document, parsed } = serviceFor(marked.replace('|', ''));
  const list = await service.doComplete(document, document.positionAt(marked.indexOf('|')), parsed);
  return list?.items.map(({ label }) => label) ?? [];
}

const TOOL = { name: 'f', description: 'd', inputSchema: { type: 'object', properties: { a: { type: 'string' } } } };

describe("VS Code's own JSON support", () => {
  it('is told of narrow patterns only', () => {
    const { contributes } = read('package.json');
    const patterns = contributes.jsonValidation.flatMap(({ fileMatch }: { fileMatch: string | string[] }) => fileMatch);
    expect(patterns).toContain('*.tools.json');
    for (const pattern of patterns) expect(pattern).not.toMatch(/^(\*\*\/)?\*\.json$|^\*$/);
  });

  it.each(TARGET_DIALECTS.filter((id) => id !== 'fsig'))('has nothing to say against %s', async (dialect) => {
    const { entries } = buildCatalog([parseDocument('file:///a.tools.json', JSON.stringify({ tools: [TOOL] }))]);
    expect(await diagnostics(writeJson(entries, dialect, () => undefined).text)).toEqual([]);
  });

  it.skipIf(!hasData)('has nothing to say against real files (needs ../shared/data)', async () => {
    for (const { name, text } of toolFiles().filter((file) => /tools-list|-tools\.json/.test(file.name))) {
      expect([name, await diagnostics(text)]).toEqual([name, []]);
    }
  });

  it('completes the keys of a tool and of a schema', async () => {
    expect(await offered('[{ "name": "f", | }]')).toEqual(
      expect.arrayContaining(['description', 'inputSchema', 'parameters', 'input_schema']),
    );
    expect(await offered('{ "tools": [{ "inputSchema": { | } }] }')).toEqual(
      expect.arrayContaining(['properties', 'required']),
    );
    expect(await offered('{ "tools": [{ "annotations": { | } }] }')).toContain('readOnlyHint');
  });

  it('offers whole tools', async () => {
    expect(await offered('[ | ]')).toEqual(expect.arrayContaining(['MCP tool', 'OpenAI tool (chat)', 'BFCL function']));
  });

  it('marks a name that is no string', async () => {
    expect((await diagnostics('[{ "name": 3 }]')).length).toBeGreaterThan(0);
  });
});
