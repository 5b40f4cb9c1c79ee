import type { TestMessage } from 'vscode';
import type { Verdict } from '../../../server/src/lsp/protocol.ts';

/** The last verdict on an item of the tree. */
export interface TestOutcome {
  readonly verdict: Verdict;
  readonly message?: TestMessage;
}
