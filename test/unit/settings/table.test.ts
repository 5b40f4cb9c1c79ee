import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRAPH_DEFAULTS } from '../../../server/src/graph/index.ts';
import { readSettings } from '../../../server/src/lsp/settings.ts';
import { PATH_DEFAULTS } from '../../../server/src/path/index.ts';
import { ruleSettings } from '../../../server/src/rules/docs.ts';
import { TARGETS } from '../../../server/src/rules/index.ts';
import {
  SETTINGS,
  type SettingId,
  type SettingSpec,
  settingIn,
  settingValue,
} from '../../../server/src/settings/index.ts';
import { configurationBlocks, restrictedSettings, settingsPage } from '../../../server/src/settings/manifest.ts';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const ids = Object.keys(SETTINGS) as SettingId[];
const specs = Object.entries(SETTINGS) as [SettingId, SettingSpec][];

describe('what is made from the table of settings (npm run generate)', () => {
  test('the settings in package.json', () => {
    const blocks = configurationBlocks(ruleSettings());
    expect(manifest.contributes.configuration).toEqual(JSON.parse(JSON.stringify(blocks)));
  });

  test('what an untrusted workspace cannot set', () => {
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(restrictedSettings());
  });

  test('docs/settings.md', () => {
    expect(read('docs/settings.md')).toBe(settingsPage());
  });

  test('no two settings of a group claim one place', () => {
    for (const { properties } of manifest.contributes.configuration) {
      const orders = Object.values<{ order?: number }>(properties).map(({ order }) => order);
      expect(orders).toEqual(orders.map((_, index) => index + 1));
    }
  });
});

describe('what the table says is what the code does', () => {
  test('paths are sampled by the defaults of the settings', () => {
    expect(settingValue('paths.length', undefined)).toBe(PATH_DEFAULTS.length);
    expect(settingValue('paths.merge', undefined)).toBe(PATH_DEFAULTS.merge);
  });

  test('the confidence filter starts where the graph does', () => {
    expect(SETTINGS['graph.minimumConfidence'].min).toBe(GRAPH_DEFAULTS.minScore);
  });

  test('the targets are those of the rules', () => {
    expect(Object.keys(SETTINGS.targets.choices)).toEqual([...TARGETS]);
  });

  test('the language server starts with the defaults', () => {
    expect(readSettings(undefined)).toEqual({
      files: [],
      rules: {},
      codeLens: true,
      inlayHints: { types: false, tokens: false },
      runFolder: 'magnet-runs',
      maxProblems: 500,
    });
  });
});

describe('reading what somebody wrote', () => {
  test.each(ids)('%s: its own default is a value it admits', (id) => {
    expect(settingValue(id, SETTINGS[id].default)).toEqual(SETTINGS[id].default);
  });

  test('a number out of its range is the nearest in it; a fraction is no whole number', () => {
    expect(settingValue('graph.minimumConfidence', 0.2)).toBe(0.35);
    expect(settingValue('endpoint.port', 70_000)).toBe(65_535);
    expect(settingValue('paths.count', 2.5)).toBe(12);
    expect(settingValue('teacher.budgetUsd', 2.5)).toBe(2.5);
    expect(settingValue('teacher.budgetUsd', Number.NaN)).toBe(0);
  });

  test('a word that is no choice is not set; names of the prototype are none', () => {
    expect(settingValue('teacher.id', 'openai')).toBe('openai');
    expect(settingValue('teacher.id', 'constructor')).toBe('offline');
    expect(settingValue('targets', ['mcp', 'acme', 'mcp', 4, 'toString'])).toEqual(['mcp']);
  });

  test('of a list at most as many as the table says', () => {
    const globs = Array.from({ length: 300 }, (_, index) => `${index}.json`);
    expect(settingValue('files', globs)).toEqual(globs.slice(0, SETTINGS.files.most));
  });

  test('an id with dots leads into nested objects, and never to what they inherit', () => {
    expect(settingIn({ codeLens: { enabled: false } }, 'codeLens.enabled')).toBe(false);
    expect(settingIn({ codeLens: [] }, 'codeLens.enabled')).toBe(true);
    expect(settingIn(Object.create({ files: ['a'] }), 'files')).toEqual([]);
  });

  test('whatever is written, a setting has a value of its kind and within its range', () => {
    fc.assert(
      fc.property(fc.constantFrom(...specs), fc.anything(), ([id, spec], written) => {
        const value: unknown = settingValue(id, written);
        if (spec.kind === 'list') expect(Array.isArray(value)).toBe(true);
        else expect(typeof value).toBe(typeof spec.default);
        if (spec.kind === 'integer' || spec.kind === 'number') {
          expect(value).toBeGreaterThanOrEqual(spec.min);
          expect(value).toBeLessThanOrEqual(spec.max ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });
});
