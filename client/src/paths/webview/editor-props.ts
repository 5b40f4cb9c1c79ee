import type { RefObject } from 'preact';
import type { PathCheck } from '../../../../server/src/lsp/protocol.ts';
import type { PathActions } from './actions.ts';
import type { Entry, State } from './state.ts';

export interface EditorProps {
  readonly state: State;
  readonly entry: Entry;
  /** Undefined while nobody has looked. */
  readonly check: PathCheck | undefined;
  readonly actions: PathActions;
  readonly addBox: RefObject<HTMLInputElement>;
  onKey(event: KeyboardEvent): void;
}
