import { type CatalogEntry, type SignatureDocument, working } from '../signature/index.ts';
import { type ById, CatalogDiagnostics } from './catalog-diagnostics.ts';
import { CatalogIndex, type Member } from './catalog-index.ts';
import type { Checker, CheckInput, FileFindings, FindingsOptions, ShouldContinue } from './checker-types.ts';
import { documentFindings } from './document-findings.ts';
import type { Finding } from './finding.ts';
import { DocumentFindingCounts } from './finding-counts.ts';
import { FunctionChecks } from './function-checks.ts';
import { observedFindings } from './observed-findings.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';
import type { OnFailure, RuleFailure } from './run.ts';
import { DEFAULT_SETTINGS, type RuleSettings } from './settings.ts';
import { TextChecks } from './text-check.ts';

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
const MAX_FAILURES = 100;
const ALWAYS: ShouldContinue = () => true;

/** Functions that came with one edit are looked at first; more of them are a new text. */
const MAX_FRESH = 100;

/** Asking the rules about a document. */
export const CHECKING = 'checking';

class IncrementalChecker implements Checker {
  readonly #functions: FunctionChecks;
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
    this.#functions = new FunctionChecks(ALL, this.#failed);
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
      this.#observed = observedFindings(input.catalog, input.observations ?? [], this.#failed);
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
      working({ uri: member.entry.document.uri, what: CHECKING }, () => this.#functions.check(member, targets));
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
    const counts = this.#countsOf(uri);
    const texts = this.#texts.findings(document);
    const wholes = options.alone === true ? [] : this.#wholes(uri);
    const known = { catalog, document, counts, texts, wholes };
    return { ...documentFindings(known, options.limit), unchecked: counts.unchecked };
  }

  #settingsOf(uri: string): RuleSettings {
    return this.#input?.settingsFor?.(uri) ?? DEFAULT_SETTINGS;
  }

  #wholes(uri: string): readonly ById[] {
    const input = this.#input;
    if (input === undefined) return [];
    const { from, to } = this.#byUri.get(uri) ?? { from: 0, to: 0 };
    const entries = () => input.catalog.entries.slice(from, to);
    return [...this.#whole.of(uri, entries, input.catalog, input.graph), this.#observed];
  }
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
