import type { DialectId } from '../signature/index.ts';
import { type Level, SEVERITIES, type Target } from './levels.ts';
import type { Rule } from './rule.ts';

/** What a folder says about rules; the same from the editor's settings and from `magnet.config.jsonc`. */
export interface RuleSettings {
  /** Level by rule code; a code that is not named keeps its default. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Who will read the signatures; `auto` takes it from what a file is written for. */
  readonly targets: readonly Target[] | 'auto';
}

export const DEFAULT_SETTINGS: RuleSettings = { rules: {}, targets: 'auto' };

/**
 * Many files have BFCL's form that are not meant for the benchmark, so its rules hold only where they are asked for.
 */
const OWN_TARGET: Readonly<Partial<Record<DialectId, Target>>> = {
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  anthropic: 'anthropic',
  gemini: 'gemini',
  mcp: 'mcp',
  bedrock: 'bedrock',
  cohere: 'cohere',
  vscode: 'vscode',
};

/** The targets whose readers take a dialect: what a file written in it is checked for. */
export function ownTargets(dialect: DialectId): readonly Target[] {
  const own = dialect === 'bfcl' ? 'bfcl' : OWN_TARGET[dialect];
  return own === undefined ? [] : [own];
}

/** The targets that hold for a function written in `dialect`. */
export function targetsFor(dialect: DialectId, settings: RuleSettings): readonly Target[] {
  if (settings.targets !== 'auto') return settings.targets;
  const own = OWN_TARGET[dialect];
  return own === undefined ? [] : [own];
}

/** Level of a rule where `targets` are on: a person's word, else the strictest of the defaults that apply. */
export function levelOf(rule: Rule, targets: readonly Target[], settings: RuleSettings): Level {
  if (Object.hasOwn(settings.rules, rule.code)) return settings.rules[rule.code] ?? 'off';
  const level = rule.severity;
  if (typeof level === 'string') return level;
  const levels = targets.flatMap((target) => level[target] ?? []);
  return levels.length === 0 ? level.default : strictest(levels);
}

function strictest(levels: readonly Level[]): Level {
  return SEVERITIES.find((severity) => levels.includes(severity)) ?? 'off';
}
