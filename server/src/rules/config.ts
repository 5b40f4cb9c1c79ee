import { type Edit, findNodeAtLocation, modify, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isObject, type JsonSchema } from '../json/index.ts';
import { globProblem, MAX_GLOB } from '../pattern/index.ts';
import type { Span, TextChange } from '../signature/index.ts';
import { LEVELS, type Level, TARGETS, type Target } from './levels.ts';
import { isRuleCode, RULE_CODES, RULES, type RuleCode } from './registry.ts';
import type { Rule } from './rule.ts';
import type { RuleSettings } from './settings.ts';

/** Name of a project's settings file; it holds for its folder and all below. */
export const CONFIG_FILE = 'magnet.config.jsonc';

/** Bytes of a settings file at most. */
export const MAX_CONFIG_BYTES = 1024 * 1024;

/** What `magnet.config.jsonc` says; a key that is absent says nothing. */
export interface ProjectConfig {
  readonly rules?: Readonly<Record<string, Level>>;
  readonly targets?: readonly Target[] | 'auto';
  /** Globs of further tool schema files, relative to the config file. */
  readonly files?: readonly string[];
}

export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
}

export interface ParsedConfig {
  readonly config: ProjectConfig;
  readonly problems: readonly ConfigProblem[];
}

/** Globs of one settings file at most. */
const MAX_GLOBS = 200;

const KEYS = ['$schema', 'rules', 'targets', 'files'];

/** Reads `magnet.config.jsonc`. Never throws; what is wrong is named with its place and left out. */
export function parseConfig(text: string): ParsedConfig {
  const errors: ParseError[] = [];
  // A byte order mark is no part of the text; a blank in its place keeps all places.
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const problems: ConfigProblem[] = errors.map(({ error, offset, length }) => ({
    span: { start: offset, end: offset + length },
    message: words(printParseErrorCode(error)),
  }));
  if (root === undefined) return { config: {}, problems };
  const at = (path: (string | number)[], what: string) => {
    const node = findNodeAtLocation(root, path) ?? root;
    problems.push({ span: { start: node.offset, end: node.offset + node.length }, message: what });
  };
  const value = plainValue(root);
  if (!isObject(value)) {
    at([], 'the settings must be an object');
    return { config: {}, problems };
  }
  for (const key of Object.keys(value)) if (!KEYS.includes(key)) at([key], `there is no setting "${key}"`);
  const rules = value.rules === undefined ? undefined : readRules(value.rules, at);
  const targets = value.targets === undefined ? undefined : readTargets(value.targets, at);
  const files = value.files === undefined ? undefined : readFiles(value.files, at);
  const config = { ...(rules && { rules }), ...(targets && { targets }), ...(files && { files }) };
  return { config, problems };
}

type At = (path: (string | number)[], what: string) => void;

function readRules(value: unknown, at: At): Record<string, Level> | undefined {
  if (!isObject(value)) {
    at(['rules'], '"rules" must be an object of rule codes');
    return undefined;
  }
  const rules: Record<string, Level> = Object.create(null) as Record<string, Level>;
  for (const [code, level] of Object.entries(value)) {
    if (!isRuleCode(code)) at(['rules', code], `there is no rule "${code}"`);
    else if (!isLevel(level)) at(['rules', code], `a level is one of ${LEVELS.join(', ')}`);
    else rules[code] = level;
  }
  return rules;
}

function readTargets(value: unknown, at: At): readonly Target[] | 'auto' | undefined {
  if (value === 'auto') return 'auto';
  if (!Array.isArray(value)) {
    at(['targets'], `"targets" must be "auto" or a list of ${TARGETS.join(', ')}`);
    return undefined;
  }
  value.forEach((target, index) => {
    if (!isTarget(target)) at(['targets', index], `a target is one of ${TARGETS.join(', ')}`);
  });
  return value.filter(isTarget);
}

