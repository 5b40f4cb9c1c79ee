import type { FunctionModel } from './model.ts';
import type { Reader } from './records.ts';

export interface Proposing extends Reader {
  readonly called: FunctionModel;
  /** The state is this world's own: it can say which records there are. */
  readonly knows: boolean;
}
