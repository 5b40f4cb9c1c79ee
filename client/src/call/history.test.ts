import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { CallReport } from '../../../server/src/lsp/protocol.ts';
import { asCurl, asJson, type PastCall, pastCall, withCall, withPin } from './history.ts';

const report = (valid: boolean): CallReport => ({
  url: 'http://127.0.0.1:8000/v1/chat/completions',
  model: 'm',
  milliseconds: 3,
  text: '',
  calls: [{ name: 'find', arguments: {}, valid, problems: [] }],
  advice: [],
  request: '{"model":"m"}',
  response: '{}',
});
const call = (id: string, at: number): PastCall =>
  pastCall({ id, at, function: 'a.find', ask: 'Where?', offer: 'all' }, report(true));

describe('past calls', () => {
  test('the newest comes first, pinned ones before it, and the oldest is let go', () => {
    let calls: PastCall[] = [];
    for (let at = 0; at < 60; at += 1) {
      calls = withCall(calls, call(`c${at}`, at));
      if (at === 3) calls = withPin(calls, 'c3');
    }
    expect(calls.map(({ id }) => id).slice(0, 3)).toEqual(['c3', 'c59', 'c58']);
    expect(calls).toHaveLength(41);
    expect(withPin(calls, 'c3').map(({ id }) => id)).not.toContain('c3');
  });

  test('what came back is said in a few words', () => {
    expect(call('a', 1)).toMatchObject({ ok: true, outcome: '✓ find' });
    const wrong = pastCall({ id: 'b', at: 1, function: 'a.find', offer: 'this' }, report(false));
    expect(wrong).toMatchObject({ ok: false, outcome: '✗ find' });
  });

  test('as a command it sends the same body, whatever it holds, and holds no key', () => {
    const request = `{"text":"it's $HOME \`id\` \\"quoted\\""}`;
    const command = asCurl({ url: 'http://127.0.0.1:1/v1/chat/completions', request });
    const shown = execFileSync('/bin/sh', ['-c', command.replace(/^curl/, 'printf "%s\\n"')], { encoding: 'utf8' });
    expect(shown.trim().split('\n').at(-1)).toBe(request);
    expect(command).toContain('$MAGNET_ENDPOINT_API_KEY');
  });

  test('as JSON it is the body, or what was given', () => {
    expect(JSON.parse(asJson(call('a', 1)))).toEqual({ model: 'm' });
    const given = pastCall(
      { id: 'b', at: 1, function: 'a.find', arguments: { x: 1 }, offer: 'this' },
      { ...report(true), request: '' },
    );
    expect(JSON.parse(asJson(given))).toEqual({ function: 'a.find', arguments: { x: 1 } });
  });
});
