import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { ImproveDescriptionResult, ProposeReadingsResult } from '../../server/src/lsp/protocol.ts';
import { startTestServer, type TestServer } from '../unit/teacher/chat-server.ts';
import { TestClient } from './client.ts';

const DESK = `
/** Handles the thing. */
function zap(slip_id: string);
/** Reads a slip. */
function read_slip(slip_id: string): { slip_id: string };
`;
const SAID = { zap: { operation: 'delete', entity: 'Voucher', writes: true }, read_slip: { operation: 'burn' } };

let client: TestClient;
let server: TestServer | undefined;
afterEach(async () => {
  await client.stop();
  await server?.close();
  server = undefined;
});

async function started(said: object, trusted: boolean) {
  server = await startTestServer(() => ({
    body: {
      choices: [{ index: 0, message: { role: 'assistant', content: JSON.stringify(said) }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    },
  }));
  client = await TestClient.start({ files: { 'desk.fsig': DESK }, initializationOptions: { trusted } });
  return { teacher: 'openai', model: 'm', baseUrl: `${server.url}/v1`, price: { input: 0, output: 0 }, runId: 'r' };
}

async function ask(trusted: boolean): Promise<ProposeReadingsResult> {
  const terms = await started(SAID, trusted);
  return client.rpc.request('magnet/proposeReadings', terms);
}

async function improve(description: string): Promise<ImproveDescriptionResult> {
  const terms = await started({ description, parameters: { slip_id: 'Which slip it is.' } }, true);
  return client.rpc.request('magnet/improveDescription', { ...terms, function: 'read_slip' });
}

describe('a teacher asked about the domain', () => {
  it('gives the curation file as it would be, and writes none', async () => {
    const { file, after, ...counts } = await ask(true);
    expect(counts).toEqual({ functions: 2, proposals: 1, refused: 1, without: 0, costUsd: 0 });
    expect(JSON.parse(after).functions).toEqual({ zap: { operation: 'delete', entity: 'voucher' } });
    expect([path.basename(file), existsSync(fileURLToPath(file))]).toEqual(['magnet.graph.json', false]);
  });

  it('is not asked in an untrusted workspace', async () => {
    await expect(ask(false)).rejects.toThrow(/trusted workspace/);
    expect(server?.seen).toEqual([]);
  });
});

describe('a teacher asked for a better description', () => {
  it('gives a change that a person has to confirm, and writes nothing', async () => {
    const text =
      'Reads one slip that is there. Use it when somebody asks about a slip; it changes nothing. For example after zap.';
    const { edit, before = 1, after = 0, left } = await improve(text);
    expect(left).toBeUndefined();
    expect(after).toBeGreaterThan(before);
    expect(JSON.stringify(edit)).toContain(text);
    expect(JSON.stringify(edit)).toContain('@param slip_id Which slip it is.');
    const uri = /"uri":"([^"]+)"/.exec(JSON.stringify(edit))?.[1] ?? '';
    expect(readFileSync(fileURLToPath(uri), 'utf8')).toBe(DESK);
  });

  it('leaves a function as it is where what comes does not hold', async () => {
    expect(await improve('Reads 99 slips at once. Use it when you like; it never fails, for example.')).toMatchObject({
      left: expect.stringContaining('99'),
    });
  });
});
