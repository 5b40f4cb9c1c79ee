import { shellWord } from '../dataset/index.ts';
import type { Json, JsonObject } from '../json/index.ts';
import { accumulation, type Recipe, RecipeError } from './recipe.ts';

/** Rows, their count and the hash of their bytes. */
export interface TrainingData {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

/** One program with its arguments, started in the folder of the training. */
export interface TrainingCommand {
  /** `PYTHON` stands for whichever Python a person has. */
  readonly program: string;
  readonly args: readonly string[];
}

/** What a training needs beside its rows: files by name, and commands in order. */
export interface TrainingPlan {
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly TrainingCommand[];
  /** The package `magnet_training` and a file of `launch` lie beside. */
  readonly usesPackage: boolean;
}

/** Form of `training.json`; the package reads no other. */
const FORMAT = 1;
export const PYTHON = 'python3';
export const SETTINGS = 'training.json';
/** A person's own chat template, as tokenizers name it. */
const TEMPLATE = 'chat_template.jinja';
/** Where trainers leave the model. */
export const OUTPUT = 'model';

/**
 * What to write and to start for a recipe. A pure function of what it is given.
 * @param template Jinja in place of what the model's tokenizer has; our own trainers alone take one
 */
export function planOf(recipe: Recipe, data: TrainingData, template?: string): TrainingPlan {
  if (recipe.trainer === 'ms-swift') return swiftPlan(recipe, data);
  if (recipe.trainer === 'llamafactory') return llamaFactoryPlan(recipe);
  return packagePlan(recipe, data, template);
}

function packagePlan(recipe: Recipe, data: TrainingData, template: string | undefined): TrainingPlan {
  const { name, about, method, trainer, model, max_length, loss, lora } = recipe;
  const settings = {
    format: FORMAT,
    recipe: name,
    about,
    method,
    trainer,
    model,
    data: { ...data },
    ...(template === undefined ? {} : { template: TEMPLATE }),
    max_length,
    ...(loss === undefined ? {} : { loss }),
    ...(lora === undefined ? {} : { lora }),
    training: { output_dir: OUTPUT, ...batching(recipe), ...recipe.training },
  };
  const train = ['-m', 'magnet_training', 'train', SETTINGS];
  const reference = { program: PYTHON, args: ['-m', 'magnet_training', 'reference', SETTINGS] };
  const launched = recipe.processes > 1;
  const start = launched
    ? { program: PYTHON, args: [...launcher(recipe), ...train] }
    : { program: PYTHON, args: train };
  return {
    files: { [SETTINGS]: json(settings), ...(template === undefined ? {} : { [TEMPLATE]: template }) },
    commands: launched && method !== 'sft' && trainer === 'transformers' ? [reference, start] : [start],
    usesPackage: true,
  };
}

/** Says which packages are missing, and does nothing else. */
export const SETUP: TrainingCommand = { program: PYTHON, args: ['-m', 'magnet_training', 'setup', SETTINGS] };

/** What starts a recipe again in the folder where it stopped. */
export function resumeCommands(recipe: Recipe): TrainingCommand[] {
  const { commands, usesPackage } = planOf(recipe, { file: '', rows: 0, sha256: '' });
  const last = commands.at(-1);
  if (last === undefined || !usesPackage)
    throw new RecipeError(`recipe ${recipe.name}: ${recipe.trainer} resumes by its own option; see its documentation`);
  return [{ ...last, args: [...last.args, '--resume'] }];
}

function launcher({ launch, processes }: Recipe): string[] {
  const settings = ['--config_file', `launch/${launch}.yaml`, '--num_processes', String(processes)];
  return ['-m', 'accelerate.commands.launch', ...settings];
}

function batching(recipe: Recipe): JsonObject {
  return { per_device_train_batch_size: recipe.per_device, gradient_accumulation_steps: accumulation(recipe) };
}

/** ms-swift 4. `loss_scale default` counts what the assistant says and nothing else. */
function swiftPlan(recipe: Recipe, { file }: TrainingData): TrainingPlan {
  const { method, model, max_length, loss, lora } = recipe;
  const pairs = method !== 'sft';
  const options: JsonObject = {
    model,
    dataset: file,
    tuner_type: lora === undefined ? 'full' : 'lora',
    ...(lora === undefined
      ? {}
      : { lora_rank: lora.r as Json, lora_alpha: lora.alpha as Json, target_modules: 'all-linear' }),
    ...(pairs ? { rlhf_type: 'dpo', beta: loss?.eta ?? 0.1, rpo_alpha: loss?.nll_weight ?? 1 } : {}),
    loss_scale: 'default',
    max_length,
    truncation_strategy: 'delete',
    ...batching(recipe),
    ...recipe.training,
    output_dir: OUTPUT,
  };
  const args = [
    pairs ? 'rlhf' : 'sft',
    ...Object.entries(options).flatMap(([key, value]) => [`--${key}`, plain(value)]),
  ];
  return { files: {}, commands: [{ program: 'swift', args }], usesPackage: false };
}

/** LLaMA-Factory: `dataset_info.json` lies beside the rows. */
function llamaFactoryPlan(recipe: Recipe): TrainingPlan {
  const { method, model, max_length, loss, lora } = recipe;
  const settings: JsonObject = {
    model_name_or_path: model,
    template: /qwen3/i.test(model) ? 'qwen3_nothink' : 'qwen',
    stage: method === 'sft' ? 'sft' : 'dpo',
    do_train: true,
    finetuning_type: lora === undefined ? 'full' : 'lora',
    ...(lora === undefined ? {} : { lora_rank: lora.r as Json, lora_alpha: lora.alpha as Json, lora_target: 'all' }),
    ...(method === 'sft' ? {} : { pref_beta: loss?.eta ?? 0.1, pref_ftx: loss?.nll_weight ?? 1 }),
    dataset_dir: '.',
    dataset: 'magnet',
    cutoff_len: max_length,
    ...batching(recipe),
    ...recipe.training,
    output_dir: OUTPUT,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}: ${plain(value)}`);
  return {
    files: { 'llamafactory.yaml': `${lines.join('\n')}\n` },
    commands: [{ program: 'llamafactory-cli', args: ['train', 'llamafactory.yaml'] }],
    usesPackage: false,
  };
}

/** Python's YAML takes `5e-7` for a text and `5.0e-7` for a number. */
function plain(value: Json | undefined): string {
  if (typeof value === 'number') return String(value).replace(/^(\d+)e/, '$1.0e');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A command as a person types it in a POSIX shell. */
export function shellLine({ program, args }: TrainingCommand): string {
  return [program, ...args].map(quoted).join(' ');
}

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : shellWord(text);
}
