import type { InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../language/index.ts';
import { CodeActionKind, TextDocumentSyncKind } from './languageserver.ts';

/** The command behind "Set the severity of …": asks for a level and writes it into the folder's settings file. */
export const SET_SEVERITY = 'magnet.server.setSeverity';
/** States of a parameter, by its function's id and its name, that it names no record. */
export const NOT_REFERENCE = 'magnet.server.notReference';

/** Kinds of code action the server makes; `source.fixAll.magnet` is what fix on save asks for. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.magnet`;

/** What the client on the other end can do; every field has a safe answer for clients that say nothing. */
export interface ClientAbilities {
  readonly pullDiagnostics: boolean;
  readonly workspaceDiagnostics: boolean;
  readonly configuration: boolean;
  readonly watchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly diagnosticsRefresh: boolean;
  readonly codeLensRefresh: boolean;
  readonly semanticTokensRefresh: boolean;
  readonly inlayHintRefresh: boolean;
  readonly configurationRegistration: boolean;
  readonly changeAnnotations: boolean;
  readonly documentChanges: boolean;
  readonly snippets: boolean;
  readonly resolveEdits: boolean;
  readonly definitionLinks: boolean;
  /** Where the client shows Markdown; one that says nothing is taken to. */
  readonly markdown: { readonly hover: boolean; readonly completion: boolean; readonly signature: boolean };
}

/**
 * Told to ask again, Neovim (0.12) asks for the workspace alone where that is offered, and drops what the answer says of open
 * files: they would keep what a setting or another file has changed. Without the offer it asks for each open file.
 */
const WITHOUT_WORKSPACE: ReadonlySet<string | undefined> = new Set(['Neovim']);

export function readAbilities({ capabilities, clientInfo }: InitializeParams): ClientAbilities {
  const { workspace, textDocument } = capabilities;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    workspaceDiagnostics: !WITHOUT_WORKSPACE.has(clientInfo?.name),
    configuration: workspace?.configuration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    diagnosticsRefresh: workspace?.diagnostics?.refreshSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    semanticTokensRefresh: workspace?.semanticTokens?.refreshSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    resolveEdits: textDocument?.codeAction?.resolveSupport?.properties?.includes?.('edit') === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    markdown: {
      hover: takesMarkdown(textDocument?.hover?.contentFormat),
      completion: takesMarkdown(textDocument?.completion?.completionItem?.documentationFormat),
      signature: takesMarkdown(textDocument?.signatureHelp?.signatureInformation?.documentationFormat),
    },
  };
}

function takesMarkdown(formats: readonly string[] | undefined): boolean {
  return !Array.isArray(formats) || formats.length === 0 || formats.includes('markdown');
}

export function serverCapabilities(abilities: ClientAbilities): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    completionProvider: { triggerCharacters: ['@', ':', '"', '.', ' ', '|', '<', '*'], resolveProvider: true },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [','] },
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: { resolveProvider: false },
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: { resolveProvider: false },
    codeLensProvider: { resolveProvider: true },
    callHierarchyProvider: true,
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL_KIND],
      resolveProvider: true,
    },
    executeCommandProvider: { commands: [SET_SEVERITY, NOT_REFERENCE] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: [';', '\n'] },
    diagnosticProvider: abilities.pullDiagnostics
      ? { identifier: 'magnet', interFileDependencies: true, workspaceDiagnostics: abilities.workspaceDiagnostics }
      : undefined,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  } as ServerCapabilities;
}
