import { featureLines, type Shape } from '../parquet/index.ts';

/** A split and how many rows it has. */
export interface SplitFacts {
  readonly name: string;
  readonly rows: number;
}

/** What the card of a Hub folder says. */
export interface CardFacts {
  /** An identifier of the Hub's list of licences, such as `apache-2.0`. */
  readonly license: string;
  /** ISO 639 codes. */
  readonly languages: readonly string[];
  /** The export's id, and whether its rows are pairs. */
  readonly as: string;
  readonly pairs: boolean;
  /** The card of the run, without its head. */
  readonly about: string;
  readonly splits: readonly SplitFacts[];
  readonly columns: ReadonlyMap<string, Shape>;
  /** Places that hold JSON text. */
  readonly jsonText?: readonly string[];
}

/** The dataset card as the Hub and `datasets` read it: the head in YAML, then what the run says of itself. */
export function hubCard(facts: CardFacts): string {
  const rows = facts.splits.reduce((sum, split) => sum + split.rows, 0);
  const head = [
    '---',
    `license: ${facts.license}`,
    'language:',
    ...facts.languages.map((code) => `- ${code}`),
    'task_categories:',
    '- text-generation',
    'tags:',
    '- tool-calling',
    '- function-calling',
    '- synthetic',
    ...(facts.pairs ? ['- preference', '- dpo'] : []),
    'size_categories:',
    `- ${sizeCategory(rows)}`,
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...facts.splits.flatMap(({ name }) => [`  - split: ${name}`, `    path: data/${name}-*`]),
    'dataset_info:',
    '  features:',
    ...featureLines(facts.columns, '  '),
    '  splits:',
    ...facts.splits.flatMap((split) => [`  - name: ${split.name}`, `    num_examples: ${split.rows}`]),
    '---',
  ];
  return [...head, '', ...loading(facts), facts.about.trim(), ''].join('\n');
}

function loading({ as, jsonText = [], license }: CardFacts): string[] {
  return [
    `Rows are those of \`${as}\`. \`load_dataset("path/to/this/folder")\` loads them without a script.`,
    '',
    ...(jsonText.length === 0
      ? []
      : [
          `A column has one type for all rows, and tools differ: these places hold JSON text, read back with \`json.loads\`: ${jsonText.map((place) => `\`${place}\``).join(', ')}.`,
          '',
        ]),
    ...(license === 'unknown'
      ? ['No licence was named when this was written; whoever publishes it names one.', '']
      : []),
  ];
}

const SIZES: readonly (readonly [below: number, name: string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
  [1e7, '1M<n<10M'],
  [1e8, '10M<n<100M'],
  [1e9, '100M<n<1B'],
];

/** The Hub's name for a number of rows. */
function sizeCategory(rows: number): string {
  return SIZES.find(([below]) => rows < below)?.[1] ?? 'n>1B';
}

/** A card's text behind its head. */
export function withoutHead(card: string): string {
  return card.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '');
}
