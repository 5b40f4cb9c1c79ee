import type { CurateParams, GraphView, Place, SignaturePath } from '../../../server/src/lsp/protocol.ts';
import type { StartCommand } from '../webview/empty.tsx';

/** Formats the panel can be saved as. */
export const EXPORT_FORMATS = ['svg', 'png', 'dot', 'mermaid', 'json', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Extension → panel. */
export type ToGraph =
  | { readonly type: 'graph'; readonly view: GraphView; readonly minimumConfidence: number }
  | { readonly type: 'paths'; readonly paths: readonly SignaturePath[]; readonly index?: number }
  /** The cursor stands in this function, or a command asks for it. */
  | { readonly type: 'select'; readonly id: string; readonly focus: boolean }
  | { readonly type: 'failed'; readonly message: string };

/** Panel → extension. */
export type FromGraph =
  | { readonly type: 'ready' }
  /** `focus`: the editor takes the focus, and is opened where none shows. Else only an editor that is there follows. */
  | { readonly type: 'open'; readonly place: Place; readonly focus: boolean }
  | { readonly type: 'curate'; readonly edge: CurateParams }
  | { readonly type: 'samplePaths'; readonly start?: string }
  /** `data`: text, or base64 for `png`; for `html` the drawing, around which the server writes the page. */
  | { readonly type: 'export'; readonly format: ExportFormat; readonly data: string }
  | { readonly type: 'pathsClosed' }
  /** The paths as they are shown, from this one on, in the panel that changes them. */
  | { readonly type: 'editPath'; readonly index: number }
  | { readonly type: 'pathAsText'; readonly path: SignaturePath }
  | {
      readonly type: 'command';
      readonly command: StartCommand | 'magnet.sendCall' | 'magnet.generateFrom';
      readonly function?: string;
    };

/** What the panel keeps across reloads of the window. */
export interface GraphState {
  readonly selected?: string;
  readonly query: string;
  readonly kinds: readonly string[];
  readonly minimumConfidence: number;
  readonly category: string;
  readonly steps: number;
  readonly table: boolean;
}
