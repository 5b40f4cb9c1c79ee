import { t } from '@vscode/l10n';
import { ProgressLocation, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ProposeReadingsResult } from '../../../server/src/lsp/protocol.ts';
import { termsOf } from '../generate/params.ts';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { readSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';

type Asked = 'gemini' | 'openai' | 'editor';

/** Asks a teacher how the functions are to be read; what it reads otherwise is a change to look at, accept or leave. */
export async function askTeacher(magnet: Magnet): Promise<ProposeReadingsResult | undefined> {
  if (!requireTrust(t('Asking a teacher'))) return undefined;
  const functions = await magnet.functions();
  if (functions.length === 0) {
    void window.showInformationMessage(t('No signature files are open or in this workspace.'));
    return undefined;
  }
  const { teacher: settings } = readSettings();
  const teacher = settings.id === 'offline' ? await chooseTeacher() : settings.id;
  if (teacher === undefined) return undefined;
  const { model, baseUrl, budgetUsd } = settings;
  const given = { count: functions.length, model, baseUrl, budgetUsd, purpose: 'functions' } as const;
  const terms = await termsOf(magnet, given, teacher);
  if (terms === undefined) return undefined;
  const runId = `domain-${Date.now().toString(36)}`;
  if (teacher === 'editor') magnet.editorModels.allow(runId);
  const result = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: t('Asking {0} how to read the functions', teacher),
      cancellable: true,
    },
    (_progress, token) =>
      magnet.request(
        'magnet/proposeReadings',
        {
          teacher,
          runId,
          ...(model === '' ? {} : { model }),
          ...(baseUrl === '' ? {} : { baseUrl }),
          ...terms,
        },
        token,
      ),
  );
  await offer(result);
  return result;
}

async function chooseTeacher(): Promise<Asked | undefined> {
  const items = [
    { label: 'gemini' as const, detail: t('Google Gemini') },
    { label: 'openai' as const, detail: t('Any OpenAI-compatible server, at magnet.teacher.baseUrl') },
    { label: 'editor' as const, detail: t('A language model of the editor') },
  ];
  return (await window.showQuickPick(items, { title: t('Who is asked?') }))?.label;
}

/** The editor's own preview shows the change line by line; nothing is written before a person applies it. */
async function offer(result: ProposeReadingsResult): Promise<void> {
  const { functions, proposals, refused, without, before, after, file } = result;
  const left = refused + without;
  const leftOut = left === 0 ? '' : ` ${t('{0} answers were left out; magnet domain --teacher names them.', left)}`;
  if (proposals === 0) {
    void window.showInformationMessage(
      t('{0} functions were asked about; none is read otherwise.', functions) + leftOut,
    );
    return;
  }
  const uri = Uri.parse(file);
  const edit = new WorkspaceEdit();
  const metadata = {
    needsConfirmation: true,
    label: t('Readings that a teacher proposes for {0} functions', proposals),
  };
  if (before === undefined) edit.createFile(uri, { ignoreIfExists: true, contents: Buffer.from(after) }, metadata);
  else {
    const document = await workspace.openTextDocument(uri);
    const whole = new Range(document.positionAt(0), document.positionAt(document.getText().length));
    edit.replace(uri, whole, after, metadata);
  }
  const applied = await workspace.applyEdit(edit);
  if (!applied) return;
  const document = await workspace.openTextDocument(uri);
  if (document.isDirty) await document.save();
  void window.showInformationMessage(
    plainNotice(
      t('{0} readings are in {1} now, where they can be edited.', proposals, workspace.asRelativePath(uri)) + leftOut,
    ),
  );
}
