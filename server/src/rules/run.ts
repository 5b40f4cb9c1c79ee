import { type CatalogEntry, type Json, rawOf, segmentText } from '../signature/index.ts';
import type { RawFinding } from './finding.ts';
import type { Observation, Report, Rule, Target } from './rule.ts';
import { createSubject, type FunctionSubject } from './subject.ts';

/** The rules that look at one function alone, for one target or (undefined) for all. */
export interface FunctionRules {
  readonly functions: readonly Rule[];
  readonly schemas: readonly Rule[];
}

export function functionRules(rules: readonly Rule[], target: Target | undefined): FunctionRules {
  const own = rules.filter((rule) => rule.target === target);
  return {
    functions: own.filter((rule) => rule.checkFunction !== undefined),
    schemas: own.filter((rule) => rule.checkSchema !== undefined),
  };
}

/** A rule that threw: a defect of ours, kept for the log; the other rules go on. */
export interface RuleFailure {
  readonly code: string;
  readonly function: string;
  readonly error: string;
}

export type OnFailure = (failure: RuleFailure) => void;

/** Runs the rules over one function. */
export function runFunctionRules(subject: FunctionSubject, rules: FunctionRules, failed: OnFailure): RawFinding[] {
  const found: RawFinding[] = [];
  for (const rule of rules.functions) {
    guard(rule, subject, failed, () => rule.checkFunction?.(subject, into(found, rule)));
  }
  for (const rule of rules.schemas) {
    guard(rule, subject, failed, () => {
      const report = into(found, rule);
      for (const node of subject.nodes) rule.checkSchema?.(node, subject, report);
    });
  }
  return found;
}

/** Compares one function with its recorded answers. */
export function runObservations(
  subject: FunctionSubject,
  observations: readonly Observation[],
  rules: readonly Rule[],
  failed: OnFailure,
): RawFinding[] {
  const found: RawFinding[] = [];
  for (const rule of rules) {
    guard(rule, subject, failed, () => {
      for (const seen of observations) rule.checkObservation?.(subject, seen, into(found, rule));
    });
  }
  return found;
}

export function into(found: RawFinding[], rule: Rule): (report: Report) => void {
  return (report) => {
    found.push({ rule, report });
  };
}

function guard(rule: Rule, subject: FunctionSubject, failed: OnFailure, run: () => void): void {
  try {
    run();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    failed({ code: rule.code, function: subject.signature.name, error: text });
  }
}

/** An entry as its rules see it; what was written is read when a rule asks. */
export function subjectOf(entry: CatalogEntry): FunctionSubject {
  let read: { value: Json | undefined } | undefined;
  const raw = () => {
    read ??= { value: rawOf(entry) };
    return read.value;
  };
  return createSubject(entry.signature, raw, () => segmentText(entry.document, entry.segment));
}
