import type { DependencyGraph } from '../graph/index.ts';
import type { Catalog } from '../signature/index.ts';
import type { Finding } from './finding.ts';
import type { Observation } from './rule.ts';
import type { RuleFailure } from './run.ts';
import type { RuleSettings } from './settings.ts';

export interface CheckInput {
  readonly catalog: Catalog;
  /** The graph of the same catalog; without it the rules about the graph are silent. */
  readonly graph?: DependencyGraph | undefined;
  /** Settings of the folder a document is in. Default: the registry's levels, targets by dialect. */
  readonly settingsFor?: ((uri: string) => RuleSettings) | undefined;
  /** What functions really returned, by the name or id they were called by. */
  readonly observations?: readonly Observation[] | undefined;
}

export interface FileFindings {
  /** In the order of the text; at most `limit`, the graver ones first to be kept. */
  readonly findings: readonly Finding[];
  /** How many there are without the limit, as far as they are known. */
  readonly total: number;
  /** Functions not looked at yet: 0 unless only the known was asked for. */
  readonly unchecked: number;
}

export interface FindingsOptions {
  readonly limit?: number;
  /** Answers with what earlier looks found. Default: what is missing is looked at now. */
  readonly knownOnly?: boolean;
  /** Looks at each function by itself, as where the catalog holds the first part of a file alone. */
  readonly alone?: boolean;
}

/** Asked before each step of a long check: false ends it. */
export type ShouldContinue = () => boolean;

/** Checks a catalog, and its next version at the price of what changed in it. */
export interface Checker {
  update(input: CheckInput): void;
  /** Findings of one document, places looked up now. */
  findings(uri: string, options?: FindingsOptions): FileFindings;
  /** Checks a document for as long as `shouldContinue` says. @returns whether everything about it is known */
  check(uri: string, shouldContinue: ShouldContinue): boolean;
  /** Rules that threw since the last call; empty unless this project has a defect. */
  takeFailures(): readonly RuleFailure[];
}
