import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  codesOf,
  eventually,
  file,
  magnet,
  magnetDiagnostics,
  open,
  removeIfThere,
  root,
  save,
} from './support.ts';

const TEXT = `[
  {
    "name": "sell_loaf",
    "description": "Sells one loaf of bread to a customer.",
    "input_schema": {
      "type": "object",
      "properties": { "kind": { "type": "string", "enum": ["rye", "wheat", "rye"], "description": "Sort of bread." } },
      "required": ["kind", "colour"]
    }
  }
]
`;
const WITHOUT_DOUBLE = TEXT.replace('"wheat", "rye"]', '"wheat"]');
/** A file of its own for each test: of one written anew the editor may still hold the version before, and not save. */
let turn = 0;
const BAKERY = () => file(`bakery-${turn}.tools.json`);

async function found(code: string): Promise<vscode.Diagnostic> {
  const list = await eventually(
    `a finding of ${code}`,
    () =>
      magnetDiagnostics(BAKERY()).filter(
        (each) => (typeof each.code === 'object' ? each.code.value : each.code) === code,
      ),
    (findings) => findings.length > 0,
  );
  return list[0] as vscode.Diagnostic;
}

const actionsAt = (range: vscode.Range, kind?: string) =>
  vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', BAKERY(), range, kind, 30);

async function take(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, 'the action has no edit');
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

suite('fixes', () => {
  suiteSetup(magnet);
  setup(() => {
    turn++;
    return vscode.workspace.fs.writeFile(BAKERY(), new TextEncoder().encode(TEXT));
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await closeAll();
    await removeIfThere(BAKERY());
  });

  test('a quick fix mends what it says, and the finding goes', async () => {
    const { document } = await open(BAKERY());
    const { range } = await found('duplicate-enum-value');
    const actions = await actionsAt(range, vscode.CodeActionKind.QuickFix.value);
    await take(actions.find(({ isPreferred }) => isPreferred === true));
    assert.equal(document.getText(), WITHOUT_DOUBLE);
    await eventually(
      'the finding to go',
      () => codesOf(BAKERY()).map((code) => code.split(':')[0]),
      (codes) => !codes.includes('duplicate-enum-value') && codes.includes('required-unknown'),
    );
  });

  test('“Ignore here” silences one finding in the text', async () => {
    const { document } = await open(BAKERY());
    const { range } = await found('required-unknown');
    const actions = await actionsAt(range, vscode.CodeActionKind.QuickFix.value);
    await take(actions.find(({ title }) => title === 'Ignore "required-unknown" here'));
    assert.match(document.getText(), /magnet-ignore/);
    await eventually(
      'the finding to go',
      () => codesOf(BAKERY()).map((code) => code.split(':')[0]),
      (codes) => !codes.includes('required-unknown') && codes.includes('duplicate-enum-value'),
    );
  });

  test('fix all on save mends what is safe to mend, and saves that', async () => {
    const settings = vscode.workspace.getConfiguration('editor', root());
    const set = (value: unknown) =>
      settings.update('codeActionsOnSave', value, vscode.ConfigurationTarget.Workspace, true);
    try {
      await set({ 'source.fixAll.magnet': 'explicit' });
      const editor = await open(BAKERY());
      await found('duplicate-enum-value');
      await editor.edit((edit) => edit.insert(editor.document.positionAt(TEXT.indexOf('bread to')), 'fresh '));
      await save(editor.document);
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(BAKERY()));
      assert.ok(saved.includes('Sells one loaf of fresh bread'), saved);
      assert.ok(saved.includes('["rye", "wheat"]'), saved);
      assert.equal(editor.document.isDirty, false);
    } finally {
      await set(undefined);
    }
  });

  test('without the setting, saving changes nothing', async () => {
    const editor = await open(BAKERY());
    await found('duplicate-enum-value');
    await editor.edit((edit) => edit.insert(editor.document.positionAt(TEXT.indexOf('bread to')), 'fresh '));
    await save(editor.document);
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(BAKERY()));
    assert.ok(saved.includes('"wheat", "rye"]'), saved);
  });
});
