import type { Source } from './levels.ts';
import { PROFILES } from './profiles/index.ts';
import type { Profile } from './profiles/profile.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';

/** The page of all targets, made from their profiles. `scripts/generate.mjs` writes it; a test compares. */
export function targetsPage(): string {
  const profiles = Object.values(PROFILES);
  const rows = profiles.map(
    (profile) =>
      `| \`${profile.id}\` | ${profile.title} | ${profile.kind} | ${includesOf(profile)} | ${unknownOf(profile)} |`,
  );
  return `# Targets

Who takes tools: providers, local servers and clients. \`magnet check --target ID\` (several with commas, or repeated) and the
setting \`magnet.targets\` switch them on. Each is a file of facts under \`server/src/rules/profiles\`, each fact with the page
that states it and the day on which it was read. What nobody has stated is *unknown*, and never counted as fine. This page is
made from those files (\`npm run generate\`).

| id | who | kind | holds as well | unknown |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## Which tools work where

\`magnet check FILES… --matrix\` checks every function for every target, or for those of \`--target\`; then it exits with 1 where one of
them refuses a function. As text: a row a tool, a column a target. With \`--format json\`:

* \`targets[]\`: \`id\`, \`title\`, \`kind\`, \`unknown\`, and \`works\`, how many tools are \`yes\`, \`likely\`, \`warned\`, \`no\`;
* \`tools[]\`: \`id\`, \`file\`, and \`targets\` by id: \`works\` and \`because\`, the codes of the rules that speak against it.

\`yes\` is said only where nothing of the target is unknown; where something is, the best is \`likely\`: nothing known speaks against it.
In the editor, *Magnet: Show Which Tools Work Where* shows the same on a page, up to 4,000 functions.

## Descriptions scored

\`magnet check FILES… --score\` gives each function a score from 0 to 1, the mean of six components (arXiv 2602.14878): purpose, guidelines,
limitations, parameters, length, examples. They are judged by plain signs in the text, without a model: a score finds gaps, and proves no quality.
\`--min-score N\` exits with 1 where a function has less. With \`--format json\`: \`tools[]\` with \`id\`, \`file\`, \`score\`, \`tokens\` (a fourth of the
characters of name, description and schema) and \`components\` by name, each \`score\` and \`reason\`; \`mean\`, \`tokens\`, \`below\` (ids).

\`magnet describe FILES… --teacher openai|gemini\` asks a model for better descriptions of the functions that score below 0.7 (\`--below\`, or \`--function NAME\`), told what each
misses, and shows what would change with both scores; \`--write\` writes it into the files, in whatever dialect they are. What comes is checked first: numbers, quoted values and names have
to stand in the signature (names of other functions of the catalog may be pointed to), parameters have to exist, no mark-up, at most 1,200 characters, and the score has to be higher. One
answer that fails is asked for once more with the reason; then the function keeps what it has, and the reason is said. In the editor: *Improve This Description* (functions view,
palette), with the change in the editor's own preview. That a higher score makes a model call better was not measured.

## Facts

${profiles.map(factsOf).join('\n\n')}
`;
}

function includesOf({ includes }: Profile): string {
  return (includes ?? []).map((id) => `\`${id}\``).join(', ');
}

function unknownOf({ unknown }: Profile): string {
  return unknown.join(', ') || '–';
}

function factsOf(profile: Profile): string {
  const own = Object.entries(profile).flatMap(([key, fact]) => factLine(key, fact as unknown));
  const rules = (Object.values(RULES) as Rule[]).filter(({ target }) => target === profile.id);
  const named = rules.map(({ code }) => `[${code}](rules/${code}.md)`);
  const lines = [...own, ...(named.length === 0 ? [] : [`* rules of its own: ${named.join(', ')}`])];
  const none =
    profile.includes === undefined ? '* nothing is known that could be checked' : '* what holds for those it includes';
  return [`### ${profile.id}`, '', ...(lines.length === 0 ? [none] : lines)].join('\n');
}

function factLine(key: string, fact: unknown): string[] {
  if (typeof fact !== 'object' || fact === null || !('source' in fact)) return [];
  const { source, level, ...values } = fact as { source: Source; level?: string; [name: string]: unknown };
  const said = Object.entries(values).map(([name, value]) => `${name} ${shown(value)}`);
  return [
    `* ${key}${said.length === 0 ? '' : `: ${said.join(', ')}`} (${level ?? 'error'}) · [${source.title}](${source.url}), read ${source.read}`,
  ];
}

function shown(value: unknown): string {
  if (value instanceof RegExp) return `\`${value.source}\``;
  if (Array.isArray(value)) return value.map((each) => `\`${String(each)}\``).join(' ');
  return typeof value === 'string' ? value : String(value);
}
