import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { originOf } from '../../../server/src/settings/index.ts';
import { isLoopback } from '../endpoint/choice.ts';
import type { Magnet } from '../magnet.ts';
import { readSettings } from '../settings.ts';
import { type KeptKey, keyFits, keyQuestion, readKept, teacherOrigin } from './spending.ts';

const USES = ['gemini', 'openai', 'endpoint'] as const;
export type KeyUse = (typeof USES)[number];

function nameOf(use: KeyUse): string {
  if (use === 'gemini') return t('Teacher: Google Gemini');
  return use === 'openai' ? t('Teacher: OpenAI-compatible server') : t('Magnet endpoint');
}

const stored = (use: KeyUse) => `magnet.apiKey.${use}`;

/** Origins that a person said yes to, each with the one the key was given for; of this workspace. */
const ALLOWED = 'magnet.keys.allowed';

/**
 * The key for an address. Keys live in the secret storage alone, not in settings, logs or datasets, each with the origin
 * it was given for: where the settings name another one, a person is asked.
 * @returns undefined where there is none; null where it must not go there, and nothing should be sent
 */
export async function readKey(magnet: Magnet, use: KeyUse, address: string): Promise<string | undefined | null> {
  const kept = readKept(await magnet.context.secrets.get(stored(use)));
  if (kept === undefined) return undefined;
  const origin = originOf(address);
  if (origin === undefined) return null;
  const allowed = magnet.context.workspaceState.get<readonly string[]>(ALLOWED, []);
  if (keyFits(kept, origin, allowed)) return kept.key;
  // A server on this machine seldom wants a key; that of another server is not offered to it.
  if (use === 'endpoint' && isLoopback(address)) return undefined;
  return (await askForKey(magnet, kept, origin, allowed)) ? kept.key : null;
}

async function askForKey(magnet: Magnet, kept: KeptKey, origin: string, allowed: readonly string[]): Promise<boolean> {
  const { message, detail } = keyQuestion(kept, origin);
  const yes = t('Send the Key There');
  if ((await window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return false;
  await magnet.context.workspaceState.update(ALLOWED, [...allowed, `${kept.origin} ${origin}`]);
  return true;
}

/** The origin a new key is given for, which the question for it names. */
function originFor(use: KeyUse): string | undefined {
  const { teacher, endpoint } = readSettings();
  return use === 'endpoint' ? originOf(endpoint.url) : teacherOrigin(use, teacher.baseUrl);
}

export async function setApiKey(magnet: Magnet, use?: KeyUse): Promise<boolean> {
  const chosen = use ?? (await pickUse());
  if (chosen === undefined) return false;
  const origin = originFor(chosen);
  if (origin === undefined) {
    void window.showErrorMessage(
      t('The address in the settings is none, so there is nothing that a key could be for.'),
    );
    return false;
  }
  const key = await window.showInputBox({
    title: t('API key · {0}', nameOf(chosen)),
    prompt: t(
      'For {0}, and sent nowhere else without asking. Kept in the secret storage of this machine. Leave empty to remove it.',
      origin,
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  if (key === '') await magnet.context.secrets.delete(stored(chosen));
  else
    await magnet.context.secrets.store(stored(chosen), JSON.stringify({ key: key.trim(), origin } satisfies KeptKey));
  window.setStatusBarMessage(key === '' ? t('Magnet: key removed') : t('Magnet: key stored'), 4000);
  return key !== '';
}

async function pickUse(): Promise<KeyUse | undefined> {
  const items = USES.map((use) => ({ label: nameOf(use), use }));
  return (await window.showQuickPick(items, { title: t('API key for…') }))?.use;
}
