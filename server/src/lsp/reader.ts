import { AbstractMessageReader, type DataCallback, type Disposable } from 'vscode-languageserver/node';
import { isRecord } from '../json/index.ts';

/** A header block is a few dozen bytes; more without its end is no header. */
const MAX_HEADER_BYTES = 8 * 1024;

/** Characters of one message at most: above the largest text that a JavaScript string holds, nothing could be read. */
const MAX_BODY_BYTES = 512 * 1024 * 1024;

const NO_HEADER = 'no header of a message within 8 KiB';

const END_OF_HEADER = Buffer.from('\r\n\r\n');

/** What to do where a client does not keep to the protocol. */
export interface ReaderEvents {
  /** The stream can be followed no further: where the next message starts is not known. */
  readonly broken: (reason: string) => void;
  /** A message that is no message; the next one is read as usual. */
  readonly refused: (code: number, reason: string) => void;
}

/**
 * Reads messages off a stream (`Content-Length`, two line ends, the JSON). The protocol library's own reader waits for ever
 * behind a header that it cannot read; here that is told.
 */
export class StreamReader extends AbstractMessageReader {
  readonly #input: NodeJS.ReadableStream;
  readonly #events: ReaderEvents;
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes that must be there before reading on is worth it. */
  #wanted = 0;
  #ended = false;

  constructor(input: NodeJS.ReadableStream, events: ReaderEvents) {
    super();
    this.#input = input;
    this.#events = events;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (chunk: Buffer) => {
      if (this.#ended) return;
      this.#chunks.push(chunk);
      this.#held += chunk.length;
      if (this.#held >= this.#wanted) this.#read(callback);
    };
    this.#input.on('data', onData);
    this.#input.on('close', () => this.fireClose());
    return { dispose: () => this.#input.removeListener('data', onData) };
  }

  #read(callback: DataCallback): void {
    let rest = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    for (;;) {
      const end = rest.indexOf(END_OF_HEADER);
      if (end < 0 && rest.length <= MAX_HEADER_BYTES) break;
      const length = end < 0 || end > MAX_HEADER_BYTES ? NO_HEADER : lengthIn(rest.toString('latin1', 0, end));
      if (typeof length === 'string') {
        this.#break(length);
        return;
      }
      const start = end + END_OF_HEADER.length;
      this.#wanted = start + length;
      if (rest.length < this.#wanted) break;
      this.#deliver(rest.toString('utf8', start, this.#wanted), callback);
      rest = rest.subarray(this.#wanted);
      this.#wanted = 0;
    }
    this.#chunks = [rest];
    this.#held = rest.length;
  }

  #deliver(body: string, callback: DataCallback): void {
    const message = parsed(body);
    if (message === undefined) this.#events.refused(-32700, 'The message is no JSON.');
    else if (!isRecord(message)) this.#events.refused(-32600, 'A message is one JSON object.');
    else callback(message as Parameters<DataCallback>[0]);
  }

  #break(reason: string): void {
    this.#ended = true;
    this.#chunks = [];
    this.#events.broken(reason);
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Bytes of the body that a header announces, or what is wrong with it. */
function lengthIn(header: string): number | string {
  const line = header.split('\r\n').find((each) => /^content-length\s*:/i.test(each));
  if (line === undefined) return 'a header without Content-Length';
  const value = line.slice(line.indexOf(':') + 1).trim();
  if (!/^\d{1,15}$/.test(value))
    return `a Content-Length that is no number of bytes (${JSON.stringify(value.slice(0, 40))})`;
  const length = Number(value);
  return length > MAX_BODY_BYTES ? `a message of ${length} bytes, more than ${MAX_BODY_BYTES}` : length;
}
