import { t } from '@vscode/l10n';
import { commands, type QuickPickItem, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';
import type { DiffRunsResult, RecordDifference } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainLine, plainNotice } from '../notice.ts';
import { findRuns, type RunFolder, runOf } from './files.ts';
import { RunPanel } from './panel.ts';

const SCHEME = 'magnet-record';

/** Says what two runs have otherwise; a record that is picked is shown side by side. @returns what was found */
export async function compareRuns(magnet: Magnet, target: unknown): Promise<DiffRunsResult | undefined> {
  const first = await runOf(magnet, target, t('Compare which run?'));
  const second = first === undefined ? undefined : await pickOther(magnet, first);
  if (first === undefined || second === undefined) return undefined;
  const params = { uri: first.uri.toString(), other: second.toString() };
  const result = await magnet.request('magnet/diffRuns', params);
  void show(magnet, first.uri, second, result);
  return result;
}

async function pickOther(magnet: Magnet, first: RunFolder): Promise<Uri | undefined> {
  const others = (await findRuns(magnet)).filter(({ uri }) => uri.toString() !== first.uri.toString());
  const browse = { label: `$(folder-opened) ${t('Other file…')}`, description: '', uri: undefined };
  const items = others.map((run) => ({
    label: plainLabel(run.name),
    description: plainLabel(run.detail),
    uri: run.uri,
  }));
  const picked = await window.showQuickPick([...items, browse], {
    title: plainLine(t('Compare {0} with which run?', first.name)),
  });
  if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  const files = await window.showOpenDialog({ title: t('Open a run'), filters: { [t('Runs')]: ['jsonl', 'json'] } });
  return files?.[0];
}

async function show(magnet: Magnet, first: Uri, second: Uri, result: DiffRunsResult): Promise<void> {
  const { same, differences, leftOut } = result;
  if (differences.length === 0) {
    void window.showInformationMessage(plainNotice(t('Both runs hold the same {0} records.', same)));
    return;
  }
  const items = differences.map((difference): QuickPickItem & { readonly difference: RecordDifference } => ({
    label: plainLabel(difference.title || difference.id),
    description: plainLabel(words(difference)),
    difference,
  }));
  const title = t('{0} records differ, {1} are the same', differences.length + leftOut, same);
  const picked = await window.showQuickPick(items, { title, matchOnDescription: true });
  if (picked === undefined) return;
  const { first: left, second: right, id } = picked.difference;
  if (left === undefined || right === undefined)
    return RunPanel.show(magnet, left === undefined ? second : first, { record: id });
  provide(magnet);
  await commands.executeCommand('vscode.diff', recordUri(first, left), recordUri(second, right), t('Record {0}', id));
}

function words({ state, parts }: RecordDifference): string {
  if (state === 'only-first') return t('only in the first');
  return state === 'only-second' ? t('only in the second') : parts.join(', ');
}

/** The document of one record of a run, as Markdown. */
function recordUri(run: Uri, index: number): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${index}.md`, query: JSON.stringify({ run: run.toString(), index }) });
}

let provided = false;

function provide(magnet: Magnet): void {
  if (provided) return;
  provided = true;
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: async ({ query }) => {
      const { run, index } = JSON.parse(query) as { run: string; index: number };
      return (await magnet.request('magnet/shareRecord', { uri: run, index, as: 'markdown' })).text;
    },
  };
  magnet.context.subscriptions.push(workspace.registerTextDocumentContentProvider(SCHEME, provider));
}
