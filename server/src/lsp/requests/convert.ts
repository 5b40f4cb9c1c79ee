import { readRegularText } from '../../files/index.ts';
import { convertSignatures } from '../../rules/index.ts';
import {
  buildCatalog,
  type CatalogEntry,
  locate,
  parseDocument,
  type SignatureDocument,
  TARGET_DIALECTS,
} from '../../signature/index.ts';
import { MAX_FILE_BYTES } from '../disk.ts';
import { refused } from '../guard.ts';
import type { ConvertResult } from '../protocol.ts';
import { entriesIn, placeOf } from '../scope.ts';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';
import { onRequest } from './request.ts';

/** Writes functions in another dialect, with everything that it cannot say. */
export function registerConvert(session: Session): void {
  onRequest(session, 'magnet/convert', async ({ to, ...scope }): Promise<ConvertResult> => {
    if (!TARGET_DIALECTS.includes(to)) throw refused(`"${String(to)}" is no dialect that can be written.`);
    const known = entriesIn(session, scope);
    const entries = known.length > 0 ? known : await readEntries(scope.uris ?? []);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const { text, losses } = convertSignatures(entries, to);
    return {
      text,
      language: to === 'fsig' ? 'fsig' : isLines(text) ? 'jsonl' : 'json',
      losses: losses.flatMap(({ id, part, message }) => {
        const entry = byId.get(id);
        if (entry === undefined) return [];
        const span = locate(entry, part) ?? locate(entry, [], 'whole');
        return [{ function: id, message, place: placeOf(session, entry, span?.start ?? 0) }];
      }),
    };
  });
}

/** Functions of files that are not the workspace's own, such as an OpenAPI document to import. */
async function readEntries(uris: readonly string[]): Promise<readonly CatalogEntry[]> {
  const documents: SignatureDocument[] = [];
  for (const uri of uris) {
    const file = filePath(uri);
    if (file === undefined) throw refused(`${uri} is not a file on this machine.`);
    const text = await readRegularText(file, MAX_FILE_BYTES).catch((error: Error) => {
      throw refused(`${file} ${error.message}.`);
    });
    documents.push(parseDocument(uri, text));
  }
  return buildCatalog(documents).entries;
}

function isLines(text: string): boolean {
  return /^\{.*\}\r?\n/.test(text);
}
