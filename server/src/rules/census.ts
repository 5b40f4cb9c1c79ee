import { RULE_CODES } from './registry.ts';

/** How often each rule was reported, collection by collection; `npm run rules:census -- --write` counts it. */
export interface Census {
  /** Generic names of the collections, in order. */
  readonly collections: readonly string[];
  /** Functions in each. */
  readonly functions: readonly number[];
  /** Findings in each, by rule code; a code that is missing was not reported. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

interface Judged {
  readonly lookedAt: number;
  readonly wrong: number;
}

/** What a person said of findings that they looked at one by one; kept by hand in `docs/rules/judged.json`. */
export interface Judgements {
  /** ISO date of the second judgement. */
  readonly date: string;
  readonly looked: Readonly<Record<string, Judged & { readonly hits: number }>>;
  readonly unseen: readonly (Judged & {
    readonly what: string;
    readonly functions: number;
    readonly findings: number;
  })[];
}

/** The last part of docs/rules/index.md. */
export function censusSection({ collections, functions, counts }: Census, judged: Judgements): string {
  const counted = RULE_CODES.filter((code) => (counts[code] ?? []).some((count) => count > 0));
  return `## Census

How often each rule is reported on collections of real tools by others, with each file checked for what it is written for
(\`npm run rules:census\`). Rules that are not listed were not reported.

What is \`warning\` or \`error\` by default was looked at by hand: "wrong" is a finding that the author would rightly call a false alarm.

${table(
  ['rule', 'hits', 'looked at', 'wrong'],
  Object.entries(judged.looked).map(([code, row]) => [code, row.hits, row.lookedAt, row.wrong]),
)}

Fourteen MCP servers from npm (206 tools, asked live, among them the reference servers \`filesystem\`, \`memory\`, \`everything\` and
\`sequential-thinking\`) gave no error and no warning. The rules that read prose or judge names are
\`information\` or \`hint\`, however often they are right.

Judged again on ${judged.date} on files that nobody had looked at while the rules were written, at \`warning\` and above:

${table(
  ['what', 'functions', 'findings', 'looked at', 'wrong'],
  judged.unseen.map((row) => [row.what, grouped(row.functions), row.findings, row.lookedAt, row.wrong]),
)}

The two wrong ones are one email address in Devanagari script, twice. 75 of the 142 are one pattern in 75 operations.

${table(['rule', ...collections], [['*functions*', ...functions], ...counted.map((code) => [code, ...(counts[code] ?? []).map((count) => count || '')])])}`;
}

/** A Markdown table: words to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
