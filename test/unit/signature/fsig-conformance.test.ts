import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument, parseSegment, segmentText } from '../../../server/src/signature/index.ts';

/**
 * The conformance suite of the language: each `.fsig` file with the tree and the catalog it must give, in the `.json`
 * beside it. `UPDATE_FIXTURES=1 npx vitest run fsig-conformance` writes them anew; read the difference.
 */
const FOLDER = 'test/fixtures/fsig';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.fsig'));
const uriOf = (file: string) => `file:///fixtures/${file}`;
const documents = files.map((file) => parseDocument(uriOf(file), readFileSync(path.join(FOLDER, file), 'utf8')));
const catalog = buildCatalog(documents);

/** A tree with `start-end` for places, so that it can be read. */
function shown(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(shown);
  const { start, end, ...rest } = node as { start?: number; end?: number };
  const inner = Object.entries(rest).map(([key, child]) => [key, shown(child)]);
  if (typeof start !== 'number') return Object.fromEntries(inner);
  return inner.length === 0 ? `${start}-${end}` : { at: `${start}-${end}`, ...Object.fromEntries(inner) };
}

describe('the conformance suite of .fsig', () => {
  it.each(files)('%s', (file) => {
    const uri = uriOf(file);
    const document = catalog.documents.get(uri);
    const { text = '', segments = [] } = document ?? {};
    const found = {
      trees: segments.map((_, index) =>
        shown(parseSegment(document === undefined ? '' : segmentText(document, index))),
      ),
      functions: catalog.entries
        .filter((entry) => entry.document === document)
        .map(({ id, signature: { source: _, ...rest } }) => ({ id, ...rest })),
      problems: catalog.problems(uri).map(({ code, span, data }) => ({
        code,
        text: text.slice(span.start, span.end),
        line: text.slice(0, span.start).split('\n').length,
        ...data,
      })),
    };
    const expectation = path.join(FOLDER, file.replace(/\.fsig$/, '.json'));
    if (process.env.UPDATE_FIXTURES !== undefined) writeFileSync(expectation, `${JSON.stringify(found, null, 1)}\n`);
    expect(existsSync(expectation)).toBe(true);
    expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(readFileSync(expectation, 'utf8')));
  });
});
