import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StreamReader } from '../../../server/src/lsp/reader.ts';

/** What a reader makes of chunks: messages, refusals by code, and why it stopped. */
function read(chunks: readonly Buffer[]): { messages: unknown[]; refused: number[]; broken: string[] } {
  const input = new PassThrough();
  const found = { messages: [] as unknown[], refused: [] as number[], broken: [] as string[] };
  const reader = new StreamReader(input, {
    broken: (reason) => found.broken.push(reason),
    refused: (code) => found.refused.push(code),
  });
  reader.listen((message) => found.messages.push(message));
  for (const chunk of chunks) input.emit('data', chunk);
  return found;
}

const frame = (body: string) => Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

it('messages come out whole and in order, however the stream is cut', () => {
  const message = fc.record({ id: fc.nat(), method: fc.string({ unit: 'grapheme' }), params: fc.jsonValue() });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), fc.array(fc.nat(400), { maxLength: 12 }), (messages, cuts) => {
      const bytes = Buffer.concat(messages.map((each) => frame(JSON.stringify(each))));
      const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const { messages: got, refused, broken } = read(at.slice(1).map((end, index) => bytes.subarray(at[index], end)));
      expect(got).toEqual(JSON.parse(JSON.stringify(messages)));
      expect([refused, broken]).toEqual([[], []]);
    }),
  );
});

it('garbage is refused or ends the reading once, and never throws', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('Content-Length: ', '\r\n\r\n', '5', '-1', '{}', '[]', 'null', ': ', 'x'.repeat(9_000))
      .map((text) => Buffer.from(text)),
    fc.constantFrom('{}', '[1]', '7', '"a"', 'null', '{{').map(frame),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const { messages, broken } = read(pieces);
      expect(broken.length).toBeLessThanOrEqual(1);
      for (const message of messages) expect(typeof message).toBe('object');
    }),
    { numRuns: Number(process.env.FUZZ_EDITS ?? 1_000) },
  );
});
