import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { closeAll, codesOf, completionsAt, eventually, file, hoverAt, magnet, messagesShown, open } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const PARKING = () => file('parking.fsig');

/** A server that counts who asks it, for the time of `body`. */
async function listening(body: (url: string) => Promise<void>): Promise<number> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await body(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  } finally {
    server.close();
  }
  return asked;
}

suite('Restricted Mode', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('nobody has trusted this workspace', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  test('settings that say where things are sent are ignored, a rule’s level is not', async () => {
    const settings = vscode.workspace.getConfiguration('magnet', PARKING());
    assert.equal(settings.get('endpoint.url'), 'http://127.0.0.1:8000/v1');
    assert.equal(settings.get('teacher.id'), 'offline');
    assert.equal(settings.get('teacher.baseUrl'), '');
    assert.equal(settings.get('generate.folder'), 'magnet-runs');
    await open(PARKING());
    await eventually(
      'the level of the folder',
      () => codesOf(PARKING()),
      (codes) => codes.includes('unknown-type:warning'),
    );
  });

  test('reading goes on: hover, completion, lenses, call hierarchy, the graph', async () => {
    const { document } = await open(PARKING());
    const hover = await eventually(
      'a hover',
      () => hoverAt(document, 'function find|_space'),
      (text) => text.includes('find_space'),
    );
    assert.match(hover, /hours/);
    assert.ok((await completionsAt(document, 'open_gate(space_id: |SpaceId)')).includes('SpaceId'));
    const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', PARKING(), 20);
    assert.ok(lenses.some(({ command }) => command?.command === 'magnet.sendCall'));
    const graph = await (await magnet()).request('magnet/graph', {});
    assert.ok(graph.edges.some(({ from, to }) => from === 'parking.find_space' && to === 'parking.open_gate'));
    const [item] = await run<vscode.CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      PARKING(),
      document.positionAt(document.getText().indexOf('open_gate') + 2),
    );
    const feeders = await run<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item);
    assert.deepEqual(
      feeders.map(({ from }) => from.name),
      ['find_space'],
    );
  });

  const refusals: readonly (readonly [string, string, unknown])[] = [
    ['magnet.startEndpoint', 'Starting the local endpoint', undefined],
    [
      'magnet.testCall',
      'Sending a test call',
      { function: 'parking.find_space', ask: 'A space for two hours, please.' },
    ],
    ['magnet.sendCall', 'Sending a test call', 'parking.find_space'],
    ['magnet.generate', 'Generating trajectories', { count: 1, seed: '1', teacher: 'offline' }],
    ['magnet.generateFrom', 'Generating trajectories', 'parking.find_space'],
    ['magnet.importMcp', 'Importing from an MCP server', `node -e require("fs").writeFileSync("ran","")`],
  ];
  for (const [command, what, argument] of refusals)
    test(`${command} is refused at once, and the message says what to do`, async () => {
      const before = messagesShown()?.length ?? 0;
      assert.equal(await run(command, argument), undefined);
      const shown = messagesShown();
      if (shown === undefined) return;
      await run('notifications.showList');
      const text = await eventually(
        'the message',
        () => (messagesShown() ?? []).slice(before).join('\n'),
        (message) => message.includes(what),
      );
      assert.match(text, /is not possible in Restricted Mode/);
      assert.match(text, /Manage Workspace Trust/);
      await run('notifications.clearAll');
    });

  // The editor lists what the manifest declares; `when` keeps it from agents, and nothing of ours stands behind it.
  test('a tool for agents has no answer, whoever asks', async () => {
    for (const name of ['magnet_check', 'magnet_convert', 'magnet_graph'])
      await assert.rejects(async () =>
        vscode.lm.invokeTool(name, { input: { to: 'mcp' }, toolInvocationToken: undefined }),
      );
  });

  test('nothing ran, nothing was written', () => {
    assert.ok(!existsSync(file('ran').fsPath));
    assert.ok(!existsSync(file('magnet-runs').fsPath));
    assert.ok(!existsSync(file('elsewhere').fsPath));
  });

  test('the server refuses too, whoever asks, and nothing is sent', async () => {
    const api = await magnet();
    const asked = await listening(async (url) => {
      const refusal = /needs a trusted workspace/;
      await assert.rejects(
        api.request('magnet/testCall', { function: 'parking.find_space', ask: 'A space.', url }),
        refusal,
      );
      const out = file('magnet-runs', 'x').toString();
      await assert.rejects(
        api.request('magnet/generate', { out, count: 1, seed: '1', teacher: 'openai', baseUrl: url, runId: 'x' }),
        refusal,
      );
      await assert.rejects(api.request('magnet/startEndpoint', { port: 0 }), refusal);
      await assert.rejects(api.request('magnet/importMcp', { url }), refusal);
    });
    assert.equal(asked, 0);
    assert.ok(!existsSync(file('magnet-runs').fsPath));
  });

  test('the button of the message opens the page where trust is given', async () => {
    if (messagesShown() === undefined) return;
    await run('magnet.startEndpoint');
    await run('notifications.focusToasts');
    await run('notification.acceptPrimaryAction');
    await eventually(
      'the page of workspace trust',
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      (labels) => labels.some((label) => /trust/i.test(label)),
    );
  });
});
