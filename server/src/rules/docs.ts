import { defaultSetting } from './config.ts';
import { FAMILIES, type Family, LEVELS } from './levels.ts';
import { RULE_CODES, RULES, type RuleCode } from './registry.ts';
import type { Rule } from './rule.ts';

/** Pages, index and settings, all made from the registry. `scripts/generate.mjs` writes them; a test compares. */

export const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  'well-formed': 'Well-formed',
  clear: 'Clear to a model',
  provider: 'Fit for a provider',
  magnet: 'Fit for Magnet',
};

const FAMILY_WORDS: Readonly<Record<Family, string>> = {
  'well-formed': 'What cannot be read, or contradicts itself.',
  clear: 'What a model has to guess.',
  provider:
    'What a provider refuses. Each rule holds where its target is on: `magnet.targets`, or what a file is written for.',
  magnet: 'What makes paths, simulated answers and training data poorer.',
};

/** The page of one rule. */
export function rulePage(code: RuleCode): string {
  const rule: Rule = RULES[code];
  const { docs } = rule;
  const parts = [
    `# ${code}`,
    `${rule.title}`,
    `${FAMILY_TITLES[rule.family]} · default: ${severityWords(rule)}${rule.target === undefined ? '' : ` · target: \`${rule.target}\``}${rule.fixes === undefined ? '' : ' · has a quick fix'}`,
    `Message: ${rule.message.template}`,
    `## What\n\n${docs.what}`,
    `## Why\n\n${docs.why}`,
    ...(docs.bad === '' ? [] : [`## Bad\n\n${fence(docs.bad)}${reportedAt(docs.bad)}`]),
    ...(docs.good === '' ? [] : [`## Good\n\n${fence(docs.good)}`]),
    turnOff(code),
    ...(docs.sources === undefined
      ? []
      : [
          `## Source\n\n${docs.sources.map(({ title, url, read }) => `- [${title}](${url}), read ${read}`).join('\n')}`,
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function severityWords(rule: Rule): string {
  if (typeof rule.severity === 'string') return rule.severity;
  const { default: level, ...targets } = rule.severity;
  const others = Object.entries(targets).map(([target, severity]) => `${severity} for \`${target}\``);
  return [level, ...others].join(', ');
}

function fence(example: string): string {
  const text = example.replaceAll('[|', '').replaceAll('|]', '').trim();
  return `\`\`\`${/^[{[]/.test(text) ? 'json' : 'ts'}\n${spread(text)}\n\`\`\``;
}

/** Longer lines are hard to read on a page. */
const WIDTH = 120;

/** JSON on one long line, laid out; anything else, and JSON that would not stay the same (a doubled key), as it is. */
function spread(text: string): string {
  if (!text.split('\n').some((line) => line.length > WIDTH)) return text;
  try {
    const value: unknown = JSON.parse(text);
    const tight = text.replace(/("(?:\\.|[^"\\])*")|\s+/g, '$1');
    return JSON.stringify(value) === tight ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

/** Characters shown of what is reported. */
const MARK = 60;

/** The words that an example's marks underline. */
function reportedAt(example: string): string {
  const marked = [...example.matchAll(/\[\|(.*?)\|\]/gs)].map(([, words = '']) => words.replace(/\s+/g, ' ').trim());
  const shown = marked
    .filter((words) => words !== '' && !words.includes('`'))
    .map((words) => `\`${words.length > MARK ? `${words.slice(0, MARK)}…` : words}\``);
  return shown.length === 0 ? '' : `\n\nReported at ${shown.join(' and ')}.`;
}

function turnOff(code: RuleCode): string {
  return `## Turn it off

- for one place: \`// magnet-ignore ${code}\` on the line above (\`.fsig\`, JSON with comments), or \`"x-magnet-ignore": ["${code}"]\` in the function or schema (JSON)
- for a file: \`// magnet-ignore-file ${code}\`
- for a folder: \`"magnet.rules.${code}": "off"\` in the settings, or \`"rules": { "${code}": "off" }\` in \`magnet.config.jsonc\``;
}

const COMMAND_LINE = `## On the command line

\`magnet check FILES…\` reports what the editor reports, and exits with 1 where a finding is an error.

| option | meaning | default |
| --- | --- | --- |
| \`--target IDS\` | who will read the tools: [targets](../targets.md), several with commas or repeated | what each file is written for, and the settings |
| \`--format\` | \`text\`, \`json\` or \`sarif\` | \`text\` |
| \`--severity LEVEL\` | the least severity to print | \`warning\` as text, else \`hint\` |
| \`--max-diagnostics N\` | the most findings to print, the gravest first; \`none\` for all | 1,000 as text, else \`none\` |
| \`--config FILE\` | settings in place of the nearest \`magnet.config.jsonc\` | |
| \`--recordings FILE\` | recorded answers to hold the documented responses against ([response-differs](response-differs.md)) | |
| \`--no-graph\` | leaves out the rules that need the dependency graph | |
| \`--matrix\`, \`--score\`, \`--min-score\` | [other reports](../targets.md#which-tools-work-where) | |`;

/** docs/rules/index.md, with what was counted and judged on real files (`census.ts`). */
export function indexPage(census: string): string {
  const families = FAMILIES.map((family) => {
    const rows = RULE_CODES.filter((code) => RULES[code].family === family).map((code) => {
      const rule: Rule = RULES[code];
      return `| [${code}](${code}.md) | ${severityWords(rule)} | ${rule.title} | ${rule.fixes === undefined ? '' : 'yes'} |`;
    });
    return `## ${FAMILY_TITLES[family]}\n\n${FAMILY_WORDS[family]}\n\n| rule | default | what | fix |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# Rules

${RULE_CODES.length} rules in ${FAMILIES.length} families. Every finding has a code, a page, a severity that you choose, and where one can be right, a
quick fix. Set a severity with \`magnet.rules.<code>\` in the editor's settings, or under \`rules\` in \`magnet.config.jsonc\`, which the
command line reads too: ${LEVELS.map((level) => `\`${level}\``).join(', ')}. This page and the pages of the rules are made from one table (\`npm run generate\`).

${COMMAND_LINE}

${families.join('\n\n')}

${census}
`;
}

/** Texts of the rules' settings by the key that stands for them in package.json. */
export function ruleTexts(): Record<string, string> {
  return Object.fromEntries(
    RULE_CODES.map((code) => [`rule.${code}`, `${FAMILY_TITLES[RULES[code].family]}: ${RULES[code].title}`]),
  );
}

/** Settings of the rules in package.json: one level a rule. */
export function ruleSettings(): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  RULE_CODES.forEach((code, index) => {
    properties[`magnet.rules.${code}`] = {
      type: 'string',
      enum: [...LEVELS],
      default: defaultSetting(code),
      scope: 'resource',
      order: index + 1,
      markdownDescription: `%rule.${code}%`,
    };
  });
  return properties;
}
