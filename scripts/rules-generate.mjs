// Writes what is made from the table of rules: the settings in package.json, the pages under docs/rules and the schema of
// magnet.config.jsonc. `--check` writes nothing and fails where something is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadRules } from './rules-load.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const rules = await loadRules();
const stale = [];

function write(file, text) {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  stale.push(file);
  if (check) return;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

const manifestText = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText);
const groups = manifest.contributes.configuration;
const index = groups.findIndex((group) => group.title === 'Rules');
const order = index < 0 ? groups.length + 1 : groups[index].order;
groups.splice(index < 0 ? groups.length : index, index < 0 ? 0 : 1, rules.settingsBlock(order));
write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);

write('schemas/magnet.config.schema.json', `${JSON.stringify(rules.configSchema(), null, 2)}\n`);
for (const code of rules.RULE_CODES) write(`docs/rules/${code}.md`, rules.rulePage(code));
const indexFile = path.join(root, 'docs/rules/index.md');
const before = existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : '';
const census = before.includes(rules.CENSUS_START) ? before.slice(before.indexOf(rules.CENSUS_START)) : '';
write('docs/rules/index.md', rules.indexPage(census));

const pages = new Set([...rules.RULE_CODES.map((code) => `${code}.md`), 'index.md']);
for (const file of readdirSync(path.join(root, 'docs/rules'))) {
  if (pages.has(file)) continue;
  stale.push(`docs/rules/${file}`);
  if (!check) rmSync(path.join(root, 'docs/rules', file));
}

if (check && stale.length > 0) {
  console.error(`Out of date, run npm run rules:generate: ${stale.join(', ')}`);
  process.exitCode = 1;
} else console.log(stale.length === 0 ? 'Rules: all up to date.' : `Rules: wrote ${stale.length} files.`);
