import type { Member } from './catalog-index.ts';
import type { RawFinding } from './finding.ts';
import { placeOf } from './finding-counts.ts';
import { TARGETS, type Target } from './levels.ts';
import type { Rule } from './rule.ts';
import { type FunctionRules, functionRules, type OnFailure, runFunctionRules, subjectOf } from './run.ts';
import type { FunctionSubject } from './subject.ts';

const NONE: readonly RawFinding[] = [];

/** The rules that look at a function alone, bound once: those for all functions, and those of each target. */
export class FunctionChecks {
  readonly #forAll: FunctionRules;
  readonly #byTarget: ReadonlyMap<Target, FunctionRules>;
  readonly #failed: OnFailure;

  constructor(rules: readonly Rule[], failed: OnFailure) {
    this.#forAll = functionRules(rules, undefined);
    this.#byTarget = new Map(TARGETS.map((target) => [target, functionRules(rules, target)]));
    this.#failed = failed;
  }

  /** Runs them over one function, those for all and those for the targets, where that was not done yet. */
  check(member: Member, targets: readonly Target[]): void {
    let subject: FunctionSubject | undefined;
    const run = (target: Target | undefined, rules: FunctionRules) => {
      const place = placeOf(target);
      if (member.own[place] !== undefined) return;
      subject ??= subjectOf(member.entry);
      const found = runFunctionRules(subject, rules, this.#failed);
      member.own[place] = found.length === 0 ? NONE : found;
    };
    run(undefined, this.#forAll);
    for (const target of targets) {
      const rules = this.#byTarget.get(target);
      if (rules !== undefined) run(target, rules);
    }
  }
}
