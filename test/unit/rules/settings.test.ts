import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  checkCatalog,
  editorSettings,
  levelOf,
  mergeSettings,
  parseConfig,
  RULES,
  setLevelEdit,
  targetsFor,
} from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

describe('magnet.config.jsonc', () => {
  it('reads rules, targets and files, with comments', () => {
    const { config, problems } = parseConfig(`{
      // A benchmark's own data.
      "rules": { "prose-unit": "off", "type-missing": "error" },
      "targets": ["openai", "mcp"],
      "files": ["schemas/**/*.json"],
    }`);
    expect(problems).toEqual([]);
    expect({ ...config, rules: { ...config.rules } }).toEqual({
      rules: { 'prose-unit': 'off', 'type-missing': 'error' },
      targets: ['openai', 'mcp'],
      files: ['schemas/**/*.json'],
    });
  });

  it.each([
    ['{"rules": {"no-such-rule": "off"}}', 'there is no rule "no-such-rule"', '"off"'],
    ['{"rules": {"type-missing": "loud"}}', 'a level is one of error, warning', '"loud"'],
    ['{"targets": ["openai", "llama"]}', 'a target is one of openai', '"llama"'],
    ['{"colour": 1}', 'there is no setting "colour"', '1'],
    ['[1]', 'the settings must be an object', '[1]'],
    ['{"files": "a"}', '"files" must be a list of globs', '"a"'],
  ])('names what is wrong in %s', (text, message, place) => {
    const { problems } = parseConfig(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(text.slice(problems[0]?.span.start, problems[0]?.span.end)).toBe(place);
  });

  it.each(['', '{', '{"rules": ', '\u0000\u0001', '{"__proto__": {"rules": {}}}', '{"rules": {"__proto__": "off"}}'])(
    'survives %j',
    (text) => {
      expect(() => parseConfig(text)).not.toThrow();
      expect(({} as Record<string, unknown>).rules).toBeUndefined();
    },
  );

  it('is edited in place when a level is set', () => {
    const text = '{\n  // ours\n  "rules": {\n    "type-missing": "error"\n  }\n}\n';
    const after = applyChanges(text, setLevelEdit(text, 'prose-unit', 'off'));
    expect(after).toBe('{\n  // ours\n  "rules": {\n    "type-missing": "error",\n    "prose-unit": "off"\n  }\n}\n');
    expect(applyChanges('', setLevelEdit('', 'prose-unit', 'off'))).toContain('"prose-unit": "off"');
  });
});

describe('levels', () => {
  it('come from the settings, else from the strictest target that is on', () => {
    const auto = mergeSettings({});
    expect(levelOf(RULES['required-default'], [], auto)).toBe('information');
    expect(levelOf(RULES['required-default'], ['openai', 'bfcl'], auto)).toBe('warning');
    expect(levelOf(RULES['required-default'], ['bfcl'], mergeSettings({ rules: { 'required-default': 'off' } }))).toBe(
      'off',
    );
  });

  it('lay a later layer over an earlier one', () => {
    const settings = mergeSettings(
      { rules: { 'prose-unit': 'error' }, targets: ['mcp'] },
      { rules: { 'prose-unit': 'off' } },
    );
    expect(settings.rules['prose-unit']).toBe('off');
    expect(settings.targets).toEqual(['mcp']);
  });

  it('take targets from what a file is written for, unless some are named', () => {
    expect(targetsFor('gemini', mergeSettings({}))).toEqual(['gemini']);
    expect(targetsFor('fsig', mergeSettings({}))).toEqual([]);
    expect(targetsFor('fsig', mergeSettings({ targets: ['openai', 'anthropic'] }))).toEqual(['openai', 'anthropic']);
  });

  it("read the editor's settings: what is given counts, also where it equals the default", () => {
    const { rules, targets } = editorSettings({
      rules: { 'type-missing': 'warning', 'prose-unit': 'off', nonsense: 'off', 'dead-end': 7 },
      targets: [],
    });
    expect({ ...rules }).toEqual({ 'type-missing': 'warning', 'prose-unit': 'off' });
    expect(targets).toBeUndefined();
    expect(editorSettings(null)).toEqual({});
  });
});

describe('suppression', () => {
  const codes = (name: string, text: string) => {
    const uri = `file:///${name}`;
    const found = checkCatalog({ catalog: buildCatalog([parseDocument(uri, text)]) }).get(uri) ?? [];
    return found.map(({ code }) => code);
  };

  it('by comment above a function covers all of it', () => {
    expect(codes('a.fsig', 'function pay(to: string): boolean;')).toContain('description-parameter-missing');
    expect(
      codes(
        'a.fsig',
        '// magnet-ignore description-missing, description-parameter-missing\nfunction pay(to: string): boolean;',
      ),
    ).toEqual([]);
    expect(codes('a.fsig', '// magnet-ignore\n/** */\nfunction pay(to: string): boolean;')).toEqual([]);
  });

  it('by comment covers only the codes named and only its place', () => {
    const text = '// magnet-ignore description-missing\nfunction pay(): boolean;\nfunction get(): boolean;';
    expect(codes('a.fsig', text)).toEqual(['description-missing']);
    expect(codes('a.fsig', `// magnet-ignore-file description-missing\n${text}`)).toEqual([]);
  });

  it('beside something covers its line', () => {
    const text =
      'function pay(\n  id: string, // magnet-ignore description-parameter-missing\n  to: string\n): boolean;';
    expect(codes('a.fsig', text).filter((code) => code === 'description-parameter-missing')).toHaveLength(1);
  });

  it('by key covers a function or one schema', () => {
    const tool = (extra: string, inner = '') =>
      `{"name": "pay", "description": "Pays an invoice in full.", ${extra}"inputSchema": {"type": "object", "properties": {"a": {${inner}"type": "string"}, "b": {"type": "string"}}}}`;
    const missing = (text: string) =>
      codes('a.tools.json', text).filter((code) => code === 'description-parameter-missing').length;
    expect(missing(tool(''))).toBe(2);
    expect(missing(tool('"x-magnet-ignore": ["description-parameter-missing"], '))).toBe(0);
    expect(missing(tool('', '"x-magnet-ignore": "description-parameter-missing", '))).toBe(1);
    expect(missing(tool('', '"x-magnet-ignore": "*", '))).toBe(1);
  });

  it('by comment in JSON with comments', () => {
    const text =
      '[\n  // magnet-ignore description-missing\n  {"name": "pay", "inputSchema": {"type": "object", "properties": {}}}\n]';
    expect(codes('a.tools.json', text)).not.toContain('description-missing');
  });
});
