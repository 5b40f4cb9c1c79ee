import type { CompletionItem } from 'vscode-languageserver';
import { type Completion, type CompletionKind, completeAt } from '../../language/index.ts';
import { contentOf, type SignatureDocument } from '../../signature/index.ts';
import { guard } from '../guard.ts';
import { CompletionItemKind, InsertTextFormat } from '../languageserver.ts';
import type { Session } from '../session.ts';
import { onCursor } from './feature.ts';
import { markdown } from './navigation.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  type: CompletionItemKind.TypeParameter,
  interface: CompletionItemKind.Interface,
  function: CompletionItemKind.Function,
  tag: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  keyword: CompletionItemKind.Keyword,
  namespace: CompletionItemKind.Module,
  snippet: CompletionItemKind.Snippet,
};

export function registerCompletion(session: Session): void {
  const { connection, log } = session;
  // Documentation is kept here until an item is looked at: a list of a thousand types must stay light.
  let shown: { readonly version: number; readonly completions: readonly Completion[] } = {
    version: 0,
    completions: [],
  };
  connection.onCompletion(
    onCursor(session, 'completion', null, (workspace, cursor) => {
      const completions = completeAt(workspace, cursor);
      shown = { version: shown.version + 1, completions };
      const { version } = shown;
      const items = completions.map((completion, index) =>
        toItem(session, cursor.document, completion, version, index),
      );
      return { isIncomplete: items.length >= 1_000, items };
    }),
  );
  connection.onCompletionResolve(
    guard(log, 'completionItem/resolve', { label: '' } as CompletionItem, (item) => {
      const data = item.data as { version?: unknown; index?: unknown } | undefined;
      if (data?.version !== shown.version || typeof data.index !== 'number') return item;
      const documentation = shown.completions[data.index]?.documentation;
      return documentation === undefined ? item : { ...item, documentation: markdown(documentation) };
    }),
  );
}

function toItem(
  session: Session,
  document: SignatureDocument,
  completion: Completion,
  version: number,
  index: number,
): CompletionItem {
  const snippet = completion.snippet === true;
  const plain = snippet && !session.client.snippets;
  const range = session.places.range(document, completion.span);
  return {
    label: completion.label,
    kind: KINDS[completion.kind],
    sortText: String(completion.rank ?? 5).padStart(3, '0') + completion.label,
    filterText: filterText(document, completion),
    insertTextFormat: snippet && !plain ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: plain ? withoutTabStops(completion.insert) : completion.insert },
    data: { version, index },
    ...(completion.also === undefined
      ? {}
      : {
          additionalTextEdits: completion.also.map(({ span, text }) => ({
            range: session.places.range(document, span),
            newText: text,
          })),
        }),
    ...(completion.detail === undefined || completion.detail === '' ? {} : { detail: completion.detail }),
  };
}

/** Clients filter by the text that is replaced: where it begins with a quote, so must the item. */
function filterText(document: SignatureDocument, { span, label, insert, filter }: Completion): string {
  if (filter !== undefined) return filter;
  return contentOf(document).startsWith('"', span.start) && insert.startsWith('"') ? `"${label}"` : label;
}

/** For clients without snippets: the sample texts stay, the tab stops go. */
export function withoutTabStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\{?\d+\}?/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
