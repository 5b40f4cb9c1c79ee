// npm run bench [NAME…]: every bench, or those named; one table of ratios. Exit 1 where a limit is not met.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(path.join(root, 'node_modules/.magnet-bench-'));
const node = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  logLevel: 'error',
};
try {
  await build({
    ...node,
    format: 'cjs',
    // As it ships.
    minify: true,
    keepNames: true,
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    entryPoints: {
      server: 'server/src/lsp/main.ts',
      'graph-worker': 'server/src/lsp/graph-worker.ts',
      cli: 'server/src/cli/main.ts',
    },
    outdir: out,
  });
  await build({
    ...node,
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    outExtension: { '.js': '.mjs' },
    entryPoints: { suites: 'test/bench/suites.ts', 'json-service': 'test/bench/json-service.ts' },
    outdir: out,
  });
  const { runSuites } = await import(pathToFileURL(path.join(out, 'suites.mjs')).href);
  process.exitCode = await runSuites(
    { root, server: path.join(out, 'server.js'), jsonService: path.join(out, 'json-service.mjs') },
    process.argv.slice(2),
  );
} finally {
  rmSync(out, { recursive: true, force: true });
}
