import { type RunInput, type RunSettings, runSettings } from '../../../server/src/dataset/index.ts';
import type { FileLine, LineFile, RunFolder } from '../../../server/src/files/index.ts';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../../server/src/signature/index.ts';
import { createOfflineTeacher } from '../../../server/src/teacher/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';

/** A run folder in memory: files are texts, so a test can cut them where it likes. */
export function memoryFolder(
  files: Map<string, string> = new Map(),
): RunFolder & { readonly files: Map<string, string> } {
  return {
    files,
    path: 'memory',
    list: async () => [...files.keys()],
    read: async (name) => files.get(name),
    write: async (name, text) => {
      files.set(name, text);
    },
    remove: async (name) => {
      files.delete(name);
    },
    replace: async (name, by) => {
      files.set(name, files.get(by) ?? '');
      files.delete(by);
    },
    lines: async (name) => memoryLines(files, name),
    lock: async () => {},
    unlock: async () => {},
  };
}

function memoryLines(files: Map<string, string>, name: string): LineFile {
  if (!files.has(name)) files.set(name, '');
  const readAll = async function* (): AsyncGenerator<FileLine> {
    let end = 0;
    for (const piece of (files.get(name) ?? '').split(/(?<=\n)/)) {
      end += piece.length;
      if (piece.endsWith('\n')) yield { text: piece.slice(0, -1), end };
      else if (piece !== '') yield { text: piece, end, unended: true };
    }
  };
  return {
    readAll,
    read: async function* () {
      for await (const line of readAll()) if (line.unended !== true) yield line;
    },
    truncate: async (bytes) => {
      files.set(name, (files.get(name) ?? '').slice(0, bytes));
    },
    append: async (text) => {
      files.set(name, (files.get(name) ?? '') + text);
    },
    close: async () => {},
  };
}

/** A run over signatures written in the test. */
export function runOf(fsig: string, settings: Partial<RunSettings>, more: Partial<RunInput> = {}): RunInput {
  const catalog = buildCatalog([parseDocument('file:///test.fsig', fsig)]);
  return {
    functions: catalog.entries,
    graph: buildGraph(catalog.entries),
    catalogHash: catalogHash(catalog),
    world: createSimulatedWorld(catalog.entries),
    teacher: createOfflineTeacher(),
    settings: runSettings(settings),
    folder: memoryFolder(),
    codeVersion: 'test',
    now: () => performance.now(),
    ...more,
  };
}
