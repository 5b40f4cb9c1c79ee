import process from 'node:process';
import { createEndpointClient, withRetries } from '../endpoint/index.ts';
import { WireError } from '../openai-wire/index.ts';
import type { Student } from '../trajectory/index.ts';
import { type CommandContext, UsageError } from './command.ts';
import { KEY_VARIABLE } from './test/options.ts';

export interface StudentOptions {
  readonly student?: string;
  readonly studentModel?: string;
  readonly rollouts: number;
}

/** Faults in a row after which the student is left alone for the rest of the command. */
const GIVEN_UP_AFTER = 5;
const TIMEOUT_MS = 60_000;
/** Samples of one model have to differ. */
const TEMPERATURE = 1;

/**
 * The student behind an address: any OpenAI-compatible server. Its faults are said once and end nothing.
 * @throws UsageError where the address is none.
 */
export function openStudent(options: StudentOptions, context: CommandContext): Student | undefined {
  const { student: url, studentModel: model, rollouts } = options;
  if (url === undefined) return undefined;
  const client = clientOf(url, model);
  let failures = 0;
  return {
    rollouts,
    move: async ({ messages, tools, seed }, signal) => {
      if (failures >= GIVEN_UP_AFTER) return undefined;
      try {
        const reply = await client.chat({ messages, tools, seed, temperature: TEMPERATURE }, signal);
        failures = 0;
        const calls = reply.calls.map(({ name, arguments: args }) => ({ name, arguments: args }));
        const broken = reply.calls.some(({ problem }) => problem !== undefined);
        return { content: reply.text, calls, broken, model: reply.model };
      } catch (error) {
        if (signal?.aborted === true) throw error;
        failures += 1;
        if (failures === 1) context.terminal.message(`student: ${wording(error)}; the typed mutation takes its place.`);
        if (failures === GIVEN_UP_AFTER)
          context.terminal.message(
            `student: ${GIVEN_UP_AFTER} faults in a row; it is not asked again by this command.`,
          );
        return undefined;
      }
    },
  };
}

function clientOf(url: string, model: string | undefined) {
  const key = process.env[KEY_VARIABLE];
  try {
    const client = createEndpointClient(url, {
      timeoutMs: TIMEOUT_MS,
      ...(model === undefined ? {} : { model }),
      ...(key === undefined ? {} : { apiKey: key }),
    });
    return withRetries(client, { retries: 2 });
  } catch (error) {
    if (error instanceof WireError) throw new UsageError(`--student: ${error.message}.`);
    throw error;
  }
}

function wording(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
