// The bundles that Node runs, each with a folder of its own: dist/server and dist/cli.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';

/**
 * Packages that are seldom needed and long to read, most of all `scslre` with a megabyte of Unicode tables. Sources load
 * them by `require` where they are first used; each becomes a file of its own, which is not read before that.
 */
const LATE_PACKAGES = ['scslre', '@eslint-community/regexpp', 'yaml'];

/** Optional packages that only `--redis` needs: they are found where magnet is installed, and never part of the bundle. */
const BESIDE = ['bullmq', 'ioredis'];

/** Entry points of each folder: file name → source. The graph's thread is started by both. */
const FOLDERS = {
  server: { main: 'server/src/lsp/main.ts', 'graph-worker': 'server/src/lsp/graph-worker.ts' },
  cli: { main: 'server/src/cli/main.ts', 'graph-worker': 'server/src/lsp/graph-worker.ts' },
};

/** What CommonJS among the dependencies, and `require` of a late package, expect to find; the bundler sees no names here. */
const COMMON_JS = [
  "import { createRequire as __requireOf } from 'node:module';",
  "import { fileURLToPath as __pathOf } from 'node:url';",
  'const require = __requireOf(import.meta.url), __filename = __pathOf(import.meta.url);',
].join(' ');

/** What all bundles share. */
export function sharedOptions(/** @type {string} */ root, /** @type {boolean} */ minify) {
  return /** @satisfies {import('esbuild').BuildOptions} */ ({
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
    // Every Node and VS Code that Magnet runs in knows `\p{…}` of the texts here. Taken for unknown, such a pattern becomes
    // a `new RegExp` wherever it stands, which is looked up anew at each use.
    supported: { 'regexp-unicode-property-escapes': true },
  });
}

/**
 * The language server and the command line, as they ship: ES modules, because what is imported when first wanted then
 * lies in files of its own. A CommonJS bundle is one file, which Node reads and compiles whole before the first answer.
 * @param {string} root folder of the checkout
 * @param {string} out folder that gets `server/` and `cli/`; what lies in those goes
 * @param {boolean} minify
 * @returns {import('esbuild').BuildOptions[]}
 */
export function nodeBundles(root, out, minify) {
  const shared = {
    ...sharedOptions(root, minify),
    platform: 'node',
    target: 'node20',
    plugins: [latePackages],
    external: BESIDE,
  };
  return Object.entries(FOLDERS).flatMap(([folder, entryPoints]) => {
    const outdir = path.join(out, folder);
    // Names of the parts hold a hash of their text: those of earlier builds would stay, and be shipped.
    rmSync(path.resolve(root, outdir), { recursive: true, force: true });
    const modules = {
      ...shared,
      entryPoints,
      outdir,
      format: 'esm',
      splitting: true,
      outExtension: { '.js': '.mjs' },
      chunkNames: 'part-[hash]',
      banner: { js: COMMON_JS },
    };
    const late = {
      ...shared,
      entryPoints: Object.fromEntries(LATE_PACKAGES.map((name) => [fileOf(name), name])),
      outdir,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
    };
    return /** @type {import('esbuild').BuildOptions[]} */ ([modules, late]);
  });
}

/** Builds bundles side by side, or keeps building them as their sources change. */
export async function buildAll(/** @type {import('esbuild').BuildOptions[]} */ bundles, watch = false) {
  if (!watch) return await Promise.all(bundles.map((options) => build(options)));
  for (const options of bundles) await (await context(options)).watch();
  return [];
}

function fileOf(/** @type {string} */ name) {
  return path.posix.basename(name);
}

/** @type {import('esbuild').Plugin} */
const latePackages = {
  name: 'late-packages',
  setup(build) {
    build.onResolve({ filter: /^[@\w]/ }, ({ path: name, kind }) => {
      if (kind === 'entry-point' || !LATE_PACKAGES.includes(name)) return undefined;
      if (kind !== 'require-call') return { errors: [{ text: `${name} is loaded by require, where it is used` }] };
      return { path: `./${fileOf(name)}.cjs`, external: true };
    });
  },
};
