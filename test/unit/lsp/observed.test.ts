import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ObservedAnswers } from '../../../server/src/lsp/observed.ts';
import type { Project } from '../../../server/src/lsp/project.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const KENNEL = `
/** Finds dogs of an owner. */
function find_dogs(owner: string);
/** Books a stay for a dog. */
function book_stay(tag: string, nights: integer);
`;

/** What the runs of a workspace show is read within a bound. */
describe('observed answers of a workspace', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'magnet-runs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('one huge run does not hide the others', async () => {
    run('huge', Array(200).fill(answered('find_dogs', { dogs: [], note: 'x'.repeat(100_000) })), 2_000);
    run('small', [answered('book_stay', { stay: 'S-1' })], 1_000);
    const seen = await observed();
    expect(seen('find_dogs')?.source).toBe('huge');
    expect(seen('book_stay')?.sample).toEqual({ stay: 'S-1' });
  });

  function answered(name: string, result: object): string {
    return `${JSON.stringify({ name, result })}\n`;
  }

  function run(name: string, lines: readonly string[], second: number): void {
    mkdirSync(path.join(folder, 'runs', name), { recursive: true });
    const file = path.join(folder, 'runs', name, 'records.jsonl');
    writeFileSync(file, lines.join(''));
    utimesSync(file, second, second);
  }

  async function observed() {
    const catalog = buildCatalog([parseDocument('file:///kennel.fsig', KENNEL)]);
    const project = {
      catalog,
      folders: [pathToFileURL(folder).href],
      settings: { get: () => ({ runFolder: 'runs' }) },
    } as unknown as Project;
    const answers = new ObservedAnswers(project, (message) => expect.fail(message));
    await answers.refresh();
    return (name: string) => answers.get(catalog.lookup(name)[0]?.id ?? '');
  }
});
