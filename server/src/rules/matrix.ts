import type { Catalog } from '../signature/index.ts';
import { createChecker } from './checker.ts';
import type { Finding } from './finding.ts';
import { TARGETS, type Target } from './levels.ts';
import { PROFILES } from './profiles/index.ts';
import { isRuleCode, RULES, type RuleCode } from './registry.ts';
import type { Rule } from './rule.ts';
import type { RuleSettings } from './settings.ts';

/**
 * Whether a function works with a target: `yes` where everything that is asked of it is known and kept, `likely` where
 * nothing known speaks against it and some limits are unknown, `warned` and `no` by the gravest finding.
 */
export type Works = 'yes' | 'likely' | 'warned' | 'no';

export interface MatrixCell {
  readonly works: Works;
  /** Codes of the rules that speak against it, the graver ones first; [] for none. */
  readonly because: readonly RuleCode[];
}

export interface MatrixRow {
  /** Catalog id of the function. */
  readonly id: string;
  readonly uri: string;
  readonly cells: Readonly<Partial<Record<Target, MatrixCell>>>;
}

/** Which functions work where. */
export interface Matrix {
  readonly targets: readonly Target[];
  readonly rows: readonly MatrixRow[];
}

/** Levels of rules that hold for a document. */
export type LevelsOf = (uri: string) => RuleSettings['rules'];

/** Checks every function for every target, one target after the other. */
export function matrixOf(catalog: Catalog, levelsOf: LevelsOf, targets: readonly Target[] = TARGETS): Matrix {
  const checker = createChecker();
  const cells = new Map<string, Partial<Record<Target, MatrixCell>>>();
  for (const { id } of catalog.entries) cells.set(id, {});
  for (const target of targets) {
    const settings = new Map<string, RuleSettings>();
    for (const uri of catalog.documents.keys()) settings.set(uri, { rules: levelsOf(uri), targets: [target] });
    checker.update({ catalog, settingsFor: (uri) => settings.get(uri) ?? { rules: {}, targets: [target] } });
    const against = findingsById(catalog, (uri) => checker.findings(uri).findings);
    for (const [id, row] of cells) row[target] = cellOf(target, against.get(id) ?? []);
  }
  const rows = catalog.entries.map(({ id, document }) => ({ id, uri: document.uri, cells: cells.get(id) ?? {} }));
  return { targets, rows };
}

function findingsById(catalog: Catalog, of: (uri: string) => readonly Finding[]): Map<string, Finding[]> {
  const byId = new Map<string, Finding[]>();
  for (const uri of catalog.documents.keys()) {
    for (const finding of of(uri)) {
      const { id } = finding.data;
      if (id === undefined || !speaksAgainst(finding)) continue;
      const list = byId.get(id);
      if (list === undefined) byId.set(id, [finding]);
      else list.push(finding);
    }
  }
  return byId;
}

/** What a target says of a function; a schema that is wrong everywhere is wrong there as well. */
function speaksAgainst({ code, severity }: Finding): boolean {
  const { family }: Rule = RULES[code];
  if (severity === 'error') return family === 'provider' || family === 'well-formed';
  return severity === 'warning' && family === 'provider';
}

function cellOf(target: Target, findings: readonly Finding[]): MatrixCell {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const because = [...new Set([...errors, ...findings].map(({ code }) => code))].filter(isRuleCode);
  if (errors.length > 0) return { works: 'no', because };
  if (findings.length > 0) return { works: 'warned', because };
  return { works: PROFILES[target].unknown.length === 0 ? 'yes' : 'likely', because };
}
