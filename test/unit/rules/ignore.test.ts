import { describe, expect, it } from 'vitest';
import { applyChanges, createChecker, suppressHere } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/** The text after "ignore here" on the first finding of a code, and what is still found of it. */
function ignore(name: string, text: string, code: string) {
  const uri = `file:///${name}`;
  const look = (content: string) => {
    const catalog = buildCatalog([parseDocument(uri, content)]);
    const checker = createChecker();
    checker.update({ catalog });
    return { catalog, findings: checker.findings(uri).findings.filter((finding) => finding.code === code) };
  };
  const before = look(text);
  const [first] = before.findings;
  if (first === undefined) throw new Error(`no ${code} in ${text}`);
  const after = applyChanges(text, suppressHere(first, before.catalog)?.[0]?.changes ?? []);
  return { after, left: before.findings.length - look(after).findings.length };
}

describe('ignore here', () => {
  it('puts a comment above the declaration in .fsig', () => {
    const { after, left } = ignore('a.fsig', 'namespace a {\n  function pay(): boolean;\n}', 'description-missing');
    expect(after).toBe('namespace a {\n  // magnet-ignore description-missing\n  function pay(): boolean;\n}');
    expect(left).toBe(1);
  });

  it('goes above the documentation when the finding is in it', () => {
    const { after, left } = ignore('a.fsig', '/** Pay it. */\nfunction pay(): boolean;', 'description-repeats-name');
    expect(after).toBe('// magnet-ignore description-repeats-name\n/** Pay it. */\nfunction pay(): boolean;');
    expect(left).toBe(1);
  });

  it('adds to the comment that is there', () => {
    const { after } = ignore('a.fsig', '// magnet-ignore prose-unit\nfunction pay(): boolean;', 'description-missing');
    expect(after).toBe('// magnet-ignore prose-unit, description-missing\nfunction pay(): boolean;');
  });

  it('puts a key into the nearest schema in JSON, one code after the other', () => {
    const tool = (extra: string) =>
      `{"name": "pay", "description": "Settles an invoice.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"${extra}}}}}`;
    const { after, left } = ignore('a.tools.json', tool(''), 'description-parameter-missing');
    expect(after).toBe(tool(', "x-magnet-ignore": ["description-parameter-missing"]'));
    expect(left).toBe(1);
    expect(
      ignore('a.tools.json', tool(', "x-magnet-ignore": "prose-unit"'), 'description-parameter-missing').after,
    ).toBe(tool(', "x-magnet-ignore": ["prose-unit", "description-parameter-missing"]'));
  });

  it('puts a key into the function for what is about the function', () => {
    const text = '[\n  {\n    "type": "function",\n    "function": {\n      "name": "pay"\n    }\n  }\n]';
    expect(ignore('a.tools.json', text, 'description-missing').left).toBe(1);
  });

  it('gives nothing where nothing can be written', () => {
    const uri = 'file:///a.tools.json';
    const catalog = buildCatalog([parseDocument(uri, '[{"name": ')]);
    const checker = createChecker();
    checker.update({ catalog });
    const [first] = checker.findings(uri).findings;
    expect(first === undefined ? undefined : suppressHere(first, catalog)).toBeUndefined();
  });
});
