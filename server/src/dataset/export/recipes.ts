import { VERL_DATASET } from './verl-dataset.ts';

/** Files by name that go beside an export: what the trainer is told, with its command in the first line. */
export type Recipe = Readonly<Record<string, string>>;

const MODEL = 'Qwen/Qwen2.5-0.5B-Instruct';
/** Method §9: at most 8,192 tokens a row. */
const LENGTH = 8192;

/** `pairs.jsonl` and `pairs.jsonl.zst` → `pairs`. */
function stem(fileName: string): string {
  return fileName.replace(/\.zst$/, '').replace(/(?<=.)\.[^.]*$/, '');
}

/** What `datasets` calls the reader of a file; it unpacks zstd by itself. */
function readerOf(fileName: string): string {
  return fileName.endsWith('.parquet') ? 'parquet' : 'json';
}

function yaml(name: string, command: string, lines: readonly string[]): Recipe {
  return { [name]: [`# ${command}`, ...lines, ''].join('\n') };
}

/** TRL's command line, `trl sft` and `trl dpo`. */
export function trlRecipe(fileName: string, pairs: boolean, note: readonly string[] = []): Recipe {
  const name = `${stem(fileName)}.trl.yaml`;
  return yaml(name, `trl ${pairs ? 'dpo' : 'sft'} --config ${name}`, [
    ...note.map((line) => `# ${line}`),
    `model_name_or_path: ${MODEL}`,
    'datasets:',
    `  - path: ${readerOf(fileName)}`,
    `    data_files: ${quoted(fileName)}`,
    '    split: train',
    `max_length: ${LENGTH}`,
    ...(pairs ? ['beta: 0.1', 'learning_rate: 5.0e-7'] : ['assistant_only_loss: true', 'learning_rate: 1.0e-5']),
    'num_train_epochs: 1',
    `output_dir: ${stem(fileName)}-model`,
  ]);
}

/** LLaMA-Factory, beside `dataset_info.json` of the same folder. */
export function llamaFactoryRecipe(fileName: string, pairs: boolean): Recipe {
  const name = `${stem(fileName)}.llamafactory.yaml`;
  return yaml(name, `llamafactory-cli train ${name}`, [
    `model_name_or_path: ${MODEL}`,
    'template: qwen',
    `stage: ${pairs ? 'dpo' : 'sft'}`,
    ...(pairs ? ['pref_beta: 0.1'] : []),
    'do_train: true',
    'finetuning_type: lora',
    'dataset_dir: .',
    'dataset: magnet',
    `cutoff_len: ${LENGTH}`,
    'num_train_epochs: 1',
    `output_dir: ${stem(fileName)}-model`,
  ]);
}

/** ms-swift. `loss_scale default` counts calls before the last query too. */
export function msSwiftRecipe(fileName: string, pairs: boolean): Recipe {
  const command = pairs ? 'swift rlhf --rlhf_type dpo' : 'swift sft';
  const options = [
    `--model ${MODEL}`,
    `--dataset ${quoted(`./${fileName}`)}`,
    '--loss_scale default',
    `--max_length ${LENGTH}`,
    '--num_train_epochs 1',
    `--output_dir ${stem(fileName)}-model`,
  ];
  return { [`${stem(fileName)}.swift.sh`]: `#!/bin/sh\n${[command, ...options].join(' \\\n  ')}\n` };
}

/** axolotl: rows of messages through `chat_template`, pairs as ready text without a `type`. */
export function axolotlRecipe(fileName: string, pairs: boolean): Recipe {
  const name = `${stem(fileName)}.axolotl.yaml`;
  const how = pairs
    ? []
    : [
        '    type: chat_template',
        '    field_messages: messages',
        '    field_tools: tools',
        '    roles_to_train: [assistant]',
      ];
  return yaml(name, `axolotl train ${name}`, [
    `base_model: ${MODEL}`,
    ...(pairs ? ['rl: dpo', 'rl_beta: 0.1'] : []),
    'datasets:',
    `  - path: ${quoted(fileName)}`,
    `    ds_type: ${readerOf(fileName)}`,
    '    split: train',
    ...how,
    `sequence_len: ${LENGTH}`,
    'adapter: lora',
    'lora_r: 32',
    'lora_alpha: 64',
    'lora_target_linear: true',
    'micro_batch_size: 1',
    'num_epochs: 1',
    `output_dir: ${stem(fileName)}-model`,
  ]);
}

/** NeMo-RL, from a checkout: its own example says the rest. */
export function nemoRlRecipe(fileName: string, pairs: boolean): Recipe {
  const name = `${stem(fileName)}.nemo-rl.yaml`;
  const kind = pairs ? 'dpo' : 'sft';
  const data = pairs
    ? ['    dataset_name: PreferenceDataset']
    : ['    dataset_name: openai_format', '    tool_key: tools', '    use_preserving_dataset: true'];
  return yaml(
    name,
    `uv run examples/run_${kind}.py --config ${name}, in a checkout of NeMo-RL that holds this file and the rows`,
    [
      `defaults: examples/configs/${kind}.yaml`,
      'policy:',
      `  model_name: ${MODEL}`,
      `  max_total_sequence_length: ${LENGTH}`,
      'data:',
      '  train:',
      ...data,
      `    data_path: ${quoted(fileName)}`,
      '  validation: null',
    ],
  );
}

/** verl: rows to Parquet, and the class of data set that reads tools and arguments back from text. */
export function verlRecipe(fileName: string): Recipe {
  const [name, rows] = [stem(fileName), JSON.stringify(fileName)];
  const parquet = `${name}.parquet`;
  const conversion = [
    "python3 - <<'PY'",
    'import json',
    'import pandas',
    `with open(${rows}, encoding="utf-8") as rows:`,
    `    pandas.DataFrame([json.loads(row) for row in rows]).to_parquet(${JSON.stringify(parquet)})`,
    'PY',
  ];
  const script = [
    '#!/bin/sh',
    'set -e',
    ...(fileName === parquet ? [] : conversion),
    [
      'torchrun --standalone --nproc_per_node=1 -m verl.trainer.sft_trainer',
      `data.train_files=${quoted(parquet)}`,
      `data.val_files=${quoted(parquet)}`,
      `data.custom_cls.path=${quoted(`${name}.verl_dataset.py`)}`,
      'data.custom_cls.name=MagnetDataset',
      `data.max_length=${LENGTH}`,
      `model.path=${MODEL}`,
    ].join(' \\\n  '),
    '',
  ].join('\n');
  return { [`${name}.verl.sh`]: script, [`${name}.verl_dataset.py`]: VERL_DATASET };
}

/** A name of a file for YAML and the shell: as it is where both take it so. */
function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'"'"'`)}'`;
}
