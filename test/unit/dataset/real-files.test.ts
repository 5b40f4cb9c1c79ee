import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import {
  EXPORT_IDS,
  exportRecord,
  openTemplate,
  readMagnetRecord,
  runGeneration,
  runSettings,
} from '../../../server/src/dataset/index.ts';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../../server/src/signature/index.ts';
import { createOfflineTeacher } from '../../../server/src/teacher/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { memoryFolder } from './support.ts';
import { HERMES } from './template/templates.ts';

const DATA = path.resolve(import.meta.dirname, '../../../../shared/data');
const SETS = {
  bfcl: 'bfcl/multi_turn_func_doc/*.json',
  mcp: 'mcp/*/tools-list.json',
  tau2: 'tau2-bench/*-tools.json',
};
const COUNT = 40;

if (!existsSync(DATA)) console.warn(`skipped: the real tool files are not at ${DATA}`);

describe.skipIf(!existsSync(DATA))('real tool files of others', () => {
  it.each(Object.entries(SETS))(
    '%s: most paths become records, and every export takes them',
    async (_name, pattern) => {
      const files = globSync(pattern, { cwd: DATA }).sort();
      const catalog = buildCatalog(
        files.map((file) => parseDocument(`file:///${file}`, readFileSync(path.join(DATA, file), 'utf8'))),
      );
      const folder = memoryFolder();
      const summary = await runGeneration({
        functions: catalog.entries,
        graph: buildGraph(catalog.entries),
        catalogHash: catalogHash(catalog),
        world: createSimulatedWorld(catalog.entries),
        teacher: createOfflineTeacher(),
        settings: runSettings({ count: COUNT, seed: 'real' }),
        folder,
        codeVersion: 'test',
        now: () => performance.now(),
      });
      expect(summary.yield).toBeGreaterThanOrEqual(0.6);
      expect(summary.counts.records).toBeGreaterThanOrEqual(COUNT * 0.95);
      const choices = { renderer: await openTemplate({ text: HERMES, tokens: {} }) };
      for (const line of (folder.files.get('records.jsonl') ?? '').trimEnd().split('\n')) {
        const record = readMagnetRecord(line);
        if (typeof record === 'string') throw new Error(record);
        for (const as of EXPORT_IDS.filter((id) => id !== 'bfcl'))
          expect(
            exportRecord(record, as, as === 'axolotl-dpo' ? choices : {}).losses.filter(
              (loss) => loss.level === 'dropped',
            ),
          ).toEqual([]);
      }
    },
  );
});
