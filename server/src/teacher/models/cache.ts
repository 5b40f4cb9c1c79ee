import { createHash } from 'node:crypto';
import { type FileHandle, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { BatchedAppends, openLineFile, openRegularFile, openToExtend } from '../../files/index.ts';
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
 * An append-only file of replies; memory holds places, not texts. A torn last line is cut when the file is opened to be
 * written.
 */
export async function openReplyCache(file: string, mode: 'write' | 'read'): Promise<ReplyCache> {
  if (mode === 'write') await mkdir(path.dirname(file), { recursive: true });
  const handle = mode === 'write' ? await openToExtend(file) : await openRegularFile(file);
  const places = new Map<string, { start: number; length: number }>();
  let end = 0;
  for await (const line of openLineFile(file).read()) {
    const hash = readLine(line.text)?.hash;
    if (hash !== undefined) places.set(hash, { start: end, length: line.end - end - 1 });
    end = line.end;
  }
  if (mode === 'write') await handle.truncate(end);
  const appends = new BatchedAppends((text) => handle.appendFile(text));
  let broken: unknown;
  return {
    get: async (hash) => {
      const place = places.get(hash);
      return place === undefined ? undefined : readLine(await readAt(handle, place))?.reply;
    },
    put: async (hash, reply) => {
      // Behind a write that failed nobody knows where a line begins.
      if (broken !== undefined) throw broken;
      const line = `${JSON.stringify({ hash, reply } satisfies CacheLine)}\n`;
      const [start, length] = [end, Buffer.byteLength(line) - 1];
      end += length + 1;
      try {
        await appends.append(line);
      } catch (error) {
        broken = error;
        throw error;
      }
      places.set(hash, { start, length });
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
