import process from 'node:process';
import { editRecord, type RecordEdit } from '../../dataset/index.ts';
import { createTeacher, keysFor, LANGUAGES, TeacherError } from '../../teacher/index.ts';
import { rewriteTurn } from '../../trajectory/index.ts';
import { refused } from '../guard.ts';
import type { AskAgainParams, AskAgainResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { OpenRuns } from './open-runs.ts';
import { groundOf, ownRecord } from './review.ts';

/** Asks a teacher for one text of one turn again, and says what the record becomes with it. Nothing is written. */
export async function askAgain(
  session: Session,
  runs: OpenRuns,
  params: AskAgainParams,
  signal: AbortSignal,
): Promise<AskAgainResult> {
  const { uri, index, turn, part } = params;
  const run = await runs.open(uri);
  const record = await ownRecord(run, index);
  const language = LANGUAGES.find((one) => one === record.provenance.parameters.language);
  const teacher = await createTeacher(params.teacher, {
    ...(language === undefined ? {} : { language }),
    ...(params.model === undefined ? {} : { model: params.model }),
    ...(params.baseUrl === undefined ? {} : { baseUrl: params.baseUrl }),
    ...(params.apiKey === undefined ? {} : { apiKey: params.apiKey }),
    budgetUsd: params.budgetUsd ?? 0,
    ...(params.price === undefined ? {} : { price: params.price }),
    environment: keysFor(params.teacher, params.baseUrl, process.env),
    onNotice: (text) => session.log.info(text),
  });
  try {
    const ground = await groundOf(session, run, record, teacher, signal);
    if (ground.context === undefined) throw refused(`The turn cannot be asked for again: ${ground.why}.`);
    const attempt = `${(record.review.edits ?? []).length}/${Date.now().toString(36)}`;
    const { message, content, problem, costUsd } = await rewriteTurn(record, turn, part, ground.context, attempt);
    const edit: RecordEdit = { kind: 'text', message, content };
    const result = await editRecord(record, edit, `asked ${teacher.id} again`, ground);
    return { edit, costUsd, ...(problem === undefined ? {} : { problem }), result: { ...result, saved: false } };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TeacherError) throw refused(`${error.message}.`);
    throw error;
  } finally {
    await teacher.close();
  }
}
