import type { DependencyGraph } from '../graph/index.ts';
import {
  type Catalog,
  type CatalogEntry,
  type SignatureDocument,
  type SignatureProblem,
  working,
} from '../signature/index.ts';
import { type ById, CatalogDiagnostics } from './catalog-diagnostics.ts';
import { CatalogIndex, type Member } from './catalog-index.ts';
import { type Finding, materialise, placeOf as placeInText, type RawFinding } from './finding.ts';
import { type Candidate, type Candidates, DocumentFindingCounts, levelIn, placeOf } from './finding-counts.ts';
import { SEVERITIES, type Severity, TARGETS, type Target } from './levels.ts';
import { RULES, type RuleCode } from './registry.ts';
import type { Observation, Rule } from './rule.ts';
import {
  type FunctionRules,
  functionRules,
  type OnFailure,
  type RuleFailure,
  runFunctionRules,
  runObservations,
  subjectOf,
} from './run.ts';
import { DEFAULT_SETTINGS, levelOf, type RuleSettings } from './settings.ts';
import type { FunctionSubject } from './subject.ts';
import { maySuppress } from './suppression-comments.ts';
import { Suppressions } from './suppressions.ts';
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
const ALWAYS: ShouldContinue = () => true;

/** Functions that came with one edit are looked at first; more of them are a new text. */
const MAX_FRESH = 100;

/** Asking the rules about a document. */
export const CHECKING = 'checking';

class IncrementalChecker implements Checker {
  readonly #rules = new Map<Target | undefined, FunctionRules>();
  readonly #index: CatalogIndex;
  readonly #texts: TextChecks;
  readonly #whole: CatalogDiagnostics;
  readonly #countsByUri = new Map<string, DocumentFindingCounts>();
  #failures: RuleFailure[] = [];
  #input: CheckInput | undefined;
  /** Where the functions of each document stand among all, from and to: they follow each other. */
  #byUri = new Map<string, { readonly from: number; readonly to: number }>();
  #observed: ById = new Map();

  constructor() {
    for (const target of [undefined, ...TARGETS]) {
      this.#rules.set(target, functionRules(ALL, target));
    }
    this.#index = new CatalogIndex(ALL, this.#failed);
    this.#texts = new TextChecks(ALL, this.#failed);
    this.#whole = new CatalogDiagnostics(ALL, this.#failed);
  }

  readonly #failed: OnFailure = (failure) => {
    if (this.#failures.length < MAX_FAILURES) this.#failures.push(failure);
  };

  update(input: CheckInput): void {
    const previous = this.#input;
    this.#input = input;
    if (previous?.catalog !== input.catalog) {
      this.#whole.change(this.#index.update(input.catalog));
      this.#texts.retain(input.catalog.documents);
      this.#byUri = rangesOf(input.catalog.entries);
      for (const [uri, counts] of this.#countsByUri) {
        if (input.catalog.documents.has(uri)) counts.follow(this.#membersOf(uri));
        else this.#countsByUri.delete(uri);
      }
    }
    if (previous?.catalog !== input.catalog || previous.observations !== input.observations)
      this.#observed = observedFindings(input, this.#failed);
  }

  takeFailures(): readonly RuleFailure[] {
    const taken = this.#failures;
    this.#failures = [];
    return taken;
  }

  check(uri: string, shouldContinue: ShouldContinue): boolean {
    const document = this.#input?.catalog.documents.get(uri);
    if (document === undefined) return true;
    const counts = this.#countsOf(uri);
    return (
      this.#checkAloneAll(counts, this.#byUri.get(uri)?.from ?? 0, shouldContinue) &&
      this.#texts.check(document, shouldContinue) &&
      this.#compare(counts, shouldContinue)
    );
  }

  /** Looks at the functions that are there, and at the text as far as it holds them. */
  #checkPart(uri: string, document: SignatureDocument): void {
    const counts = this.#countsOf(uri);
    this.#checkAloneAll(counts, 0, ALWAYS);
    let segments = (counts.members.at(-1)?.entry.segment ?? -1) + 1;
    this.#texts.check(document, () => segments-- > 0);
  }

  /** Looks at functions one by one, those of the last edit first. */
  #checkAloneAll(counts: DocumentFindingCounts, from: number, shouldContinue: ShouldContinue): boolean {
    const check = (index: number) => {
      const member = counts.members[index] as Member;
      const { targets } = counts.rulesFor(member.dialect);
      working({ uri: member.entry.document.uri, what: CHECKING }, () => this.#checkAlone(member, targets));
      counts.mark(index);
    };
    const { fresh } = this.#index;
    if (fresh.length <= MAX_FRESH)
      for (const member of fresh) if (counts.members[member.order - from] === member) check(member.order - from);
    for (let index = counts.nextUnchecked(0); index >= 0; index = counts.nextUnchecked(index + 1)) {
      if (!shouldContinue()) return false;
      check(index);
    }
    return true;
  }

