// Counts how often each rule is reported on collections of real tools, and with `--write` keeps that in
// docs/rules/census.json, from which `npm run generate` makes the table in docs/rules/index.md. `--show CODE [--count N]` prints findings of one rule to be looked at by hand.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadTables } from './load-tables.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = path.join(root, '../shared/data');

/** Collections by what they are; the files of each. */
const COLLECTIONS = [
  ['benchmark, multi-turn', ['bfcl/multi_turn_func_doc']],
  ['benchmark, single-turn', [/^bfcl\/BFCL_v4_(?:simple|multiple|live_simple|irrelevance)/]],
  ['MCP servers', [/^mcp\/[^/]+\/tools-list\.json$/]],
  ['customer service', ['tau-bench', 'tau2-bench']],
  ['web APIs', ['stabletoolbench']],
  ['tool list', ['seal-tools']],
  ['atomic and deep', ['acebench']],
  ['OpenAPI', ['openapi']],
];

function* filesUnder(folder) {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* filesUnder(file);
    else if (/\.(?:json|jsonl|ya?ml)$/.test(name)) yield file;
  }
}

if (!existsSync(data)) {
  console.error(`No collections at ${data}: nothing to count.`);
  process.exit(0);
}
const rules = await loadTables();
const all = [...filesUnder(data)];
const argument = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const wanted = argument('--show');
const many = Number(argument('--count') ?? 20);
const census = {
  collections: [],
  functions: [],
  counts: Object.fromEntries(rules.RULE_CODES.map((code) => [code, []])),
};
const shown = [];

for (const [name, patterns] of COLLECTIONS) {
  const files = all.filter((file) => {
    const relative = path.relative(data, file).replaceAll('\\', '/');
    return patterns.some((pattern) =>
      typeof pattern === 'string' ? relative.startsWith(`${pattern}/`) : pattern.test(relative),
    );
  });
  const findings = [];
  let functions = 0;
  for (const file of files) {
    const { catalog, found } = check(file);
    functions += catalog.entries.length;
    findings.push(...found);
  }
  census.collections.push(name);
  census.functions.push(functions);
  for (const code of rules.RULE_CODES)
    census.counts[code].push(findings.filter((finding) => finding.code === code).length);
  shown.push(...findings.filter((finding) => finding.code === wanted).map((finding) => ({ name, ...finding })));
}

/** Each file is a catalog of its own: the collections have nothing to do with each other. */
function check(file) {
  const uri = pathToFileURL(file).href;
  const catalog = rules.buildCatalog([rules.parseDocument(uri, readFileSync(file, 'utf8'))]);
  const checker = rules.createChecker();
  const needed = wanted === undefined || rules.RULES[wanted]?.checkGraph !== undefined;
  checker.update({ catalog, graph: needed ? rules.buildGraph(catalog.entries) : undefined });
  const { findings } = checker.findings(uri);
  for (const failure of checker.takeFailures()) console.error('A rule failed:', failure);
  return { catalog, found: findings };
}

if (wanted !== undefined) {
  const step = Math.max(1, Math.floor(shown.length / many));
  for (let index = 0; index < shown.length && index / step < many; index += step) {
    const { uri, span, message, data: about, severity } = shown[index];
    const text = readFileSync(fileURLToPath(uri), 'utf8');
    console.log(
      `\n${severity} ${path.relative(data, fileURLToPath(uri))} ${about.id ?? ''} ${about.part.join('/')}\n  ${message}`,
    );
    console.log(
      `  > ${text.slice(Math.max(0, span.start - 80), span.start).replace(/\s+/g, ' ')}⟦${text.slice(span.start, Math.min(span.end, span.start + 300)).replace(/\s+/g, ' ')}⟧${text.slice(span.end, span.end + 80).replace(/\s+/g, ' ')}`,
    );
  }
  console.log(`\n${shown.length} findings of ${wanted}.`);
} else {
  for (const code of Object.keys(census.counts))
    if (census.counts[code].every((count) => count === 0)) delete census.counts[code];
  console.log(JSON.stringify(census, null, 2));
  if (process.argv.includes('--write')) {
    writeFileSync(path.join(root, 'docs/rules/census.json'), `${JSON.stringify(census, null, 2)}\n`);
    console.log('Wrote docs/rules/census.json; npm run generate puts it into docs/rules/index.md.');
  }
}
