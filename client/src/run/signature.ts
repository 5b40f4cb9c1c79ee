import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';
import { reveal } from '../reveal.ts';

/** A record names functions as the model saw them; the workspace may know them by a qualified name. */
export async function resolveFunction(magnet: Magnet, name: string): Promise<string> {
  const functions = await magnet.functions();
  const exact = functions.find((item) => item.id === name);
  const bare = functions.filter((item) => item.id.split('.').at(-1) === name.split('.').at(-1));
  return exact?.id ?? bare[0]?.id ?? name;
}

/** Jumps to the declaration of a function a record mentions. */
export async function openSignature(magnet: Magnet, name: string): Promise<void> {
  const id = await resolveFunction(magnet, name);
  const item = (await magnet.functions()).find((candidate) => candidate.id === id);
  if (item !== undefined) return reveal(item.place);
  void window.showInformationMessage(plainNotice(t('No signature file of this workspace declares {0}.', name)));
}
