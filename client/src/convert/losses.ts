import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  type ExtensionContext,
  languages,
  Range,
  Uri,
} from 'vscode';
import type { ConvertResult } from '../../../server/src/lsp/protocol.ts';
import { plainText } from '../notice.ts';

/** What the last conversion could not say, as problems on the source lines; replaced by the next conversion. */
export class LossList {
  static #instance: LossList | undefined;
  readonly #collection: DiagnosticCollection;

  static of(context: ExtensionContext): LossList {
    LossList.#instance ??= new LossList(context);
    return LossList.#instance;
  }

  private constructor(context: ExtensionContext) {
    this.#collection = languages.createDiagnosticCollection('magnet.convert');
    context.subscriptions.push(this.#collection, { dispose: () => (LossList.#instance = undefined) });
  }

  show(losses: ConvertResult['losses'], target: string): void {
    this.#collection.clear();
    const byFile = new Map<string, Diagnostic[]>();
    for (const { function: name, message, place } of losses) {
      const range = new Range(place.line, place.character, place.line, place.character);
      const diagnostic = new Diagnostic(range, plainText(`${name}: ${message}`), DiagnosticSeverity.Information);
      diagnostic.source = `magnet convert to ${target}`;
      byFile.set(place.uri, [...(byFile.get(place.uri) ?? []), diagnostic]);
    }
    for (const [uri, diagnostics] of byFile) this.#collection.set(Uri.parse(uri), diagnostics);
  }
}
