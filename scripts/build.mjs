// Bundles the four things that run: the extension, its language server, the command line and the webviews.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll, nodeBundles, sharedOptions } from './bundles.mjs';
import { writeBill, writeNotices } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const watch = process.argv.includes('--watch');
const minify = process.argv.includes('--minify');
const shared = sharedOptions(root, minify);

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...shared,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    entryPoints: { client: 'client/src/extension.ts' },
    outdir: 'dist',
    external: ['vscode'],
  },
  ...nodeBundles(root, 'dist', minify),
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

const results = await buildAll(bundles, watch);
if (minify && !watch) {
  const metafiles = results.map(({ metafile }) => metafile).filter((metafile) => metafile !== undefined);
  writeNotices(root, metafiles, path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'));
  writeBill(root, metafiles, path.join(root, 'dist/sbom.cdx.json'));
}
