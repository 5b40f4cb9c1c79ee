import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { file, magnet } from './support.ts';

/** Texts of a tool's answer, as an agent would read them. */
async function invoke(name: string, input: object, tokens?: number): Promise<string> {
  const budget =
    tokens === undefined
      ? {}
      : {
          tokenizationOptions: { tokenBudget: tokens, countTokens: (text: string) => Promise.resolve(text.length) },
        };
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined, ...budget });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

suite('tools for agents', () => {
  suiteSetup(magnet);

  test('all three are offered, each with a schema of its input', () => {
    const own = vscode.lm.tools.filter(({ name }) => name.startsWith('magnet_'));
    assert.deepEqual(own.map(({ name }) => name).sort(), ['magnet_check', 'magnet_convert', 'magnet_graph']);
    for (const { inputSchema } of own) assert.ok(inputSchema !== undefined);
  });

  test('check says what is wrong in the file that is named, and of which file', async () => {
    const text = await invoke('magnet_check', { files: ['broken.fsig'] });
    assert.match(text, /^\d+ functions? in 1 file checked/);
    assert.match(text, /broken\.fsig:\d+:\d+ error /);
    assert.doesNotMatch(text, /hotel\.fsig/);
  });

  test('a file that the workspace does not read as signatures is read when it is named', async () => {
    assert.match(await invoke('magnet_check', { files: ['parcels.json'] }), /^[1-9]\d* functions? in 1 file checked/);
    assert.match(await invoke('magnet_graph', { files: ['parcels.json'] }), /^[1-9]\d* functions?, /);
  });

  test('convert gives the text and says what is lost, and writes nothing', async () => {
    const before = await vscode.workspace.fs.readDirectory(file());
    const text = await invoke('magnet_convert', { files: ['hotel.fsig'], to: 'anthropic' });
    assert.match(text, /^Converted to anthropic/);
    assert.match(text, /"input_schema"/);
    assert.match(await invoke('magnet_convert', { files: ['hotel.fsig'], to: 'xml' }), /^"to" is one of /);
    assert.deepEqual(await vscode.workspace.fs.readDirectory(file()), before);
  });

  test('graph names what feeds what', async () => {
    assert.match(await invoke('magnet_graph', { files: ['hotel.fsig'] }), /hotel\.find_rooms -> hotel\.book_room \(/);
  });

  test('what leads out of the workspace is not read', async () => {
    for (const name of ['magnet_check', 'magnet_graph'])
      assert.match(await invoke(name, { files: ['../../etc/passwd'] }), /leads out of the workspace/);
    assert.match(await invoke('magnet_check', { files: ['not-there.fsig'] }), /nothing was read/);
  });

  test('a link that leads out of the workspace is not followed', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'magnet-outside-'));
    const link = file('linked').fsPath;
    try {
      writeFileSync(path.join(outside, 'secret.fsig'), '/** Tells. */\nfunction secret(): string;\n');
      symlinkSync(outside, link, 'junction');
      for (const files of ['linked/secret.fsig', 'linked', 'linked/*.fsig'])
        assert.match(await invoke('magnet_check', { files: [files] }), /nothing was read/);
    } finally {
      rmSync(link, { force: true });
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('an answer keeps to its budget of tokens, and says what was cut', async () => {
    const text = await invoke('magnet_convert', { files: ['hotel.fsig'], to: 'openai-chat' }, 600);
    assert.ok(text.length <= 600, `${text.length} characters`);
    assert.match(text, /\[Cut: \d+ of \d+ lines are not shown\./);
  });

  test('a cancelled call ends', async () => {
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    await assert.rejects(async () =>
      vscode.lm.invokeTool('magnet_check', { input: {}, toolInvocationToken: undefined }, source.token),
    );
  });
});
