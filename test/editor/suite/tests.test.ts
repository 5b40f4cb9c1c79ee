import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ShownPath } from '../../../client/src/paths/messages.ts';
import type { TestExplorer } from '../../../client/src/tests/explorer.ts';
import { closeAll, EXTENSION, eventually, file, magnet, panels, record, removeIfThere } from './support.ts';

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const FILE = () => file('agent.magnet-test.jsonl');
const RUN = () => file('magnet-runs', 'tested');

/** The baseline answers a greeting in words: a test that fails. */
const WRONG = {
  ask: 'Good morning!',
  offer: [],
  calls: [{ function: 'hotel.find_rooms', arguments: { night: '2026-03-04' } }],
};

async function explorer(): Promise<TestExplorer> {
  await magnet();
  const extension = vscode.extensions.getExtension<{ tests(): TestExplorer }>(EXTENSION);
  assert.ok(extension);
  return extension.exports.tests();
}

function below(items: vscode.TestItemCollection): vscode.TestItem[] {
  const list: vscode.TestItem[] = [];
  items.forEach((item) => {
    list.push(item);
  });
  return list;
}

async function fileItem(): Promise<vscode.TestItem> {
  const { controller } = await explorer();
  const item = await eventually(
    'the file to be in the Test Explorer',
    () => controller.items.get(FILE().toString()),
    (found) => found !== undefined,
  );
  assert.ok(item);
  return item;
}

const testsOf = (item: vscode.TestItem) => below(item.children).flatMap((category) => below(category.children));

suite('tests', () => {
  suiteSetup(async () => {
    await magnet();
    await removeIfThere(FILE());
    await run('magnet.generate', { count: 3, seed: '5', out: RUN(), file: file('hotel.fsig') });
    for (const index of [0, 1, 2]) await run('magnet.saveAsTest', { uri: RUN().toString(), index, to: FILE() });
    await run('magnet.saveAsTest', { ...WRONG, to: FILE() });
    await run('magnet.startEndpoint');
  });
  teardown(closeAll);
  suiteTeardown(async () => {
    await run('magnet.stopEndpoint');
    await removeIfThere(FILE());
    await removeIfThere(file('magnet-runs'));
  });

  test('a file of tests is found, and read when it is opened', async () => {
    const item = await fileItem();
    assert.equal(item.label, 'agent.magnet-test.jsonl');
    const started = performance.now();
    await (await explorer()).resolve(item);
    record('tests of a file', performance.now() - started);
    const tests = testsOf(item);
    assert.equal(tests.length, 4);
    assert.deepEqual(tests.map(({ range }) => range?.start.line).sort(), [0, 1, 2, 3]);
    assert.ok(tests.some(({ label }) => label === WRONG.ask));
  });

  test('Run All judges each test; a wrong one shows what was expected beside what came', async () => {
    const { outcomes } = await explorer();
    outcomes.clear();
    await run('testing.runAll');
    const item = await fileItem();
    const tests = await eventually(
      'a verdict on each test',
      () => testsOf(item),
      (list) => list.length === 4 && list.every(({ id }) => outcomes.has(id)),
    );
    const wrong = tests.find(({ label }) => label === WRONG.ask);
    const outcome = outcomes.get(wrong?.id ?? '');
    assert.equal(outcome?.verdict, 'wrong');
    assert.match(outcome?.message?.expectedOutput ?? '', /\(\)|\(\{/);
    assert.match(outcome?.message?.actualOutput ?? '', /says: /);
    assert.equal(outcome?.message?.location?.uri.toString(), FILE().toString());
  });

  test('failures lead to paths: those of the wrong tests open in the panel that generates from them', async () => {
    const paths = await run<readonly ShownPath[]>('magnet.moreLikeTests');
    assert.ok(paths.length > 0);
    const greeting = paths.find(
      ({ turns }) => turns.flatMap(({ functions }) => functions).join() === 'hotel.find_rooms',
    );
    assert.ok(greeting, 'the test that the baseline gets wrong leads to its path');
    await eventually(
      'the panel to open',
      () => panels('magnet.paths'),
      (list) => list.length === 1,
    );
    const { checks } = await (await magnet()).request('magnet/checkPaths', { paths });
    assert.deepEqual(
      checks.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error')),
      [],
    );
  });

  test('Debug waits before a turn and at its reply, which can be changed', async () => {
    const { outcomes } = await explorer();
    const item = await fileItem();
    const target = testsOf(item).find(({ label }) => label === WRONG.ask);
    assert.ok(target);
    outcomes.clear();
    const debugging = run('testing.debugAll');
    const session = await eventually(
      'a debug session',
      () => vscode.debug.activeDebugSession,
      (found) => found?.type === 'magnet-test',
    );
    assert.ok(session);
    const variables = async () => {
      const { variables: list } = (await session.customRequest('variables', { variablesReference: 1 })) as {
        variables: { name: string; value: string }[];
      };
      return new Map(list.map(({ name, value }) => [name, value]));
    };
    const before = await eventually('the first turn', variables, (map) => map.has('user'));
    assert.ok(!before.has('reply'));
    assert.notEqual(before.get('expected'), '');
    await session.customRequest('next', { threadId: 1 });
    await eventually('the reply', variables, (map) => map.has('reply'));
    await session.customRequest('setVariable', { variablesReference: 1, name: 'calls', value: '[]' });
    await session.customRequest('setVariable', { variablesReference: 1, name: 'reply', value: 'Aye, captain.' });
    assert.equal((await variables()).get('reply'), 'Aye, captain.');
    await session.customRequest('continue', { threadId: 1 });
    await debugging;
    await eventually(
      'the changed reply to be judged',
      () => [...outcomes.values()].map(({ message }) => message?.actualOutput ?? ''),
      (sides) => sides.includes('says: Aye, captain.'),
    );
    await eventually(
      'the session to end',
      () => vscode.debug.activeDebugSession,
      (active) => active === undefined,
    );
  });
});
