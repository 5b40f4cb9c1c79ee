import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainLabel } from '../notice.ts';
import type { Offer } from './history.ts';

/** Asks which functions a question offers beside the one under test. */
export async function pickOffer(magnet: Magnet, id: string, before: Offer): Promise<readonly string[] | undefined> {
  const functions = await magnet.functions();
  const chosen = new Set(typeof before === 'string' ? [id] : before);
  const items = functions.map((item) => ({
    id: item.id,
    label: plainLabel(item.id),
    description: plainLabel(item.category),
    picked: chosen.has(item.id) || item.id === id,
  }));
  const picked = await window.showQuickPick(items, {
    title: t('Offer which functions to the model?'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked === undefined ? undefined : [...new Set([id, ...picked.map((item) => item.id)])];
}
