import type { Usage } from '../../chat/index.ts';
import { type Clock, Limiter, type Limits, type Load, SYSTEM_CLOCK } from '../../openai-wire/index.ts';
import { TeacherError } from '../types.ts';
import { Account, Budget, type Price, type Reservation } from './budget.ts';
import { type ReplyCache, requestHash } from './cache.ts';
import type { Ledger } from './ledger.ts';
import { TroubleCount, type Troubles } from './troubles.ts';
import { ChatError, type ChatModel, type ChatReply, type ChatRequest } from './types.ts';

export interface GuardOptions {
  readonly limits?: Partial<Limits>;
  /** Tries for one request; default 6. */
  readonly attempts?: number;
  /** US dollars; 0 and absent: nothing is sent, unless both prices are 0. */
  readonly budgetUsd?: number;
  readonly price?: Price;
  readonly cache?: ReplyCache;
  /** Of the run: what earlier commands spent counts against the budget. */
  readonly ledger?: Ledger;
  /** Money that is counted together with what another model spends; absent: what the ledger says was spent. */
  readonly account?: Account;
  /**
   * Rates that several processes keep together: waits until a request of so many tokens may go.
   * @returns says how many it really took
   */
  readonly admit?: ((tokens: number, signal?: AbortSignal) => Promise<(used: number) => Promise<void>>) | undefined;
  readonly clock?: Clock;
  /** In [0, 1), for jitter. */
  readonly random?: () => number;
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
 * So many at once, and no rate: what a server takes in a minute is its own affair, and it says so with 429, to which the
 * limiter adapts. A rate is kept where the user names one.
 */
const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: Number.POSITIVE_INFINITY,
  tokensPerMinute: Number.POSITIVE_INFINITY,
  concurrency: 8,
};
const FIRST_WAIT = 1000;
const MAX_WAIT = 60_000;
/** A server that wishes a longer wait than this is not waited for. */
const MAX_WISH = 10 * 60_000;
/** A hang costs the whole time limit each time. */
const TRIES_OF_A_HANG = 3;
/** After so many requests given up in a row, each further one is tried once, until one is answered. */
const DOWN_AFTER = 3;

/**
 * Everything around a model, once: cache first, then budget, limits and retries with the server's own delay and jitter.
 * A reply is stored before it is used; the same question asked twice at once is sent once.
 */
export function guardModel(model: ChatModel, options: GuardOptions = {}): GuardedModel {
  const clock = options.clock ?? SYSTEM_CLOCK;
  const limiter = new Limiter({ ...DEFAULT_LIMITS, ...options.limits }, clock);
  const budget = new Budget(
    options.budgetUsd ?? 0,
    options.price,
    options.account ?? new Account(options.ledger?.spent),
  );
  const asked = new Map<string, Promise<ChatReply>>();
  const random = options.random ?? Math.random;
  const counted = new TroubleCount();
  const server = { answered: false, givenUp: 0 };

  const send = async (request: ChatRequest, hash: string, signal?: AbortSignal): Promise<ChatReply> => {
    const known = await options.cache?.get(hash);
    if (known !== undefined) return known;
    const estimate = estimateTokens(request);
    const reply = await limiter.run(
      estimate + request.maxTokens,
      async (rest) => {
        let admitted = await options.admit?.(estimate + request.maxTokens, signal);
        const value = await paid(request, estimate, signal, async (milliseconds) => {
          await rest(milliseconds);
          admitted = await options.admit?.(estimate + request.maxTokens, signal);
        });
        const tokens = value.usage.input + value.usage.output;
        await admitted?.(tokens);
        return { value, tokens };
      },
      signal,
    );
    await options.cache?.put(hash, reply);
    return reply;
  };

  /** Writes down what is put aside; where that fails nothing is sent, and nobody waits for its cost. */
  const noted = async (reserved: Reservation, signal: AbortSignal | undefined) => {
    try {
      return await options.ledger?.reserve(reserved.most, signal);
    } catch (error) {
      reserved.release();
      throw error;
    }
  };

  const paid = async (
    request: ChatRequest,
    estimate: number,
    signal: AbortSignal | undefined,
    rest: (milliseconds: number) => Promise<void>,
  ): Promise<ChatReply> => {
    const attempts = server.givenUp >= DOWN_AFTER ? 1 : (options.attempts ?? 6);
    for (let attempt = 1; ; attempt += 1) {
      const reserved = await budget.reserveInTurn({ input: estimate, output: request.maxTokens }, signal);
      const written = reserved.most > 0 ? await noted(reserved, signal) : undefined;
      try {
        const reply = await model.complete(request, signal);
        const cost = reserved.settle(reply.usage);
        await written?.(cost);
        Object.assign(server, { answered: true, givenUp: 0 });
        return reply;
      } catch (error) {
        const cost = mayHaveCost(error) ? reserved.settle(NOTHING_SAID) : 0;
        reserved.release();
        await written?.(cost);
        if (!(error instanceof ChatError)) throw error;
        if (wasAnswered(error)) Object.assign(server, { answered: true, givenUp: 0 });
        const passing = error.passing || (error.failure === 'unavailable' && server.answered && !error.refuses);
        const tries = error.kind === 'timeout' ? Math.min(attempts, TRIES_OF_A_HANG) : attempts;
        if (!passing || attempt >= tries || (error.retryAfterMs ?? 0) > MAX_WISH) throw giveUp(error);
        counted.add('retries', error.kind);
        if (error.failure === 'rate') limiter.slowDown(error.retryAfterMs);
        await rest(waitFor(error, attempt, random));
      }
    }
  };

  /** What the one who asked is told, counted: nobody was ever there, no answer came through, or the answer is no use. */
  const giveUp = (error: ChatError): unknown => {
    const transport = error.failure === 'rate' || error.failure === 'server';
    if (transport || (error.failure === 'unavailable' && server.answered)) {
      server.givenUp += 1;
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
    costOf: (usage) => budget.cost(usage),
    spentUsd: () => budget.spent,
    unreadable: (kind) => counted.add('malformed', kind),
    troubles: () => counted.troubles,
    load: () => limiter.load(),
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

const NOTHING_SAID: Usage = { input: 0, output: 0 };

/** Whether a model worked for a reply that is of no use, which is paid like any other. */
function wasAnswered(error: unknown): boolean {
  return error instanceof ChatError && ['malformed', 'truncated', 'refused', 'cancelled'].includes(error.failure);
}

/**
 * Whether a request that failed may be on the bill: a model worked for it, or nobody knows how it ended (a hang, a broken
 * connection, half a reply). An HTTP error says that nothing was served, and where nobody was there nothing was sent.
 */
function mayHaveCost(error: unknown): boolean {
  if (!(error instanceof ChatError)) return true;
  return wasAnswered(error) || (error.failure === 'server' && !error.kind.startsWith('http-'));
}

/** At least what the server wishes; else doubling, with up to half again of jitter. */
export function waitFor(error: ChatError, attempt: number, random: () => number): number {
  const own = Math.min(MAX_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
  return Math.max(error.retryAfterMs ?? 0, own) * (1 + random() / 2);
}

/** About three characters a token, so that the estimate is rather too high. */
function estimateTokens({ system, prompt }: ChatRequest): number {
  return Math.ceil((system.length + prompt.length) / 3);
}

function asTeacherError(error: unknown): unknown {
  if ((error as { name?: unknown } | null)?.name === 'AbortError')
    return new TeacherError('cancelled', 'The request was cancelled.');
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
