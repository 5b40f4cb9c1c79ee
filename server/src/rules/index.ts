export { CHECKING, checkCatalog, createChecker } from './checker.ts';
export type { Checker, CheckInput, FileFindings, FindingsOptions, ShouldContinue } from './checker-types.ts';
export {
  CONFIG_FILE,
  type ConfigProblem,
  configSchema,
  editorSettings,
  MAX_CONFIG_BYTES,
  mergeSettings,
  type ParsedConfig,
  type ProjectConfig,
  parseConfig,
  setLevelEdit,
} from './config.ts';
export { type Conversion, convertSignatures } from './conversion.ts';
export { writeDescriptions } from './edit/describe-edit.ts';
export { applyChanges } from './edit/editor.ts';
export { writeResponse } from './edit/response-edit.ts';
export type { FileEdit } from './edit/types.ts';
export type { Finding, FindingData, RelatedPlace } from './finding.ts';
export { type FixAll, type FixAllOptions, type Fixable, fixAllFor, fixAllOf, fixesFor } from './fix.ts';
export {
  FAMILIES,
  type Family,
  LEVELS,
  type Level,
  SEVERITIES,
  type Severity,
  TARGETS,
  type Target,
} from './levels.ts';
export { type LevelsOf, type Matrix, type MatrixRow, matrixOf, type Works } from './matrix.ts';
export { readObservations } from './observations.ts';
export { PROFILES } from './profiles/index.ts';
export { isRuleCode, RULE_CODES, RULES, type RuleCode } from './registry.ts';
export type { Fix, Observation, Rule } from './rule.ts';
export type { RuleFailure } from './run.ts';
export { COMPONENTS, type DescriptionScore, scoreDescription } from './score.ts';
export { DEFAULT_SETTINGS, levelOf, type RuleSettings, targetsFor } from './settings.ts';
export { type Suppressible, suppressHere } from './suppression-edits.ts';
