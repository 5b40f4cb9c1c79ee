import {
  buildCatalog,
  type CatalogEntry,
  encodeName,
  NAME_RULES,
  parseDocument,
  TARGET_DIALECTS,
  type TargetDialect,
  writeSignatures,
} from '../../../server/src/signature/index.ts';
import { differences, unlisted } from './compare.ts';
import { PROBES, type Probe } from './probes.ts';

/** What became of a probe in one dialect. */
interface Outcome {
  readonly mark: '✓' | '~' | '–';
  /** What the writer says of it, '' when nothing is lost. */
  readonly said: string;
}

function entryOf({ signature }: Probe): CatalogEntry {
  const document = parseDocument('file:///probe.tools.json', '[]');
  return {
    id: [signature.namespace, signature.name].filter((step) => step !== '').join('.'),
    signature,
    document,
    segment: 0,
    indexInSegment: 0,
  };
}

/** Writes a probe, reads it back, and looks whether it is still there. */
export function tryOut(probe: Probe, to: TargetDialect): Outcome {
  const entry = entryOf({
    ...probe,
    signature: { ...probe.signature, source: { uri: '', dialect: to === 'mcp' ? 'anthropic' : 'mcp' } },
  });
  const { text, losses } = writeSignatures([entry], to);
  const uri = to === 'fsig' ? 'file:///back.fsig' : 'file:///back.tools.json';
  const [back] = buildCatalog([
    parseDocument(uri, text, to === 'fsig' ? { kind: 'fsig' } : { kind: 'json', dialect: to }),
  ]).entries;
  const silent = unlisted(entry, back, losses);
  if (silent.length > 0) throw new Error(`${to} loses without a word: ${silent.join('; ')}`);
  const said = [...new Set(losses.map(({ message }) => message))].join('; ');
  if (losses.length === 0) return { mark: '✓', said };
  const changed = back === undefined ? [] : differences(entry, back);
  const keepsSomething = changed.length === 0 || changed.some((path) => saysSomething(valueAt(back, path)));
  return { mark: back !== undefined && keepsSomething ? '~' : '–', said };
}

function saysSomething(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function valueAt(entry: CatalogEntry | undefined, path: readonly (string | number)[]): unknown {
  let value: unknown = entry?.signature;
  for (const step of path) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function matrix(group: Probe['group'], head: string): string[] {
  return [
    row([head, ...TARGET_DIALECTS]),
    row(['---', ...TARGET_DIALECTS.map(() => ':-:')]),
    ...PROBES.filter((probe) => probe.group === group).map((probe) =>
      row([probe.label, ...TARGET_DIALECTS.map((dialect) => tryOut(probe, dialect).mark)]),
    ),
  ];
}

/** What each dialect says of what it cannot keep. */
function notes(): string[] {
  return TARGET_DIALECTS.flatMap((dialect) => {
    const lines = PROBES.flatMap((probe) => {
      const { mark, said } = tryOut(probe, dialect);
      return mark === '✓' ? [] : [`* ${probe.label}: ${said}`];
    });
    return lines.length === 0
      ? [`**${dialect}**: nothing of the above is lost.`, '']
      : [`**${dialect}**`, '', ...lines, ''];
  });
}

function names(): string[] {
  const samples = ['math.sum', 'get weather', 'a/b', 'a__b', '天気'];
  return [
    row(['dialect', 'characters', 'first', 'longest', ...samples.map((name) => `\`${name}\``)]),
    row(['---', '---', '---', '--:', ...samples.map(() => '---')]),
    ...TARGET_DIALECTS.map((dialect) => {
      const rule = NAME_RULES[dialect];
      if (rule === undefined) return row([dialect, 'any', 'any', '–', ...samples.map(() => 'as it is')]);
      const written = samples.map((name) => `\`${encodeName(name, dialect).name}\``);
      return row([
        dialect,
        `\`${rule.character.source}\``,
        `\`${rule.first.source}\``,
        String(rule.maxLength),
        ...written,
      ]);
    }),
  ];
}

/** The generated part of `docs/dialects.md`. */
export function generatedTables(): string {
  return [
    '### The function',
    '',
    ...matrix('function', 'what is said'),
    '',
    '### Its parameters and response',
    '',
    ...matrix('schema', 'what is said'),
    '',
    '### What is said of what is lost',
    '',
    ...notes(),
    '### Names',
    '',
    ...names(),
    '',
  ].join('\n');
}
