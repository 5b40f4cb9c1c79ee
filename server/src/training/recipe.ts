import type { ExportId } from '../dataset/index.ts';
import { isObject, type Json, type JsonObject } from '../json/index.ts';

export const TRAINERS = ['transformers', 'trl', 'ms-swift', 'llamafactory'] as const;
export type Trainer = (typeof TRAINERS)[number];

export const METHODS = ['sft', 'mdpo', 'dmpo'] as const;
export type Method = (typeof METHODS)[number];

/** How one training is done: a file of `training/recipes`, the same for every trainer. */
export interface Recipe {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  readonly method: Method;
  readonly trainer: Trainer;
  /** A name of the model hub, or a folder. */
  readonly model: string;
  /** Tokens of a row; longer rows are left out where a turn would be cut. */
  readonly max_length: number;
  /** Rows a step, over all processes; and at once on one. */
  readonly batch: number;
  readonly per_device: number;
  /** Processes that train together, one a GPU. */
  readonly processes: number;
  /** A file of `training/launch` without its ending; several processes need one. */
  readonly launch?: string;
  readonly loss?: JsonObject;
  readonly lora?: JsonObject;
  /** The trainer's own arguments, by their names in `transformers.TrainingArguments`. */
  readonly training: JsonObject;
}

/** A recipe that cannot be used: says which part of it, and what is wrong. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError';
}

/**
 * Reads the text of a recipe.
 * @throws RecipeError
 */
export function parseRecipe(name: string, text: string): Recipe {
  const fail = (what: string): never => {
    throw new RecipeError(`recipe ${name}: ${what}`);
  };
  const given = jsonOf(text) ?? fail('it is no JSON object');
  const word = (key: string) => {
    const value = given[key];
    return typeof value === 'string' && value !== '' ? value : fail(`${key} is no text`);
  };
  const count = (key: string) => {
    const value = given[key];
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
      ? value
      : fail(`${key} is no whole number from 1 up`);
  };
  const oneOf = <T extends string>(key: string, known: readonly T[]): T =>
    known.find((value) => value === given[key]) ?? fail(`${key} is none of ${known.join(', ')}`);
  const part = (key: string): JsonObject | undefined => {
    const value = given[key];
    return value === undefined || isObject(value) ? value : fail(`${key} is no object`);
  };
  const optional = <K extends string, V>(key: K, value: V | undefined) =>
    (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>;
  return {
    name,
    about: word('about'),
    method: oneOf('method', METHODS),
    trainer: oneOf('trainer', TRAINERS),
    model: word('model'),
    max_length: count('max_length'),
    batch: count('batch'),
    per_device: count('per_device'),
    processes: count('processes'),
    ...optional('launch', given.launch === undefined ? undefined : word('launch')),
    ...optional('loss', part('loss')),
    ...optional('lora', part('lora')),
    training: part('training') ?? fail('training is missing'),
  };
}

function jsonOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a person changes of a recipe. */
export interface RecipeChanges {
  readonly model?: string;
  readonly processes?: number;
}

/**
 * A recipe with another model or another number of processes; rows a step stay as many.
 * @throws RecipeError where the rows of a step cannot be shared out evenly
 */
export function changed(recipe: Recipe, { model, processes }: RecipeChanges): Recipe {
  const next: Recipe = {
    ...recipe,
    ...(model === undefined ? {} : { model }),
    ...(processes === undefined ? {} : { processes }),
    ...(processes !== undefined && processes > 1 && recipe.launch === undefined
      ? { launch: recipe.lora === undefined ? 'fsdp' : 'multi-gpu' }
      : {}),
  };
  accumulation(next);
  return next;
}

/**
 * Batches whose gradients are added up for one step.
 * @throws RecipeError
 */
export function accumulation({ name, batch, per_device, processes }: Recipe): number {
  const steps = batch / (per_device * processes);
  if (!Number.isInteger(steps))
    throw new RecipeError(`recipe ${name}: ${batch} rows a step cannot be shared out to ${processes} processes evenly`);
  return steps;
}

/** The form of rows that a recipe trains on. */
export function exportOf({ trainer, method }: Recipe): ExportId {
  const pairs = method !== 'sft';
  if (trainer === 'ms-swift') return pairs ? 'ms-swift-dpo' : 'ms-swift-sft';
  if (trainer === 'llamafactory') return pairs ? 'llamafactory-dpo' : 'llamafactory-sft';
  return pairs ? 'trl-dpo' : 'trl-sft';
}
