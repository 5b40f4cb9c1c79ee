import path from 'node:path';
import type { Price } from '../openai-wire/index.ts';
import type { TeacherOptions } from '../teacher/index.ts';
import type { CommandContext } from './command.ts';

/** How a command names the model that it asks, and what may be spent. */
export interface ModelOptions {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly budget?: number;
  readonly price?: Price;
  readonly replay?: string;
}

/** The same as a teacher takes it. */
export function modelOptions(
  { model, baseUrl, budget, price, replay }: ModelOptions,
  { cwd }: Pick<CommandContext, 'cwd'>,
): Pick<TeacherOptions, 'model' | 'baseUrl' | 'budgetUsd' | 'price' | 'replayFile'> {
  return {
    ...(model === undefined ? {} : { model }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(price === undefined ? {} : { price }),
    ...(replay === undefined ? {} : { replayFile: path.resolve(cwd, replay) }),
  };
}
