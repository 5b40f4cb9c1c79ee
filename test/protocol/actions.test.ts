import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits, type Diagnostic, eventually, TestClient, type TextEdit, type WorkspaceEdit } from './client.ts';

interface CodeAction {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit?: WorkspaceEdit;
  readonly command?: { readonly command: string; readonly arguments: unknown[] };
}

/** A default that its own type refuses, twice, and a required parameter that has one. */
const TEXT = `[
  {
    "name": "list_songs",
    "description": "Lists songs of one band.",
    "input_schema": {
      "type": "object",
      "properties": {
        "band": { "type": "string", "description": "Name of the band.", "enum": ["a", "b", "a"] },
        "live": { "type": "string", "description": "Where it was recorded.", "enum": ["x", "y", "x"] }
      },
      "required": ["band", "nobody"]
    }
  }
]
`;

/** A record of a run, as short as one can be. */
const RECORD = {
  id: 'r1',
  index: 0,
  kind: 'single',
  catalogHash: '',
  path: { seed: '', index: 0, turns: [], operations: [], stages: { walk: [], merge: [], insert: [], split: [] } },
  tools: [],
  turns: [],
  certificates: [],
  provenance: { teacher: 'offline', model: '', seed: '', world: '' },
  review: { status: 'unreviewed', edits: [] },
};

