import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GenerateSummary, RunItem } from '../../../server/src/lsp/protocol.ts';
import { closeAll, eventually, file, magnet, removeIfThere } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const FOLDER = () => file('magnet-runs');

async function runNamed(name: string): Promise<RunItem | undefined> {
  const runs = await (await magnet()).request('magnet/runs', { folders: [FOLDER().toString()] });
  return runs.find((item) => item.name === name);
}

const waitFor = (name: string, what: string, holds: (item: RunItem | undefined) => boolean) =>
  eventually(what, () => runNamed(name), holds);

const textOf = async (folder: vscode.Uri, name: string) =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
const write = (folder: vscode.Uri, name: string, text: string) =>
  vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));

suite('runs', () => {
  suiteSetup(magnet);
  teardown(closeAll);
  suiteTeardown(() => removeIfThere(FOLDER()));

  test('a run can be paused, and keeps what it has', async () => {
    const out = vscode.Uri.joinPath(FOLDER(), 'long');
    const made = run<GenerateSummary>('magnet.generate', { count: 100_000, seed: '5', out, file: file('hotel.fsig') });
    await waitFor('long', 'the run to have a record', (item) => item?.state === 'running' && (item.done ?? 0) > 0);
    await assert.doesNotReject(async () => run('magnet.runs.delete', out), 'told in a message');
    assert.equal((await runNamed('long'))?.state, 'running', 'a run that is written is not deleted');
    await run('magnet.runs.pause', out);
    assert.equal((await made).cancelled, true);
    const paused = await runNamed('long');
    assert.equal(paused?.state, 'interrupted');
    assert.equal(paused.total, 100_000);
  });

  test('an interrupted run goes on, and no record is lost or doubled', async () => {
    const out = vscode.Uri.joinPath(FOLDER(), 'cut');
    await run('magnet.generate', { count: 5, seed: '5', out, file: file('hotel.fsig') });
    const whole = await textOf(out, 'records.jsonl');
    await write(out, 'records.jsonl', `${whole.split('\n').slice(0, 2).join('\n')}\n`);
    const { result: _, ...manifest } = JSON.parse(await textOf(out, 'manifest.json'));
    await write(out, 'manifest.json', JSON.stringify({ ...manifest, status: 'running' }));
    assert.equal((await runNamed('cut'))?.state, 'interrupted');
    const rest = await run<GenerateSummary>('magnet.runs.resume', { uri: out });
    assert.equal(rest.cancelled, false);
    assert.equal((await runNamed('cut'))?.state, 'finished');
    assert.equal(await textOf(out, 'records.jsonl'), whole);
  });

  test('a deleted run is out of sight at once, and Undo brings it back', async () => {
    const out = vscode.Uri.joinPath(FOLDER(), 'brief');
    await run('magnet.generate', { count: 2, seed: '5', out });
    await run('magnet.runs.delete', { uri: out });
    assert.equal(await runNamed('brief'), undefined);
    await run('magnet.runs.undoDelete');
    assert.equal((await runNamed('brief'))?.state, 'finished');
    const names = (await vscode.workspace.fs.readDirectory(FOLDER())).map(([name]) => name);
    assert.ok(!names.includes('.deleted'), names.join(', '));
  });
});
