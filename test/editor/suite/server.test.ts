import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeAll, eventually, file, magnet, magnetDiagnostics, messagesShown, open } from './support.ts';

/** Process ids of the language server under this extension host. */
function servers(): number[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return list
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) =>
      match?.[2] === String(process.pid) && match[3]?.includes('dist/server/') ? [Number(match[1])] : [],
    );
}

suite('language server', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('a crash restarts it with its documents', async function () {
    if (process.platform === 'win32') return this.skip();
    const editor = await open(file('hotel.fsig'));
    const [before] = await eventually('the server process', servers, (list) => list.length === 1);
    assert.ok(before);
    await vscode.commands.executeCommand('notifications.clearAll');
    process.kill(before, 'SIGKILL');
    const other = (pid: number) => (list: number[]) => list.length === 1 && list[0] !== pid;
    const [second] = await eventually('another server process', servers, other(before));
    const api = await magnet();
    await eventually(
      'functions after the crash',
      () => api.request('magnet/functions', {}).catch(() => []),
      (list) => list.some(({ id }) => id === 'hotel.book_room'),
    );
    // What is typed and not saved is known to the new server too.
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'function after_crash(x: Nowhere): string;\n'));
    await eventually(
      'diagnostics of the unsaved text',
      () => magnetDiagnostics(editor.document.uri).map(({ message }) => message),
      (list) => list.some((message) => message.includes('Nowhere')),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    // It is told once: another crash is mended without a word.
    await vscode.commands.executeCommand('notifications.showList');
    const told = () => messagesShown()?.filter((text) => text.includes('stopped and was started again')).length ?? 1;
    await eventually('the message', told, (count) => count === 1);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.ok(second);
    process.kill(second, 'SIGKILL');
    await eventually('a third server process', servers, other(second));
    await vscode.commands.executeCommand('notifications.showList');
    await eventually(
      'functions after the second crash',
      () => api.request('magnet/functions', {}).catch(() => []),
      (list) => list.some(({ id }) => id === 'hotel.book_room'),
    );
    assert.equal(told(), 1);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  test('a file changed on disk while it is open is followed', async () => {
    const api = await magnet();
    const extra = file('extra.fsig');
    const write = (text: string) => vscode.workspace.fs.writeFile(extra, new TextEncoder().encode(text));
    const ids = async () => (await api.request('magnet/functions', {})).map(({ id }) => id);
    await write('/** One. */\nfunction one(): string;\n');
    await open(extra);
    await eventually('the first function', ids, (list) => list.includes('one'));
    await write('/** Two. */\nfunction two(): string;\n');
    await eventually('the second function', ids, (list) => list.includes('two') && !list.includes('one'));
    await closeAll();
    await vscode.workspace.fs.delete(extra);
  });

  test('folders that come and go behind the editor’s back', async () => {
    const api = await magnet();
    const many = file('many').fsPath;
    const ids = async () => (await api.request('magnet/functions', {})).map(({ id }) => id);
    const count = async () => (await ids()).filter((id) => id.startsWith('many_')).length;
    const fill = (folder: string) => {
      mkdirSync(path.join(folder, 'deep'), { recursive: true });
      for (let at = 0; at < 40; at++)
        writeFileSync(
          path.join(folder, at % 2 === 0 ? '' : 'deep', `f${at}.fsig`),
          `/** Does. */\nfunction many_${at}(): string;\n`,
        );
    };
    const aside = mkdtempSync(path.join(tmpdir(), 'magnet-aside-'));
    try {
      fill(many);
      await eventually('files written one by one', count, (found) => found === 40);
      rmSync(many, { recursive: true });
      await eventually('a folder deleted', count, (found) => found === 0);
      fill(path.join(aside, 'many'));
      renameSync(path.join(aside, 'many'), many);
      await eventually('a folder moved in', count, (found) => found === 40);
      renameSync(many, path.join(aside, 'many'));
      await eventually('a folder moved away', count, (found) => found === 0);
    } finally {
      rmSync(many, { recursive: true, force: true });
      rmSync(aside, { recursive: true, force: true });
    }
  });
});
