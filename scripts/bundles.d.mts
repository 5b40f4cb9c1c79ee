import type { BuildOptions } from 'esbuild';

/** The bundles that Node runs; the first is the language server, each folder's late packages follow it. */
export function nodeBundles(root: string, out: string, minify: boolean): BuildOptions[];
