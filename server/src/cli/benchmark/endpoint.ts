import process from 'node:process';
import { createEndpointClient, type EndpointClient, withRetries } from '../../endpoint/index.ts';
import { WireError } from '../../openai-wire/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { KEY_VARIABLE } from '../test/options.ts';

/** Options of every command that asks a model. */
export interface AskingOptions {
  readonly url: string;
  readonly model?: string;
  readonly count?: number;
  readonly temperature: number;
  readonly timeout: number;
  readonly concurrency: number;
  readonly retries: number;
  readonly resume: boolean;
  readonly format: string;
}

/** A client that asks again, and the model it asks. @throws UsageError where nobody is there */
export async function clientFor(
  options: AskingOptions,
  { terminal, signal }: CommandContext,
): Promise<{ client: EndpointClient; model: string }> {
  const key = process.env[KEY_VARIABLE];
  try {
    const plain = createEndpointClient(options.url, {
      timeoutMs: options.timeout * 1000,
      ...(options.model === undefined ? {} : { model: options.model }),
      ...(key === undefined ? {} : { apiKey: key }),
    });
    const onRetry = (reason: string, wait: number) =>
      terminal.message(`${reason}; asked again in ${Math.round(wait / 100) / 10} s`);
    const client = withRetries(plain, { retries: options.retries, onRetry });
    return { client, model: await client.model(signal) };
  } catch (error) {
    throw error instanceof WireError ? new UsageError(`${error.message}.`) : error;
  }
}
