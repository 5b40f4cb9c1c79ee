import type { DependencyGraph } from '../graph/index.ts';
import type { Catalog, CatalogEntry, SignatureProblem } from '../signature/index.ts';
import { CatalogIndex, type Member } from './catalog-index.ts';
import { type Finding, materialise, placeOf as placeInText, type RawFinding } from './finding.ts';
import { RULES, type RuleCode } from './registry.ts';
import { type Observation, type Report, type Rule, SEVERITIES, type Severity, TARGETS, type Target } from './rule.ts';
import {
  type FunctionRules,
  functionRules,
  type OnFailure,
  type RuleFailure,
  runFunctionRules,
  runObservations,
  subjectOf,
} from './run.ts';
import { DEFAULT_SETTINGS, levelOf, type RuleSettings, targetsFor } from './settings.ts';
import { Silencer } from './silencer.ts';
import type { FunctionSubject } from './subject.ts';
import { mayIgnore } from './suppress.ts';
import { type PlacedTextFinding, TextChecks } from './text-check.ts';

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
}

/** Asked before each step of a long look: false ends it. */
export type GoOn = () => boolean;

/** Checks a catalog, and its next version at the price of what changed in it. */
export interface Checker {
  update(input: CheckInput): void;
  /** Findings of one document, places looked up now. */
  findings(uri: string, options?: FindingsOptions): FileFindings;
  /** Looks at a document for as long as `goOn` says. @returns whether everything about it is known */
  look(uri: string, goOn: GoOn): boolean;
  /** Rules that threw since the last call; empty unless this project has a defect. */
  takeFailures(): readonly RuleFailure[];
}

export function createChecker(): Checker {
  return new IncrementalChecker();
}

/** All findings of a catalog, by document. */
export function checkCatalog(input: CheckInput): Map<string, readonly Finding[]> {
  const checker = createChecker();
  checker.update(input);
  return new Map([...input.catalog.documents.keys()].map((uri) => [uri, checker.findings(uri).findings]));
}

const ALL: readonly Rule[] = Object.values(RULES);
const OBSERVING = ALL.filter((rule) => rule.checkObservation !== undefined);
const MAX_FAILURES = 100;
const NONE: readonly RawFinding[] = [];
const ALWAYS: GoOn = () => true;

/** Functions that came with one edit are looked at first; more of them are a new text. */
const MAX_FRESH = 100;

/** Of one severity: as many as can be shown, and how many there are. */
interface Candidates {
  readonly kept: Candidate[];
  count: number;
}

/** The rules as they hold for one dialect of a document. */
interface DialectRules {
  readonly targets: readonly Target[];
  readonly levels: ReadonlyMap<Rule, Severity | 'off'>;
}

/** Functions of a document, from its start, that the rules for one function have looked at. */
interface Looked {
  readonly uri: string;
  readonly catalog: Catalog | undefined;
  readonly settings: RuleSettings;
  checked: number;
}

interface Candidate {
  readonly raw: RawFinding;
  readonly entry: CatalogEntry;
  readonly severity: Severity;
}

class IncrementalChecker implements Checker {
  readonly #rules = new Map<Target | undefined, FunctionRules>();
  readonly #index: CatalogIndex;
  readonly #texts: TextChecks;
  #failures: RuleFailure[] = [];
  #input: CheckInput | undefined;
  /** Where the functions of each document stand among all, from and to: they follow each other. */
  #byUri = new Map<string, { readonly from: number; readonly to: number }>();
  #wholeFindings: Map<string, RawFinding[]> | undefined;
  /** Of the document that is being answered about. */
  #documentFindings = new Map<string, RawFinding[]>();
  #observed = new Map<string, readonly RawFinding[]>();
  #looked: Looked | undefined;

  constructor() {
    for (const target of [undefined, ...TARGETS]) {
      this.#rules.set(target, functionRules(ALL, target));
    }
    this.#index = new CatalogIndex(ALL, this.#failed);
    this.#texts = new TextChecks(ALL, this.#failed);
  }

