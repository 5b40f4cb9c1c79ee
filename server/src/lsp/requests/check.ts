import type { CancellationToken } from 'vscode-languageserver';
import {
  CHECKING,
  type Checker,
  createChecker,
  type Finding,
  mergeSettings,
  type RuleSettings,
  SEVERITIES,
  TARGETS,
  type Target,
} from '../../rules/index.ts';
import type { Catalog } from '../../signature/index.ts';
import { refused } from '../guard.ts';
import { catalogOfNamed, graphOfNamed } from '../named-files.ts';
import type { CheckFinding, CheckParams, CheckResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import { onRequest } from './request.ts';

/** Findings of one answer: what reads it reads no more. */
const MAX_FINDINGS = 1_000;

/** How long checking may hold the thread before waiting messages get their turn. */
const SLICE_MS = 15;

/** What `magnet check` says of files, without the command line. */
export function registerCheck(session: Session): void {
  onRequest(session, 'magnet/check', async (params, token) => {
    const targets = readTargets(params);
    const named = await catalogOfNamed(session, params.uris);
    const catalog = named ?? session.project.catalog;
    const checker = createChecker();
    checker.update({
      catalog,
      graph: named === undefined ? await session.graph.settle() : graphOfNamed(session, named),
      settingsFor: (uri): RuleSettings => mergeSettings(session.project.rulesOf(uri), targets),
    });
    const found: Finding[] = [];
    const uris = documentsOf(session, catalog, params);
    for (const uri of uris) {
      if (!(await checked(session, checker, uri, token))) throw refused('The check was cancelled.');
      found.push(...checker.findings(uri).findings);
    }
    for (const { code, error } of checker.takeFailures()) session.log.error(`Rule ${code} failed: ${error}`);
    return resultOf(session, catalog, uris, found);
  });
}

function readTargets({ targets }: CheckParams): { readonly targets?: readonly Target[] } {
  if (targets === undefined) return {};
  const unknown = targets.find((target) => !(TARGETS as readonly string[]).includes(target));
  if (unknown !== undefined) throw refused(`There is no target "${unknown}": choose among ${TARGETS.join(', ')}.`);
  return { targets: targets as readonly Target[] };
}

function documentsOf(session: Session, catalog: Catalog, { uris }: CheckParams): readonly string[] {
  if (uris === undefined || uris.length === 0) return [...catalog.documents.keys()];
  const wanted = new Set(uris.map((uri) => session.project.uris.key(String(uri))));
  return [...catalog.documents.keys()].filter((uri) => wanted.has(uri));
}

/** Looks at a document in slices. @returns false where it was cancelled on the way */
async function checked(session: Session, checker: Checker, uri: string, token: CancellationToken): Promise<boolean> {
  const { watchdog } = session.project;
  for (;;) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested) return false;
    const end = performance.now() + SLICE_MS;
    const look = () => checker.check(uri, () => performance.now() < end);
    if (watchdog.watch({ uri, what: CHECKING }, undefined, look)) return true;
  }
}

function resultOf(session: Session, catalog: Catalog, uris: readonly string[], found: readonly Finding[]): CheckResult {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of found) counts[severity] += 1;
  const gravest = SEVERITIES.flatMap((severity) => found.filter((finding) => finding.severity === severity));
  const asked = new Set(uris);
  return {
    files: uris.length,
    functions: catalog.entries.filter(({ document }) => asked.has(document.uri)).length,
    counts,
    findings: gravest.slice(0, MAX_FINDINGS).flatMap((finding) => findingOf(session, catalog, finding)),
  };
}

function findingOf(session: Session, catalog: Catalog, finding: Finding): CheckFinding[] {
  const document = catalog.documents.get(finding.uri);
  if (document === undefined) return [];
  const { code, severity, message, data } = finding;
  const uri = session.project.uris.toClient(finding.uri);
  const place = { uri, ...session.places.position(document, finding.span.start) };
  return [{ code, severity, message, place, ...(data.id === undefined ? {} : { function: data.id }) }];
}
