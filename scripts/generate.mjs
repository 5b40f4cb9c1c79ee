// Writes what is made from the tables of settings and rules: the settings in package.json and all its texts, the
// list of the client's texts, docs/settings.md, docs/targets.md, the pages under
// docs/rules, the schema of magnet.config.jsonc and the figures in the README. `--check` writes nothing and fails where something is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadTables } from './load-tables.mjs';
import { speedTable } from './speed-table.mjs';
import { takeTexts, textsOfClient } from './texts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const tables = await loadTables();
const stale = [];

function read(file) {
  const target = path.join(root, file);
  return existsSync(target) ? readFileSync(target, 'utf8') : '';
}

function write(file, text) {
  if (read(file) === text) return;
  stale.push(file);
  if (check) return;
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** The text with what stands between `<!-- made:name -->` and `<!-- /made:name -->` replaced. */
function between(text, name, made) {
  const [start, end] = [`<!-- made:${name} -->`, `<!-- /made:${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}.`);
  return text.slice(0, from + start.length) + made + text.slice(to);
}

const manifest = JSON.parse(read('package.json'));
manifest.contributes.configuration = tables.configurationBlocks(tables.ruleSettings());
manifest.capabilities.untrustedWorkspaces.restrictedConfigurations = tables.restrictedSettings();
const texts = {
  ...takeTexts(manifest, JSON.parse(read('package.nls.json') || '{}')),
  ...tables.settingTexts(),
  ...tables.ruleTexts(),
};
write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
write('package.nls.json', `${JSON.stringify(texts, null, 2)}\n`);
const shown = textsOfClient(path.join(root, 'client/src'));
write('l10n/bundle.l10n.json', `${JSON.stringify(Object.fromEntries(shown.map((text) => [text, text])), null, 2)}\n`);
write('docs/settings.md', tables.settingsPage());
write('docs/targets.md', tables.targetsPage());

write('schemas/magnet.config.schema.json', `${JSON.stringify(tables.configSchema(), null, 2)}\n`);
for (const code of tables.RULE_CODES) write(`docs/rules/${code}.md`, tables.rulePage(code));
const data = (name) => JSON.parse(read(`docs/rules/${name}.json`));
write('docs/rules/index.md', tables.indexPage(tables.censusSection(data('census'), data('judged'))));

// Figures in the README stand between markers, so that nobody copies them by hand.
const families = `${tables.RULE_CODES.length} rules in ${tables.FAMILIES.length} families`;
write('README.md', between(read('README.md'), 'rules', families));
if (read('README.md').includes('<!-- made:speed -->') && read('docs/speed.json') !== '')
  write('README.md', between(read('README.md'), 'speed', speedTable(JSON.parse(read('docs/speed.json')))));

const pages = new Set([...tables.RULE_CODES.map((code) => `${code}.md`), 'index.md', 'census.json', 'judged.json']);
for (const file of readdirSync(path.join(root, 'docs/rules'))) {
  if (pages.has(file)) continue;
  stale.push(`docs/rules/${file}`);
  if (!check) rmSync(path.join(root, 'docs/rules', file));
}

if (check && stale.length > 0) {
  console.error(`Out of date, run npm run generate: ${stale.join(', ')}`);
  process.exitCode = 1;
} else console.log(stale.length === 0 ? 'All up to date.' : `Wrote ${stale.join(', ')}.`);
