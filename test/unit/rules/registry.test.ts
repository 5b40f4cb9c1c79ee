import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Census, censusSection, type Judgements } from '../../../server/src/rules/census.ts';
import { configSchema } from '../../../server/src/rules/config.ts';
import { indexPage, rulePage, ruleSettings } from '../../../server/src/rules/docs.ts';
import { FAMILIES, LEVELS, RULE_CODES, RULES, type Rule, TARGETS } from '../../../server/src/rules/index.ts';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  contributes: { configuration: { title: string; order: number; properties: Record<string, { default?: unknown }> }[] };
};
const rules: readonly Rule[] = RULE_CODES.map((code) => RULES[code]);

describe('the table of rules', () => {
  it('files each rule under its own code', () => {
    for (const code of RULE_CODES) expect(RULES[code].code).toBe(code);
  });

  it.each(rules.map((rule) => [rule.code, rule] as const))('%s is complete', (code, rule) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(FAMILIES).toContain(rule.family);
    // The rules `target-…` hold for every target that states what they ask about.
    expect(rule.family === 'provider').toBe(rule.target !== undefined || rule.code.startsWith('target-'));
    expect(rule.title.length).toBeLessThan(90);
    expect(rule.title).toMatch(/\.$/);
    expect(rule.docs.what.length).toBeGreaterThan(30);
    expect(rule.docs.why.length).toBeGreaterThan(20);
    if (rule.target !== undefined) {
      expect(code.startsWith(`${rule.target}-`)).toBe(true);
      expect(
        rule.docs.sources?.every(({ url, read: date }) => url.startsWith('https://') && /^\d{4}-\d\d-\d\d$/.test(date)),
      ).toBe(true);
    }
  });

  it('keeps every rule and its test in files of the same name', () => {
    const folder = path.join(root, 'server/src/rules');
    for (const family of FAMILIES) {
      const files = readdirSync(path.join(folder, family)).sort();
      const codes = rules.filter((rule) => rule.family === family).map((rule) => rule.code);
      expect(files).toEqual(codes.flatMap((code) => [`${code}.rule.test.ts`, `${code}.rule.ts`]).sort());
    }
  });

  it('names every rule in the registry test of what it needs', () => {
    const silent = rules.filter((rule) =>
      [
        rule.problem,
        rule.checkText,
        rule.checkFunction,
        rule.checkProfile,
        rule.checkProperty,
        rule.checkSchema,
        rule.catalog,
        rule.checkDocument,
        rule.checkCatalog,
        rule.checkGraph,
        rule.checkObservation,
      ].every((part) => part === undefined),
    );
    expect(silent.map((rule) => rule.code)).toEqual([]);
  });
});

describe('what is made from the table (npm run generate)', () => {
  it('settings in package.json', () => {
    const block = manifest.contributes.configuration.find(({ title }) => title === '%group.rules%');
    expect(block?.properties).toEqual(JSON.parse(JSON.stringify(ruleSettings())));
  });

  it('no other settings under magnet.rules', () => {
    const others = manifest.contributes.configuration
      .filter(({ title }) => title !== '%group.rules%')
      .flatMap(({ properties }) => Object.keys(properties).filter((name) => name.startsWith('magnet.rules.')));
    expect(others).toEqual([]);
  });

  it('the schema of magnet.config.jsonc', () => {
    expect(JSON.parse(read('schemas/magnet.config.schema.json'))).toEqual(JSON.parse(JSON.stringify(configSchema())));
  });

  it('the same targets as the setting', () => {
    const targets = manifest.contributes.configuration
      .flatMap(({ properties }) => Object.entries(properties))
      .find(([name]) => name === 'magnet.targets')?.[1] as { items: { enum: string[] } };
    expect(targets.items.enum).toEqual([...TARGETS]);
  });

  it.each(RULE_CODES)('docs/rules/%s.md', (code) => {
    expect(read(`docs/rules/${code}.md`)).toBe(rulePage(code));
  });

  it('the index, and no page of a rule that is gone', () => {
    const census = JSON.parse(read('docs/rules/census.json')) as Census;
    const judged = JSON.parse(read('docs/rules/judged.json')) as Judgements;
    expect(read('docs/rules/index.md')).toBe(indexPage(censusSection(census, judged)));
    expect(Object.keys({ ...census.counts, ...judged.looked }).filter((code) => !(code in RULES))).toEqual([]);
    const pages = readdirSync(path.join(root, 'docs/rules')).sort();
    expect(pages).toEqual([...RULE_CODES.map((code) => `${code}.md`), 'index.md', 'census.json', 'judged.json'].sort());
  });

  it('levels in words', () => {
    expect(LEVELS).toEqual(['error', 'warning', 'information', 'hint', 'off']);
  });
});
