import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { checkCatalog, type Target } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const root = path.join(import.meta.dirname, '../../..');
const data = path.join(root, '../shared/data');

function findings(file: string, targets: readonly Target[] | 'auto' = 'auto') {
  const uri = `file:///${path.basename(file)}`;
  const catalog = buildCatalog([parseDocument(uri, readFileSync(file, 'utf8'))]);
  const graph = buildGraph(catalog.entries);
  const checked = checkCatalog({
    catalog,
    graph,
    settingsFor: () => ({ rules: {}, targets }),
  });
  return { functions: catalog.entries.length, edges: graph.edges.length, found: checked.get(uri) ?? [] };
}

const told = ({ found }: ReturnType<typeof findings>, ...severities: string[]) =>
  found.filter(({ severity }) => severities.includes(severity)).map(({ code, message }) => `${code}: ${message}`);

describe('a clean, well-written catalog is almost silent', () => {
  it.each([
    'examples/airline/airline.fsig',
    'test/fixtures/rules/library.fsig',
    'test/fixtures/rules/weather.tools.json',
  ])('%s', (file) => {
    const checked = findings(path.join(root, file));
    expect(checked.functions).toBeGreaterThan(1);
    expect(told(checked, 'error', 'warning')).toEqual([]);
    expect(told(checked, 'information', 'hint').length).toBeLessThanOrEqual(1);
  });

  it.each(readdirSync(path.join(root, 'examples')))(
    'examples/%s has no error, no warning, and functions that feed each other',
    (name) => {
      const checked = findings(path.join(root, 'examples', name, `${name}.fsig`));
      expect(checked.functions).toBeGreaterThan(7);
      expect(told(checked, 'error', 'warning')).toEqual([]);
      expect(told(checked, 'information', 'hint').length).toBeLessThanOrEqual(3);
      expect(checked.edges).toBeGreaterThan(checked.functions / 2);
    },
  );

  it.each(['openai', 'anthropic', 'mcp'] as const)('the examples fit %s too', (target) => {
    for (const file of [
      'examples/airline/airline.fsig',
      'test/fixtures/rules/library.fsig',
      'test/fixtures/rules/weather.tools.json',
    ]) {
      expect(told(findings(path.join(root, file), [target]), 'error', 'warning')).toEqual([]);
    }
  });

  const servers = [
    'server-filesystem',
    'server-memory',
    'server-sequential-thinking',
    'server-everything',
    'playwright-mcp',
  ];
  it.skipIf(!existsSync(data)).each(servers)(
    'the reference server %s (skipped where ../shared/data is absent)',
    (name) => {
      const checked = findings(path.join(data, 'mcp', name, 'tools-list.json'));
      expect(told(checked, 'error', 'warning')).toEqual([]);
    },
  );
});
