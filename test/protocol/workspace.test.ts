import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { residentMb } from '../support/memory.ts';
import { eventually, TestClient } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

interface Item {
  readonly id: string;
  readonly place: { readonly uri: string; readonly line: number };
}

describe('the workspace', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  const functions = async () => (await client.rpc.request<Item[]>('magnet/functions', {})).map(({ id }) => id).sort();

  test('holds the signature files of its folders, and no other JSON', async () => {
    client = await TestClient.start({
      files: {
        'a.fsig': LIBRARY,
        'deep/er/b.tools.json': OPENAI,
        'lines.tools.jsonl': '{"name": "one", "description": "One.", "input_schema": {"type": "object"}}\n',
        'package.json': '{"name": "not-a-tool", "description": "x", "input_schema": {}}',
        'node_modules/x/c.fsig': 'function hidden(): string;',
      },
    });
    expect(await functions()).toEqual(['find_books', 'library.find_books', 'library.lend_book', 'one']);
  });

  test('reads further files by glob, by the project’s file, and because a person said so', async () => {
    client = await TestClient.start({
      files: {
        'schemas/x.json': OPENAI,
        'sub/magnet.config.jsonc': '{ "files": ["*.defs"] }',
        'sub/y.defs': 'function from_config(): string;',
        'asked.json': '[{"name": "asked", "description": "Asked.", "input_schema": {"type": "object"}}]',
      },
      settings: { '': { files: ['schemas/**/*.json'] } },
    });
    expect(await functions()).toEqual(['find_books', 'from_config']);
    client.rpc.notify('magnet/treatAsToolSchema', { uri: client.uri('asked.json') });
    await eventually(functions, (ids) => ids.includes('asked'));
  });

  test('the project’s settings file sets levels, and follows its changes without a restart', async () => {
    client = await TestClient.start({ files: { 'magnet.config.jsonc': '{ "rules": { "unknown-type": "hint" } }' } });
    client.open('a.fsig', 'function a(b: Nope): string;');
    const level = async () =>
      (await client.diagnostics('a.fsig')).find(({ code }) => code === 'unknown-type')?.severity;
    expect(await level()).toBe(4);
    const refreshed = client.next('workspace/diagnostic/refresh');
    // A person's own setting lies over the file, also where it is the rule's default.
    client.changeSettings({ '': { rules: { 'unknown-type': 'error' } } });
    await refreshed;
    expect(await level()).toBe(1);
    client.changeSettings({ '': {} });
    await eventually(level, (severity) => severity === 4);
    client.write('magnet.config.jsonc', '{ "rules": { "unknown-type": "off" } }');
    client.watched({ 'magnet.config.jsonc': 2 });
    await eventually(level, (severity) => severity === undefined);
  });

  test('settings belong to a folder, and change without a restart', async () => {
    client = await TestClient.start({
      folders: ['second'],
      settings: { '': { rules: { 'unknown-type': 'warning' } }, second: { rules: { 'unknown-type': 'off' } } },
    });
    client.open('a.fsig', 'function a(b: Nope): string;');
    client.open('../second/b.fsig', 'function b(b: Nope): string;');
    const levels = async () => [
      (await client.diagnostics('a.fsig')).find(({ code }) => code === 'unknown-type')?.severity,
      (await client.diagnostics('../second/b.fsig')).find(({ code }) => code === 'unknown-type')?.severity,
    ];
    expect(await levels()).toEqual([2, undefined]);
    client.changeSettings({ '': { rules: { 'unknown-type': 'information' } }, second: {} });
    await eventually(levels, ([first, second]) => first === 3 && second === 1);
  });

  test('settings sent at once, as many editors do: nothing is answered before the files are known', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`deep/${at}/types.fsig`, `type T${at} = string;\n`]),
    );
    client = await TestClient.start({ files });
    client.changeSettings({ '': { rules: { 'unknown-type': 'warning' } } });
    client.open(
      'a.fsig',
      'import { T299 } from "./deep/299/types.fsig";\n/** Takes. */\nfunction take(t: T299): string;',
    );
    expect(await client.codes('a.fsig')).not.toContain('unknown-import');
  });

  test('folders come and go', async () => {
    client = await TestClient.start({ files: { 'a.fsig': LIBRARY, '../later/c.fsig': 'function later(): string;' } });
    expect(await functions()).not.toContain('later');
    const folder = { uri: client.uri('../later').replace(/\/$/, ''), name: 'later' };
    client.rpc.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    await eventually(functions, (ids) => ids.includes('later'));
    client.rpc.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    await eventually(functions, (ids) => !ids.includes('later'));
  });

  test('untitled and virtual documents are served', async () => {
    client = await TestClient.start();
    client.open('untitled:Untitled-1', LIBRARY, 'fsig');
    client.open('vscode-vfs://github/x/y.tools.json', OPENAI, 'json');
    expect(await functions()).toEqual(['find_books', 'library.find_books', 'library.lend_book']);
    client.close('untitled:Untitled-1');
    expect(await functions()).toEqual(['find_books']);
  });

  test('files that an open one imports are read, where it has no folder or they lie outside', async () => {
    client = await TestClient.start({
      files: {
        '../shared/types.fsig': 'import { Unit } from "./units";\ntype Sum = number;\n',
        '../shared/units.fsig': 'type Unit = string;\n',
        '../apart/more.fsig': 'type More = string;\n',
      },
    });
    const text = 'import { Sum } from "../shared/types.fsig";\n/** Pays. */\nfunction pay(sum: Sum): boolean;\n';
    client.open('a.fsig', text);
    client.open('../apart/b.fsig', 'import { More } from "./more.fsig";\ntype M = More;\n');
    expect(await client.codes('a.fsig')).not.toContain('unknown-import');
    expect(await client.codes('../apart/b.fsig')).toEqual([]);
    expect(await client.codes('../shared/types.fsig')).not.toContain('unknown-import');
    // One that is opened and closed again is read from the disk again.
    client.open('../apart/more.fsig', 'type Other = string;\n');
    expect(await client.codes('../apart/b.fsig')).toContain('unknown-import');
    client.close('../apart/more.fsig');
    expect(await client.codes('../apart/b.fsig')).toEqual([]);
    // What nobody imports any more goes.
    const types = async () => await client.rpc.request<unknown[]>('workspace/symbol', { query: 'unit' });
    expect(await types()).toHaveLength(1);
    client.edit('a.fsig', 0, text.indexOf('\n'), '');
    await client.diagnostics('a.fsig');
    expect(await types()).toHaveLength(0);
  });

  test('what shows another state of a file does not bring its functions again', async () => {
    client = await TestClient.start({ files: { 'a.fsig': 'function a(): string;' } });
    const { pathname } = new URL(client.uri('a.fsig'));
    const states = [
      `git:${pathname}?${encodeURIComponent(JSON.stringify({ path: pathname, ref: 'HEAD' }))}`,
      `vscode-local-history:${pathname}?%7B%7D`,
      `fugitive://${path.dirname(pathname)}/.git//0123abc/a.fsig`,
    ];
    for (const uri of states) client.open(uri, 'function a(b: Nope): string;', 'fsig');
    expect(await functions()).toEqual(['a']);
    for (const uri of states) expect(await client.diagnostics(uri)).toEqual([]);
  });

  test('an open text hides the file; closing it shows the file again', async () => {
    client = await TestClient.start({ files: { 'a.fsig': 'function on_disk(): string;' } });
    client.open('a.fsig', 'function in_editor(): string;');
    client.write('a.fsig', 'function changed_on_disk(): string;');
    client.watched({ 'a.fsig': 2 });
    expect(await functions()).toEqual(['in_editor']);
    client.close('a.fsig');
    await eventually(functions, (ids) => ids.join() === 'changed_on_disk');
  });

  test('a deleted file is gone, also while it is being read', async () => {
    client = await TestClient.start({
      files: { 'a.fsig': 'function a(): string;', 'b.fsig': 'function b(): string;' },
    });
    expect(await functions()).toEqual(['a', 'b']);
    client.watched({ 'a.fsig': 2 });
    rmSync(path.join(client.folder, 'a.fsig'));
    client.watched({ 'a.fsig': 3 });
    await eventually(functions, (ids) => ids.join() === 'b');
  });

  test('a folder that is deleted takes its files and its settings along, though it alone is reported', async () => {
    client = await TestClient.start({
      files: {
        'a.fsig': 'function a(b: Nope): string;',
        'sub/magnet.config.jsonc': '{ "rules": { "unknown-type": "off" }, "files": ["*.defs"] }',
        'sub/deep/b.fsig': 'function b(): string;',
        'sub/c.defs': 'function c(): string;',
        'subway/d.fsig': 'function d(): string;',
      },
    });
    expect(await functions()).toEqual(['a', 'b', 'c', 'd']);
    rmSync(path.join(client.folder, 'sub'), { recursive: true });
    client.watched({ sub: 3 });
    await eventually(functions, (ids) => ids.join() === 'a,d');
    client.open('sub/new.fsig', 'function fresh(b: Nope): string;');
    expect(await client.codes('sub/new.fsig')).toContain('unknown-type');
  });

  test('a folder that is moved in brings its files and its settings, though it alone is reported', async () => {
    client = await TestClient.start({ files: { 'a.fsig': 'function a(): string;' } });
    expect(await functions()).toEqual(['a']);
    client.write('../aside/magnet.config.jsonc', '{ "files": ["*.defs"] }');
    client.write('../aside/deep/b.fsig', 'function b(): string;');
    client.write('../aside/c.defs', 'function c(): string;');
    client.write('../aside/other.json', '[]');
    client.write('../aside/node_modules/x/d.fsig', 'function d(): string;');
    renameSync(path.join(client.folder, '../aside'), path.join(client.folder, 'moved.in'));
    client.watched({ 'moved.in': 1 });
    await eventually(functions, (ids) => ids.join() === 'a,b,c');
  });

  test('very many new files of others are not looked at one by one', async () => {
    client = await TestClient.start({ files: { 'a.fsig': 'function a(): string;' } });
    client.write('built/b.fsig', 'function b(): string;');
    const changes = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`out/f${at}.txt`, 1 as const]));
    client.watched({ ...changes, built: 1 });
    await eventually(functions, (ids) => ids.join() === 'a,b');
  });

  test('files of folders that are not searched do not come in by the watcher either', async () => {
    client = await TestClient.start({ files: { 'a.fsig': 'function a(): string;' } });
    client.write('node_modules/x/b.fsig', 'function b(): string;');
    client.write('c.fsig', 'function c(): string;');
    client.watched({ 'node_modules/x/b.fsig': 1, 'c.fsig': 1 });
    await eventually(functions, (ids) => ids.includes('c'));
    expect(await functions()).toEqual(['a', 'c']);
  });

  test('a rename by case only leaves one file', async () => {
    client = await TestClient.start({ files: { 'tools.fsig': LIBRARY } });
    expect((await functions()).length).toBe(2);
    renameSync(path.join(client.folder, 'tools.fsig'), path.join(client.folder, 'Tools.fsig'));
    client.watched({ 'tools.fsig': 3, 'Tools.fsig': 1 });
    const places = async () => [
      ...new Set((await client.rpc.request<Item[]>('magnet/functions', {})).map(({ place }) => place.uri)),
    ];
    await eventually(places, (uris) => uris.length === 1 && uris[0] === client.uri('Tools.fsig'));
    expect(await functions()).toEqual(['library.find_books', 'library.lend_book']);
  });

  test('5,000 files that appear at once: the newest state wins and the server keeps answering', async () => {
    client = await TestClient.start({ files: { 'first.fsig': LIBRARY } });
    await functions();
    const folder = path.join(client.folder, 'many');
    mkdirSync(folder);
    const changes: Record<string, 1 | 3> = {};
    for (let file = 0; file < 5_000; file++) {
      writeFileSync(path.join(folder, `f${file}.fsig`), `/** Does ${file}. */\nfunction f${file}(): string;\n`);
      changes[`many/f${file}.fsig`] = 1;
    }
    client.watched(changes);
    client.open('open.fsig', LIBRARY);
    const hover = await client.rpc.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: client.uri('open.fsig') },
      position: { line: 13, character: 14 },
    });
    expect(hover.contents.value).toContain('function library.find_books(');
    await eventually(functions, (ids) => ids.length >= 5_000, 20_000);
    for (let file = 0; file < 5_000; file++) changes[`many/f${file}.fsig`] = 3;
    rmSync(folder, { recursive: true });
    client.watched(changes);
    await eventually(functions, (ids) => ids.length < 10, 20_000);
  });

  test('the client is told which files a glob names, so that its menus and selectors follow', async () => {
    client = await TestClient.start({
      files: {
        'docks/berths.json': '[{"name": "book_berth", "description": "Books.", "input_schema": {"type": "object"}}]',
      },
    });
    await functions();
    const told = client.next<{ globs: unknown[]; uris: string[] }>('magnet/filesNamed');
    writeFileSync(path.join(client.folder, 'docks/magnet.config.jsonc'), '{ "files": ["berths.json"] }');
    client.watched({ 'docks/magnet.config.jsonc': 1 });
    expect(await told).toEqual({
      globs: [{ folder: client.uri('docks'), glob: 'berths.json' }],
      uris: [client.uri('docks/berths.json')],
    });
  });

  test('a branch of 2,000 files that comes and goes: the client is told in few words, and memory comes back', {
    timeout: 90_000,
  }, async () => {
    client = await TestClient.start({ files: { 'first.fsig': LIBRARY } });
    await functions();
    const { pid } = client.rpc.process;
    const told: number[] = [];
    client.rpc.on('magnet/catalogChanged', ({ functions: count }: { functions: number }) => told.push(count));
    const before = residentMb(pid);
    const folder = path.join(client.folder, 'many');
    mkdirSync(folder);
    const words = 'in words that nobody reads '.repeat(20);
    const text = (at: number) => `/** Does ${at} ${words}${at}. */\nfunction f${at}(a: string): string;\n`.repeat(12);
    for (let at = 0; at < 2_000; at++) writeFileSync(path.join(folder, `f${at}.fsig`), text(at));
    const report = (type: 1 | 3) =>
      client.watched(Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`many/f${at}.fsig`, type])));
    report(1);
    await eventually(
      async () => told.at(-1),
      (count) => count === 24_002,
      40_000,
    );
    const most = residentMb(pid);
    rmSync(folder, { recursive: true });
    report(3);
    await eventually(
      async () => told.at(-1),
      (count) => count === 2,
      20_000,
    );
    // Once for each wave would be best; slow reading may be told in between.
    expect(told.length).toBeLessThanOrEqual(8);
    // Half of what came must be gone: what stays is code and what the system keeps for a process that was larger.
    if (most > 0)
      await eventually(
        async () => residentMb(pid),
        (now) => now < before + (most - before) / 2,
        20_000,
      );
  });

  test('files of every unreadable kind are passed over', async () => {
    client = await TestClient.start({
      files: {
        'fine.fsig': 'function fine(): string;',
        'empty.tools.json': '',
        'half.tools.json': '[{"name": "x", "des',
      },
    });
    mkdirSync(path.join(client.folder, 'folder.fsig'));
    writeFileSync(path.join(client.folder, 'binary.tools.json'), Buffer.from([0, 159, 146, 150, 255, 0, 7]));
    client.watched({ 'folder.fsig': 1, 'binary.tools.json': 1, 'never-there.fsig': 1 });
    await eventually(functions, (ids) => ids.includes('fine'));
    client.open('binary.tools.json', '\u0000\uFFFD\u0000');
    expect(Array.isArray(await client.diagnostics('binary.tools.json'))).toBe(true);
  });

  test('the watcher and the settings are registered where the client takes it', async () => {
    client = await TestClient.start();
    await functions();
    expect(client.registrations.map(({ method }) => method).sort()).toEqual([
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);
  });

  test('globs of other endings are watched too, as they come and go', async () => {
    client = await TestClient.start({ files: { 'a.defs': 'function a(): string;' } });
    await functions();
    const watched = () =>
      client.registrations
        .filter(({ method }) => method === 'workspace/didChangeWatchedFiles')
        .map(({ registerOptions }) => JSON.stringify(registerOptions));
    expect(watched()).toHaveLength(1);
    client.changeSettings({ '': { files: ['./schemas/*.defs', 'more/*.json'] } });
    await eventually(
      async () => watched().length,
      (count) => count === 2,
    );
    expect(watched()[1]).toBe('{"watchers":[{"globPattern":"**/schemas/*.defs"}]}');
    const gone = client.next<{ unregisterations: { method: string }[] }>('client/unregisterCapability');
    client.changeSettings({ '': {} });
    expect((await gone).unregisterations.map(({ method }) => method)).toEqual(['workspace/didChangeWatchedFiles']);
  });
});
