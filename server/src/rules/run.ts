import type { Json } from '../json/index.ts';
import { type CatalogEntry, rawOf, segmentText } from '../signature/index.ts';
import type { RawFinding } from './finding.ts';
import type { Target } from './levels.ts';
import { PROFILES, profileOf } from './profiles/index.ts';
import type { Observation, Report, Rule } from './rule.ts';
import { createSubject, type FunctionSubject } from './subject.ts';

/** Findings of one rule kept of one function; one with more is data gone astray, and the first say enough. */
const MAX_FINDINGS = 1_000;

/** The rule that tells what was left out of a function. */
const LEFT_OUT = 'function-too-large';

/** What a rule does with one function. */
type Checks = Pick<Rule, 'checkFunction' | 'checkProperty' | 'checkSchema'>;

/** A rule with a reporter of its own, made once: 16,000 functions times 60 rules would be a million of them. */
interface Bound {
  readonly rule: Rule;
  readonly check: Checks;
  readonly report: (report: Report) => void;
  /** What it said of the function at hand. */
  reports: number;
}

/** The rules that look at one function alone, for one target or (undefined) for all. */
export interface FunctionRules {
  readonly functions: readonly Bound[];
  readonly properties: readonly Bound[];
  readonly schemas: readonly Bound[];
  readonly all: readonly Bound[];
  /** Tells of findings that were not kept. */
  readonly leftOut: Rule | undefined;
  /** Where the reporters put what they are told. */
  readonly sink: { readonly found: RawFinding[] };
}

export function functionRules(rules: readonly Rule[], target: Target | undefined): FunctionRules {
  const own = rules.flatMap((rule) => {
    const check = checkFor(rule, target);
    return check === undefined ? [] : [{ rule, check }];
  });
  const sink: { readonly found: RawFinding[] } = { found: [] };
  const bind = ({ rule, check }: { rule: Rule; check: Checks }): Bound => {
    const bound: Bound = {
      rule,
      check,
      reports: 0,
      report: (report) => {
        if (++bound.reports <= MAX_FINDINGS) sink.found.push({ rule, report });
      },
    };
    return bound;
  };
  const functions = own.filter(({ check }) => check.checkFunction !== undefined).map(bind);
  const properties = own.filter(({ check }) => check.checkProperty !== undefined).map(bind);
  const schemas = own.filter(({ check }) => check.checkSchema !== undefined).map(bind);
  return {
    functions,
    properties,
    schemas,
    all: [...functions, ...properties, ...schemas],
    leftOut: rules.find(({ code }) => code === LEFT_OUT),
    sink,
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
  const { found } = rules.sink;
  found.length = 0;
  for (const bound of rules.all) bound.reports = 0;
  for (const bound of rules.functions) checkWhole(bound, subject, failed);
  for (const bound of rules.properties) checkProperties(bound, subject, failed);
  for (const bound of rules.schemas) checkSchemas(bound, subject, failed);
  if (rules.leftOut !== undefined) reportLeftOut(rules, into(found, rules.leftOut));
  // A list that grew holds room for more: what is kept is a list of its size.
  return found.slice();
}

function reportLeftOut(rules: FunctionRules, report: (report: Report) => void): void {
  for (const { rule, reports } of rules.all) {
    if (reports <= MAX_FINDINGS) continue;
    const left = `${reports - MAX_FINDINGS} findings of ${rule.code} are not kept`;
    report({ part: ['name'], data: { left } });
  }
}

function checkWhole({ rule, check, report }: Bound, subject: FunctionSubject, failed: OnFailure): void {
  try {
    check.checkFunction?.(subject, report);
  } catch (error) {
    failed(failureOf(rule, subject, error));
  }
}

function checkProperties({ rule, check, report }: Bound, subject: FunctionSubject, failed: OnFailure): void {
  try {
    for (const node of subject.inputs) check.checkProperty?.(node, subject, report);
  } catch (error) {
    failed(failureOf(rule, subject, error));
  }
}

function checkSchemas({ rule, check, report }: Bound, subject: FunctionSubject, failed: OnFailure): void {
  try {
    for (const node of subject.nodes) check.checkSchema?.(node, subject, report);
  } catch (error) {
    failed(failureOf(rule, subject, error));
  }
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
    try {
      for (const seen of observations) rule.checkObservation?.(subject, seen, into(found, rule));
    } catch (error) {
      failed(failureOf(rule, subject, error));
    }
  }
  return found;
}

export function into(found: RawFinding[], rule: Rule): (report: Report) => void {
  return (report) => {
    found.push({ rule, report });
  };
}

function failureOf(rule: Rule, subject: FunctionSubject, error: unknown): RuleFailure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: rule.code, function: subject.signature.name, error: text };
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

/** What a rule does for one target, or (undefined) for all; undefined where it does not hold there. */
function checkFor(rule: Rule, target: Target | undefined): Checks | undefined {
  if (target === undefined) return rule.target === undefined ? rule : undefined;
  const profile = profileOf(target);
  const { checkProfile } = rule;
  if (checkProfile !== undefined) return { checkFunction: (subject, report) => checkProfile(subject, profile, report) };
  const own = PROFILES[target];
  const holds = rule.target === target || (rule.target !== undefined && own.includes?.includes(rule.target) === true);
  if (!holds || own.without?.includes(rule.code) === true) return undefined;
  return own.strict === true && rule.code.startsWith(STRICT_RULES) ? inStrictMode(rule) : rule;
}

/** Rules that look at functions in OpenAI's strict mode alone. */
const STRICT_RULES = 'openai-strict-';

/** A rule that sees every function as one in strict mode. */
function inStrictMode({ checkFunction, checkProperty, checkSchema }: Rule): Checks {
  let last: { readonly of: FunctionSubject; readonly strict: FunctionSubject } | undefined;
  const strict = (subject: FunctionSubject): FunctionSubject => {
    if (last?.of !== subject) {
      const { signature } = subject;
      const annotations = { ...signature.annotations, strict: true };
      last = { of: subject, strict: { ...subject, signature: { ...signature, annotations } } };
    }
    return last.strict;
  };
  return {
    ...(checkFunction && { checkFunction: (subject, report) => checkFunction(strict(subject), report) }),
    ...(checkProperty && { checkProperty: (node, subject, report) => checkProperty(node, strict(subject), report) }),
    ...(checkSchema && { checkSchema: (node, subject, report) => checkSchema(node, strict(subject), report) }),
  };
}
