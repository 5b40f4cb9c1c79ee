import { t } from '@vscode/l10n';
import { ProgressLocation, RelativePattern, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { RecipeItem, WriteTrainingResult } from '../../../server/src/lsp/protocol.ts';
import { counted } from '../counted.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainNotice } from '../notice.ts';
import { requireTrust } from '../trust.ts';
import { panelIcon } from '../webview/host.ts';
import { runOf, uriOf } from './files.ts';

/** What makes asking needless: a recipe, a folder to write and a model. */
interface Given {
  readonly recipe?: string;
  readonly out?: Uri;
  readonly model?: string;
}

/**
 * Writes the folder of a training and types its command into a terminal there; a person starts it.
 * @returns what was written, or nothing where a person turned back
 */
export async function trainOnRun(magnet: Magnet, target: unknown): Promise<WriteTrainingResult | undefined> {
  if (!requireTrust(t('Training on a run'))) return undefined;
  const given = (target ?? {}) as Given;
  const run = uriOf(target) ?? (await runOf(magnet, undefined, t('Train on which run?')))?.uri;
  const recipe = run === undefined ? undefined : await pickRecipe(magnet, given.recipe);
  if (run === undefined || recipe === undefined) return undefined;
  const out = given.out ?? Uri.joinPath(run, '..', `training-${recipe.name}`);
  const overwrite = await mayWrite(out);
  if (overwrite === undefined) return undefined;
  const model = given.model === undefined ? {} : { model: given.model };
  const params = { uri: run.toString(), recipe: recipe.name, out: out.toString(), overwrite, ...model };
  const result = await window.withProgress(
    { location: ProgressLocation.Notification, title: t('Writing the training'), cancellable: true },
    (_, token) => magnet.request('magnet/writeTraining', params, token),
  );
  openTerminal(out, recipe, result.lines);
  tell(magnet, result, out);
  return result;
}

async function pickRecipe(magnet: Magnet, named: string | undefined): Promise<RecipeItem | undefined> {
  const recipes = await magnet.request('magnet/recipes', {});
  if (named !== undefined) return recipes.find(({ name }) => name === named);
  const items = recipes.map((recipe) => ({
    label: recipe.name,
    description: recipe.model,
    detail: recipe.about.replaceAll('`', ''),
    recipe,
  }));
  const options = { title: t('Train how?'), matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.recipe;
}

/** Whether a folder is to be written anew; undefined where a person turned back. */
async function mayWrite(out: Uri): Promise<boolean | undefined> {
  const isThere = await workspace.fs.stat(out).then(
    () => true,
    () => false,
  );
  if (!isThere) return false;
  const anew = t('Write Anew');
  const detail = t('Rows and settings are replaced; a model in it stays.');
  const text = t('{0} is there already.', workspace.asRelativePath(out));
  const choice = await window.showWarningMessage(plainNotice(text), { modal: true, detail }, anew);
  return choice === anew ? true : undefined;
}

/** The command stands in the terminal and waits for Enter: nothing is started, and nothing installed. */
function openTerminal(out: Uri, { name }: RecipeItem, lines: readonly string[]): void {
  const terminal = window.createTerminal({ name: t('Magnet: {0}', name), cwd: out });
  terminal.show();
  terminal.sendText(lines.join(' && '), false);
}

function tell(magnet: Magnet, { rows, records, dropped, notes }: WriteTrainingResult, out: Uri): void {
  const words = [t('{0} rows from {1}', rows.toLocaleString('en'), counted(records, 'record'))];
  if (dropped > 0) words.push(t('{0} dropped', dropped));
  const written = t(
    'Written to {0}: {1}. Press Enter in the terminal to start.',
    workspace.asRelativePath(out),
    words.join(' · '),
  );
  const show = t('Show Curves');
  void window.showInformationMessage(plainNotice([written, ...notes].join(' ')), show).then((choice) => {
    if (choice === show) void showCurves(magnet, out);
  });
}

/** Curves of a training while it goes on: read again whenever its log is written. */
export async function showCurves(magnet: Magnet, target: unknown): Promise<void> {
  const folder = target instanceof Uri ? target : await pickTraining();
  if (folder === undefined) return;
  const name = folder.path.split('/').filter(Boolean).at(-1) ?? '';
  const options = { enableScripts: false, localResourceRoots: [] };
  const panel = window.createWebviewPanel('magnet.curves', t('Training: {0}', name), ViewColumn.Active, options);
  panel.iconPath = panelIcon(magnet.context.extensionUri);
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '**/{log,trainer_log,logging}.jsonl'));
  const redraw = () => void draw(magnet, panel, folder);
  watcher.onDidChange(redraw);
  watcher.onDidCreate(redraw);
  panel.onDidDispose(() => watcher.dispose());
  await draw(magnet, panel, folder);
}

async function draw(magnet: Magnet, panel: WebviewPanel, folder: Uri): Promise<void> {
  const found = await magnet.request('magnet/trainingCurves', { uri: folder.toString() });
  if (found !== null) panel.webview.html = found.page;
  else panel.webview.html = `<p>${t('Nothing is logged yet. This page fills as the training goes on.')}</p>`;
}

const FOUND_AT_MOST = 200;

/** A folder with settings that `magnet train` wrote, or any other. */
async function pickTraining(): Promise<Uri | undefined> {
  const title = t('Curves of which training?');
  const files = await workspace.findFiles(
    '**/{training.json,llamafactory.yaml,trainer_state.json}',
    undefined,
    FOUND_AT_MOST,
  );
  const folders = new Map(files.map((file) => Uri.joinPath(file, '..')).map((uri) => [uri.toString(), uri]));
  const items = [...folders.values()].map((uri) => ({ label: plainLabel(workspace.asRelativePath(uri)), uri }));
  const other = { label: t('Another folder…'), uri: undefined };
  const picked = items.length === 0 ? other : await window.showQuickPick([...items, other], { title });
  if (picked?.uri !== undefined || picked === undefined) return picked?.uri;
  return (await window.showOpenDialog({ title, canSelectFolders: true, canSelectFiles: false }))?.[0];
}
