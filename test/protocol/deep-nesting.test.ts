import { afterEach, expect, test } from 'vitest';
import { TestClient } from './client.ts';

let client: TestClient;
afterEach(() => client.stop());

const LEVELS = 20_000;
/** A namespace in a namespace, and so on, each with what a level has. */
const nested = (level: (at: number) => string) =>
  `${Array.from({ length: LEVELS }, (_, at) => `namespace n${at} {\n${level(at)}`).join('')}${'}\n'.repeat(LEVELS)}`;

const FILES: readonly (readonly [string, string])[] = [
  ['in-each-other', `${nested(() => '')}`],
  ['a-function-in-each', nested((at) => `/** Finds ${at}. */ function find_${at}(a: string): string;\n`)],
  ['in-one-line', `${'namespace a {'.repeat(LEVELS)}function f(a: string): string;${'}'.repeat(LEVELS)}`],
  ['in-one-name', `namespace ${'n.'.repeat(LEVELS)}n {\nfunction f(a: string): string;\n}\n`],
  ['never-closed', 'namespace a {\n'.repeat(LEVELS)],
  [
    'types-in-a-ring',
    `${Array.from({ length: LEVELS }, (_, at) => `type T${at} = T${(at + 1) % LEVELS};\n`).join('')}function f(a: T0): string;`,
  ],
];

test.each(FILES)(
  '20,000 levels, %s: every request is answered, and the bound is said once',
  async (name, text) => {
    client = await TestClient.start({ initializationOptions: { longestWorkMs: 60_000 } });
    client.open('deep.fsig', text);
    const uri = client.uri('deep.fsig');
    const position = { line: 3, character: 2 };
    for (const [method, more] of [
      ['textDocument/documentSymbol', {}],
      ['textDocument/foldingRange', {}],
      ['textDocument/semanticTokens/full', {}],
      ['textDocument/hover', { position }],
      ['textDocument/completion', { position }],
      ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
      ['textDocument/codeLens', {}],
      ['textDocument/documentLink', {}],
    ] as const) {
      await client.rpc.request(method, { textDocument: { uri }, ...more });
    }
    const found = await client.diagnostics('deep.fsig');
    expect(found.map(({ code }) => code)).not.toContain('work-ended');
    const said = found.filter(({ message }) => /100 deep at most/.test(message));
    expect(said).toHaveLength(name === 'types-in-a-ring' ? 0 : 1);
  },
  120_000,
);
