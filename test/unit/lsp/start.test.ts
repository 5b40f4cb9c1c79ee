import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { nodeBundles } from '../../../scripts/bundles.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const out = mkdtempSync(path.join(tmpdir(), 'magnet-start-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('what the language server reads before its first answer', () => {
  let sources: readonly string[] = [];
  let modules: readonly string[] = [];
  beforeAll(async () => {
    ({ sources, modules } = await readAtStart('server', 'server/src/lsp/main.ts'));
  });

  it('is what diagnostics need', () => {
    expect(sources).toContain('server/src/rules/checker.ts');
    expect(sources).toContain('server/src/lsp/findings.ts');
  });

  it.each(['world', 'teacher', 'trajectory', 'dataset', 'training', 'endpoint', 'nano', 'gguf'])(
    'holds nothing of %s: it comes when first wanted',
    (stage) => {
      expect(sources.filter((source) => source.startsWith(`server/src/${stage}/`))).toEqual([]);
    },
  );

  it('holds no package that validates, calls teachers or starts processes', () => {
    const packages = /^node_modules\/(ajv|@google\/generative-ai|@modelcontextprotocol|@huggingface|scslre|yaml)\//;
    expect(sources.filter((source) => packages.test(source))).toEqual([]);
  });

  it("holds none of Node's modules for the network: a request comes when a person asks for one", () => {
    expect(modules).toContain('node:fs/promises');
    expect(modules.filter((name) => /^(?:node:)?(?:https?|http2|tls|dns|dgram|undici)$/.test(name))).toEqual([]);
  });
});

test.each(['check', 'convert'])('magnet %s reads no world, no teacher and no run', async (command) => {
  const { sources } = await readAtStart('cli', `server/src/cli/commands/${command}.ts`);
  expect(sources).toContain('server/src/rules/checker.ts');
  expect(sources.filter((source) => /^server\/src\/(world|teacher|trajectory|dataset)\//.test(source))).toEqual([]);
});

interface ReadAtStart {
  readonly sources: readonly string[];
  /** What is imported of Node, or of packages that are not bundled. */
  readonly modules: readonly string[];
}

/** What is in the part that holds a source, and in every part that it imports at once, as they are bundled to ship. */
async function readAtStart(folder: 'server' | 'cli', source: string): Promise<ReadAtStart> {
  const options = nodeBundles(root, out, true).find(({ outdir }) => path.basename(outdir ?? '') === folder);
  const { metafile } = await build({ ...options, write: false, metafile: true });
  const outputs = metafile?.outputs ?? {};
  const first = Object.keys(outputs).find((name) => source in (outputs[name]?.inputs ?? {})) ?? '';
  const found = new Set([first]);
  const modules = new Set<string>();
  for (const name of found)
    for (const { kind, path: next, external } of outputs[name]?.imports ?? [])
      if (external === true && kind !== 'dynamic-import') modules.add(next);
      else if (kind === 'import-statement' && next in outputs) found.add(next);
  return { sources: [...found].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {})), modules: [...modules] };
}
