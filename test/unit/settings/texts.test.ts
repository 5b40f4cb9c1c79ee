import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeTexts, textsOfClient } from '../../../scripts/texts.mjs';
import { ruleTexts } from '../../../server/src/rules/docs.ts';
import { settingTexts } from '../../../server/src/settings/manifest.ts';

/** What a person reads of the extension itself, in every language it has. */

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): Record<string, string> => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const english = { manifest: read('package.nls.json'), client: read('l10n/bundle.l10n.json') };
const languages = readdirSync(root).flatMap((name) => /^package\.nls\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);

/** What has to stand in every translation of a text: places to fill in, commands that links run, ids of settings. */
function fixedParts(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|\(command:[\w.]+\)|\$\([\w-]+\)|`[^`]*`/g)].map(([part]) => part).sort();
}

describe('what is made from manifest and client (npm run generate)', () => {
  test('package.nls.json holds the manifest’s texts, and the manifest their keys', () => {
    const manifest = read('package.json');
    const texts = { ...takeTexts(manifest, english.manifest), ...settingTexts(), ...ruleTexts() };
    expect(english.manifest).toEqual(texts);
    expect(read('package.json')).toEqual(manifest);
  });

  test('the bundle holds what the client shows', () => {
    expect(Object.keys(english.client)).toEqual(textsOfClient(path.join(root, 'client/src')));
  });

  test('every key in the manifest has a text', () => {
    const keys = [...readFileSync(path.join(root, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)].map(
      ([, key]) => key,
    );
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter((key = '') => english.manifest[key] === undefined)).toEqual([]);
  });
});

test('German is there', () => {
  expect(languages).toContain('de');
});

describe.each(languages)('in %s', (language) => {
  const translated = {
    manifest: read(`package.nls.${language}.json`),
    client: read(`l10n/bundle.l10n.${language}.json`),
  };

  test.each(['manifest', 'client'] as const)('%s: no text is missing, none is left over', (part) => {
    expect(Object.keys(translated[part]).sort()).toEqual(Object.keys(english[part]).sort());
    expect(Object.entries(translated[part]).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test.each(['manifest', 'client'] as const)(
    '%s: places, commands, icons and code stand in it as in English',
    (part) => {
      for (const [key, text] of Object.entries(translated[part])) {
        expect([key, fixedParts(text)]).toEqual([key, fixedParts(english[part][key] ?? '')]);
      }
    },
  );
});

test('what ships holds the texts', () => {
  const shipped = readFileSync(path.join(root, '.vscodeignore'), 'utf8');
  expect(shipped).toContain('!package.nls*.json');
  expect(shipped).toContain('!l10n/*.json');
  expect(existsSync(path.join(root, String(read('package.json').l10n)))).toBe(true);
});