describe('code actions', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start();
  });
  afterAll(() => client.stop());

  async function actionsFor(
    file: string,
    code: string,
    only?: string[],
  ): Promise<{ actions: CodeAction[]; diagnostic: Diagnostic }> {
    const diagnostics = await client.diagnostics(file);
    const diagnostic = diagnostics.find((each) => each.code === code);
    if (diagnostic === undefined)
      throw new Error(`no ${code} among ${diagnostics.map((each) => each.code).join(', ')}`);
    const actions = await client.rpc.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri(file) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], ...(only === undefined ? {} : { only }) },
    });
    return { actions, diagnostic };
  }

  async function textAfter(file: string, action: CodeAction | undefined): Promise<string> {
    if (action === undefined) throw new Error('there is no such action');
    const resolved = await client.rpc.request<CodeAction>('codeAction/resolve', action);
    const edits = resolved.edit?.documentChanges?.flatMap((change): readonly TextEdit[] => change.edits) ?? [];
    return applyEdits(client.text(file), edits);
  }

  /** The text after the predicted response of the function at `|` is written; undefined where it is not offered. */
  async function withResponse(file: string, text: string): Promise<string | undefined> {
    const { textDocument, position } = client.openAt(file, text);
    const actions = await client.rpc.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    const action = actions.find(({ title }) => title === 'Write the predicted response into this file');
    const after = action === undefined ? undefined : await textAfter(file, action);
    client.close(file);
    return after;
  }

  test('the predicted response is written into a signature file', async () => {
    const hotel = `namespace hotel {
  /** Books a room for a guest. */
  function create_bo|oking(room_id: string, guest: string)RESULT;
  /** Cancels a booking. */
  function cancel_booking(booking_id: string): void;
}
`;
    const written =
      'create_booking(room_id: string, guest: string): { booking_id: string; status: "active" | "cancelled" };';
    expect(await withResponse('hotel.fsig', hotel.replace('RESULT', ''))).toContain(written);
    expect(await withResponse('hotel.fsig', hotel.replace('RESULT', ': unknown'))).toContain(written);
    // What the author says stays: a documented response, and that nothing comes back.
    expect(await withResponse('hotel.fsig', hotel.replace('RESULT', ': { ok: boolean }'))).toBeUndefined();
    expect(await withResponse('hotel.fsig', hotel.replace('RESULT', ': void'))).toBeUndefined();
  });

  test('what a run of a real world answered is offered beside the prediction, and the hover shows it', async () => {
    const answered = (world: string, content: object) =>
      JSON.stringify({
        ...RECORD,
        provenance: { ...RECORD.provenance, world },
        messages: [
          { role: 'user', content: 'Book room 7 for Ana.' },
          { role: 'tool', tool_call_id: 'c1', name: 'create_booking', content: JSON.stringify(content) },
        ],
      });
    const fresh = await TestClient.start({
      files: {
        'magnet-runs/real/records.jsonl': `${answered('http', { ref: 'B-1', nights: 2 })}\n`,
        'magnet-runs/made-up/records.jsonl': `${answered('simulated', { invented: true })}\n`,
      },
    });
    const hotel = `namespace hotel {
  /** Books a room for a guest. */
  function create_bo|oking(room_id: string, guest: string);
}
`;
    const { textDocument, position } = fresh.openAt('hotel.fsig', hotel);
    const hover = await fresh.rpc.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument,
      position,
    });
    expect(hover.contents.value).toContain('**Observed** `{"ref":"B-1","nights":2}` (once, in `real`)');
    const actions = await fresh.rpc.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    const titles = actions.map(({ title }) => title);
    const offered = actions.find(({ title }) => title === 'Write the observed response into this file');
    expect(titles.indexOf('Write the predicted response into this file')).toBeGreaterThan(
      titles.indexOf('Write the observed response into this file'),
    );
    const resolved = await fresh.rpc.request<CodeAction>('codeAction/resolve', offered);
    const edits = resolved.edit?.documentChanges?.flatMap((change): readonly TextEdit[] => change.edits) ?? [];
    expect(applyEdits(fresh.text('hotel.fsig'), edits)).toContain(
      'create_booking(room_id: string, guest: string): { ref: string; nights: integer };',
    );
    await fresh.stop();
  });

  test('a move of the cursor derives nothing: a prediction is offered then only where one is there', async () => {
    const fresh = await TestClient.start();
    const { textDocument, position } = fresh.openAt(
      'a.fsig',
      '/** Books a room. */\nfunction create_bo|oking(room_id: string);',
    );
    const offered = async (triggerKind: number) => {
      const actions = await fresh.rpc.request<CodeAction[]>('textDocument/codeAction', {
        textDocument,
        range: { start: position, end: position },
        context: { diagnostics: [], triggerKind },
      });
      return actions.map(({ title }) => title);
    };
    const title = 'Write the predicted response into this file';
    expect(await offered(2)).not.toContain(title);
    expect(await offered(1)).toContain(title);
    expect(await offered(2)).toContain(title);
    await fresh.stop();
  });

  test('a parameter is denied to be a reference, which the curation file keeps and no edge passes over', async () => {
    const fresh = await TestClient.start({ files: { 'magnet.graph.json': '{ "version": 1, "edges": [] }' } });
    const { textDocument, position } = fresh.openAt(
      'a.fsig',
      `/** Bookings of a guest. */
function list_bookings(guest: string);
/** Cancels a booking. */
function cancel_booking(booking_id: string);
/** Prints a label that carries a mark. */
function print_label(booking|_id: string, size: integer);
`,
    );
    const intoLabel = async () => {
      const { edges } = await fresh.rpc.request<{ edges: { to: string }[] }>('magnet/graph', {});
      return edges.filter(({ to }) => to === 'print_label').length;
    };
    expect(await intoLabel()).toBe(1);
    const actions = await fresh.rpc.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    const denial = actions.find(({ title }) => title === 'This is not a reference to booking');
    await fresh.rpc.request('workspace/executeCommand', denial?.command);
    await expect.poll(intoLabel, { timeout: 15_000 }).toBe(0);
    expect(JSON.parse(readFileSync(fileURLToPath(fresh.uri('magnet.graph.json')), 'utf8'))).toMatchObject({
      edges: [],
      functions: { print_label: { inputs: { booking_id: { role: 'attribute' } } } },
    });
    await fresh.stop();
  });

  test('the predicted response is written as the dialect writes one, where it has a place for it', async () => {
    const schema = (name: string) => ({
      type: 'object',
      properties: { [name]: { type: 'string', description: 'Which one.' } },
      required: [name],
    });
    const functions = (parameters: string) => [
      { name: 'create_booking', description: 'Books a room for a guest.', [parameters]: schema('room_id') },
      { name: 'cancel_booking', description: 'Cancels a booking.', [parameters]: schema('booking_id') },
    ];
    const at = (value: unknown) => JSON.stringify(value, null, 2).replace('create_', 'crea|te_');
    const mcp = await withResponse('hotel.tools.json', at({ tools: functions('inputSchema') }));
    const { tools } = JSON.parse(mcp ?? '{}') as { tools: { outputSchema?: object }[] };
    expect(tools[0]?.outputSchema).toMatchObject({
      type: 'object',
      properties: { booking_id: { type: 'string' }, status: { type: 'string' } },
    });
    expect(tools[1]).not.toHaveProperty('outputSchema');
    expect(await withResponse('hotel.tools.json', at(functions('input_schema')))).toBeUndefined();
  });

  test('a fix is offered without its edit, which is made when it is chosen', async () => {
    client.open('a.tools.json', TEXT);
    const { actions } = await actionsFor('a.tools.json', 'duplicate-enum-value');
    const fix = actions.find(({ isPreferred }) => isPreferred === true);
    expect(fix?.kind).toBe('quickfix');
    expect(fix?.edit).toBeUndefined();
    expect(await textAfter('a.tools.json', fix)).toContain('"enum": ["a", "b"]');
    client.close('a.tools.json');
  });

  test('all of one kind in the file', async () => {
    client.open('a.tools.json', TEXT);
    const { actions } = await actionsFor('a.tools.json', 'duplicate-enum-value');
    const text = await textAfter(
      'a.tools.json',
      actions.find(({ title }) => title === 'Fix all "duplicate-enum-value" in this file'),
    );
    expect(text).toContain('"enum": ["a", "b"]');
    expect(text).toContain('"enum": ["x", "y"]');
    client.close('a.tools.json');
  });

  test('fix all on save takes the safe ones', async () => {
    client.open('a.tools.json', TEXT);
    const { actions } = await actionsFor('a.tools.json', 'duplicate-enum-value', ['source.fixAll']);
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.magnet']);
    expect(await textAfter('a.tools.json', actions[0])).toContain('"enum": ["a", "b"]');
    client.close('a.tools.json');
  });

  test('ignore here, in .fsig by a comment', async () => {
    const text = '/** Does. */\nfunction a(b: Nope): string;\n';
    client.open('a.fsig', text);
    const { actions } = await actionsFor('a.fsig', 'unknown-type');
    const ignored = await textAfter(
      'a.fsig',
      actions.find(({ title }) => title.startsWith('Ignore')),
    );
    client.edit('a.fsig', 0, text.length, ignored);
    expect(await client.codes('a.fsig')).not.toContain('unknown-type');
    client.close('a.fsig');
  });

  test('ignore here, in JSON by a key', async () => {
    client.open('a.tools.json', TEXT);
    const { actions } = await actionsFor('a.tools.json', 'duplicate-enum-value');
    const ignored = await textAfter(
      'a.tools.json',
      actions.find(({ title }) => title.startsWith('Ignore')),
    );
    // The key goes into the schema the finding is about, not into the function around it.
    expect(ignored).toContain('"x-magnet-ignore": ["duplicate-enum-value"]');
    client.edit('a.tools.json', 0, TEXT.length, ignored);
    const left = (await client.codes('a.tools.json')).filter((code) => code === 'duplicate-enum-value');
    expect(left).toHaveLength(1);
    client.close('a.tools.json');
  });

  test('an offer whose text has changed since gives no edit', async () => {
    client.open('a.tools.json', TEXT);
    const { actions } = await actionsFor('a.tools.json', 'duplicate-enum-value');
    client.edit('a.tools.json', 0, 0, '\n');
    expect(await textAfter('a.tools.json', actions[0])).toBe(client.text('a.tools.json'));
    client.close('a.tools.json');
  });

  test('the severity of a rule is asked for and kept in the folder', async () => {
    client.open('a.tools.json', TEXT);
    const { actions } = await actionsFor('a.tools.json', 'duplicate-enum-value');
    const action = actions.find(({ title }) => title.startsWith('Set the severity'));
    client.rpc.answer('window/showMessageRequest', ({ actions: offered }: { actions: { title: string }[] }) => {
      expect(offered.map(({ title }) => title)).toEqual(['error', 'warning', 'information', 'hint', 'off']);
      return { title: 'off' };
    });
    await client.rpc.request('workspace/executeCommand', action?.command);
    expect(readFileSync(path.join(client.folder, 'magnet.config.jsonc'), 'utf8')).toContain(
      '"duplicate-enum-value": "off"',
    );
    await eventually(
      () => client.codes('a.tools.json'),
      (codes) => !codes.includes('duplicate-enum-value'),
    );
    client.close('a.tools.json');
  });

  test('a client that cannot resolve gets the edits at once', async () => {
    const plain = await TestClient.start({ capabilities: { textDocument: { codeAction: null } } });
    plain.open('a.tools.json', TEXT);
    const [diagnostic] = (await plain.diagnostics('a.tools.json')).filter(
      ({ code }) => code === 'duplicate-enum-value',
    );
    const actions = await plain.rpc.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: plain.uri('a.tools.json') },
      range: diagnostic?.range,
      context: { diagnostics: [diagnostic] },
    });
    expect(actions[0]?.edit).toBeDefined();
    await plain.stop();
  });
});
