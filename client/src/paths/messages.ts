import type {
  CheckPathsResult,
  FunctionItem,
  GivenPath,
  PathsParams,
  PathTurn,
} from '../../../server/src/lsp/protocol.ts';
import type { StartCommand } from '../webview/empty.tsx';

/** How paths are sampled, as the panel's fields hold it. */
export interface PathsForm {
  readonly seed: string;
  readonly count: number;
  readonly length: number;
  readonly merge: number;
  readonly mode: NonNullable<PathsParams['mode']>;
  /** Function that every walk starts at; '' for each in turn. */
  readonly start: string;
}

/** A path as the panel takes it over: sampled, out of records, or edited before. */
export interface ShownPath {
  /** What a person knows it by: its seed, the test it comes from. */
  readonly name: string;
  readonly turns: readonly PathTurn[];
}

/** Extension → panel. */
export type ToPaths =
  /** What the workspace holds; sent again when it changes. */
  | {
      readonly type: 'functions';
      readonly functions: readonly Pick<FunctionItem, 'id' | 'description'>[];
      readonly form: PathsForm;
    }
  | { readonly type: 'paths'; readonly paths: readonly ShownPath[]; readonly index: number }
  /** The answer to the check of the same number. */
  | { readonly type: 'checked'; readonly check: number; readonly result: CheckPathsResult }
  | { readonly type: 'failed'; readonly message: string };

/** Panel → extension. */
export type FromPaths =
  | { readonly type: 'ready' }
  | { readonly type: 'sample'; readonly form: PathsForm }
  | { readonly type: 'check'; readonly check: number; readonly paths: readonly GivenPath[] }
  | { readonly type: 'open'; readonly function: string }
  | { readonly type: 'graph'; readonly paths: readonly ShownPath[]; readonly index: number }
  | { readonly type: 'generate'; readonly paths: readonly GivenPath[] }
  | { readonly type: 'save'; readonly paths: readonly GivenPath[] }
  | { readonly type: 'command'; readonly command: StartCommand };

/** What the panel keeps across reloads of the window. */
export interface PathsState {
  readonly form?: PathsForm;
  readonly paths: readonly ShownPath[];
  readonly index: number;
}
