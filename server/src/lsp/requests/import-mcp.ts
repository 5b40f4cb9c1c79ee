import { buildCatalog, locate, parseDocument, writeSignatures } from '../../signature/index.ts';
import { refused } from '../guard.ts';
import type { ImportMcpParams, ImportMcpResult } from '../protocol.ts';
import { placeOf } from '../scope.ts';
import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/** Asks an MCP server for its tools. The client has shown the person what runs, and heard yes. */
export function registerImportMcp(session: Session): void {
  onRequest(session, 'magnet/importMcp', async (params, token): Promise<ImportMcpResult> => {
    requireTrust(session, 'Asking an MCP server');
    const { importMcp, McpError } = await import('../../world/index.ts');
    try {
      const { text, server } = await importMcp(targetOf(params), { signal: signalOf(token) });
      const document = parseDocument(`mcp:${encodeURIComponent(server.name)}`, text, { kind: 'json', dialect: 'mcp' });
      const { entries } = buildCatalog([document]);
      const written = writeSignatures(entries, 'fsig');
      const byId = new Map(entries.map((entry) => [entry.id, entry]));
      const losses = written.losses.flatMap(({ id, part, message }) => {
        const entry = byId.get(id);
        const start = entry === undefined ? undefined : locate(entry, part)?.start;
        return entry === undefined ? [] : [{ function: id, message, place: placeOf(session, entry, start ?? 0) }];
      });
      return { text: written.text, language: 'fsig', losses, functions: entries.length, server: server.name };
    } catch (error) {
      if (!(error instanceof McpError)) throw error;
      const said = error.stderr.trim().slice(-2_000);
      throw refused(said === '' ? error.message : `${error.message} It wrote: ${said}`);
    }
  });
}

function targetOf({ command, args, url }: ImportMcpParams) {
  if (typeof url === 'string') return { kind: 'http', url } as const;
  if (typeof command !== 'string' || command === '') throw refused('Neither a command nor a URL was given.');
  const words = Array.isArray(args) ? args.map(String) : [];
  return { kind: 'stdio', command, args: words } as const;
}
