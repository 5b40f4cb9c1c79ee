export { type CheckInput, type Checker, type FileFindings, checkCatalog, createChecker } from './checker.ts';
export { type FileEdit, applyChanges } from './edit/editor.ts';
export type { Finding, FindingData, RelatedPlace } from './finding.ts';
export { RULES, RULE_CODES, type RuleCode, isRuleCode } from './registry.ts';
export {
  FAMILIES,
  type Family,
  type Fix,
  LEVELS,
  type Level,
  type Observation,
  type Rule,
  SEVERITIES,
  type Severity,
  TARGETS,
  type Target,
} from './rule.ts';
export type { RuleFailure } from './run.ts';
export { DEFAULT_SETTINGS, type RuleSettings, levelOf, targetsFor } from './settings.ts';
export { type FixAll, type FixAllOptions, type Fixable, fixAllFor, fixAllOf, fixesFor } from './fix.ts';
export {
  CONFIG_FILE,
  type ConfigProblem,
  type ParsedConfig,
  type ProjectConfig,
  configSchema,
  editorSettings,
  mergeSettings,
  parseConfig,
  setLevelEdit,
} from './config.ts';
export { readObservations } from './observations.ts';
