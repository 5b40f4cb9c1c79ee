import type { Usage } from '../../chat/index.ts';
import {
  BudgetError,
  ChatError,
  estimateTokens,
  type Load,
  Sender,
  type SenderOptions,
} from '../../openai-wire/index.ts';
import { TeacherError } from '../types.ts';
import { type ReplyCache, requestHash } from './cache.ts';
import { TroubleCount, type Troubles } from './troubles.ts';
import type { ChatModel, ChatReply, ChatRequest } from './types.ts';

export interface GuardOptions extends Omit<SenderOptions, 'onRetry'> {
  readonly cache?: ReplyCache;
}

export interface GuardedModel {
  readonly teacher: ChatModel['teacher'];
  readonly model: string;
  /** @throws TeacherError */
  complete(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
  costOf(usage: Usage): number;
  spentUsd(): number;
  /** Counts an answer that whoever asked could not read. */
  unreadable(kind: string): void;
  troubles(): Troubles;
  /** What is in flight, and what holds the rest back. */
  load(): Load;
  close(): Promise<void>;
}

/**
 * A model as a teacher asks it: what was answered before is not asked again, everything else goes out by the sender that
 * all share. A reply is stored before it is used; the same question asked twice at once is sent once.
 */
export function guardModel(model: ChatModel, options: GuardOptions = {}): GuardedModel {
  const asked = new Map<string, Promise<ChatReply>>();
  const counted = new TroubleCount();
  const sender = new Sender({ ...options, onRetry: (fault) => counted.add('retries', fault.kind) });

  const send = async (request: ChatRequest, hash: string, signal?: AbortSignal): Promise<ChatReply> => {
    const known = await options.cache?.get(hash);
    if (known !== undefined) return known;
    const most = { input: estimateTokens(request.system, request.prompt), output: request.maxTokens };
    const reply = await sender
      .send(most, () => model.complete(request, signal), signal)
      .catch((error: unknown) => {
        throw error instanceof ChatError ? giveUp(error) : error;
      });
    await options.cache?.put(hash, reply);
    return reply;
  };

  /** What the one who asked is told, counted: nobody was ever there, no answer came through, or the answer is no use. */
  const giveUp = (error: ChatError): unknown => {
    if (sender.isTransport(error)) {
      counted.add('faults', error.kind);
      return new TeacherError('fault', error.message, error.kind);
    }
    if (error.failure === 'refused') counted.add('refused', error.kind);
    if (error.failure === 'malformed' || error.failure === 'truncated') counted.add('malformed', error.kind);
    return error;
  };

  return {
    teacher: model.teacher,
    model: model.model,
    costOf: (usage) => sender.budget.cost(usage),
    spentUsd: () => sender.budget.spent,
    unreadable: (kind) => counted.add('malformed', kind),
    troubles: () => counted.troubles,
    load: () => sender.load(),
    close: async () => {
      await options.ledger?.close();
      await options.cache?.close();
    },
    complete: async (request, signal) => {
      const hash = requestHash(model.model, request);
      let pending = asked.get(hash);
      if (pending === undefined) {
        pending = send(request, hash, signal).finally(() => asked.delete(hash));
        asked.set(hash, pending);
      }
      try {
        return await pending;
      } catch (error) {
        throw asTeacherError(error);
      }
    },
  };
}

function asTeacherError(error: unknown): unknown {
  if ((error as { name?: unknown } | null)?.name === 'AbortError')
    return new TeacherError('cancelled', 'The request was cancelled.');
  if (error instanceof BudgetError) return new TeacherError('budget', error.message);
  if (!(error instanceof ChatError)) return error;
  const reasons = {
    rate: 'fault',
    server: 'fault',
    malformed: 'malformed',
    refused: 'refused',
    truncated: 'truncated',
    key: 'key',
    unavailable: 'unavailable',
    unrecorded: 'unrecorded',
    cancelled: 'cancelled',
  } as const;
  return new TeacherError(reasons[error.failure], error.message, error.kind);
}
