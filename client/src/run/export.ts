import { t } from '@vscode/l10n';
import { ProgressLocation, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { ExportParams, ExportResult, ExportTargetItem, ReviewFilter } from '../../../server/src/lsp/protocol.ts';
import { counted } from '../counted.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainNotice } from '../notice.ts';
import { requireTrust } from '../trust.ts';
import { runOf, uriOf } from './files.ts';
import { pickTemplateFile } from './lossMask.ts';
import { RunPanel } from './panel.ts';

/** What makes asking needless: the trainer's form and the file. */
interface Given {
  readonly as?: string;
  readonly out?: Uri;
}

/**
 * Writes a run in a trainer's form: asks which, shows what each record would lose, asks where.
 * @returns what was written, or nothing where a person turned back
 */
export async function exportRun(magnet: Magnet, target: unknown): Promise<ExportResult | undefined> {
  if (!requireTrust(t('Exporting a run'))) return undefined;
  const given = (target ?? {}) as Given;
  const uri = uriOf(target) ?? (await runOf(magnet, undefined, t('Export which run?')))?.uri;
  const form = uri === undefined ? undefined : await pickForm(magnet, given.as);
  if (uri === undefined || form === undefined) return undefined;
  const template = form.template === 'needed' ? await pickTemplate(form) : {};
  if (template === undefined) return undefined;
  const review = given.as === undefined ? await pickReview(magnet, uri) : {};
  if (review === undefined) return undefined;
  const params: ExportParams = { uri: uri.toString(), as: form.id, ...template, ...review };
  if (given.out === undefined && !(await agrees(magnet, uri, form, await send(magnet, params)))) return undefined;
  const out = given.out ?? (await pickFile(uri, form));
  if (out === undefined) return undefined;
  // The dialog that names a file has asked before it is replaced.
  const result = await send(magnet, { ...params, out: out.toString(), overwrite: given.out === undefined });
  tell(result, out);
  return result;
}

/** Which records, where people decided about some of them. */
async function pickReview(magnet: Magnet, uri: Uri): Promise<{ readonly review?: ReviewFilter } | undefined> {
  const { hits } = await magnet.request('magnet/searchRun', { uri: uri.toString(), query: '-review:unreviewed' });
  if (hits.length === 0) return {};
  const items: (QuickPickItem & { readonly review?: ReviewFilter })[] = [
    { label: t('All records') },
    { label: t('Only those that were accepted'), review: 'accepted' },
    { label: t('All but those that were rejected'), review: 'not-rejected' },
  ];
  const picked = await window.showQuickPick(items, { title: t('Some records were reviewed: export which?') });
  return picked === undefined ? undefined : picked.review === undefined ? {} : { review: picked.review };
}

function send(magnet: Magnet, params: ExportParams): Thenable<ExportResult> {
  const title = params.out === undefined ? t('Looking at what each record would lose') : t('Writing the export');
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
    magnet.request('magnet/exportRun', params, token),
  );
}

async function pickForm(magnet: Magnet, as: string | undefined): Promise<ExportTargetItem | undefined> {
  const forms = await magnet.request('magnet/exportTargets', {});
  if (as !== undefined) return forms.find(({ id }) => id === as);
  const items = forms.map((form) => ({
    label: form.id,
    description: form.template === 'needed' ? t('{0}; needs a chat template', form.title) : form.title,
    detail: form.row,
    form,
  }));
  const options = { title: t('Export for which trainer?'), matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.form;
}

async function pickTemplate({ id }: ExportTargetItem): Promise<{ readonly template: string } | undefined> {
  const file = await pickTemplateFile(t('{0} holds rendered text: name the chat template of the model', id));
  return file === undefined ? undefined : { template: file.toString() };
}

type Line = QuickPickItem & { readonly does?: 'write' | { readonly show: string } };

/** The pre-flight: Enter on its first line goes on, any other line shows the record that it is about. */
async function agrees(magnet: Magnet, uri: Uri, form: ExportTargetItem, found: ExportResult): Promise<boolean> {
  const picked = await window.showQuickPick<Line>(preflightLines(found), {
    title: t('Export as {0}', form.id),
    placeHolder: t('Enter to choose the file, or pick a record to look at'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (typeof picked?.does === 'object') RunPanel.show(magnet, uri, { record: picked.does.show });
  return picked?.does === 'write';
}

/** Losses that a list shows; the report of the command line has them all. */
const SHOWN = 1_000;

function preflightLines(found: ExportResult): Line[] {
  const { rows, records, dropped, changed, broken, losses } = found;
  const lines: Line[] = [
    {
      label: `$(save) ${t('Write {0} rows…', rows.toLocaleString('en'))}`,
      description: t('from {0}; {1} dropped, {2} changed', counted(records, 'record'), dropped, changed),
      does: 'write',
    },
  ];
  if (broken.length > 0) lines.push({ label: t('Cannot be read'), kind: QuickPickItemKind.Separator });
  for (const { line, reason } of broken.slice(0, SHOWN))
    lines.push({ label: `$(error) ${t('Line {0}', line)}`, description: plainLabel(reason) });
  if (losses.length > 0) lines.push({ label: t('What records lose'), kind: QuickPickItemKind.Separator });
  for (const { id, index, level, message } of losses.slice(0, SHOWN)) {
    const icon = level === 'dropped' ? 'circle-slash' : 'warning';
    const label = level === 'dropped' ? t('Record {0}: dropped', index + 1) : t('Record {0}: changed', index + 1);
    lines.push({ label: `$(${icon}) ${label}`, description: plainLabel(message), does: { show: id } });
  }
  return lines;
}

/** Beside the run's folder, called after both. */
function pickFile(uri: Uri, { id }: ExportTargetItem): Thenable<Uri | undefined> {
  const name = uri.path.split('/').filter(Boolean).at(-1) ?? 'run';
  return window.showSaveDialog({
    title: t('Export as {0}', id),
    defaultUri: Uri.joinPath(uri, '..', `${name.replace(/\.jsonl$/, '')}.${id}.jsonl`),
    filters: { [t('JSON Lines')]: ['jsonl'] },
  });
}

function tell({ rows, records, dropped, broken }: ExportResult, out: Uri): void {
  const open = t('Open');
  const words = [t('{0} rows from {1}', rows.toLocaleString('en'), counted(records, 'record'))];
  if (dropped > 0) words.push(t('{0} dropped', dropped));
  if (broken.length > 0) words.push(t('{0} lines could not be read', broken.length));
  const text = t('Written to {0}: {1}.', workspace.asRelativePath(out), words.join(' · '));
  void window.showInformationMessage(plainNotice(text), open).then(async (choice) => {
    if (choice === open) await window.showTextDocument(out);
  });
}
