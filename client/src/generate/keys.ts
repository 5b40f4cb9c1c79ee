import { window } from 'vscode';
import type { Magnet } from '../magnet.ts';

const USES = {
  gemini: 'Teacher: Google Gemini',
  openai: 'Teacher: OpenAI-compatible server',
  endpoint: 'Magnet endpoint',
} as const;
export type KeyUse = keyof typeof USES;

const stored = (use: KeyUse) => `magnet.apiKey.${use}`;

/** Keys live in the secret storage alone: not in settings, logs or datasets. */
export async function readKey(magnet: Magnet, use: KeyUse): Promise<string | undefined> {
  return magnet.context.secrets.get(stored(use));
}

export async function setApiKey(magnet: Magnet, use?: KeyUse): Promise<boolean> {
  const chosen = use ?? (await pickUse());
  if (chosen === undefined) return false;
  const key = await window.showInputBox({
    title: `API key · ${USES[chosen]}`,
    prompt: 'Kept in the secret storage of this machine. Leave empty to remove it.',
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  if (key === '') await magnet.context.secrets.delete(stored(chosen));
  else await magnet.context.secrets.store(stored(chosen), key.trim());
  window.setStatusBarMessage(key === '' ? 'Magnet: key removed' : 'Magnet: key stored', 4000);
  return key !== '';
}

async function pickUse(): Promise<KeyUse | undefined> {
  const items = (Object.keys(USES) as KeyUse[]).map((use) => ({ label: USES[use], use }));
  return (await window.showQuickPick(items, { title: 'API key for…' }))?.use;
}
