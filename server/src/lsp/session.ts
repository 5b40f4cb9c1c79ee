import type { Connection } from 'vscode-languageserver';
import type { Workspace } from '../language/index.ts';
import { contentOf, type LineIndex, lineIndex, type SignatureDocument, type Span } from '../signature/index.ts';
import type { ClientAbilities } from './capabilities.ts';
import type { GraphService } from './graph.ts';
import type { Log } from './guard.ts';
import type { ObservedAnswers } from './observed.ts';
import type { Project } from './project.ts';
import type { Position, Range } from './text.ts';

/** What every handler is given. */
export interface Session {
  readonly connection: Connection;
  readonly log: Log;
  readonly project: Project;
  readonly client: ClientAbilities;
  readonly places: PositionMapper;
  /** False in an untrusted workspace: nothing is executed or sent then. */
  trusted(): boolean;
  readonly graph: GraphService;
  /** What runs of real worlds show of the functions. */
  readonly observed: ObservedAnswers;
  /** The workspace as it is now. */
  workspace(): Workspace;
  /** Resolves when the first search for files and the settings are there; later at once. */
  ready(): Promise<void>;
  /** Whether that first search is over. */
  searched(): boolean;
  /** Resolves when the client has said its settings. */
  configured(): Promise<void>;
  /** Called with every change of what is shown. @returns stops it */
  onChanged(listener: (reason: ChangeReason) => void): () => void;
  /** Says that something shown may differ by now. */
  changed(reason: ChangeReason): void;
  /** Called once before the server ends. */
  onShutdown(listener: () => Promise<void>): void;
}

/**
 * `edit`: a document the client has open; the client asks again by itself. `elsewhere`: settings, files, the graph.
 * `findings`: diagnostics that an earlier answer did not have yet.
 */
export type ChangeReason = 'edit' | 'elsewhere' | 'findings';

/** Translates between offsets and the protocol's positions, for open and for closed documents. */
export class PositionMapper {
  readonly #project: Project;
  readonly #closed = new WeakMap<SignatureDocument, LineIndex>();

  constructor(project: Project) {
    this.#project = project;
  }

  #index(document: SignatureDocument): Pick<LineIndex, 'positionAt' | 'offsetAt'> {
    const open = this.#project.opened(document.uri);
    if (open?.holds(document) === true) return open.buffer;
    const known = this.#closed.get(document);
    if (known !== undefined) return known;
    const index = lineIndex(contentOf(document));
    this.#closed.set(document, index);
    return index;
  }

  offset(document: SignatureDocument, position: Position): number {
    return this.#index(document).offsetAt(position);
  }

  position(document: SignatureDocument, offset: number): Position {
    return this.#index(document).positionAt(offset);
  }

  range(document: SignatureDocument, span: Span): Range {
    const index = this.#index(document);
    return { start: index.positionAt(span.start), end: index.positionAt(span.end) };
  }
}
