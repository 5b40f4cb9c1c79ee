import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { type Completion, type CompletionKind, completeAt, completeNaming } from '../../language/index.ts';
import { onScreenLine } from '../../page/index.ts';
import { contentOf, lineIndex, type SourceText, type Span } from '../../signature/index.ts';
import { isCuration } from '../graph.ts';
import { guard } from '../guard.ts';
import { CompletionItemKind, InsertTextFormat } from '../languageserver.ts';
import type { Session } from '../session.ts';
import type { Range } from '../text.ts';
import { markup } from './navigation.ts';

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
  const list = (completions: readonly Completion[], text: SourceText, rangeOf: RangeOf): CompletionList => {
    shown = { version: shown.version + 1, completions };
    const { version } = shown;
    const items = completions.map((completion, index) => ({
      ...toItem(session, text, completion, rangeOf),
      data: { version, index },
    }));
    return { isIncomplete: items.length >= 1_000, items };
  };
  connection.onCompletion(
    guard(log, 'completion', null as CompletionList | null, async ({ textDocument, position }) => {
      await session.ready();
      const { project, places } = session;
      const key = project.uris.key(textDocument.uri);
      const document = project.document(key);
      const naming = document === undefined && isCuration(key) ? project.openText(key) : undefined;
      if (document !== undefined)
        return list(
          completeAt(session.workspace(), { document, offset: places.offset(document, position) }),
          contentOf(document),
          (span) => places.range(document, span),
        );
      if (naming === undefined) return null;
      const lines = lineIndex(naming);
      return list(completeNaming(session.workspace(), naming, lines.offsetAt(position)), naming, ({ start, end }) => ({
        start: lines.positionAt(start),
        end: lines.positionAt(end),
      }));
    }),
  );
  connection.onCompletionResolve(
    guard(log, 'completionItem/resolve', { label: '' } as CompletionItem, (item) => {
      const data = item.data as { version?: unknown; index?: unknown } | undefined;
      if (data?.version !== shown.version || typeof data.index !== 'number') return item;
      const known = shown.completions[data.index]?.documentation;
      const documentation = typeof known === 'function' ? known() : known;
      return documentation === undefined
        ? item
        : { ...item, documentation: markup(session, 'completion', documentation) };
    }),
  );
}

type RangeOf = (span: Span) => Range;

function toItem(session: Session, text: SourceText, completion: Completion, rangeOf: RangeOf): CompletionItem {
  const snippet = completion.snippet === true;
  const plain = snippet && !session.client.snippets;
  return {
    label: onScreenLine(completion.label),
    kind: KINDS[completion.kind],
    sortText: String(completion.rank ?? 5).padStart(3, '0') + completion.label,
    filterText: filterText(text, completion),
    insertTextFormat: snippet && !plain ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: rangeOf(completion.span),
      newText: plain ? withoutTabStops(completion.insert) : completion.insert,
    },
    ...(completion.also === undefined
      ? {}
      : { additionalTextEdits: completion.also.map(({ span, text: newText }) => ({ range: rangeOf(span), newText })) }),
    ...(completion.detail === undefined || completion.detail === '' ? {} : { detail: onScreenLine(completion.detail) }),
  };
}

/** Clients filter by the text that is replaced: where it begins with a quote, so must the item. */
function filterText(text: SourceText, { span, label, insert, filter }: Completion): string {
  if (filter !== undefined) return filter;
  return text.startsWith('"', span.start) && insert.startsWith('"') ? `"${label}"` : label;
}

/** For clients without snippets: the sample texts stay, the tab stops go. */
export function withoutTabStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\{?\d+\}?/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
