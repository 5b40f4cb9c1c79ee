// Bundles the tables of settings and rules and what they stand on, and loads them: Node 20 does not run TypeScript.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything the rules stage, the signature stage, the table of settings and the pages made from them export. */
export async function loadTables() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'magnet-tables-'));
  const outfile = path.join(folder, 'tables.mjs');
  try {
    await build({
      absWorkingDir: root,
      stdin: {
        contents: [
          "export * from './server/src/signature/index.ts';",
          "export * from './server/src/rules/index.ts';",
          "export * from './server/src/rules/docs.ts';",
          "export * from './server/src/rules/targets-page.ts';",
          "export * from './server/src/rules/census.ts';",
          "export * from './server/src/settings/manifest.ts';",
          "export { buildGraph } from './server/src/graph/index.ts';",
        ].join('\n'),
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      banner: { js: "import { createRequire as _cr } from 'node:module'; const require = _cr(import.meta.url);" },
      outfile,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
