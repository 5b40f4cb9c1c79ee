import { describe, expect, it } from 'vitest';
import { textFaults } from '../../../../server/src/endpoint/index.ts';
import { admits, asks, asksOrRefuses } from '../../../../server/src/endpoint/verdict/manner.ts';

const FAILED = { ok: false, error: { code: 'not_found', message: "No permit has the number 'P-3'." } } as const;

/** Labels of an answer behind a call that failed. */
function faultsAfterError(query: string, text: string): string[] {
  return textFaults({
    text,
    reference: "That did not work: No permit has the number 'P-3'.",
    messages: [
      { role: 'user', content: query },
      { role: 'tool', tool_call_id: 'c1', name: 'issue_permit', content: `{"error":"${FAILED.error.message}"}` },
    ],
    tools: [],
    outcomes: [FAILED],
  }).map(({ label }) => label);
}

describe('an answer behind a failed call', () => {
  it.each([
    ['Could you issue permit P-3?', 'I have issued permit P-3.'],
    ['Could you issue permit P-3?', 'I have issued permit P-3. Is there anything else?'],
    ['Could you issue permit P-3?', 'Permit P-3 is issued. Let me know if you have any problems!'],
    ['Report the problem with permit P-3.', 'The problem with permit P-3 is reported.'],
  ])('%s → %s claims a success', (query, text) => expect(faultsAfterError(query, text)).toEqual(['wrong-text']));

  it.each([
    ['Could you issue permit P-3?', 'I ran into an issue: there is a problem with permit P-3.'],
    ['Could you issue permit P-3?', "I couldn't issue permit P-3. Is there anything else?"],
    ['Report the problem with permit P-3.', 'Reporting the problem failed: P-3 is unknown.'],
    ['Could you issue permit P-3?', 'Could you check the number P-3?'],
  ])('%s → %s does not', (query, text) => expect(faultsAfterError(query, text)).toEqual([]));
});

describe('what an answer does', () => {
  it('neither asks nor refuses where it claims to have done what no function does', () => {
    expect(asksOrRefuses('I have issued the permit, which is valid now.', 'Issue the permit.')).toBe(false);
    expect(asksOrRefuses('Done! Feel free to tell me if you need more help.', 'Issue the permit.')).toBe(false);
  });

  it('asks where more is needed, and not by a courtesy at its end', () => {
    expect(asks('Which permit is it?')).toBe(true);
    expect(asks('The permit is there. Can I do anything else for you?')).toBe(false);
    expect(asksOrRefuses('I need the number of the permit.')).toBe(true);
  });

  it('admits what is said in words of its own', () => {
    expect(admits('The parcel was refused.', 'Where is my refused parcel?')).toBe(false);
    expect(admits('The request was denied.', 'Where is my refused parcel?')).toBe(true);
  });
});
