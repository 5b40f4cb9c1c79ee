/** What a run is likely to take, said before anything is sent. */

import { type CostEstimate, estimateCost, type RunInput } from '../../dataset/index.ts';
import { knownPrice, teacherAddress } from '../../teacher/index.ts';
import type { CommandContext } from '../command.ts';
import type { GenerateOptions } from './options.ts';

/** What the run is likely to take, where it will be sent and what stops it, before anything is. */
export async function sayCost(input: RunInput, options: GenerateOptions, context: CommandContext): Promise<void> {
  const price = options.price ?? (input.teacher.id === 'gemini' ? knownPrice(input.teacher.model) : undefined);
  const estimate = await estimateCost(input, price);
  const thousands = (tokens: number) => `${Math.ceil(tokens / 1000)} thousand`;
  const limit = (options.budget ?? 0) > 0 ? `hard stop at $${options.budget}` : 'no budget set';
  context.terminal.message(
    `Estimate for ${input.teacher.model} at ${teacherAddress(options.teacher, options.baseUrl)}: ${estimate.requests} requests (${(estimate.requests / estimate.records).toFixed(1)} a record), ${thousands(estimate.inputTokens)} tokens in, ${thousands(estimate.outputTokens)} out, ${costText(estimate)}; ${limit}.`,
  );
}

/** `about $0.40, give or take $0.10`; the spread is that of the records looked at. */
function costText({ costUsd, spread }: CostEstimate): string {
  if (costUsd === undefined) return 'price not known';
  return costUsd === 0 ? 'free' : `about $${costUsd.toFixed(2)}, give or take $${(costUsd * spread).toFixed(2)}`;
}
