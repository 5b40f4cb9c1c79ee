import { afterEach, describe, expect, test } from 'vitest';
import { type Diagnostic, eventually, TestClient, textIn } from './client.ts';
import { LIBRARY } from './texts.ts';

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId?: string;
  readonly items: readonly Diagnostic[];
}
interface WorkspaceReport {
  readonly items: readonly (Report & { readonly uri: string })[];
}

const BROKEN = LIBRARY.replace('reader: string', 'reader: Reeder');

/** Project settings that switch a rule off. */
const OFF = '{ "rules": { "description-missing": "off" } }';

/** Functions that each use a type that is not there. */
function many(count: number): string {
  return Array.from({ length: count }, (_, at) => `/** Does ${at}. */\nfunction do_${at}(x: Nope): string;\n`).join('');
}

const STILL = /still being looked at/;

describe('diagnostics', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  const pull = (file: string, previousResultId?: string) =>
    client.rpc.request<Report>('textDocument/diagnostic', {
      textDocument: { uri: client.uri(file) },
      previousResultId,
    });

  test('are announced as depending on other files', async () => {
    client = await TestClient.start();
    expect(client.capabilities.diagnosticProvider).toMatchObject({
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
  });

  test('of the workspace are not offered to Neovim, which would ask for nothing else', async () => {
    client = await TestClient.start({ clientInfo: { name: 'Neovim' } });
    expect(client.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: false });
  });

  test('name the code, the place and its page', async () => {
    client = await TestClient.start();
    client.open('a.fsig', BROKEN);
    const unknown = (await client.diagnostics('a.fsig')).find(({ code }) => code === 'unknown-type');
    expect(unknown).toMatchObject({ severity: 1, source: 'magnet' });
    expect(unknown?.message).toContain('Reeder');
    expect(textIn(BROKEN, unknown?.range as Diagnostic['range'])).toBe('Reeder');
    expect((unknown as { codeDescription?: { href: string } }).codeDescription?.href).toMatch(
      /docs\/rules\/unknown-type\.md$/,
    );
  });

  test('have a result id that stays as long as they do', async () => {
    client = await TestClient.start();
    client.open('a.fsig', BROKEN);
    const first = await pull('a.fsig');
    expect(first.kind).toBe('full');
    expect(await pull('a.fsig', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.edit('a.fsig', BROKEN.indexOf('Reeder'), BROKEN.indexOf('Reeder') + 6, 'string');
    const mended = await pull('a.fsig', first.resultId);
    expect(mended.kind).toBe('full');
    expect(mended.items.map(({ code }) => code)).not.toContain('unknown-type');
  });

  test('of a version that is gone: the newest text answers', async () => {
    client = await TestClient.start();
    client.open('a.fsig', BROKEN);
    const early = pull('a.fsig');
    client.edit('a.fsig', BROKEN.indexOf('Reeder'), BROKEN.indexOf('Reeder') + 6, 'string');
    const late = await pull('a.fsig', 'of another life');
    expect((await early).items.map(({ code }) => code)).not.toContain('unknown-type');
    expect(late.kind).toBe('full');
  });

  test('in JSON come from the same rules', async () => {
    client = await TestClient.start();
    const text =
      '[{"name": "pay it", "description": "", "input_schema": {"type": "object", "properties": {"a": {"type": "strin"}}}}]';
    client.open('a.tools.json', text);
    const found = await client.diagnostics('a.tools.json');
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['unknown-type', 'description-missing']));
    expect(textIn(text, found.find(({ code }) => code === 'unknown-type')?.range as Diagnostic['range'])).toBe(
      '"strin"',
    );
  });

  test('are capped per file, with a closing notice', async () => {
    client = await TestClient.start({ settings: { '': { diagnostics: { maxPerFile: 5 } } } });
    client.open('a.fsig', Array.from({ length: 40 }, (_, index) => `function f${index}(a: Nope): string;`).join('\n'));
    const found = await client.diagnostics('a.fsig');
    expect(found).toHaveLength(6);
    const notice = found.find(({ code }) => code === 'too-many-findings');
    expect(notice?.message).toMatch(/^\d+ more findings/);
  });

  test.each([
    [1_500, /^\d+ more .* and \d+ functions of this file are still being looked at/],
    // More than are read before the first answer.
    [3_000, /^The first functions of this file are checked; the others are still being looked at/],
  ])(
    'of a file of %i functions come in two answers, the second asked for; a client that cannot be asked gets all at once',
    async (count, first) => {
      const text = Array.from({ length: count }, (_, at) => `function f${at}(a: Nope): string;`).join('\n');
      client = await TestClient.start();
      client.open('a.fsig', text);
      const notices: string[] = [];
      let second: readonly Diagnostic[] = [];
      // As an editor does: asks, and asks again when it is told to.
      do {
        const refreshed = client.next('workspace/diagnostic/refresh');
        second = await client.diagnostics('a.fsig');
        notices.push(second.find(({ code }) => code === 'too-many-findings')?.message ?? '');
        if (STILL.test(notices.at(-1) ?? '')) await refreshed;
      } while (STILL.test(notices.at(-1) ?? ''));
      expect(notices[0]).toMatch(first);
      expect(notices.at(-1)).toMatch(/^\d+ more findings.*Raise/);
      await client.stop();
      client = await TestClient.start({ capabilities: { workspace: null } });
      client.open('a.fsig', text);
      const atOnce = await client.diagnostics('a.fsig');
      expect(second.map(({ code, range, message }) => ({ code, range, message }))).toEqual(
        atOnce.map(({ code, range, message }) => ({ code, range, message })),
      );
    },
  );

  describe('of a small file in a large workspace', () => {
    /** A function that the small file declares otherwise. */
    const SAME = '/** Lends one book to a reader. */\nfunction lend_book(title: string): string;\n';
    const SMALL = SAME.replace('title', 'isbn');
    const others = Array.from({ length: 3_000 }, (_, at) => `/** Says ${at}. */\nfunction say_${at}(): boolean;`);
    const files = { 'large.fsig': `${others.join('\n')}\n${SAME}` };
    const compared = (codes: readonly string[]) => codes.includes('conflicting-function');

    test('what comparing finds comes with a refresh', async () => {
      client = await TestClient.start({ files });
      client.open('small.fsig', SMALL);
      const asked = async () => {
        const refreshed = client.next('workspace/diagnostic/refresh');
        const codes = await client.codes('small.fsig');
        if (!compared(codes)) await refreshed;
        return codes;
      };
      await eventually(asked, compared);
    });

    test('a client that takes no refresh has it in its one answer', async () => {
      client = await TestClient.start({ files, capabilities: { workspace: { diagnostics: null } } });
      client.open('small.fsig', SMALL);
      expect(await client.codes('small.fsig')).toContain('conflicting-function');
    });

    test('a client that cannot pull is sent it', async () => {
      client = await TestClient.start({
        files,
        capabilities: { workspace: { diagnostics: null }, textDocument: { diagnostic: null } },
      });
      const sent: string[][] = [];
      client.rpc.on('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: Diagnostic[] }) =>
        sent.push(diagnostics.map(({ code }) => code)),
      );
      client.open('small.fsig', SMALL);
      await eventually(async () => sent.at(-1) ?? [], compared);
    });
  });

  test('of the whole workspace: closed files, then only what changed, then what is gone', async () => {
    client = await TestClient.start({
      files: { 'closed.fsig': BROKEN, 'fine.fsig': '/** Says yes. */\nfunction yes(): boolean;\n' },
    });
    const first = await client.rpc.request<WorkspaceReport>('workspace/diagnostic', { previousResultIds: [] });
    const closed = first.items.find(({ uri }) => uri === client.uri('closed.fsig'));
    expect(closed?.items.map(({ code }) => code)).toContain('unknown-type');
    const known = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const waiting = client.rpc.request<WorkspaceReport>('workspace/diagnostic', { previousResultIds: known });
    client.write('closed.fsig', LIBRARY);
    client.watched({ 'closed.fsig': 2 });
    const second = await waiting;
    const again = second.items.find(({ uri }) => uri === client.uri('closed.fsig'));
    expect(again?.items.map(({ code }) => code)).not.toContain('unknown-type');
  });

  test('of the whole workspace come in parts where the client takes them so', async () => {
    const broken = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`part-${at}.fsig`, many(20)]));
    client = await TestClient.start({ files: broken });
    const parts: WorkspaceReport[] = [];
    client.rpc.on('$/progress', ({ token, value }: { token: string; value: WorkspaceReport }) => {
      if (token === 'mine') parts.push(value);
    });
    const last = await client.rpc.request<WorkspaceReport>('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'mine',
    });
    expect(parts.length).toBeGreaterThan(0);
    const reports = [...parts, last].flatMap(({ items }) => items);
    expect(new Set(reports.map(({ uri }) => uri)).size).toBe(150);
    expect(reports).toHaveLength(150);
    expect(reports.every(({ items }) => items.some(({ code }) => code === 'unknown-type'))).toBe(true);
  });

  test('of an open file do not wait for a large workspace; what depends on other files follows', async () => {
    const tool = (name: string, type = 'string') =>
      JSON.stringify([{ name, description: '', input_schema: { type: 'object', properties: { a: { type } } } }]);
    const files = Object.fromEntries(Array.from({ length: 2_500 }, (_, at) => [`f${at}.tools.json`, tool(`do_${at}`)]));
    client = await TestClient.start({
      files: { ...files, 'other.tools.json': tool('pay', 'integer'), 'magnet.config.jsonc': OFF },
    });
    let searched = false;
    client.rpc.on('magnet/catalogChanged', () => {
      searched = true;
    });
    client.open('mine.tools.json', tool('pay', 'strin'));
    const { items } = await pull('mine.tools.json');
    expect(searched).toBe(false);
    expect(items.map(({ code }) => code)).toContain('unknown-type');
    // The project's settings hold from the first answer on.
    expect(items.map(({ code }) => code)).not.toContain('description-missing');
    expect(items.map(({ code }) => code)).not.toContain('conflicting-function');
    const whole = await eventually(
      async () => (await pull('mine.tools.json')).items.map(({ code }) => code),
      (codes) => codes.includes('conflicting-function'),
    );
    expect(whole).toContain('unknown-type');
  });

  test('a workspace request that waits for news can be cancelled', async () => {
    client = await TestClient.start({ files: { 'a.fsig': BROKEN } });
    const first = await client.rpc.request<WorkspaceReport>('workspace/diagnostic', { previousResultIds: [] });
    const known = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const waiting = client.rpc.request('workspace/diagnostic', { previousResultIds: known });
    client.rpc.cancel(waiting.id);
    await expect(waiting).rejects.toMatchObject({ code: -32800 });
  });

  test('are pushed to a client that cannot pull, and cleared when the file closes', async () => {
    client = await TestClient.start({ capabilities: { textDocument: { diagnostic: null } } });
    expect(client.capabilities.diagnosticProvider).toBeUndefined();
    const sent: { uri: string; version?: number; diagnostics: Diagnostic[] }[] = [];
    client.rpc.on('textDocument/publishDiagnostics', (params: (typeof sent)[number]) => sent.push(params));
    client.open('a.fsig', BROKEN);
    await eventually(
      async () => sent.at(-1)?.diagnostics.map(({ code }) => code) ?? [],
      (codes) => codes.includes('unknown-type'),
    );
    client.edit('a.fsig', BROKEN.indexOf('Reeder'), BROKEN.indexOf('Reeder') + 6, 'string');
    await eventually(
      async () => sent.at(-1)?.diagnostics.map(({ code }) => code) ?? [],
      (codes) => !codes.includes('unknown-type'),
    );
    expect(sent.at(-1)?.version).toBe(2);
    client.close('a.fsig');
    await eventually(
      async () => sent.at(-1)?.diagnostics.length,
      (count) => count === 0,
    );
  });

  test('a change elsewhere makes the client ask again', async () => {
    client = await TestClient.start();
    client.open(
      'a.fsig',
      'import { ShelfId } from "./types.fsig";\n/** Opens it. */\nfunction open(shelf: ShelfId): string;\n',
    );
    expect(await client.codes('a.fsig')).toContain('unknown-import');
    const refreshed = client.next('workspace/diagnostic/refresh');
    client.write('types.fsig', 'type ShelfId = string;\n');
    client.watched({ 'types.fsig': 1 });
    await refreshed;
    expect(await client.codes('a.fsig')).not.toContain('unknown-import');
  });
});
