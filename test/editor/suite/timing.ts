import * as vscode from 'vscode';
import type { MagnetApi } from '../../../client/src/magnet.ts';
import { clockOf } from '../../bench/clock.ts';
import { EXTENSION, record } from './support.ts';

suite('timing', () => {
  // The folder is empty, so that nothing has woken the extension yet.
  test('activation, from the first wish to the answer', async () => {
    const extension = vscode.extensions.getExtension<MagnetApi>(EXTENSION);
    if (extension === undefined || extension.isActive) throw new Error('the extension is active already');
    const clock = clockOf(process.pid);
    const start = clock();
    const api = await extension.activate();
    record('loading the bundle and activate', clock() - start);
    record('activate alone, by the clock', api.activationMs);
  });
});
