import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { ServerRequests, TeacherTerms } from '../../../server/src/lsp/protocol.ts';
import { termsOf } from '../generate/params.ts';
import type { Magnet } from '../magnet.ts';
import { readSettings } from '../settings.ts';

type Asked = 'gemini' | 'openai' | 'editor';

/** Who is asked about `count` functions and on which terms, after a person's yes; nothing where they turned back. */
export async function askedOnTerms(magnet: Magnet, count: number): Promise<TeacherTerms | undefined> {
  const { id, model, baseUrl, budgetUsd } = readSettings().teacher;
  const teacher = id === 'offline' ? await chooseTeacher() : id;
  if (teacher === undefined) return undefined;
  const terms = await termsOf(magnet, { count, model, baseUrl, budgetUsd, purpose: 'functions' }, teacher);
  if (terms === undefined) return undefined;
  const runId = `ask-${Date.now().toString(36)}`;
  if (teacher === 'editor') magnet.editorModels.allow(runId);
  return {
    teacher,
    runId,
    ...(model === '' ? {} : { model }),
    ...(baseUrl === '' ? {} : { baseUrl }),
    ...terms,
  };
}

async function chooseTeacher(): Promise<Asked | undefined> {
  const items = [
    { label: 'gemini' as const, detail: t('Google Gemini') },
    { label: 'openai' as const, detail: t('Any OpenAI-compatible server, at magnet.teacher.baseUrl') },
    { label: 'editor' as const, detail: t('A language model of the editor') },
  ];
  return (await window.showQuickPick(items, { title: t('Who is asked?') }))?.label;
}

/** The request, with a notification whose Cancel takes it back. */
export function askWithProgress<Name extends 'magnet/proposeReadings' | 'magnet/improveDescription'>(
  magnet: Magnet,
  title: string,
  name: Name,
  params: ServerRequests[Name][0],
): Thenable<ServerRequests[Name][1]> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_progress, token) => magnet.request(name, params, token));
}
