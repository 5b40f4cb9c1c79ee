import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TARGETS } from '../../../server/src/rules/index.ts';
import { TARGET_DIALECTS } from '../../../server/src/signature/index.ts';

interface Tool {
  readonly name: string;
  readonly when: string;
  readonly inputSchema: { readonly properties: Record<string, { enum?: string[]; items?: { enum?: string[] } }> };
}

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const tools: readonly Tool[] = manifest.contributes.languageModelTools;
const schemaOf = (name: string) => tools.find((tool) => tool.name === name)?.inputSchema.properties;

describe('what agents are told of the tools', () => {
  test('the dialects to convert to are those that can be written', () => {
    expect([...(schemaOf('magnet_convert')?.to?.enum ?? [])].sort()).toEqual([...TARGET_DIALECTS].sort());
  });

  test('the readers to check for are those of the rules', () => {
    expect(schemaOf('magnet_check')?.targets?.items?.enum).toEqual([...TARGETS]);
  });

  test('no tool is there in Restricted Mode', () => {
    expect(tools.map(({ when }) => when)).toEqual(['!magnet.restricted', '!magnet.restricted', '!magnet.restricted']);
  });
});
