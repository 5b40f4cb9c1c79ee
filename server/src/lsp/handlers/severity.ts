import { readRegularText, UnreadableFile, writeOwnText } from '../../files/index.ts';
import {
  applyChanges,
  CONFIG_FILE,
  isRuleCode,
  LEVELS,
  MAX_CONFIG_BYTES,
  type RuleCode,
  setLevelEdit,
} from '../../rules/index.ts';
import type { Session } from '../session.ts';
import { filePath, fileUri } from '../uris.ts';

/** Asks for the level of a rule and keeps it in the folder of a document. */
export async function setSeverity(session: Session, [uri, code]: readonly unknown[]): Promise<void> {
  if (typeof uri === 'string' && typeof code === 'string' && isRuleCode(code)) await ask(session, uri, code);
}

async function ask(session: Session, uri: string, code: RuleCode): Promise<void> {
  const { connection, project } = session;
  const folder = filePath(project.folderOf(project.uris.key(uri)));
  if (folder === undefined) {
    connection.window.showInformationMessage('Open the folder of the file first: its settings are kept there.');
    return;
  }
  const levels = LEVELS.map((level) => ({ title: level }));
  const chosen = await connection.window.showInformationMessage(`Severity of "${code}" in this folder:`, ...levels);
  const level = LEVELS.find((each) => each === chosen?.title);
  if (level === undefined) return;
  const file = `${folder}/${CONFIG_FILE}`;
  const text = await readRegularText(file, MAX_CONFIG_BYTES).catch((error: unknown) => {
    if (error instanceof UnreadableFile && error.code === 'ENOENT') return '';
    connection.window.showErrorMessage(`${file} ${error instanceof Error ? error.message : String(error)}.`);
  });
  if (text === undefined) return;
  await writeOwnText(file, applyChanges(text, setLevelEdit(text, code, level)));
  await project.configs.read(fileUri(file));
  session.changed('elsewhere');
}