  readonly #failed: OnFailure = (failure) => {
    if (this.#failures.length < MAX_FAILURES) this.#failures.push(failure);
  };

  update(input: CheckInput): void {
    const previous = this.#input;
    this.#input = input;
    if (previous?.graph !== input.graph || previous?.catalog !== input.catalog) this.#wholeFindings = undefined;
    if (previous?.catalog !== input.catalog) {
      this.#index.update(input.catalog);
      this.#texts.retain(input.catalog.documents);
      this.#byUri = rangesOf(input.catalog.entries);
    }
    this.#observed = observedFindings(input, this.#failed);
  }

  takeFailures(): readonly RuleFailure[] {
    const taken = this.#failures;
    this.#failures = [];
    return taken;
  }

  look(uri: string, goOn: GoOn): boolean {
    const document = this.#input?.catalog.documents.get(uri);
    if (document === undefined) return true;
    const members = this.#membersOf(uri);
    const settings = this.#settingsOf(uri);
    const rules = this.#dialectRules(settings);
    const so = this.#lookOf(uri, settings);
    const alone = (member: Member) => this.#checkAlone(member, rules(member).targets);
    const { fresh } = this.#index;
    if (fresh.length <= MAX_FRESH) for (const member of fresh) if (member.entry.document === document) alone(member);
    for (; so.checked < members.length; so.checked++) {
      const member = members[so.checked] as Member;
      if (isChecked(member, rules(member).targets)) continue;
      if (!goOn()) return false;
      alone(member);
    }
    if (!this.#texts.look(document, goOn)) return false;
    this.#index.file(goOn);
    if (!this.#index.complete) return false;
    for (const member of members) {
      if (member.findings !== undefined) continue;
      if (!goOn()) return false;
      this.#index.findings(member);
    }
    return true;
  }

  /** How far the looks at a document have come; from the start again with another catalog or other settings. */
  #lookOf(uri: string, settings: RuleSettings): Looked {
    const catalog = this.#input?.catalog;
    const { uri: known, catalog: of, settings: by } = this.#looked ?? {};
    if (this.#looked === undefined || known !== uri || of !== catalog || by !== settings)
      this.#looked = { uri, catalog, settings, checked: 0 };
    return this.#looked;
  }

  findings(uri: string, options: FindingsOptions = {}): FileFindings {
    const catalog = this.#input?.catalog;
    const document = catalog?.documents.get(uri);
    if (catalog === undefined || document === undefined) return { findings: [], total: 0, unchecked: 0 };
    if (options.knownOnly !== true) this.look(uri, ALWAYS);
    const settings = this.#settingsOf(uri);
    const problems = [
      ...problemFindings(catalog.problems(uri), uri, settings),
      ...textFindings(this.#texts.findings(document), uri, settings),
    ];
    const members = this.#membersOf(uri);
    const entries = members.map(({ entry }) => entry);
    this.#documentFindings = documentFindings(entries, this.#failed);
    const quiet = mayIgnore(document) ? new Silencer(document) : undefined;
    const limit = quiet === undefined ? (options.limit ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    const rules = this.#dialectRules(settings);
    const { candidates, unchecked } = this.#candidates(members, rules, limit);
    placeTogether(candidates.values(), limit);
    const seen = new Set<string>();
    const found: Finding[] = [];
    const keep = (finding: Finding, entry?: CatalogEntry) => {
      // A type used by many functions is checked with each of them, and is one place in the text.
      const key = `${finding.code} ${finding.span.start} ${finding.span.end} ${finding.message}`;
      if (seen.has(key) || quiet?.ignores(finding, entry) === true) return;
      seen.add(key);
      found.push(finding);
    };
    for (const finding of problems) keep(finding);
    for (const severity of SEVERITIES) {
      for (const candidate of candidates.get(severity)?.kept ?? []) {
        if (found.length >= limit) break;
        keep(materialise(candidate.raw, candidate.entry, candidate.severity, catalog), candidate.entry);
      }
    }
    const all = [...candidates.values()].reduce((sum, { count }) => sum + count, problems.length);
    const total = found.length >= limit ? all : found.length;
    found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1));
    return { findings: found.slice(0, options.limit ?? found.length), total, unchecked };
  }

  #settingsOf(uri: string): RuleSettings {
    return this.#input?.settingsFor?.(uri) ?? DEFAULT_SETTINGS;
  }

  /** The rules for a function, worked out once a dialect. */
  #dialectRules(settings: RuleSettings): (member: Member) => DialectRules {
    const byDialect = new Map<string, DialectRules>();
    return ({ signature }) => {
      const { dialect } = signature.source;
      let rules = byDialect.get(dialect);
      if (rules === undefined) {
        const targets = targetsFor(dialect, settings);
        rules = { targets, levels: new Map(ALL.map((rule) => [rule, levelOf(rule, targets, settings)])) };
        byDialect.set(dialect, rules);
      }
      return rules;
    };
  }

