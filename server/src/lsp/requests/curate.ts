import { editCuration } from '../../graph/index.ts';
import { refused } from '../guard.ts';
import type { Session } from '../session.ts';
import { onRequest } from './request.ts';

/** Keeps a person's word about one edge in `magnet.graph.json`. */
export function registerCurate(session: Session): void {
  onRequest(session, 'magnet/curate', async ({ from, to, action, author, note }) => {
    const { graph } = session;
    await graph.reload();
    const said = { ...(author === undefined ? {} : { author }), ...(note === undefined ? {} : { note }) };
    const edit = editCuration(graph.curationText, { action, from, to, ...said });
    if (!edit.ok) {
      const [first] = edit.problems;
      throw refused(`magnet.graph.json cannot be read, so it is left as it is: ${first?.message ?? 'it is broken'}`);
    }
    if (edit.changed) await graph.write(edit.text);
    session.changed('elsewhere');
    return { changed: edit.changed, file: graph.curationUri };
  });
}