  /** Looks at functions beside the others, once all are filed. */
  #compare(counts: DocumentFindingCounts, shouldContinue: ShouldContinue): boolean {
    this.#index.file(shouldContinue);
    if (!this.#index.complete) return false;
    this.#markDoubtful();
    for (let index = counts.nextUncompared(0); index >= 0; index = counts.nextUncompared(index + 1)) {
      if (!shouldContinue()) return false;
      this.#index.findings(counts.members[index] as Member);
      counts.mark(index);
    }
    return true;
  }

  /** What is known of a document, as of the newest catalog. */
  #countsOf(uri: string): DocumentFindingCounts {
    this.#markDoubtful();
    const settings = this.#settingsOf(uri);
    let counts = this.#countsByUri.get(uri);
    if (counts?.settings !== settings) {
      counts = new DocumentFindingCounts(settings, ALL);
      counts.follow(this.#membersOf(uri));
      this.#countsByUri.set(uri, counts);
    }
    return counts;
  }

  #membersOf(uri: string): readonly Member[] {
    const range = this.#byUri.get(uri);
    return range === undefined ? [] : this.#index.members.slice(range.from, range.to);
  }

  /** Counts anew what the index doubts. */
  #markDoubtful(): void {
    for (const member of this.#index.takeDoubtful()) {
      const { uri } = member.signature.source;
      const index = member.order - (this.#byUri.get(uri)?.from ?? 0);
      const counts = this.#countsByUri.get(uri);
      if (counts?.members[index] === member) counts.mark(index);
    }
  }

  findings(uri: string, options: FindingsOptions = {}): FileFindings {
    const catalog = this.#input?.catalog;
    const document = catalog?.documents.get(uri);
    if (catalog === undefined || document === undefined) return { findings: [], total: 0, unchecked: 0 };
    if (options.alone === true) this.#checkPart(uri, document);
    else if (options.knownOnly !== true) this.check(uri, ALWAYS);
    const settings = this.#settingsOf(uri);
    const problems = [
      ...problemFindings(catalog.problems(uri), uri, settings),
      ...textFindings(this.#texts.findings(document), uri, settings),
    ];
    const counts = this.#countsOf(uri);
    const quiet = maySuppress(document) ? new Suppressions(document) : undefined;
    const limit = quiet === undefined ? (options.limit ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    const wholes = options.alone === true ? [] : this.#wholes(uri);
    const candidates = this.#candidates(uri, counts, wholes, limit);
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
    return { findings: found.slice(0, options.limit ?? found.length), total, unchecked: counts.unchecked };
  }

  #settingsOf(uri: string): RuleSettings {
    return this.#input?.settingsFor?.(uri) ?? DEFAULT_SETTINGS;
  }

  /** What is known of a document's functions: one by one, and as parts of a whole. */
  #candidates(
    uri: string,
    counts: DocumentFindingCounts,
    wholes: readonly ById[],
    limit: number,
  ): Map<Severity, Candidates> {
    const candidates = counts.candidates(limit);
    for (const found of wholes) {
      for (const [id, list] of found) {
        const entry = this.#input?.catalog.get(id);
        if (entry?.document.uri === uri) addCandidates(candidates, counts, entry, list);
      }
    }
    for (const some of candidates.values()) inOrder(some.kept, limit);
    return candidates;
  }

  #wholes(uri: string): readonly ById[] {
    const input = this.#input;
    if (input === undefined) return [];
    const { from, to } = this.#byUri.get(uri) ?? { from: 0, to: 0 };
    const entries = () => input.catalog.entries.slice(from, to);
    return [...this.#whole.of(uri, entries, input.catalog, input.graph), this.#observed];
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
}

function addCandidates(
  candidates: ReadonlyMap<Severity, Candidates>,
  counts: DocumentFindingCounts,
  entry: CatalogEntry,
  list: readonly RawFinding[],
): void {
  const rules = counts.rulesFor(entry.signature.source.dialect);
  for (const raw of list) {
    const severity = levelIn(rules, raw);
    const some = severity === 'off' ? undefined : candidates.get(severity);
    if (severity === 'off' || some === undefined) continue;
    some.count++;
    some.kept.push({ raw, entry, severity });
  }
}

/** Keeps the first `limit` in the order of the text. */
function inOrder(kept: Candidate[], limit: number): void {
  if (kept.length <= limit) return;
  kept.sort((a, b) => a.entry.segment - b.entry.segment || a.entry.indexInSegment - b.entry.indexInSegment);
  kept.length = limit;
}

/** Looks up the places of what will all be shown function by function, so that each is read once. */
function placeTogether(candidates: Iterable<Candidates>, limit: number): void {
  const kept = [...candidates].flatMap((some) => some.kept);
  if (kept.length > limit) return;
  kept.sort((a, b) => a.entry.segment - b.entry.segment);
  for (const { raw, entry } of kept) placeInText(raw, entry);
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
