import type { Disposable } from 'vscode';
import type { Magnet } from './magnet.ts';

/** Typing changes the catalog several times a second; views wait until it rests. */
const REST_MS = 600;

/** Calls `refresh` once the catalog has changed and rested. */
export function onCatalogRested(magnet: Magnet, refresh: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const listener = magnet.onCatalogChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(refresh, REST_MS);
  });
  return {
    dispose() {
      clearTimeout(timer);
      listener.dispose();
    },
  };
}
