import { t } from '@vscode/l10n';
import { commands, EventEmitter, TabInputTextDiff, type TextEdit, Uri, window, workspace } from 'vscode';
import type { Magnet } from '../magnet.ts';
import { plainNotice } from '../notice.ts';

/** Texts that somebody proposes, and the emptiness that a new file is compared with. */
const SCHEME = 'magnet-proposal';

/** A change of one file that a person is asked about. */
export interface Proposal {
  readonly uri: Uri;
  /** Undefined where the file is new. */
  readonly before: string | undefined;
  readonly after: string;
  /** What the comparison is called. */
  readonly title: string;
  /** What the person is told beside it, in words. */
  readonly question: string;
}

const texts = new Map<string, string>();
const changed = new EventEmitter<Uri>();

/** Lets the editor show the texts that are proposed. */
export function registerProposals(magnet: Magnet): void {
  magnet.context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
  );
}

/**
 * Shows a change line by line beside what is there, and asks. Nothing is written here. The editor's own preview of changes
 * would leave every box empty: whoever clicks Apply there applies nothing.
 * @returns whether the person wants it
 */
export async function isWanted({ uri, before, after, title, question }: Proposal): Promise<boolean> {
  const proposed = Uri.from({ scheme: SCHEME, path: uri.path, query: 'after' });
  const empty = Uri.from({ scheme: SCHEME, path: uri.path, query: 'before' });
  texts.set(proposed.toString(), after);
  changed.fire(proposed);
  await commands.executeCommand('vscode.diff', before === undefined ? empty : uri, proposed, title);
  const apply = t('Apply');
  const answer = await window.showInformationMessage(plainNotice(question), apply, t('Leave It'));
  await closeComparison(proposed);
  texts.delete(proposed.toString());
  return answer === apply;
}

async function closeComparison(proposed: Uri): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === proposed.toString(),
  );
  if (shown.length > 0) await window.tabGroups.close(shown);
}

/** A text with edits applied that do not overlap. */
export async function withEdits(uri: Uri, edits: readonly TextEdit[]): Promise<{ before: string; after: string }> {
  const document = await workspace.openTextDocument(uri);
  const before = document.getText();
  const places = edits
    .map(({ range, newText }) => ({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      newText,
    }))
    .sort((left, right) => right.start - left.start);
  const after = places.reduce(
    (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
    before,
  );
  return { before, after };
}
