// npm run bench:graph: what the dependency graph is worth and what it costs. --quick leaves the timings out.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = mkdtempSync(path.join(root, 'node_modules/.magnet-bench-graph-'));
try {
  const file = path.join(out, 'graph.mjs');
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    entryPoints: ['test/bench/graph/index.ts'],
    outfile: file,
  });
  const { runGraphBench } = await import(pathToFileURL(file).href);
  process.exitCode = runGraphBench(root, { quick: process.argv.includes('--quick') });
} finally {
  rmSync(out, { recursive: true, force: true });
}
