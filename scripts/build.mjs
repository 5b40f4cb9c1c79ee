// Bundles the four things that run: the extension, its language server, the command line and the webviews.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { writeNotices } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--minify');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  minify,
  metafile: minify,
  legalComments: 'none',
  sourcemap: !minify,
  // jsonc-parser's UMD entry hides its requires from the bundler; the ES module entry does not.
  mainFields: ['module', 'main'],
  loader: { '.svg': 'text' },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // ES modules among the dependencies ask for their own address; CommonJS has no `import.meta`.
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

const bundles = [
  { ...node, entryPoints: { client: 'client/src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  {
    ...node,
    entryPoints: { server: 'server/src/lsp/main.ts', 'graph-worker': 'server/src/lsp/graph-worker.ts' },
    outdir: 'dist',
  },
  { ...node, entryPoints: { cli: 'server/src/cli/main.ts' }, outdir: 'dist' },
  {
    ...shared,
    platform: 'browser',
    target: 'chrome128',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: {
      'webview/graph': 'client/src/graph/webview/main.tsx',
      'webview/run': 'client/src/run/webview/main.tsx',
    },
    outdir: 'dist',
  },
];

const present = bundles
  .map((options) => ({
    ...options,
    entryPoints: Object.fromEntries(
      Object.entries(options.entryPoints).filter(([, entry]) => existsSync(path.join(root, entry))),
    ),
  }))
  .filter((options) => Object.keys(options.entryPoints).length > 0);

if (watch) {
  for (const options of present) await (await context(options)).watch();
} else {
  const results = await Promise.all(present.map((options) => build(options)));
  if (minify) {
    const metafiles = results.map(({ metafile }) => metafile).filter((metafile) => metafile !== undefined);
    writeNotices(root, metafiles, path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'));
  }
}
