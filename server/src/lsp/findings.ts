import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { type Checker, createChecker, type FileFindings, type Finding, type Severity } from '../rules/index.ts';
import type { SignatureDocument } from '../signature/index.ts';
import type { Session } from './session.ts';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} satisfies Record<Severity, DiagnosticSeverity>;

/** Pages of the rules, one a code. */
const DOCS = 'https://github.com/magnet-tools/magnet-vscode/blob/main/docs/rules';

export function docsUrl(code: string): string {
  return `${DOCS}/${code}.md`;
}

/** Diagnostics of one document, with an id that is the same as long as they are. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Asks the rules about documents of the newest catalog and words the answers for the protocol. */
export class Findings {
  readonly #session: Session;
  readonly #checker: Checker = createChecker();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Every finding of a document, however many. */
  all(document: SignatureDocument): readonly Finding[] {
    return this.#find(document, undefined).findings;
  }

  #find(document: SignatureDocument, limit: number | undefined): FileFindings {
    const { project, graph, log } = this.#session;
    const { catalog } = project;
    graph.current();
    this.#checker.update({
      catalog,
      graph: graph.ifDerived(catalog),
      settingsFor: (uri) => project.rulesOf(uri),
    });
    const found = this.#checker.findings(document.uri, limit === undefined ? {} : { limit });
    for (const { code, error } of this.#checker.takeFailures()) log.error(`Rule ${code} failed: ${error}`);
    return found;
  }

  report(document: SignatureDocument): Report {
    const { maxProblems } = this.#session.project.settingsOf(document.uri);
    const { findings, total } = this.#find(document, maxProblems);
    const items = findings.map((finding) => this.#diagnostic(document, finding));
    if (total > findings.length) items.push(closingNotice(total - findings.length));
    return { items, resultId: createHash('sha1').update(JSON.stringify(items)).digest('base64url') };
  }

  #diagnostic(document: SignatureDocument, finding: Finding): Diagnostic {
    const { project, places } = this.#session;
    const related = finding.related.flatMap(({ uri, span, message }) => {
      const other = project.document(uri);
      if (other === undefined) return [];
      return { location: { uri: project.uris.toClient(uri), range: places.range(other, span) }, message };
    });
    return {
      range: places.range(document, finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      codeDescription: { href: docsUrl(finding.code) },
      source: 'magnet',
      message: finding.message,
      data: finding.data,
      ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
      ...(related.length > 0 ? { relatedInformation: related } : {}),
    };
  }
}

function closingNotice(more: number): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    code: 'too-many-findings',
    source: 'magnet',
    message: `${more} more findings in this file are not shown. Raise magnet.diagnostics.maxPerFile to see them.`,
  };
}
