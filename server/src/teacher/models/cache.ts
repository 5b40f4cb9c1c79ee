import { createHash } from 'node:crypto';
import { type FileHandle, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { BatchedAppends, LineTail, openRegularFile, openToExtend } from '../../files/index.ts';
import type { ChatReply, ChatRequest } from './types.ts';

/** Replies by the hash of their request. */
export interface ReplyCache {
  get(hash: string): Promise<ChatReply | undefined>;
  /** Stored on disk when this resolves: only then is the reply used. */
  put(hash: string, reply: ChatReply): Promise<void>;
  close(): Promise<void>;
}

/** Hash of a request to a model: equal questions, equal hash. The key of the service is no part of it. */
export function requestHash(model: string, request: ChatRequest): string {
  const { system, prompt, json, temperature, maxTokens, seed } = request;
  return createHash('sha256')
    .update(JSON.stringify([model, system, prompt, json, temperature, maxTokens, seed]))
    .digest('hex')
    .slice(0, 32);
}

interface CacheLine {
  readonly hash: string;
  readonly reply: ChatReply;
}

/**
 * An append-only file of replies; memory holds places, not texts. Half a line of a killed process is left where it is, for
 * another process may be writing it: what comes next begins on a line of its own. Replies that other processes add are found.
 */
export async function openReplyCache(file: string, mode: 'write' | 'read'): Promise<ReplyCache> {
  if (mode === 'write') await mkdir(path.dirname(file), { recursive: true });
  const handle = mode === 'write' ? await openToExtend(file) : await openRegularFile(file);
  const places = new Map<string, { start: number; length: number }>();
  const tail = new LineTail(file);
  let reading: Promise<void> = Promise.resolve();
  const read = () =>
    tail.read(handle, (text, start) => {
      const hash = readLine(text)?.hash;
      if (hash !== undefined) places.set(hash, { start, length: Buffer.byteLength(text) });
    });
  const catchUp = () => {
    reading = reading.then(read);
    return reading;
  };
  await catchUp().catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  const appends = new BatchedAppends((text) => handle.appendFile(text));
  let startsLine = !tail.hasHalfLine;
  let broken: unknown;
  return {
    get: async (hash) => {
      if (!places.has(hash)) await catchUp();
      const place = places.get(hash);
      return place === undefined ? undefined : readLine(await readAt(handle, place))?.reply;
    },
    put: async (hash, reply) => {
      // Behind a write that failed nobody knows where a line begins.
      if (broken !== undefined) throw broken;
      const line = `${startsLine ? '' : '\n'}${JSON.stringify({ hash, reply } satisfies CacheLine)}\n`;
      startsLine = true;
      try {
        await appends.append(line);
      } catch (error) {
        broken = error;
        throw error;
      }
    },
    close: async () => {
      await appends.settled();
      await handle.close();
    },
  };
}

async function readAt(handle: FileHandle, { start, length }: { start: number; length: number }): Promise<string> {
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, start);
  return buffer.toString('utf8');
}

function readLine(text: string): CacheLine | undefined {
  try {
    const value = JSON.parse(text) as Partial<CacheLine> | null;
    return typeof value?.hash === 'string' && typeof value.reply?.text === 'string' ? (value as CacheLine) : undefined;
  } catch {
    return undefined;
  }
}