  #membersOf(uri: string): readonly Member[] {
    const range = this.#byUri.get(uri);
    return range === undefined ? [] : this.#index.members.slice(range.from, range.to);
  }

  /** What is known of the functions, and how many are still to be looked at: one walk, it is paid with each keystroke. */
  #candidates(
    members: readonly Member[],
    rules: (member: Member) => DialectRules,
    limit: number,
  ): { readonly candidates: Map<Severity, Candidates>; readonly unchecked: number } {
    const candidates = new Map(
      SEVERITIES.map((severity): [Severity, Candidates] => [severity, { kept: [], count: 0 }]),
    );
    let unchecked = 0;
    for (const member of members) {
      const found = rules(member);
      if (!isChecked(member, found.targets)) unchecked++;
      this.#collect(member, found, candidates, limit);
    }
    return { candidates, unchecked };
  }

  /** Adds everything found about one function. */
  #collect(
    member: Member,
    { targets, levels }: DialectRules,
    into: ReadonlyMap<Severity, Candidates>,
    limit: number,
  ): void {
    const { entry } = member;
    const take = (list: readonly RawFinding[] | undefined) => {
      for (const raw of list ?? NONE) {
        const level = levels.get(raw.rule) ?? 'off';
        const holds = raw.rule.target === undefined || targets.includes(raw.rule.target);
        const candidates = level === 'off' || !holds ? undefined : into.get(level);
        if (level === 'off' || candidates === undefined) continue;
        candidates.count++;
        if (candidates.kept.length < limit) candidates.kept.push({ raw, entry, severity: level });
      }
    };
    take(member.own[0]);
    for (const target of targets) take(member.own[placeOf(target)]);
    take(member.findings);
    for (const found of [this.#documentFindings, this.#whole(), this.#observed])
      if (found.size > 0) take(found.get(entry.id));
  }

  /** Runs the rules that look at a function alone, those for all and those for the targets, where it was not done yet. */
  #checkAlone(member: Member, targets: readonly Target[]): void {
    let subject: FunctionSubject | undefined;
    const run = (target: Target | undefined) => {
      const place = placeOf(target);
      if (member.own[place] !== undefined) return;
      subject ??= subjectOf(member.entry);
      const found = runFunctionRules(subject, this.#rules.get(target) ?? functionRules([], target), this.#failed);
      member.own[place] = found.length === 0 ? NONE : found;
    };
    run(undefined);
    for (const target of targets) run(target);
  }

  /** What was found in the catalog as a whole, and in its graph. */
  #whole(): ReadonlyMap<string, readonly RawFinding[]> {
    const input = this.#input;
    if (input === undefined) return this.#observed;
    this.#wholeFindings ??= wholeFindings(input.graph, input.catalog, this.#failed);
    return this.#wholeFindings;
  }
}

