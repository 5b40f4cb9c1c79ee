import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  catalogHash,
  editDocument,
  formatFsig,
  lineIndex,
  locate,
  parseDocument,
  validateValue,
  writeFsig,
} from '../../../server/src/signature/index.ts';

const URI = 'file:///hostile.fsig';
const LEVELS = 10_000;

/** Everything that is done with a text. Work that grows out of hand ends at the tests' time limit. */
function survive(text: string) {
  const document = parseDocument(URI, text);
  const catalog = buildCatalog([document]);
  const problems = catalog.problems(URI);
  for (const { span } of problems) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeLessThanOrEqual(text.length);
  }
  for (const entry of catalog.entries.slice(0, 20)) {
    locate(entry, ['parameters', 'properties', 'a']);
    validateValue(entry.signature.parameters, { a: [] });
  }
  formatFsig(document, { tabSize: 2, insertSpaces: true });
  writeFsig(catalog.entries);
  catalogHash(catalog);
  buildCatalog([editDocument(document, [{ span: { start: 0, end: 0 }, text: ' ' }])], catalog);
  return { catalog, problems, codes: [...new Set(problems.map(({ code }) => code))] };
}

describe('hostile .fsig', () => {
  const deep: [string, string][] = [
    ['objects', `function f(a: ${'{ a: '.repeat(LEVELS)}string${' }'.repeat(LEVELS)}): void;\nfunction g(): void;`],
    ['arrays', `function f(a: string${'[]'.repeat(LEVELS)}): void;\nfunction g(): void;`],
    ['parentheses', `function f(a: ${'('.repeat(LEVELS)}string${')'.repeat(LEVELS)}): void;\nfunction g(): void;`],
    ['generics', `function f(a: ${'Array<'.repeat(LEVELS)}string${'>'.repeat(LEVELS)}): void;\nfunction g(): void;`],
    ['tuples', `function f(a: ${'['.repeat(LEVELS)}string${']'.repeat(LEVELS)}): void;\nfunction g(): void;`],
    ['defaults', `function f(a: unknown = ${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}): void;\nfunction g(): void;`],
    ['brackets never closed', `function f(a: ${'{ a: ['.repeat(LEVELS)}\nfunction g(): void;`],
  ];
  it.each(deep)('%s nested 10,000 levels deep are cut, and what follows is read', (_name, text) => {
    const { catalog, problems } = survive(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(catalog.get('g')).toBeDefined();
  });

  it('namespaces nested 10,000 levels deep', () => {
    const { catalog } = survive(`${'namespace a { '.repeat(LEVELS)}function f(): void;${'}'.repeat(LEVELS)}`);
    expect(catalog.entries).toHaveLength(1);
  });

  it('20,000 namespaces in each other with a function in each: names stop growing, which is said once', () => {
    const levels = Array.from({ length: 20_000 }, (_, at) => `namespace level_${at} { function find_${at}(): void;\n`);
    const { catalog, problems } = survive(`${levels.join('')}${'}'.repeat(20_000)}`);
    expect(catalog.entries).toHaveLength(20_000);
    expect(Math.max(...catalog.entries.map(({ id }) => id.length))).toBeLessThan(2_100);
    const said = problems.filter(({ data }) => /100 deep at most/.test(String(data.message)));
    expect(said).toHaveLength(1);
  });

  it('chains of 10,000 types, interfaces and defaults', () => {
    const chain = Array.from({ length: LEVELS }, (_, at) => `type T${at} = T${at + 1}[];`).join('\n');
    const bases = Array.from({ length: 2_000 }, (_, at) => `interface I${at} extends I${at + 1} { p${at}: string }`);
    survive(`${chain}\ntype T${LEVELS} = string;\n${bases.join('\n')}\nfunction f(a: T0, i: I0): void;`);
  }, 60_000);

  it('10 MB on one line', () => {
    const tool = `/** ${'Does it well. '.repeat(100)}*/ function f(a: "x" | "y" = "x"): void; `;
    const { catalog } = survive(tool.repeat(10_000).slice(0, 1e7));
    expect(catalog.entries.length).toBeGreaterThan(5_000);
  }, 90_000);

  it('10 MB in one string, one comment, one name', () => {
    expect(survive(`type A = "${'x'.repeat(1e7)}";`).problems).toEqual([]);
    expect(survive(`/** ${'@minimum 1 '.repeat(1e5)} */\ntype A = number;`).problems).toEqual([]);
    survive(`function ${'x'.repeat(1e7)}(a: string): void;`);
  }, 60_000);

  it('bytes that are no text', () => {
    const bytes = Array.from({ length: 50_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join('');
    expect(survive(bytes).codes).toContain('syntax-error');
    survive(`\u0000\u0001${'\ud800'.repeat(1_000)}\udc00`);
  });

  it('no text at all', () => {
    expect(survive('').problems).toEqual([]);
    expect(survive('\ufeff \r\n\t').problems).toEqual([]);
    expect(survive('/* open').problems).toHaveLength(1);
  });

  it('names of the object prototype are names', () => {
    const { catalog, problems } = survive(
      'interface __proto__ { __proto__: string; constructor?: toString }\ntype toString = string;\n' +
        'namespace constructor { function __proto__(hasOwnProperty: __proto__, "a b": toString = "x"): __proto__; }',
    );
    expect(problems).toEqual([]);
    const { signature } = catalog.get('constructor.__proto__') ?? {};
    expect(Object.keys(signature?.parameters.properties ?? {})).toEqual(['hasOwnProperty', 'a b']);
    expect(Object.keys(signature?.parameters.$defs ?? {}).sort()).toEqual(['__proto__', 'toString']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('tabs, CRLF, right-to-left text and emoji keep places in UTF-16', () => {
    const text = '\ufeff/** שלום 👩‍🚀. */\r\nfunction 🚀שיגור(\tיעד: "ירח🌕" | "מאדים"): void;\r\n';
    const { catalog, problems } = survive(text);
    expect(problems).toEqual([]);
    const entry = catalog.get('🚀שיגור');
    expect(entry?.signature.description).toBe('שלום 👩‍🚀.');
    const span = entry === undefined ? undefined : locate(entry, ['parameters', 'properties', 'יעד', 'enum', 0]);
    expect(span === undefined ? '' : text.slice(span.start, span.end)).toBe('"ירח🌕"');
    const lines = lineIndex(text);
    expect(lines.positionAt(text.indexOf('יעד'))).toEqual({ line: 1, character: 18 });
    expect(lines.offsetAt({ line: 1, character: 9_999 })).toBe(text.length - 2);
  });

  it('a thousand functions of one name, and a type in a thousand places', () => {
    const { catalog } = survive(`type T = string;\n${'function f(a: T): T;\n'.repeat(1_000)}`);
    expect(catalog.entries.at(-1)?.id).toBe('f@1000');
  });
});
