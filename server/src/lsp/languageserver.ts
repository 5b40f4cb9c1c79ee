// The values that the server takes from the protocol's library, in one place: the bundle copies the library's 300 names once for
// every module that imports a value from it. Types cost nothing and are imported from the library.
export {
  CancellationTokenSource,
  CodeActionKind,
  CodeLensRefreshRequest,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  FoldingRangeKind,
  InsertTextFormat,
  LSPErrorCodes,
  ResponseError,
  SemanticTokensBuilder,
  SymbolKind,
  SymbolTag,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
