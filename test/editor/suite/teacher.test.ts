import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeAll, EXTENSION, eventually, file, magnet, open, removeIfThere } from './support.ts';

const DESK = () => file('desk.tools.json');
const CURATION = () => file('magnet.graph.json');
const TEXT =
  'Reads one slip that is there. Use it when somebody asks about a slip; it changes nothing. For example after zap_slip.';

/** What a scripted teacher says: of one function how it is described, of a list how each is read. */
const DESCRIBED = { description: TEXT, parameters: { slip_id: 'Which slip it is.' } };
const READ = { zap_slip: { operation: 'delete', entity: 'Voucher', writes: true } };

const tool = (name: string, description: string) => ({
  name,
  description,
  inputSchema: { type: 'object', properties: { slip_id: { type: 'string' } }, required: ['slip_id'] },
});

/** An OpenAI-compatible server on loopback that says one thing, and what it was asked. */
async function teacherThatSays(said: object) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      asked.push(body);
      response.setHeader('content-type', 'application/json');
      const message = { role: 'assistant', content: JSON.stringify(said) };
      const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
      response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }], usage }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

/** What a person sees beside a question: the comparison whose right side is a proposal. */
async function comparison(): Promise<{ title: string; text: string } | undefined> {
  const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
  if (!(tab?.input instanceof vscode.TabInputTextDiff)) return undefined;
  const document = await vscode.workspace.openTextDocument(tab.input.modified);
  return { title: tab.label, text: document.getText() };
}

/** Clicks a button of the question about money and of the one about the change, as a person would. */
async function clicked<T>(button: string, command: string, ...args: unknown[]) {
  const shown: { title: string; text: string }[] = [];
  const { showWarningMessage, showInformationMessage } = vscode.window;
  Object.assign(vscode.window, {
    showWarningMessage: async (_message: string, _options: unknown, ...buttons: string[]) => buttons[0],
    showInformationMessage: async (_message: string, ...buttons: string[]) => {
      const seen = await comparison();
      if (seen !== undefined) shown.push(seen);
      return buttons.find((name) => name === button);
    },
  });
  try {
    return { result: await vscode.commands.executeCommand<T>(command, ...args), shown };
  } finally {
    Object.assign(vscode.window, { showWarningMessage, showInformationMessage });
  }
}

suite('asking a teacher', () => {
  let server: Server | undefined;
  const settings = () => vscode.workspace.getConfiguration('magnet.teacher');
  const KEYS = ['id', 'baseUrl', 'model', 'budgetUsd'] as const;

  // Questions are answered by a stand-in for the editor's window; an installed extension has a window of its own.
  setup(function () {
    const { extensionPath } = vscode.extensions.getExtension(EXTENSION) ?? { extensionPath: '' };
    if (!existsSync(path.join(extensionPath, 'client/src'))) this.skip();
  });

  async function started(said: object): Promise<string[]> {
    const teacher = await teacherThatSays(said);
    server = teacher.server;
    const values = { id: 'openai', baseUrl: teacher.url, model: 'scripted', budgetUsd: 1 };
    for (const key of KEYS) await settings().update(key, values[key], vscode.ConfigurationTarget.Workspace);
    await settings().update('freeAddresses', [new URL(teacher.url).origin], vscode.ConfigurationTarget.Global);
    await magnet();
    const text = JSON.stringify(
      { tools: [tool('zap_slip', 'Handles the thing.'), tool('read_slip', 'Reads it.')] },
      null,
      2,
    );
    await vscode.workspace.fs.writeFile(DESK(), Buffer.from(text));
    await open(DESK());
    await eventually(
      'the functions of the file',
      async () =>
        (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          DESK(),
        )) ?? [],
      (symbols) => JSON.stringify(symbols).includes('read_slip'),
    );
    return teacher.asked;
  }

  teardown(async () => {
    await closeAll();
    server?.close();
    server = undefined;
    for (const key of KEYS) await settings().update(key, undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('freeAddresses', undefined, vscode.ConfigurationTarget.Global);
    await removeIfThere(DESK());
    await removeIfThere(CURATION());
  });

  const descriptions = async () => {
    const document = await vscode.workspace.openTextDocument(DESK());
    const { tools } = JSON.parse(document.getText()) as { tools: ReturnType<typeof tool>[] };
    return { document, tools, texts: tools.map(({ description }) => description) };
  };

  test('Improve This Description asks once, shows the change, and writes it where the dialect keeps it', async () => {
    const asked = await started(DESCRIBED);
    const { shown } = await clicked('Apply', 'magnet.improveDescription', { id: 'read_slip' });
    assert.equal(asked.length, 1);
    assert.deepEqual(
      shown.map(({ title, text }) => [title, text.includes(TEXT)]),
      [['A teacher’s description of read_slip', true]],
    );
    const { document, tools, texts } = await descriptions();
    assert.deepEqual(texts, ['Handles the thing.', TEXT]);
    assert.deepEqual(tools[1]?.inputSchema.properties.slip_id, { type: 'string', description: 'Which slip it is.' });
    assert.equal(await comparison(), undefined);
    await document.save();
  });

  test('a description that is left changes nothing', async () => {
    await started(DESCRIBED);
    const { shown } = await clicked('Leave It', 'magnet.improveDescription', { id: 'read_slip' });
    assert.equal(shown.length, 1);
    assert.deepEqual((await descriptions()).texts, ['Handles the thing.', 'Reads it.']);
  });

  test('Ask a Teacher How to Read the Functions writes the readings that were applied', async () => {
    await started(READ);
    const { result, shown } = await clicked<{ proposals: number }>('Apply', 'magnet.domain.ask');
    assert.equal(result.proposals, 1);
    assert.equal(shown.length, 1);
    const curated = JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(CURATION())).toString()) as {
      functions: Record<string, unknown>;
    };
    assert.deepEqual(curated.functions.zap_slip, { operation: 'delete', entity: 'voucher' });
  });
});
