import type { Catalog, CatalogEntry, SignatureDocument, SignatureProblem } from '../signature/index.ts';
import type { ById } from './catalog-diagnostics.ts';
import { type Finding, materialise, placeOf, type RawFinding } from './finding.ts';
import { type Candidate, type Candidates, type DocumentFindingCounts, levelIn } from './finding-counts.ts';
import { SEVERITIES, type Severity } from './levels.ts';
import { RULES, type RuleCode } from './registry.ts';
import { levelOf, type RuleSettings } from './settings.ts';
import { maySuppress } from './suppression-comments.ts';
import { Suppressions } from './suppressions.ts';
import type { PlacedTextFinding } from './text-check.ts';

/** What is known of one document when its findings are asked for. */
export interface KnownOfDocument {
  readonly catalog: Catalog;
  readonly document: SignatureDocument;
  /** Of its functions, one by one. */
  readonly counts: DocumentFindingCounts;
  /** Of its text. */
  readonly texts: readonly PlacedTextFinding[];
  /** Of its functions as parts of a whole: the catalog, the graph, what was observed. */
  readonly wholes: readonly ById[];
}

/**
 * The findings to show of one document, in the order of the text: levels and suppressions applied, each place told once, the
 * graver ones kept where there are more than `limit`.
 */
export function documentFindings(
  known: KnownOfDocument,
  limit: number | undefined,
): { readonly findings: readonly Finding[]; readonly total: number } {
  const { catalog, document, counts } = known;
  const { uri } = document;
  const problems = [
    ...problemFindings(catalog.problems(uri), uri, counts.settings),
    ...textFindings(known.texts, uri, counts.settings),
  ];
  const suppressions = maySuppress(document) ? new Suppressions(document) : undefined;
  const most = suppressions === undefined ? (limit ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const candidates = candidatesOf(known, most);
  placeTogether(candidates.values(), most);
  const seen = new Set<string>();
  const found: Finding[] = [];
  const keep = (finding: Finding, entry?: CatalogEntry) => {
    // A type used by many functions is checked with each of them, and is one place in the text.
    const key = `${finding.code} ${finding.span.start} ${finding.span.end} ${finding.message}`;
    if (seen.has(key) || suppressions?.ignores(finding, entry) === true) return;
    seen.add(key);
    found.push(finding);
  };
  for (const finding of problems) keep(finding);
  for (const severity of SEVERITIES) {
    for (const candidate of candidates.get(severity)?.kept ?? []) {
      if (found.length >= most) break;
      keep(materialise(candidate.raw, candidate.entry, candidate.severity, catalog), candidate.entry);
    }
  }
  const all = [...candidates.values()].reduce((sum, { count }) => sum + count, problems.length);
  const total = found.length >= most ? all : found.length;
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1));
  return { findings: found.slice(0, limit ?? found.length), total };
}

/** What may be shown of a document's functions: what was found of them one by one, and as parts of a whole. */
function candidatesOf(
  { catalog, document, counts, wholes }: KnownOfDocument,
  limit: number,
): Map<Severity, Candidates> {
  const candidates = counts.candidates(limit);
  for (const found of wholes) {
    for (const [id, list] of found) {
      const entry = catalog.get(id);
      if (entry?.document.uri === document.uri) addCandidates(candidates, counts, entry, list);
    }
  }
  for (const some of candidates.values()) inOrder(some.kept, limit);
  return candidates;
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
  for (const { raw, entry } of kept) placeOf(raw, entry);
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
