import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { SPENT, TEACHER_REPLIES } from '../../dataset/index.ts';
import { readDomain } from '../../domain/index.ts';
import { stateFunctions } from '../../graph/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { askedFunctions, createTeacher, keysFor, proposeReadings } from '../../teacher/index.ts';
import { refused } from '../guard.ts';
import type { ProposeReadingsParams, ProposeReadingsResult } from '../protocol.ts';
import { editorModel } from '../runs/editor-model.ts';
import type { Session } from '../session.ts';
import { fileUri } from '../uris.ts';

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
  const folder = path.join(path.dirname(file), '.magnet', 'domain');
  await mkdir(folder, { recursive: true });
  const teacher = await createTeacher(params.teacher, {
    ...(params.model === undefined ? {} : { model: params.model }),
    ...(params.baseUrl === undefined ? {} : { baseUrl: params.baseUrl }),
    ...(params.apiKey === undefined ? {} : { apiKey: params.apiKey }),
    ...(params.teacher === 'editor' ? { chatModel: editorModel(session, params.runId, params.model) } : {}),
    budgetUsd: params.budgetUsd ?? 0,
    ...(params.price === undefined ? {} : { price: params.price }),
    limits: params.limits ?? {},
    cacheFile: path.join(folder, TEACHER_REPLIES),
    ledgerFile: path.join(folder, SPENT),
    environment: keysFor(params.teacher, params.baseUrl, process.env),
    onNotice: (text) => session.log.info(text),
  });
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
