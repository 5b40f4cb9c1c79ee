import process from 'node:process';
import type { Command } from 'commander';
import { type OpenEndpoint, type OpenEndpointOptions, openEndpoint } from '../endpoint/index.ts';
import { type Price, WireError } from '../openai-wire/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { amount, positiveNumber, price } from './options.ts';

export const DEFAULT_URL = 'http://127.0.0.1:8000/v1';
export const KEY_VARIABLE = 'MAGNET_ENDPOINT_API_KEY';

/** What every command that asks an endpoint is told of it. */
export interface EndpointOptions {
  readonly url: string;
  readonly model?: string;
  readonly budget?: number;
  readonly price?: Price;
  readonly maxTokens?: number;
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly retries?: number;
}

/** Gives a command the options of what may be sent and spent. */
export function spendingOptions(command: Command): Command {
  return command
    .option('--budget <usd>', 'hard stop: the most money to spend, in US dollars', amount)
    .option('--price <in/out>', 'US dollars for a million tokens; 0/0 declares the address free', price)
    .option('--max-tokens <number>', 'tokens of one reply at most', positiveNumber)
    .option('--requests-per-minute <number>', 'send no more requests in a minute', positiveNumber)
    .option('--tokens-per-minute <number>', 'send and receive no more tokens in a minute', positiveNumber);
}

/** What an endpoint is opened with, out of a command's options; its key is in the environment. */
export function endpointOptions(options: EndpointOptions): OpenEndpointOptions {
  const { model, budget, price: given, maxTokens, requestsPerMinute, tokensPerMinute, timeout, retries } = options;
  const key = process.env[KEY_VARIABLE];
  return {
    ...(model === undefined ? {} : { model }),
    ...(key === undefined ? {} : { apiKey: key }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(retries === undefined ? {} : { retries }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(given === undefined ? {} : { price: given }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    limits: {
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
      ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    },
  };
}

/**
 * The endpoint that a command names, with what it says of retries on the terminal.
 * @param ledgerFile where expenses stand
 * @throws UsageError where the text is no address, or nothing may be sent there
 */
export async function openNamedEndpoint(
  options: EndpointOptions,
  ledgerFile: string,
  { terminal }: Pick<CommandContext, 'terminal'>,
): Promise<OpenEndpoint> {
  try {
    return await openEndpoint(options.url, {
      ...endpointOptions(options),
      ledgerFile,
      onRetry: (reason, wait) => terminal.message(`${reason}; asked again in ${Math.round(wait / 100) / 10} s`),
    });
  } catch (error) {
    throw asUsage(error);
  }
}

/** What a person can mend, as wrong use. */
export function asUsage(error: unknown): unknown {
  return error instanceof WireError ? new UsageError(`${error.message}.`) : error;
}

/** Where the expenses of results stand: `results.spent.jsonl` beside `results.jsonl`. */
export function spentBeside(results: string): string {
  return results.replace(/(?:\.jsonl)?$/, '.spent.jsonl');
}
