import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { SPENT, TEACHER_REPLIES } from '../../dataset/index.ts';
import { createTeacher, keysFor, type Teacher } from '../../teacher/index.ts';
import { refused } from '../guard.ts';
import type { TeacherTerms } from '../protocol.ts';
import { editorModel } from '../runs/editor-model.ts';
import type { Session } from '../session.ts';

/**
 * The teacher that a person agreed to ask about the catalog; its answers and costs are kept where the command line keeps
 * them, so that nothing is paid twice.
 * @param purpose name of the folder under `.magnet`
 */
export async function catalogTeacher(session: Session, terms: TeacherTerms, purpose: string): Promise<Teacher> {
  const beside = session.graph.curationPath;
  if (beside === undefined) throw refused('The signature files are in no folder, so there is no place to keep this.');
  const folder = path.join(path.dirname(beside), '.magnet', purpose);
  await mkdir(folder, { recursive: true });
  return teacherIn(session, terms, folder);
}

/** A teacher on the terms that a person agreed to, whose answers and costs are kept in a folder. */
export function teacherIn(session: Session, terms: TeacherTerms, folder: string): Promise<Teacher> {
  return createTeacher(terms.teacher, {
    ...(terms.language === undefined ? {} : { language: terms.language }),
    ...(terms.model === undefined ? {} : { model: terms.model }),
    ...(terms.baseUrl === undefined ? {} : { baseUrl: terms.baseUrl }),
    ...(terms.apiKey === undefined ? {} : { apiKey: terms.apiKey }),
    ...(terms.teacher === 'editor' ? { chatModel: editorModel(session, terms.runId, terms.model) } : {}),
    budgetUsd: terms.budgetUsd ?? 0,
    ...(terms.price === undefined ? {} : { price: terms.price }),
    limits: terms.limits ?? {},
    cacheFile: path.join(folder, TEACHER_REPLIES),
    ledgerFile: path.join(folder, SPENT),
    environment: keysFor(terms.teacher, terms.baseUrl, process.env),
    onNotice: (text) => session.log.info(text),
  });
}
