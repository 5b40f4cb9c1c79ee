import { SETTINGS } from './table.ts';
import { SETTING_GROUPS, type SettingGroup, type SettingSpec } from './types.ts';

/** What is made from the table: blocks of package.json and docs/settings.md. `scripts/generate.mjs` writes them. */

/** A block of `contributes.configuration`: one group of the settings page. */
export interface ConfigurationBlock {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

const entries: readonly (readonly [string, SettingSpec])[] = Object.entries(SETTINGS);

/** All blocks in their order; the rules' own properties come from the table of rules. */
export function configurationBlocks(rules: Readonly<Record<string, unknown>>): readonly ConfigurationBlock[] {
  return groups().map(([group], index) => ({
    title: `%group.${group}%`,
    order: index + 1,
    properties: group === 'rules' ? rules : propertiesOf(group),
  }));
}

/** Texts of groups, settings and their choices by the key that stands for them in package.json. */
export function settingTexts(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [group, title] of groups()) texts[`group.${group}`] = title;
  for (const [id, spec] of entries) {
    texts[`setting.${id}`] = spec.about;
    for (const [word, about] of Object.entries(choicesOf(spec))) texts[`setting.${id}.${word}`] = about;
  }
  return texts;
}

function choicesOf(spec: SettingSpec): Readonly<Record<string, string>> {
  return spec.kind === 'choice' || spec.kind === 'list' ? (spec.choices ?? {}) : {};
}

/** Settings whose values an untrusted workspace cannot give. */
export function restrictedSettings(): readonly string[] {
  return entries.filter(([, spec]) => spec.restricted).map(([id]) => `magnet.${id}`);
}

/** docs/settings.md. */
export function settingsPage(): string {
  const sections = groups().map(([group, title]) => {
    if (group === 'rules') return `## ${title}\n\n${RULES_WORDS}`;
    const rows = inGroup(group).map(
      ([id, spec]) =>
        `| \`magnet.${id}\` | ${valuesOf(spec)} | \`${JSON.stringify(spec.default)}\` | ${cell(spec.about)}${remark(spec)} |`,
    );
    return `## ${title}\n\n| setting | values | default | |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `# Settings\n\n${INTRODUCTION}\n\n${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `Made from one table, \`server/src/settings/table.ts\` (\`npm run generate\`), as are the settings in the manifest and what the
extension and the language server read. A number out of its range counts as the nearest in it, a value of another kind as not set.
"Trusted" marks what a workspace can only set once it is trusted. Other editors send the same keys under \`magnet\`
([other editors](editors.md)).`;

const RULES_WORDS = `\`magnet.rules.<code>\` sets the level of one rule: \`error\`, \`warning\`, \`information\`, \`hint\` or \`off\`. All of them, with
their defaults: [rules](rules/index.md).`;

function groups(): [SettingGroup, string][] {
  return Object.entries(SETTING_GROUPS) as [SettingGroup, string][];
}

function inGroup(group: SettingGroup) {
  return entries.filter(([, spec]) => spec.group === group);
}

function propertiesOf(group: SettingGroup): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  inGroup(group).forEach(([id, spec], index) => {
    const rest = { default: spec.default, scope: spec.scope, order: index + 1, markdownDescription: `%setting.${id}%` };
    properties[`magnet.${id}`] = { ...typeOf(id, spec), ...rest };
  });
  return properties;
}

/** The keywords of JSON Schema that say what a setting takes. */
function typeOf(id: string, spec: SettingSpec): Record<string, unknown> {
  switch (spec.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'text':
      return { type: 'string' };
    case 'integer':
    case 'number':
      return { type: spec.kind, minimum: spec.min, ...(spec.max === undefined ? {} : { maximum: spec.max }) };
    case 'choice':
      return { type: 'string', ...words(id, spec.choices) };
    case 'list':
      if (spec.choices === undefined)
        return { type: 'array', items: { type: 'string', minLength: 1, maxLength: 500 }, maxItems: spec.most };
      return { type: 'array', items: { type: 'string', ...words(id, spec.choices) }, uniqueItems: true };
  }
}

function words(id: string, choices: Readonly<Record<string, string>>) {
  const keys = Object.keys(choices);
  return { enum: keys, enumDescriptions: keys.map((word) => `%setting.${id}.${word}%`) };
}

function valuesOf(spec: SettingSpec): string {
  switch (spec.kind) {
    case 'boolean':
      return '`true`, `false`';
    case 'text':
      return 'text';
    case 'integer':
    case 'number':
      return range(spec);
    case 'choice':
      return explained(spec.choices);
    case 'list':
      return `list of ${spec.choices === undefined ? 'texts' : explained(spec.choices)}`;
  }
}

function explained(choices: Readonly<Record<string, string>>): string {
  return Object.entries(choices)
    .map(([word, about]) => `\`${word}\` (${cell(about)})`)
    .join(', ');
}

function range({ kind, min, max }: { kind: 'integer' | 'number'; min: number; max?: number }): string {
  const noun = kind === 'integer' ? 'whole number' : 'number';
  return max === undefined ? `${noun}, at least ${min}` : `${noun}, ${min} to ${max}`;
}

function remark(spec: SettingSpec): string {
  const marks = [...(spec.restricted ? ['trusted'] : []), ...(spec.scope === 'window' ? ['one value a window'] : [])];
  return marks.length === 0 ? '' : ` *(${marks.join(', ')})*`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
