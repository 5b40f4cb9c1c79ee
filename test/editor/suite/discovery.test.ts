import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, file, magnet, open, removeIfThere } from './support.ts';

const tool = (name: string) => ({
  name,
  description: `What ${name} does.`,
  input_schema: { type: 'object', properties: { crane_id: { type: 'string' } } },
});

async function write(name: string, value: unknown): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(JSON.stringify(value, null, 2)));
  return file(name);
}

const offers = async () => [...(await magnet()).offers()].map(([uri, text]) => `${uri.split('/').at(-1)}: ${text}`);

suite('discovery', () => {
  suiteSetup(magnet);
  teardown(closeAll);
  suiteTeardown(() => Promise.all(['harbour.json', 'crew.json'].map((name) => removeIfThere(file(name)))));

  test('a file with tool schemas is offered once; one without is left in peace', async () => {
    const harbour = await write('harbour.json', [tool('lift_crane'), tool('lower_crane')]);
    const crew = await write('crew.json', [{ name: 'Ada', role: 'captain' }]);
    await open(crew);
    const { document } = await open(harbour);
    const asked = { uri: harbour.toString(), text: document.getText() };
    const seen = await (await magnet()).request('magnet/lookForTools', asked);
    assert.deepEqual(seen, { functions: 2, more: false, covered: false });
    await eventually('the offer', offers, (list) => list.length > 0);
    await open(crew);
    await open(harbour);
    await closeAll();
    await open(harbour);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(await offers(), ['harbour.json: Read 2 tools in harbour.json?']);
  });
});
