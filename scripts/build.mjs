// Bundles the four things that run: the extension, its language server, the command line and the webviews.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
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
      'webview/paths': 'client/src/paths/webview/main.tsx',
      'webview/run': 'client/src/run/webview/main.tsx',
    },
    outdir: 'dist',
  },
];

copyTraining();
const results = await buildAll(bundles, watch);
if (minify && !watch) {
  const metafiles = results.map(({ metafile }) => metafile).filter((metafile) => metafile !== undefined);
  writeNotices(root, metafiles, path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'));
  writeBill(root, metafiles, path.join(root, 'dist/sbom.cdx.json'));
}

/** What `magnet train` writes out beside its settings: the Python package, recipes, launch settings. */
function copyTraining() {
  const out = path.join(root, 'dist/training');
  rmSync(out, { recursive: true, force: true });
  const wanted = { magnet_training: '.py', recipes: '.json', launch: '.yaml' };
  for (const [folder, ending] of Object.entries(wanted)) {
    mkdirSync(path.join(out, folder), { recursive: true });
    for (const file of readdirSync(path.join(root, 'training', folder)).filter((name) => name.endsWith(ending)))
      copyFileSync(path.join(root, 'training', folder, file), path.join(out, folder, file));
  }
}
