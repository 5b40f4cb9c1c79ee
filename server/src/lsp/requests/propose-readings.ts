import { readDomain } from '../../domain/index.ts';
import { stateFunctions } from '../../graph/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { askedFunctions, proposeReadings } from '../../teacher/index.ts';
import { refused } from '../guard.ts';
import type { ProposeReadingsParams, ProposeReadingsResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import { fileUri } from '../uris.ts';
import { catalogTeacher } from './catalog-teacher.ts';

/** Asks a teacher about the workspace's functions, see `ProposeReadingsParams`; a person then accepts or not. */
export async function proposeForWorkspace(
  session: Session,
  params: ProposeReadingsParams,
  signal: AbortSignal,
): Promise<ProposeReadingsResult> {
  await session.graph.reload();
  const { curationPath: file, curationText: before, statedCatalog } = session.graph;
  if (file === undefined) throw refused('The signature files are in no folder, so there is no place to keep this.');
  const asked = askedFunctions(statedCatalog.entries, readDomain(statedCatalog.entries));
  if (asked.length === 0) throw refused('There are no functions to ask about.');
  const teacher = await catalogTeacher(session, params, 'domain');
  try {
    const found = await proposeReadings(asked, teacher, { signal });
    const statements = new Map(
      found.proposals.map(({ function: id, proposed }) => [id, proposed as unknown as JsonObject]),
    );
    const edit = stateFunctions(before, statements);
    if (!edit.ok) throw refused(`${file} is broken: ${edit.problems[0]?.message ?? ''} Mend it first.`);
    return {
      functions: found.functions,
      proposals: found.proposals.length,
      refused: found.refused.length,
      without: found.without.size,
      costUsd: teacher.spentUsd(),
      file: fileUri(file),
      ...(before === '' ? {} : { before }),
      after: edit.text,
    };
  } finally {
    await teacher.close();
  }
}
