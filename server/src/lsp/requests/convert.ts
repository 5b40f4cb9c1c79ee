import { convertSignatures } from '../../rules/index.ts';
import { locate, TARGET_DIALECTS } from '../../signature/index.ts';
import { refused } from '../guard.ts';
import { catalogOfNamed } from '../named-files.ts';
import type { ConvertResult } from '../protocol.ts';
import { entriesIn, placeOf } from '../scope.ts';
import type { Session } from '../session.ts';
import { onRequest } from './request.ts';

/** Writes functions in another dialect, with everything that it cannot say. */
export function registerConvert(session: Session): void {
  onRequest(session, 'magnet/convert', async ({ to, ...scope }): Promise<ConvertResult> => {
    if (!TARGET_DIALECTS.includes(to)) throw refused(`"${String(to)}" is no dialect that can be written.`);
    const { entries } = (await catalogOfNamed(session, scope.uris)) ?? { entries: entriesIn(session, scope) };
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

function isLines(text: string): boolean {
  return /^\{.*\}\r?\n/.test(text);
}
