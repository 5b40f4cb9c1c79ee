// npm run bench [NAME…] [-- --write]: every bench, or those named; one table of ratios, which --write keeps in
// docs/speed.json. Exit 1 where a limit is not met.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildAll, nodeBundles, sharedOptions } from '../../scripts/bundles.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(path.join(root, 'node_modules/.magnet-bench-'));
try {
  // As they ship.
  await buildAll(nodeBundles(root, out, true));
  await build({
    ...sharedOptions(root, false),
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    outExtension: { '.js': '.mjs' },
    external: ['ioredis'],
    entryPoints: {
      suites: 'test/bench/suites.ts',
      'json-service': 'test/bench/json-service.ts',
      rules: 'test/bench/rules-run.ts',
    },
    outdir: out,
  });
  const { runSuites } = await import(pathToFileURL(path.join(out, 'suites.mjs')).href);
  process.exitCode = await runSuites(
    {
      root,
      server: path.join(out, 'server/main.mjs'),
      cli: path.join(out, 'cli/main.mjs'),
      jsonService: path.join(out, 'json-service.mjs'),
      rules: path.join(out, 'rules.mjs'),
    },
    process.argv.slice(2),
  );
} finally {
  rmSync(out, { recursive: true, force: true });
}
