import type { Diagnostic } from 'vscode-languageserver';
import { onScreen } from '../page/index.ts';
import {
  CHECKING,
  type Checker,
  createChecker,
  type FileFindings,
  type Finding,
  type FindingsOptions,
  type Severity,
} from '../rules/index.ts';
import { buildCatalog, readAhead, type SignatureDocument } from '../signature/index.ts';
import type { OpenDocument } from './documents.ts';
import { FirstLooks } from './first-looks.ts';
import { DiagnosticSeverity, DiagnosticTag } from './languageserver.ts';
import { type Report, ReportIds, withHash } from './report-ids.ts';
import type { Session } from './session.ts';
import { WorkEnded } from './watchdog.ts';

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

/** Steps of a look before the first answer: a workspace of 200 functions is known whole by then, in some 50 ms. */
const FIRST_STEPS = 600;

/** Functions of a very large file that are read and looked at for the first answer. */
const FIRST_FUNCTIONS = 600;

const FIRST_ONLY = `The first functions of this file are checked; the others are still being looked at, and this list completes itself.`;

/** How long looking on may hold the thread before waiting messages get their turn. */
const SLICE_MS = 15;

/** Steps between two looks at the clock: together far below a slice. */
const CLOCK_STEPS = 16;

/** Looking on waits until nobody has asked for this long: typing goes first. */
const QUIET_MS = 50;

/** Asks the rules about documents of the newest catalog and words the answers for the protocol. */
export class Findings {
  readonly #session: Session;
  #checker: Checker = createChecker();
  /** Documents that were answered about before everything was known. */
  readonly #unfinished = new Set<string>();
  readonly #firstLooks = new FirstLooks<Report>();
  readonly #ids = new ReportIds();
  #timer: NodeJS.Timeout | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Every finding of a document, however many. */
  all(document: SignatureDocument): readonly Finding[] {
    return this.#watched(document.uri, () => this.#found(this.#updateChecker(), document.uri).findings) ?? [];
  }

  /**
   * Diagnostics of a document as far as they are known after a short look. What is missing is looked at in quiet
   * moments; then the client is told to ask again. A client that cannot be told gets everything at once.
   */
  report(document: SignatureDocument): Report {
    return this.#watched(document.uri, () => this.#reportNow(document)) ?? this.#onlyNotice(document.uri);
  }

