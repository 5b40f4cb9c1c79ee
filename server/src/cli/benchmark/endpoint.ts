import type { OpenEndpoint } from '../../endpoint/index.ts';
import type { CommandContext } from '../command.ts';
import { asUsage, type EndpointOptions, openNamedEndpoint, spentBeside } from '../endpoint.ts';

/** Options of every command that asks a model. */
export interface AskingOptions extends EndpointOptions {
  readonly count?: number;
  readonly temperature: number;
  readonly timeout: number;
  readonly concurrency: number;
  readonly retries: number;
  readonly resume: boolean;
  readonly format: string;
}

/**
 * A client that asks again, and the model it asks.
 * @param results beside them stands what was spent
 * @throws UsageError where nobody is there, or nothing may be sent
 */
export async function clientFor(
  options: AskingOptions,
  results: string,
  context: CommandContext,
): Promise<{ client: OpenEndpoint; model: string }> {
  const client = await openNamedEndpoint(options, spentBeside(results), context);
  try {
    return { client, model: await client.model(context.signal) };
  } catch (error) {
    await client.close();
    throw asUsage(error);
  }
}
