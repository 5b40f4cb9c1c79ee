import {
  type Account,
  type Clock,
  estimateTokens,
  isFree,
  type Ledger,
  type Limits,
  openLedger,
  Sender,
  type WireRequest,
} from '../openai-wire/index.ts';
import { createEndpointClient, type EndpointClient, type EndpointClientOptions } from './client.ts';
import { type EndpointMoney, endpointTerms } from './money.ts';

export interface OpenEndpointOptions extends EndpointClientOptions, EndpointMoney {
  /** Further tries of one request; default none. */
  readonly retries?: number;
  /** Tokens of one reply at most. Where none is named, a reply that is paid for has a bound all the same. */
  readonly maxTokens?: number;
  readonly limits?: Partial<Limits>;
  /** Where expenses stand; made with the first of them. */
  readonly ledgerFile?: string;
  /** In its place: expenses that several models count together. */
  readonly shared?: { readonly ledger: Ledger; readonly account: Account };
  readonly onRetry?: (reason: string, waitMs: number) => void;
  readonly clock?: Clock;
}

export interface OpenEndpoint extends EndpointClient {
  close(): Promise<void>;
}

/** Tokens of one reply, where it costs money and nobody named another bound: what it may cost has to be known before. */
const MAX_PAID_TOKENS = 4096;

/**
 * A client of an endpoint whose requests go out by the sender that teachers use: one meaning of a budget, of a rate, and of
 * which fault another try may mend. The last error is thrown as it came.
 * @throws WireError where the text is no address; BudgetError where nothing may be sent there
 */
export async function openEndpoint(url: string, options: OpenEndpointOptions): Promise<OpenEndpoint> {
  const { retries = 0, maxTokens, limits, ledgerFile, shared, onRetry, clock, budgetUsd, price, ...own } = options;
  const client = createEndpointClient(url, own);
  const terms = endpointTerms(url, {
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(price === undefined ? {} : { price }),
  });
  const isPaid = !isFree(terms.price);
  const ledger = isPaid && shared === undefined && ledgerFile !== undefined ? await openLedger(ledgerFile) : undefined;
  const sender = new Sender({
    ...terms,
    ...shared,
    ...(ledger === undefined ? {} : { ledger }),
    attempts: retries + 1,
    // Whoever plays records says how many are in work at once.
    limits: { concurrency: Number.POSITIVE_INFINITY, ...limits },
    ...(onRetry === undefined ? {} : { onRetry: (fault, wait) => onRetry(fault.message, wait) }),
    ...(clock === undefined ? {} : { clock }),
  });
  const most = maxTokens ?? (isPaid ? MAX_PAID_TOKENS : undefined);
  const bounded = (request: Omit<WireRequest, 'model'>) =>
    most === undefined || request.maxTokens !== undefined ? request : { ...request, maxTokens: most };
  return {
    ...client,
    chat: async (request, signal, onText) => {
      const sent = bounded(request);
      const used = { input: inputTokens(sent), output: sent.maxTokens ?? 0 };
      return sender.send(used, () => client.chat(sent, signal, onText), signal);
    },
    models: (signal) => sender.askFree(() => client.models(signal), signal),
    model: (signal) => sender.askFree(() => client.model(signal), signal),
    close: async () => ledger?.close(),
  };
}

function inputTokens({ messages, tools }: Omit<WireRequest, 'model'>): number {
  return estimateTokens(JSON.stringify(messages), tools === undefined ? '' : JSON.stringify(tools));
}
