import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { SignatureDocument } from '../signature/index.ts';
import type { Session } from './session.ts';

/** Diagnostics of one document, with an id that is the same as long as they are. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Asks the rules about documents of the newest catalog and words the answers for the protocol. */
export class Findings {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  report(document: SignatureDocument): Report {
    const { catalog } = this.#session.project;
    const items = catalog.problems(document.uri).map(
      (problem): Diagnostic => ({
        range: this.#session.places.range(document, problem.span),
        severity: DiagnosticSeverity.Error,
        code: problem.code,
        source: 'magnet',
        message: Object.values(problem.data).join(' '),
      }),
    );
    return { items, resultId: createHash('sha1').update(JSON.stringify(items)).digest('base64url') };
  }
}
