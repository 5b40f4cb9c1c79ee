import type { Diagnostic } from 'vscode-languageserver';
import type { CurationProblem } from '../../graph/index.ts';
import { lineIndex } from '../../signature/index.ts';
import { DiagnosticSeverity } from '../languageserver.ts';
import type { Session } from '../session.ts';

/** Changes within this time are looked at once. */
const CALM_MS = 400;

/** The list without problems, as it is compared. */
const NONE = '[]';

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} satisfies Record<CurationProblem['severity'], DiagnosticSeverity>;

const DOCS = 'https://github.com/magnet-tools/magnet-vscode/blob/main/docs/graph.md#curation-magnetgraphjson';

/**
 * Sends what is wrong in `magnet.graph.json`, open or not: the file is no signature file, so no client pulls for it.
 * While it is being edited its text in the editor counts.
 */
export function registerCurationDiagnostics(session: Session): void {
  const { connection, graph, log, project } = session;
  let timer: NodeJS.Timeout | undefined;
  let last: { readonly uri: string; readonly content: string } = { uri: '', content: NONE };
  const send = async () => {
    await session.ready();
    await graph.reload();
    const key = graph.curationUri;
    const text = project.openText(key) ?? graph.curationText;
    // Without the file nobody waits for the graph here.
    if (text !== '') graph.deriveIfQuick();
    const diagnostics = text === '' ? [] : worded(text, graph.curationProblems(text));
    const content = JSON.stringify(diagnostics);
    const uri = key === '' ? last.uri : project.uris.toClient(key);
    const before = last;
    last = { uri, content };
    if (before.uri !== uri && before.content !== NONE) {
      await connection.sendDiagnostics({ uri: before.uri, diagnostics: [] });
    }
    // Of a file about which nothing was said, nothing is taken back.
    const shown = before.uri === uri ? before.content : NONE;
    if (content !== shown) await connection.sendDiagnostics({ uri, diagnostics });
  };
  session.onChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void send().catch((error: unknown) => log.error(`Checking the curation file failed: ${String(error)}`)),
      CALM_MS,
    );
  });
  session.onShutdown(async () => clearTimeout(timer));
}

function worded(text: string, problems: readonly CurationProblem[]): Diagnostic[] {
  const lines = lineIndex(text);
  return problems.map(({ span, severity, code, message }) => ({
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    severity: SEVERITIES[severity],
    code,
    codeDescription: { href: DOCS },
    source: 'magnet',
    message,
  }));
}
