import { writeDescriptions } from '../../rules/index.ts';
import { improveDescriptions } from '../../teacher/index.ts';
import { workspaceEdit } from '../edits.ts';
import { refused } from '../guard.ts';
import type { ImproveDescriptionParams, ImproveDescriptionResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import { catalogTeacher } from './catalog-teacher.ts';

/** Asks a teacher for a better description of one function, see `ImproveDescriptionParams`. */
export async function improveDescription(
  session: Session,
  params: ImproveDescriptionParams,
  signal: AbortSignal,
): Promise<ImproveDescriptionResult> {
  const { catalog } = session.project;
  const entry = catalog.get(String(params.function));
  if (entry === undefined) throw refused(`No signature file of this workspace declares ${params.function}.`);
  const teacher = await catalogTeacher(session, params, 'descriptions');
  try {
    const names = new Set(catalog.entries.flatMap(({ id, signature }) => [id, signature.name]));
    const { improved, left } = await improveDescriptions([entry], names, teacher, { signal });
    const costUsd = teacher.spentUsd();
    const [found] = improved;
    if (found === undefined) return { left: left.get(entry.id) ?? 'the request was cancelled', costUsd };
    // The text may have changed while the teacher wrote.
    const now = session.project.catalog.get(entry.id);
    const { description, parameters } = found.written;
    const edits = now === undefined ? undefined : writeDescriptions(now, description, parameters);
    if (edits === undefined) return { left: 'its text has no place for a description', costUsd };
    const annotation = { label: `A teacher's description of ${entry.id}`, needsConfirmation: true };
    const edit = workspaceEdit(session, new Map(edits.map(({ uri, changes }) => [uri, changes])), { annotation });
    return { edit, before: found.before, after: found.after, costUsd };
  } finally {
    await teacher.close();
  }
}
