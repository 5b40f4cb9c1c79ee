import process from 'node:process';
import * as vscode from 'vscode';
import { settingValue } from '../../server/src/settings/index.ts';
import type { Magnet } from './magnet.ts';
import { TOOL_FILE_GLOB, type ToolFiles } from './toolFiles.ts';

/** As the manifest names it (`contributes.mcpServerDefinitionProviders`). */
const PROVIDER = 'magnet.mockServer';

/** What VS Code has from 1.101 on; the floor's types do not know it. */
interface McpSupport {
  readonly lm: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
        provideMcpServerDefinitions(): Promise<readonly unknown[]>;
      },
    ): vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: string[],
    env: Record<string, string>,
    version: string,
  ) => unknown;
}

/**
 * Offers the simulated world of a folder's signatures to the editor's agents, as one MCP server a folder: where the editor
 * can take servers from extensions, the workspace is trusted and the setting asks for it.
 */
export function registerMockServer({ context, toolFiles }: Magnet): void {
  const { lm, McpStdioServerDefinition: Definition } = vscode as unknown as McpSupport;
  if (!takesServers(vscode.version)) return;
  if (lm?.registerMcpServerDefinitionProvider === undefined || Definition === undefined) return;
  const changed = new vscode.EventEmitter<void>();
  const { version } = context.extension.packageJSON as { version: string };
  const main = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli', 'main.mjs').fsPath;
  const tell = () => changed.fire();
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(tell),
    vscode.workspace.onDidChangeWorkspaceFolders(tell),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('magnet.mockServer.enabled') || event.affectsConfiguration('magnet.files')) tell();
    }),
    toolFiles.onPublished(tell),
    lm.registerMcpServerDefinitionProvider(PROVIDER, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: async () => {
        const folders = mockedFolders();
        const files = await Promise.all(folders.map((folder) => signatureFiles(folder, toolFiles)));
        return folders.flatMap(({ name }, index) => {
          const read = files[index] ?? [];
          const args = [main, 'mock', '--stdio', ...read];
          return read.length === 0
            ? []
            : [new Definition(`Magnet mock: ${name}`, process.execPath, args, RUN_AS_NODE, version)];
        });
      },
    }),
  );
}

/** VS Code 1.100 has the function too, still as a proposal, and throws when an extension calls it. */
function takesServers(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= 101;
}

/** The running program is Electron, which this makes behave as Node. */
const RUN_AS_NODE = { ELECTRON_RUN_AS_NODE: '1' };

function mockedFolders(): vscode.WorkspaceFolder[] {
  if (!vscode.workspace.isTrusted) return [];
  return (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) =>
      uri.scheme === 'file' && settingValue('mockServer.enabled', configuration(uri).get('mockServer.enabled')),
  );
}

/** Files handed over at most: a command line is not endless. */
const MAX_FILES = 200;

/** What the language server reads as signatures of a folder. */
async function signatureFiles(folder: vscode.WorkspaceFolder, { globs, uris }: ToolFiles): Promise<string[]> {
  const patterns = [
    ...['**/*.fsig', TOOL_FILE_GLOB].map((glob) => new vscode.RelativePattern(folder, glob)),
    ...globs
      .filter((named) => isWithin(named.folder, folder.uri))
      .map((named) => new vscode.RelativePattern(named.folder, named.glob)),
  ];
  const found = await Promise.all(
    patterns.map((pattern) => vscode.workspace.findFiles(pattern, '**/node_modules/**', MAX_FILES)),
  );
  const treated = uris.map((uri) => vscode.Uri.parse(uri)).filter((uri) => isWithin(uri, folder.uri));
  const files = [...found.flat(), ...treated].map(({ fsPath }) => fsPath);
  return [...new Set(files)].sort().slice(0, MAX_FILES);
}

function isWithin(uri: vscode.Uri, folder: vscode.Uri): boolean {
  return uri.toString() === folder.toString() || uri.toString().startsWith(`${folder.toString()}/`);
}

function configuration(folder: vscode.Uri): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('magnet', folder);
}
