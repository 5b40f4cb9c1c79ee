import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import type { SaveTestParams } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainNotice } from '../notice.ts';
import { CallPanel } from '../run/callPanel.ts';
import { RunPanel } from '../run/panel.ts';
import { requireTrust } from '../trust.ts';
import { TEST_GLOB } from './explorer.ts';

/** What is to become a test, without the file it goes to. */
type Source = SaveTestParams extends infer Params
  ? Params extends SaveTestParams
    ? Omit<Params, 'to'>
    : never
  : never;

/**
 * Adds a record, or a call that was tried, to a file of tests: what is named, else what the active panel shows.
 * @returns the test's id and where it went
 */
export async function saveAsTest(magnet: Magnet, target: unknown): Promise<{ id: string; uri: Uri } | undefined> {
  if (!requireTrust(t('Writing a test'))) return undefined;
  const source = sourceOf(target);
  if (source === undefined) {
    void window.showInformationMessage(
      t('Open a run and a record of it, or try a call in words first: that is what becomes a test.'),
    );
    return undefined;
  }
  const named = (target as { to?: unknown } | undefined)?.to;
  const to = named instanceof Uri ? named : await pickFile();
  if (to === undefined) return undefined;
  const { id } = await magnet.request('magnet/saveTest', { ...source, to: to.toString() } as SaveTestParams);
  const open = t('Open');
  void window
    .showInformationMessage(plainNotice(t('Saved as test {0} in {1}.', id, workspace.asRelativePath(to))), open)
    .then((choice) => {
      if (choice === open) void window.showTextDocument(to);
    });
  return { id, uri: to };
}

function sourceOf(target: unknown): Source | undefined {
  const given = (typeof target === 'object' && target !== null ? target : {}) as Partial<Record<string, unknown>>;
  if (typeof given.uri === 'string' && typeof given.index === 'number') return { uri: given.uri, index: given.index };
  if (typeof given.ask === 'string' && Array.isArray(given.calls)) {
    return { ask: given.ask, offer: (given.offer ?? []) as string[], calls: given.calls as never };
  }
  return RunPanel.shown() ?? CallPanel.tried();
}

/** A file of tests of the workspace, or a new one. */
async function pickFile(): Promise<Uri | undefined> {
  const files = await workspace.findFiles(TEST_GLOB, '**/node_modules/**', 200);
  const root = workspace.workspaceFolders?.[0]?.uri;
  const known = files.map((uri) => ({ label: plainLabel(workspace.asRelativePath(uri)), uri }));
  const fresh = { label: `$(new-file) ${t('New file…')}`, uri: undefined };
  if (known.length > 0) {
    const picked = await window.showQuickPick([...known, fresh], { title: t('Save the test in which file?') });
    if (picked === undefined || picked.uri !== undefined) return picked?.uri;
  }
  const made = await window.showSaveDialog({
    title: t('New file of tests'),
    // The whole ending as a filter would be added once more by the dialog of remote windows.
    filters: { [t('Tests')]: ['jsonl'] },
    ...(root === undefined ? {} : { defaultUri: Uri.joinPath(await testFolder(root), 'agent.magnet-test.jsonl') }),
  });
  if (made === undefined || /\.magnet-test\.jsonl$/.test(made.path)) return made;
  return made.with({ path: `${made.path.replace(/\.(?:jsonl?|magnet-test)$/, '')}.magnet-test.jsonl` });
}

/** Where the workspace keeps its tests, where it has such a folder: the dialog asks before it makes one. */
async function testFolder(root: Uri): Promise<Uri> {
  for (const name of ['tests', 'test']) {
    const folder = Uri.joinPath(root, name);
    const isThere = await workspace.fs.stat(folder).then(
      () => true,
      () => false,
    );
    if (isThere) return folder;
  }
  return root;
}
