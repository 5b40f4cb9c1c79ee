import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { overrides, STAGES } from '../../scripts/arrows.mjs';
import { NAME_READERS, READING_ALLOWED } from '../../scripts/name-readers.mjs';

const root = path.resolve(import.meta.dirname, '../..');

test('biome.json holds the arrows of scripts/arrows.mjs (`npm run arrows` writes them)', () => {
  const settings = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'));
  expect(settings.overrides).toEqual(overrides());
});

test('every folder of the server stands in the table', () => {
  const folders = readdirSync(path.join(root, 'server/src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const known = new Set(STAGES.map(({ name }) => name));
  expect(folders.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

test('every file that is allowed to read names still does', () => {
  const imports = new RegExp(`import \\{[^}]*\\b${NAME_READERS}\\b[^}]*\\} from '[^']*/english/index\\.ts'`);
  const idle = Object.entries(READING_ALLOWED).flatMap(([stage, reasons]) =>
    Object.values(reasons)
      .flat()
      .map((file) => `server/src/${stage}/${file}`)
      .filter((file) => !imports.test(readFileSync(path.join(root, file), 'utf8'))),
  );
  expect(idle).toEqual([]);
});
