import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Magnet } from '../magnet.ts';

const USES = ['gemini', 'openai', 'endpoint'] as const;
export type KeyUse = (typeof USES)[number];

function nameOf(use: KeyUse): string {
  if (use === 'gemini') return t('Teacher: Google Gemini');
  return use === 'openai' ? t('Teacher: OpenAI-compatible server') : t('Magnet endpoint');
}

const stored = (use: KeyUse) => `magnet.apiKey.${use}`;

/** Keys live in the secret storage alone: not in settings, logs or datasets. */
export async function readKey(magnet: Magnet, use: KeyUse): Promise<string | undefined> {
  return magnet.context.secrets.get(stored(use));
}

export async function setApiKey(magnet: Magnet, use?: KeyUse): Promise<boolean> {
  const chosen = use ?? (await pickUse());
  if (chosen === undefined) return false;
  const key = await window.showInputBox({
    title: t('API key · {0}', nameOf(chosen)),
    prompt: t('Kept in the secret storage of this machine. Leave empty to remove it.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  if (key === '') await magnet.context.secrets.delete(stored(chosen));
  else await magnet.context.secrets.store(stored(chosen), key.trim());
  window.setStatusBarMessage(key === '' ? t('Magnet: key removed') : t('Magnet: key stored'), 4000);
  return key !== '';
}

async function pickUse(): Promise<KeyUse | undefined> {
  const items = USES.map((use) => ({ label: nameOf(use), use }));
  return (await window.showQuickPick(items, { title: t('API key for…') }))?.use;
}
