import { t } from '@vscode/l10n';
import { commands, languages, Uri, window, workspace } from 'vscode';
import type { ConvertResult } from '../../../server/src/lsp/protocol.ts';
import type { Magnet } from '../magnet.ts';
import { plainLabel, plainLine } from '../notice.ts';
import { DIALECTS } from './dialects.ts';
import { LossList } from './losses.ts';

/** Converts one file into another dialect, in a new document. What the target cannot say is listed as problems. */
export async function convert(magnet: Magnet, file: unknown, to: unknown): Promise<ConvertResult | undefined> {
  const uri = file instanceof Uri ? file : window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void window.showInformationMessage(t('Open the file to convert first, or use the command in the Explorer.'));
    return undefined;
  }
  const target =
    DIALECTS.find((item) => item.to === to) ??
    (await window.showQuickPick(DIALECTS, {
      title: plainLine(t('Convert {0} to…', workspace.asRelativePath(uri))),
      matchOnDetail: true,
    }));
  if (target === undefined) return undefined;
  const result = await magnet.request('magnet/convert', { uris: [uri.toString()], to: target.to });
  // An empty document would look like a file that was converted.
  if (result.text.trim() === '')
    throw new Error(t('{0} has no tool schema that could be read.', workspace.asRelativePath(uri)));
  return show(magnet, result, target.label);
}

/** Reads an OpenAPI document as signatures, in a new `.fsig` document. */
export async function importOpenApi(magnet: Magnet, file: unknown): Promise<ConvertResult | undefined> {
  const uri = file instanceof Uri ? file : await pickFile(t('Import OpenAPI'), { OpenAPI: ['json', 'yaml', 'yml'] });
  if (uri === undefined) return undefined;
  const result = await magnet.request('magnet/convert', { uris: [uri.toString()], to: 'fsig' });
  if (result.text.trim() === '')
    throw new Error(t('{0} has no operation that could be read.', workspace.asRelativePath(uri)));
  return show(magnet, result, 'fsig');
}

/** The file is read as tool schemas from now on, in this workspace. */
export async function treatAsToolSchema(magnet: Magnet, file: unknown): Promise<void> {
  const uri =
    file instanceof Uri
      ? file
      : (dataInFront() ??
        (await pickFile(t('Treat as tool schema'), {
          'JSON, YAML': ['json', 'jsonl', 'jsonc', 'ndjson', 'yaml', 'yml'],
        })));
  if (uri === undefined) return;
  await magnet.toolFiles.add(uri);
  window.setStatusBarMessage(plainLabel(t('Magnet: reading {0} as tool schemas', workspace.asRelativePath(uri))), 4000);
}

/** Languages of texts that can hold schemas: a program or a page is not taken for one because it is open. */
const DATA: readonly string[] = ['json', 'jsonc', 'jsonl', 'yaml', 'plaintext'];

/** The file of the active editor; where a panel is active, that of an editor beside it. */
function dataInFront(): Uri | undefined {
  const documents = [window.activeTextEditor, ...window.visibleTextEditors].flatMap((editor) => editor?.document ?? []);
  return documents.find(({ uri, languageId }) => uri.scheme !== 'output' && DATA.includes(languageId))?.uri;
}

/** Opens what was written, and lists what could not be. */
export async function show(magnet: Magnet, result: ConvertResult, label: string): Promise<ConvertResult> {
  const language =
    result.language === 'jsonl' && !(await languages.getLanguages()).includes('jsonl') ? 'json' : result.language;
  const document = await workspace.openTextDocument({ language, content: result.text });
  await window.showTextDocument(document);
  LossList.of(magnet.context).show(result.losses, label);
  if (result.losses.length > 0) {
    void window
      .showWarningMessage(t('{0} cannot express {1} of the details.', label, result.losses.length), t('Show Problems'))
      .then((choice) => choice && commands.executeCommand('workbench.actions.view.problems'));
  }
  return result;
}

async function pickFile(title: string, filters: Record<string, string[]>): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({ title, filters, canSelectMany: false });
  return picked?.[0];
}
