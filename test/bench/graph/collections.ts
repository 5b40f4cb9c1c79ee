import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GraphFunction } from '../../../server/src/graph/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/** Files read as one catalog each, by the name that labels use. Paths from the folder of real data, `ours/` from ours. */
const COLLECTIONS: Readonly<Record<string, readonly string[]>> = {
  bfcl: ['gorilla_file_system', 'math_api', 'posting_api', 'vehicle_control'].map(
    (name) => `bfcl/multi_turn_func_doc/${name}.json`,
  ),
  airline: ['ours/airline/airline.fsig'],
  tau2: ['tau2-bench/retail-tools.json'],
  mcp: ['server-filesystem', 'server-memory', 'playwright-mcp', 'server-everything'].map(
    (name) => `mcp/${name}/tools-list.json`,
  ),
  notion: ['openapi/notion.openapi.json'],
  petstore: ['openapi/petstore3.openapi.yaml'],
  seal: ['seal-tools/tool.first500.jsonl'],
  stb: ['stabletoolbench/apis.visible.jsonl'],
};

/** The visible classes: the collection that the targets for recall, density and precision are set on. */
export const VISIBLE = 'bfcl';

/** The half whose labels rules were written against; the other half only judges. */
export const TUNED_ON: ReadonlySet<string> = new Set(['bfcl', 'tau2', 'mcp', 'seal']);

export interface Collection {
  readonly name: string;
  readonly functions: readonly GraphFunction[];
  /** File of each function: a class of functions, where a collection has several. */
  readonly fileOf: ReadonlyMap<string, string>;
}

/** The collections whose files are all there. */
export function readCollections(root: string): Collection[] {
  const data = path.resolve(root, '../shared/data');
  return Object.entries(COLLECTIONS).flatMap(([name, files]) => {
    const paths = files.map((file) =>
      file.startsWith('ours/') ? path.join(root, 'examples', file.slice(5)) : path.join(data, file),
    );
    return paths.every((file) => existsSync(file)) ? [readCollection(name, paths)] : [];
  });
}

function readCollection(name: string, files: readonly string[]): Collection {
  const documents = files.map((file) => parseDocument(pathToFileURL(file).href, readFileSync(file, 'utf8')));
  const { entries } = buildCatalog(documents);
  return {
    name,
    functions: entries.map(({ id, signature }) => ({ id, signature })),
    fileOf: new Map(entries.map(({ id, document }) => [id, document.uri])),
  };
}
