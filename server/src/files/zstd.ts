import type { ByteSink } from './byte-sink.ts';

const PIECE_CHARACTERS = 256 * 1024;

/** The compressor keeps one stream for the whole process: whoever comes second waits. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Writes lines as one frame of zstd; some readers stop behind the first frame. The compressor is a package and not Node's,
 * which Node 20 lacks: so the bytes are the same on every Node.
 */
export function writeZstd(lines: AsyncIterable<string>, sink: ByteSink): Promise<void> {
  const mine = before.then(() => compress(lines, sink));
  before = mine.catch(() => undefined);
  return mine;
}

async function compress(lines: AsyncIterable<string>, sink: ByteSink): Promise<void> {
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const zstd = await Zstd.load();
  const encoder = new TextEncoder();
  let text = '';
  zstd.reset();
  for await (const line of lines) {
    text += `${line}\n`;
    if (text.length < PIECE_CHARACTERS) continue;
    await sink.write(zstd.compressChunk(encoder.encode(text)));
    text = '';
  }
  if (text !== '') await sink.write(zstd.compressChunk(encoder.encode(text)));
  await sink.write(zstd.compressEnd());
  await sink.end();
}
