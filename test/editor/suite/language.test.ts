import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, file, magnet, magnetDiagnostics, open, place, removeIfThere } from './support.ts';

suite('language features', () => {
  suiteSetup(magnet);
  teardown(closeAll);

  test('a broken file has diagnostics on its lines, with a page to read', async () => {
    await open(file('broken.fsig'));
    const found = await eventually(
      'diagnostics of broken.fsig',
      () => magnetDiagnostics(file('broken.fsig')),
      (list) => list.length >= 2,
    );
    const codeOf = ({ code }: vscode.Diagnostic) => String(typeof code === 'object' ? code.value : code);
    const unknown = found.find((diagnostic) => codeOf(diagnostic) === 'unknown-type');
    assert.equal(unknown?.range.start.line, 3);
    assert.ok(found.some((diagnostic) => diagnostic.severity === vscode.DiagnosticSeverity.Error));
  });

  test('a sound file has no error', async () => {
    await open(file('hotel.fsig'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const errors = magnetDiagnostics(file('hotel.fsig')).filter(({ severity }) => severity === 0);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  });

  test('hover shows the signature', async () => {
    const { document } = await open(file('hotel.fsig'));
    const text = await eventually(
      'hover on book_room',
      async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          place(document, 'function book|_room'),
        );
        return hovers
          .flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)))
          .join('\n');
      },
      (value) => value.includes('book_room'),
    );
    assert.match(text, /room_id/);
  });

  test('completion offers the types of the file', async () => {
    const editor = await open(file('hotel.fsig'));
    const at = place(editor.document, 'function bill(stay_id: |StayId)');
    const labels = await eventually(
      'completions of types',
      async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          editor.document.uri,
          at,
        );
        return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      },
      (items) => items.includes('RoomId'),
    );
    assert.ok(labels.includes('Euros'));
  });

  test('a JSON file of tools has symbols of its functions, and JSON files of others are left alone', async () => {
    await open(file('crm.tools.json'));
    const names = await eventually(
      'workspace symbols',
      async () =>
        (
          await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
            'vscode.executeWorkspaceSymbolProvider',
            'list_orders',
          )
        ).map(({ name }) => name),
      (list) => list.some((name) => name.includes('list_orders')),
    );
    assert.ok(names.length >= 1);
    await open(file('openapi', 'library.openapi.json'));
    assert.deepEqual(magnetDiagnostics(file('openapi', 'library.openapi.json')), []);
  });

  test('rename reaches every use of a type', async () => {
    const { document } = await open(file('hotel.fsig'));
    const edit = await eventually(
      'a rename of StayId',
      () =>
        vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          place(document, 'type Stay|Id'),
          'VisitId',
        ),
      (value) => (value?.get(document.uri).length ?? 0) > 0,
    );
    assert.ok(edit.get(document.uri).length >= 4, `${edit.get(document.uri).length} edits`);
  });

  test('a lens on each function says what it feeds and sends a call', async () => {
    const { document } = await open(file('hotel.fsig'));
    const lenses = await eventually(
      'lenses of hotel.fsig',
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50),
      (list) => list.some(({ command }) => command?.command === 'magnet.sendCall'),
    );
    assert.ok(lenses.some(({ command }) => command?.command === 'magnet.showDependencies'));
    assert.ok(lenses.some(({ command }) => command?.command === 'magnet.generateFrom'));
  });

  test('the call hierarchy is the dependency graph', async () => {
    const { document } = await open(file('hotel.fsig'));
    const [item] = await eventually(
      'a call hierarchy item',
      () =>
        vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
          'vscode.prepareCallHierarchy',
          document.uri,
          place(document, 'function book|_room'),
        ),
      (list) => list.length > 0,
    );
    assert.ok(item);
    const feeders = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      item,
    );
    const fed = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
      'vscode.provideOutgoingCalls',
      item,
    );
    const names = [...feeders.map(({ from }) => from.name), ...fed.map(({ to }) => to.name)];
    assert.ok(
      names.some((name) => name.includes('find_rooms')),
      names.join(),
    );
    assert.ok(
      names.some((name) => name.includes('cancel_stay')),
      names.join(),
    );
  });

  test('an untitled document is checked too, and a new file joins the workspace', async () => {
    const api = await magnet();
    const untitled = await vscode.workspace.openTextDocument({
      language: 'fsig',
      content: 'function oops(a: Nowhere): string;\n',
    });
    await vscode.window.showTextDocument(untitled);
    await eventually(
      'diagnostics of an untitled file',
      () => magnetDiagnostics(untitled.uri),
      (list) => list.length > 0,
    );
    const added = file('added.fsig');
    try {
      await vscode.workspace.fs.writeFile(
        added,
        new TextEncoder().encode('/** Rings a bell. */\nfunction ring_bell(): string;\n'),
      );
      await eventually(
        'the new function',
        () => api.request('magnet/functions', {}),
        (list) => list.some(({ id }) => id === 'ring_bell'),
      );
    } finally {
      await removeIfThere(added);
    }
    await eventually(
      'the function of the deleted file',
      () => api.request('magnet/functions', {}),
      (list) => !list.some(({ id }) => id === 'ring_bell'),
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
