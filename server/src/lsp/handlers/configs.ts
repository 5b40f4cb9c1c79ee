import type { Diagnostic } from 'vscode-languageserver';
import { parseConfig } from '../../rules/index.ts';
import { lineIndex } from '../../signature/index.ts';
import { DiagnosticSeverity } from '../languageserver.ts';
import type { Session } from '../session.ts';

/** Changes within this time are looked at once. */
const CALM_MS = 400;

/** The list without problems, as it is compared. */
const NONE = '[]';

/**
 * Sends what is wrong in each `magnet.config.jsonc`, on its line, open or not: no client pulls for a file that is no
 * signature file. While it is being edited its text in the editor counts.
 */
export function registerConfigDiagnostics(session: Session): void {
  const { connection, log, project } = session;
  const sent = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const send = async () => {
    await session.ready();
    const { files } = project.configs;
    for (const uri of new Set([...files.keys(), ...sent.keys()])) {
      const diagnostics = problemsOf(project.openText(uri) ?? files.get(uri)?.text ?? '');
      const content = JSON.stringify(diagnostics);
      if (content === (sent.get(uri) ?? NONE)) continue;
      sent.set(uri, content);
      await connection.sendDiagnostics({ uri: project.uris.toClient(uri), diagnostics });
    }
  };
  session.onChanged(() => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void send().catch((error: unknown) => log.error(`Checking the settings failed: ${String(error)}`)),
      CALM_MS,
    );
  });
  session.onShutdown(async () => clearTimeout(timer));
}

function problemsOf(text: string): Diagnostic[] {
  if (text === '') return [];
  const lines = lineIndex(text);
  return parseConfig(text).problems.map(({ span, message }) => ({
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
    severity: DiagnosticSeverity.Warning,
    code: 'setting-wrong',
    source: 'magnet',
    message: `${message}; this item is left out.`,
  }));
}