  /** Work for the findings of one document; undefined where it was ended, now or before. */
  #watched<T>(uri: string, work: () => T): T | undefined {
    const { watchdog } = this.#session.project;
    const at = { uri, what: CHECKING };
    const version = this.#session.project.openVersion(uri);
    if (watchdog.isSetAside(at, version)) return undefined;
    try {
      return watchdog.watch(at, version, work);
    } catch (error) {
      if (!(error instanceof WorkEnded)) throw error;
      this.#session.log.error(`${error.message}.`);
      // What was half done is thrown away.
      this.#checker = createChecker();
      this.#unfinished.delete(uri);
      return undefined;
    }
  }

  #onlyNotice(uri: string): Report {
    const message = this.#session.project.watchdog.notice(uri);
    return this.#withId(uri, message === undefined ? [] : [endedNotice(message)]);
  }

  #reportNow(document: SignatureDocument): Report {
    const { uri } = document;
    if (!this.#canTellLater()) return this.#report(this.#updateChecker(), document, false);
    if (this.#session.project.unread(uri) !== undefined) {
      this.#later(uri);
      return this.#firstReport(document);
    }
    // While the rest is looked at, a keystroke pays for what it changed alone.
    let steps = this.#unfinished.has(uri) ? 0 : FIRST_STEPS;
    const checker = this.#updateChecker();
    if (!checker.check(uri, () => steps-- > 0)) this.#later(uri);
    return this.#report(checker, document, true);
  }

  /** All diagnostics of a document; other messages get their turn on the way. */
  async reportWhole(uri: string): Promise<Report | undefined> {
    for (;;) {
      const known = this.#watched(uri, () => this.#look(uri));
      if (known === undefined) return this.#onlyNotice(uri);
      if (known) break;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    const document = this.#session.project.document(uri);
    if (document === undefined) return undefined;
    return this.#watched(uri, () => this.#report(this.#updateChecker(), document, false)) ?? this.#onlyNotice(uri);
  }

  #canTellLater(): boolean {
    const { client } = this.#session;
    return client.diagnosticsRefresh || !client.pullDiagnostics;
  }

  /** One slice of looking on. @returns whether everything about the document is known */
  #look(uri: string): boolean {
    const end = performance.now() + SLICE_MS;
    let steps = 0;
    // The clock costs more than most steps do.
    const shouldContinue = () => ++steps % CLOCK_STEPS !== 0 || performance.now() < end;
    const unread = this.#session.project.unread(uri);
    if (unread !== undefined && !readAhead(unread, shouldContinue)) return false;
    return this.#updateChecker().check(uri, shouldContinue);
  }

  /**
   * Before the workspace is searched: what is found in the functions of a document each by itself; the rest follows when
   * all files are known. Undefined afterwards, and for `.fsig`, whose types may be declared in files not found yet.
   */
  async early(open: OpenDocument): Promise<Report | undefined> {
    const { project, client } = this.#session;
    const wanted = () => !this.#session.searched() && client.diagnosticsRefresh && open.document.kind !== 'fsig';
    if (!wanted()) return undefined;
    // A client that never says its settings is not waited for any longer than the search is.
    await Promise.race([this.#session.configured(), this.#session.ready()]);
    await project.configs.readAbove(open.uri, project.folderOf(open.uri));
    const document = wanted() ? project.document(open.uri) : undefined;
    return document === undefined ? undefined : this.#watched(open.uri, () => this.#firstReport(document));
  }

  /** What is found in the first functions of a file, each by itself. */
  #firstReport(document: SignatureDocument): Report {
    // Types of `.fsig` may be declared anywhere, so what is found in its first functions can change with any text.
    if (document.kind === 'fsig') return this.#lookFirst(document);
    const { project } = this.#session;
    const { maxProblems } = project.settingsOf(document.uri);
    const rules = project.rulesOf(document.uri);
    return this.#firstLooks.answer(document, FIRST_FUNCTIONS, rules, maxProblems, () => this.#lookFirst(document));
  }

  #lookFirst(document: SignatureDocument): Report {
    const { project } = this.#session;
    const { uri } = document;
    const checker = createChecker();
    const catalog =
      document.kind === 'fsig'
        ? project.firstOf(FIRST_FUNCTIONS)
        : buildCatalog([document], undefined, { most: FIRST_FUNCTIONS });
    checker.update({ catalog, settingsFor: (of) => project.rulesOf(of) });
    const { maxProblems: limit } = project.settingsOf(uri);
    const { findings } = this.#found(checker, uri, { limit, alone: true });
    const items = findings.map((finding) => this.#diagnostic(document, finding));
    if (document.segments.length > FIRST_FUNCTIONS) items.push(notice(FIRST_ONLY));
    return this.#withId(uri, items);
  }

  #later(uri: string): void {
    this.#unfinished.add(uri);
    clearTimeout(this.#timer);
    // Timers count from the start of this turn, which may have taken longer: the answer itself goes out in the next ones.
    setImmediate(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#lookOn(), QUIET_MS);
    });
  }

  /** Slice after slice, until everything that was asked about is known. */
  #lookOn(): void {
    const [uri] = this.#unfinished;
    if (uri !== undefined && this.#watched(uri, () => this.#look(uri)) !== false) this.#unfinished.delete(uri);
    if (this.#unfinished.size === 0) {
      this.#firstLooks.forget();
      this.#ids.retain((open) => this.#session.project.openVersion(open) !== null);
      this.#session.changed('findings');
    }
    // A timer's turn comes after messages that wait, and a new question puts it off.
    else this.#timer = setTimeout(() => this.#lookOn(), 0);
  }

  /** Gives the checker the newest catalog, and its graph where that is there. */
  #updateChecker(): Checker {
    const { project, graph } = this.#session;
    const { catalog } = project;
    graph.deriveIfQuick();
    this.#checker.update({
      catalog,
      graph: graph.ifDerived(catalog),
      settingsFor: (uri) => project.rulesOf(uri),
    });
    return this.#checker;
  }

  #found(checker: Checker, uri: string, options?: FindingsOptions): FileFindings {
    const found = checker.findings(uri, options);
    for (const { code, error } of checker.takeFailures()) this.#session.log.error(`Rule ${code} failed: ${error}`);
    return found;
  }

  #report(checker: Checker, document: SignatureDocument, knownOnly: boolean): Report {
    const { maxProblems: limit } = this.#session.project.settingsOf(document.uri);
    const { findings, total, unchecked } = this.#found(checker, document.uri, { limit, knownOnly });
    const items = findings.map((finding) => this.#diagnostic(document, finding));
    if (unchecked > 0) items.push(notice(stillLooking(total - findings.length, unchecked)));
    else if (total > findings.length) items.push(notice(notShown(total - findings.length)));
    const ended = this.#session.project.watchdog.notice(document.uri);
    if (ended !== undefined) items.push(endedNotice(ended));
    return this.#withId(document.uri, items);
  }

  #withId(uri: string, items: readonly Diagnostic[]): Report {
    return this.#session.project.openVersion(uri) === null ? withHash(items) : this.#ids.report(uri, items);
  }

  #diagnostic(document: SignatureDocument, finding: Finding): Diagnostic {
    const { project, places } = this.#session;
    const related = finding.related.flatMap(({ uri, span, message }) => {
      const other = project.document(uri);
      if (other === undefined) return [];
      return {
        location: { uri: project.uris.toClient(uri), range: places.range(other, span) },
        message: onScreen(message),
      };
    });
    return {
      range: places.range(document, finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      codeDescription: { href: docsUrl(finding.code) },
      source: 'magnet',
      message: onScreen(finding.message),
      data: finding.data,
      ...(finding.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
      ...(related.length > 0 ? { relatedInformation: related } : {}),
    };
  }
}

function stillLooking(more: number, unchecked: number): string {
  const known = more > 0 ? `${more} more findings in this file are not shown, and ` : '';
  return `${known}${unchecked} functions of this file are still being looked at; this list completes itself.`;
}

function notShown(more: number): string {
  return `${more} more findings in this file are not shown. Raise magnet.diagnostics.maxPerFile to see them.`;
}

/** Says that work was ended, and which. */
function endedNotice(message: string): Diagnostic {
  return { ...notice(message), severity: DiagnosticSeverity.Warning, code: 'work-ended' };
}

/** What closes a list that is not complete. */
function notice(message: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    code: 'too-many-findings',
    source: 'magnet',
    message,
  };
}