/** Looks up the places of what will all be shown function by function, so that each is read once. */
function placeTogether(candidates: Iterable<Candidates>, limit: number): void {
  const kept = [...candidates].flatMap((some) => some.kept);
  if (kept.length > limit) return;
  kept.sort((a, b) => a.entry.segment - b.entry.segment);
  for (const { raw, entry } of kept) placeInText(raw, entry);
}

/** Whether the rules that look at a function alone have done so. */
function isChecked(member: Member, targets: readonly Target[]): boolean {
  if (member.own[0] === undefined) return false;
  for (const target of targets) if (member.own[placeOf(target)] === undefined) return false;
  return true;
}

/** Where a member keeps what was found for a target: first for all, then one place a target. */
function placeOf(target: Target | undefined): number {
  return target === undefined ? 0 : TARGETS.indexOf(target) + 1;
}

/** Where the functions of each document stand among all: they follow each other. */
function rangesOf(entries: readonly CatalogEntry[]): Map<string, { readonly from: number; readonly to: number }> {
  const ranges = new Map<string, { readonly from: number; readonly to: number }>();
  for (let from = 0; from < entries.length; ) {
    const document = entries[from]?.document;
    let to = from + 1;
    while (entries[to]?.document === document) to++;
    if (document !== undefined) ranges.set(document.uri, { from, to });
    from = to;
  }
  return ranges;
}

function documentFindings(entries: readonly CatalogEntry[], failed: OnFailure): Map<string, RawFinding[]> {
  return byFunction(failed, (rule, report) => rule.checkDocument?.(entries, report));
}

/** Findings of the rules over the whole: the catalog's links, and the graph where there is one. */
function wholeFindings(
  graph: DependencyGraph | undefined,
  catalog: Catalog,
  failed: OnFailure,
): Map<string, RawFinding[]> {
  return byFunction(failed, (rule, report) => {
    rule.checkCatalog?.(catalog, report);
    if (graph !== undefined) rule.checkGraph?.({ graph, catalog }, report);
  });
}

/** Runs rules that report about functions by id. */
function byFunction(
  failed: OnFailure,
  run: (rule: Rule, report: (id: string, report: Report) => void) => void,
): Map<string, RawFinding[]> {
  const found = new Map<string, RawFinding[]>();
  for (const rule of ALL) {
    try {
      run(rule, (id, report) => {
        const list = found.get(id);
        if (list === undefined) found.set(id, [{ rule, report }]);
        else list.push({ rule, report });
      });
    } catch (error) {
      failed({ code: rule.code, function: '', error: String(error) });
    }
  }
  return found;
}

function observedFindings(input: CheckInput, failed: OnFailure): Map<string, readonly RawFinding[]> {
  const byId = new Map<string, Observation[]>();
  for (const observation of input.observations ?? []) {
    for (const entry of input.catalog.lookup(observation.function)) {
      byId.set(entry.id, [...(byId.get(entry.id) ?? []), observation]);
    }
  }
  const found = new Map<string, readonly RawFinding[]>();
  for (const [id, observations] of byId) {
    const entry = input.catalog.get(id);
    if (entry === undefined) continue;
    const subject = subjectOf(entry);
    found.set(id, runObservations(subject, observations, OBSERVING, failed));
  }
  return found;
}

function problemFindings(problems: readonly SignatureProblem[], uri: string, settings: RuleSettings): Finding[] {
  const found = problems.map((problem) => ({ rule: RULES[problem.code satisfies RuleCode], ...problem }));
  return textFindings(found, uri, settings);
}

function textFindings(found: readonly PlacedTextFinding[], uri: string, settings: RuleSettings): Finding[] {
  return found.flatMap(({ rule, span, data }) => {
    const severity = levelOf(rule, [], settings);
    if (severity === 'off') return [];
    const message = rule.message.format(data);
    const code = rule.code as RuleCode;
    const place = { uri, start: span.start, end: span.end };
    const about = { part: [], values: data, place };
    return { code, severity, message, uri, span, related: [], unnecessary: false, data: about };
  });
}
