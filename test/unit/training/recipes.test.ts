import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changed, type Recipe, RecipeError, readRecipes, resumeCommands } from '../../../server/src/training/index.ts';
import { planOf, shellLine } from '../../../server/src/training/plan.ts';
import { accumulation, exportOf, parseRecipe } from '../../../server/src/training/recipe.ts';

const DATA = { file: 'rows.jsonl', rows: 3, sha256: 'abc' };
const recipes = await readRecipes();
const recipe = (name: string): Recipe => recipes.find((one) => one.name === name) ?? expect.fail(name);
const lines = (name: string) => planOf(recipe(name), DATA).commands.map(shellLine);

describe('the recipes', () => {
  it('hold for every trainer a supervised one and one on pairs', () => {
    for (const trainer of ['transformers', 'trl', 'ms-swift', 'llamafactory'])
      for (const pairs of [false, true])
        expect(
          recipes.some((one) => one.trainer === trainer && (one.method !== 'sft') === pairs),
          trainer,
        ).toBe(true);
  });

  it('share out the rows of a step evenly, and name launch settings where they need them', () => {
    for (const one of recipes) {
      expect(accumulation(one) * one.per_device * one.processes).toBe(one.batch);
      expect(one.processes === 1 || one.launch !== undefined, one.name).toBe(true);
    }
  });

  it("have the paper's numbers where they say so", () => {
    const numbers = ({ batch, max_length, training, lora, loss }: Recipe) => [
      batch,
      max_length,
      training.learning_rate,
      training.warmup_ratio,
      training.num_train_epochs,
      training.lr_scheduler_type,
      lora?.r,
      lora?.alpha,
      loss?.eta,
    ];
    expect(numbers(recipe('sft-qwen2.5-coder-7b'))).toEqual([
      64,
      8192,
      1e-5,
      0.1,
      1,
      'linear',
      undefined,
      undefined,
      undefined,
    ]);
    expect(numbers(recipe('mdpo-qwen2.5-coder-7b')).slice(0, 3)).toEqual([32, 8192, 5e-7]);
    expect(numbers(recipe('mdpo-qwen2.5-coder-14b'))).toEqual([32, 8192, 1e-6, 0.1, 1, 'linear', 32, 64, 0.1]);
  });

  it('take another model and other processes, with as many rows a step', () => {
    const next = changed(recipe('sft-one-gpu'), { model: 'mine', processes: 4 });
    expect([next.model, next.processes, next.launch, accumulation(next)]).toEqual(['mine', 4, 'multi-gpu', 16]);
    expect(() => changed(recipe('sft-one-gpu'), { processes: 3 })).toThrow(/64 rows a step .* 3 processes/);
  });

  it.each([
    ['[]', /no JSON object/],
    ['{"about": "x", "method": "ppo"}', /method is none of sft, mdpo, dmpo/],
    [
      '{"about": "x", "method": "sft", "trainer": "trl", "model": "m", "max_length": 0}',
      /max_length is no whole number/,
    ],
  ])('are refused where they are wrong: %s', (text, message) => {
    expect(() => parseRecipe('mine', text)).toThrow(message);
    expect(() => parseRecipe('mine', text)).toThrow(RecipeError);
  });
});

describe('the plan of a recipe', () => {
  it('starts one process plainly', () => {
    expect(lines('mdpo-one-gpu')).toEqual(['python3 -m magnet_training train training.json']);
    const settings = JSON.parse(planOf(recipe('mdpo-one-gpu'), DATA).files['training.json'] ?? '');
    expect(settings).toMatchObject({
      format: 1,
      method: 'mdpo',
      data: DATA,
      lora: { r: 32, alpha: 64 },
      training: { per_device_train_batch_size: 1, gradient_accumulation_steps: 32, output_dir: 'model' },
    });
  });

  it('asks the reference first where the model lies in parts', () => {
    expect(lines('mdpo-qwen2.5-coder-7b')).toEqual([
      'python3 -m magnet_training reference training.json',
      'python3 -m accelerate.commands.launch --config_file launch/fsdp.yaml --num_processes 8 -m magnet_training train training.json',
    ]);
    expect(lines('sft-qwen2.5-coder-7b')).toHaveLength(1);
  });

  it('resumes with the last command, and not for trainers that do it their own way', () => {
    expect(resumeCommands(recipe('mdpo-qwen2.5-coder-7b')).map(shellLine)).toEqual([
      expect.stringMatching(/accelerate.* train training\.json --resume$/),
    ]);
    expect(() => resumeCommands(recipe('sft-ms-swift'))).toThrow(RecipeError);
  });

  it('tells ms-swift to learn every turn of the assistant, and to drop what is too long', () => {
    const [line] = lines('mdpo-ms-swift');
    expect(exportOf(recipe('mdpo-ms-swift'))).toBe('ms-swift-dpo');
    expect(line).toMatch(
      /^swift rlhf .*--rlhf_type dpo --beta 0\.1 --rpo_alpha 1 --loss_scale default .*--truncation_strategy delete/,
    );
  });

  it('writes numbers that the YAML of Python takes for numbers', () => {
    const small = { ...recipe('dpo-llamafactory'), training: { learning_rate: 5e-7 } };
    const text = planOf(small, DATA).files['llamafactory.yaml'] ?? '';
    expect(text).toContain('learning_rate: 5.0e-7\n');
    expect(parse(text)).toMatchObject({ stage: 'dpo', pref_beta: 0.1, pref_ftx: 1, dataset: 'magnet', lora_rank: 32 });
  });

  it('quotes what a shell would read otherwise', () => {
    expect(shellLine({ program: 'swift', args: ['--model', "a b's"] })).toBe(`swift --model 'a b'"'"'s'`);
  });
});
