// Which folder of the server may import which. `biome.json` holds this as lint rules: `npm run arrows` writes them there,
// and test/unit/arrows.test.ts compares the two.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NAME_READERS, READING_ALLOWED } from './name-readers.mjs';

/**
 * The folders of `server/src` in order: a folder imports only from folders above it, and only through their `index.ts`.
 * `io` folders may use Node's input and output; the others take what they need as an argument.
 */
export const STAGES = [
  { name: 'english', io: false },
  { name: 'json', io: false },
  { name: 'page', io: false },
  { name: 'pattern', io: false },
  { name: 'random', io: false },
  { name: 'settings', io: false },
  { name: 'files', io: true },
  { name: 'chat', io: false },
  { name: 'openai-wire', io: true },
  { name: 'signature', io: false },
  { name: 'domain', io: false },
  // What names say is read by the domain alone; see name-readers.mjs for stages that may still read some.
  { name: 'graph', io: false, without: ['english'] },
  { name: 'rules', io: false },
  { name: 'path', io: false },
  { name: 'world', io: true },
  { name: 'teacher', io: true },
  { name: 'trajectory', io: false },
  { name: 'dataset', io: false },
  { name: 'training', io: true },
  { name: 'endpoint', io: true },
  { name: 'nano', io: true },
  { name: 'gguf', io: true },
  { name: 'language', io: false },
  { name: 'lsp', io: true },
  { name: 'cli', io: true },
];

const IO_MODULES = [
  'fs',
  'fs/promises',
  'child_process',
  'http',
  'https',
  'http2',
  'net',
  'os',
  'worker_threads',
  'tls',
  'dgram',
  'cluster',
  'process',
  'readline',
  'vm',
];

const PROTOCOL_PACKAGES = ['vscode-languageserver', 'vscode-languageserver-protocol', 'vscode-jsonrpc'];

/** How deep folders lie inside a stage; one more than today's deepest. */
const MAX_DEPTH = 4;

/** The `overrides` of `biome.json`, in its own form. */
export function overrides() {
  return [...STAGES.flatMap((stage, index) => stageOverrides(stage, index)), clientOverride(), testOverride()];
}

/** The rules of a stage, and beside them those of its files that may read names. */
function stageOverrides(stage, index) {
  const allowed = Object.values(READING_ALLOWED[stage.name] ?? {}).flat();
  if (allowed.length === 0) return [stageOverride(stage, index)];
  const reading = allowed.map((file) => `server/src/${stage.name}/${file}`);
  const plain = stageOverride(stage, index);
  const options = plain.linter.rules.style.noRestrictedImports.options;
  const patterns = [
    ...options.patterns,
    {
      group: ['**/english/index.ts'],
      importNamePattern: NAME_READERS,
      message: 'Names are read by the domain: ask it (docs/architecture.md, "Arrows"; scripts/name-readers.mjs).',
    },
  ];
  return [
    {
      ...plain,
      includes: [...plain.includes, ...reading.map((file) => `!${file}`)],
      linter: restrict({ ...options, patterns }),
    },
    { ...plain, includes: reading },
  ];
}

function stageOverride(stage, index) {
  const before = STAGES.slice(0, index).map(({ name }) => name);
  const after = STAGES.slice(index + 1).map(({ name }) => name);
  const patterns = [];
  if (stage.without !== undefined) {
    patterns.push({
      group: stage.without.map((name) => `**/${name}/**`),
      message: `The ${stage.name} stage takes this from the domain (docs/architecture.md, "Arrows").`,
    });
  }
  if (after.length > 0) {
    patterns.push({
      group: after.map((name) => `**/${name}/**`),
      message: `The ${stage.name} stage imports only from stages before it (docs/architecture.md, "Arrows").`,
    });
  }
  if (before.length > 0)
    patterns.push({ group: behindIndex(before), message: 'A stage is imported through its index.ts.' });
  if (stage.name !== 'lsp') {
    patterns.push({
      group: PROTOCOL_PACKAGES.flatMap((name) => [name, `${name}/**`]),
      message: 'Only lsp knows the protocol.',
    });
  }
  patterns.push({
    group: ['**/client/**', '!@modelcontextprotocol/sdk/client/**'],
    message: 'The server knows nothing of the client.',
  });
  return {
    includes: [`server/src/${stage.name}/**/*.ts`, `!server/src/${stage.name}/**/*.test.ts`],
    linter: restrict({ paths: forbiddenPaths(stage.io), patterns }),
  };
}

/** Patterns that match every file of these stages but their `index.ts`, seen from any depth. */
function behindIndex(names) {
  const groups = [];
  for (let depth = 1; depth <= MAX_DEPTH; depth += 1) {
    const up = '../'.repeat(depth);
    groups.push(...names.map((name) => `${up}${name}/**`), ...names.map((name) => `!${up}${name}/index.ts`));
  }
  return groups;
}

function forbiddenPaths(io) {
  const paths = { vscode: 'No file in server imports vscode.' };
  if (io) return paths;
  for (const name of IO_MODULES) {
    paths[`node:${name}`] = 'This stage does no input or output: take it as an argument.';
    paths[name] = 'This stage does no input or output: take it as an argument.';
  }
  return paths;
}

function clientOverride() {
  const group = [
    '**/server/src/**',
    '!**/server/src/lsp/protocol.ts',
    '!**/server/src/settings/index.ts',
    '@magnet/server',
    '@magnet/server/**',
  ];
  const message = 'Client and server share only server/src/lsp/protocol.ts and the table of settings.';
  return {
    includes: ['client/src/**/*.ts', 'client/src/**/*.tsx', '!client/src/**/*.test.ts'],
    linter: restrict({ patterns: [{ group, message }] }),
  };
}

function testOverride() {
  return {
    includes: ['test/**', '**/*.test.ts', 'scripts/**'],
    linter: { rules: { suspicious: { noConsole: 'off' }, style: { noNonNullAssertion: 'off' } } },
  };
}

function restrict(options) {
  return { rules: { style: { noRestrictedImports: { level: 'error', options } } } };
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

function writeBiome() {
  const file = path.join(root, 'biome.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `${JSON.stringify({ ...settings, overrides: overrides() }, null, 2)}\n`);
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { status } = spawnSync(process.execPath, [biome, 'format', '--write', file], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeBiome();