function readFiles(value: unknown, at: At): readonly string[] | undefined {
  if (!Array.isArray(value)) {
    at(['files'], '"files" must be a list of globs');
    return undefined;
  }
  const given = value.slice(0, MAX_GLOBS);
  if (value.length > MAX_GLOBS) at(['files', MAX_GLOBS], `only the first ${MAX_GLOBS} globs are read`);
  return given.filter((item, index): item is string => {
    const problem = typeof item === 'string' ? globProblem(item) : 'a glob is a text';
    if (problem !== undefined) at(['files', index], problem);
    return problem === undefined;
  });
}

/** Lays settings over each other; what a later layer says of a rule or of the targets holds. */
export function mergeSettings(...layers: readonly ProjectConfig[]): RuleSettings {
  const rules: Record<string, Level> = Object.create(null) as Record<string, Level>;
  let targets: RuleSettings['targets'] = 'auto';
  for (const layer of layers) {
    Object.assign(rules, layer.rules);
    targets = layer.targets ?? targets;
  }
  return { rules, targets };
}

/**
 * The editor's settings (`magnet.rules`, `magnet.targets`) as a layer; values of another shape are left out. What is
 * given counts as set by a person, so clients leave defaults out.
 */
export function editorSettings(settings: unknown): ProjectConfig {
  if (!isObject(settings)) return {};
  const rules: Record<string, Level> = Object.create(null) as Record<string, Level>;
  const given = settings.rules;
  for (const code of RULE_CODES) {
    const level = isObject(given) && Object.hasOwn(given, code) ? given[code] : undefined;
    if (isLevel(level)) rules[code] = level;
  }
  const targets = Array.isArray(settings.targets) ? settings.targets.filter(isTarget) : [];
  return { rules, ...(targets.length > 0 && { targets }) };
}

/** What the setting `magnet.rules.<code>` says by default. */
export function defaultSetting(code: RuleCode): Level {
  const rule: Rule = RULES[code];
  return typeof rule.severity === 'string' ? rule.severity : rule.severity.default;
}

/** Changes of `magnet.config.jsonc` that give a rule another level; an empty text becomes a new file. */
export function setLevelEdit(text: string, code: RuleCode, level: Level): readonly TextChange[] {
  const source = text.trim() === '' ? '{}\n' : text;
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(source),
    tabSize: 2,
    eol: source.includes('\r\n') ? '\r\n' : '\n',
  };
  const edits = modify(source, ['rules', code], level, { formattingOptions });
  if (source === text) return edits.map(({ offset, length, content }) => change(offset, offset + length, content));
  return [change(0, text.length, applyJsonEdits(source, edits))];
}

function applyJsonEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (result, { offset, length, content }) => result.slice(0, offset) + content + result.slice(offset + length),
      text,
    );
}

function change(start: number, end: number, text: string): TextChange {
  return { span: { start, end }, text };
}

/** JSON Schema of `magnet.config.jsonc`, made from the registry. */
export function configSchema(): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const code of RULE_CODES) {
    properties[code] = { description: RULES[code].title, enum: [...LEVELS], default: defaultSetting(code) };
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Magnet project settings',
    description: 'Settings that the editor and the command line share, for the folder of the file and all below.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Address of this schema.' },
      rules: {
        type: 'object',
        description: 'Level of each rule; one that is not named keeps its default.',
        additionalProperties: false,
        properties,
      },
      targets: {
        description: 'Who will read the signatures. "auto": each file is checked for what it is written for.',
        default: 'auto',
        anyOf: [{ const: 'auto' }, { type: 'array', uniqueItems: true, items: { enum: [...TARGETS] } }],
      },
      files: {
        type: 'array',
        description: 'Globs of further tool schema files, relative to this file.',
        items: { type: 'string', minLength: 1, maxLength: MAX_GLOB },
      },
    },
  };
}

function isLevel(value: unknown): value is Level {
  return (LEVELS as readonly unknown[]).includes(value);
}

function isTarget(value: unknown): value is Target {
  return (TARGETS as readonly unknown[]).includes(value);
}

/** `ColonExpected` as `colon expected`. */
function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** Value of a syntax tree; doubled keys: the last counts, and no key can reach a prototype. */
function plainValue(node: NonNullable<ReturnType<typeof parseTree>>): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value as unknown;
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key !== undefined && value !== undefined) object[String(key.value)] = plainValue(value);
  }
  return object;
}
