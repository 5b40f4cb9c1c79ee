import { useEffect, useState } from 'preact/hooks';
import type {
  ReadRecordResult,
  RecordSummary,
  ReviewResult,
  ReviewState,
} from '../../../../server/src/lsp/protocol.ts';

interface ReviewBarProps {
  readonly record: ReadRecordResult;
  readonly summary: RecordSummary | undefined;
  readonly undoable: ReviewResult['undoable'];
  decide(state: ReviewState): void;
  undo(): void;
  note(text: string): void;
}

const DECISIONS = [
  { state: 'accepted', words: 'Accept', sign: '✓', key: 'A' },
  { state: 'rejected', words: 'Reject', sign: '✗', key: 'X' },
  { state: 'flagged', words: 'Flag', sign: '⚑', key: 'F' },
] as const;

/** What is decided about the record, and how it was edited. */
export function ReviewBar({ record, summary, undoable, decide, undo, note }: ReviewBarProps) {
  const state = summary?.review ?? 'unreviewed';
  const [text, setText] = useState(summary?.note ?? '');
  useEffect(() => setText(summary?.note ?? ''), [record.id, summary?.note]);
  const edits = record.review?.edits ?? [];
  return (
    <section class="review-bar" aria-label="Review">
      {DECISIONS.map((decision) => (
        <button
          key={decision.state}
          type="button"
          class="button small"
          aria-pressed={state === decision.state}
          title={`${decision.words} (${decision.key})`}
          onClick={() => decide(state === decision.state ? 'unreviewed' : decision.state)}
        >
          <span aria-hidden="true">{decision.sign}</span> {decision.words}
        </button>
      ))}
      <input
        class="field note-field"
        dir="auto"
        placeholder="Note"
        aria-label="Note on this record"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={() => text !== (summary?.note ?? '') && note(text)}
      />
      {undoable !== undefined && (
        <button type="button" class="button small" title="Undo (U)" onClick={undo}>
          Undo{' '}
          {undoable.kind === 'edit' ? 'edit' : undoable.records === 1 ? 'decision' : `${undoable.records} decisions`}
        </button>
      )}
      {edits.length > 0 && (
        <span class="muted">
          ✎ edited: <bdi>{edits.join('; ')}</bdi>
        </span>
      )}
    </section>
  );
}
