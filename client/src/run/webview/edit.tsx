import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RecordEdit } from '../../../../server/src/lsp/protocol.ts';
import { keepFocus } from '../../webview/focus.ts';
import { type EditAnswer, Editing, type EditTarget, editOf, sameTarget } from './editing.ts';
import { EditResult } from './editResult.tsx';

/** A pencil that opens the editor of one part. */
export function EditButton({ target, label }: { readonly target: EditTarget; readonly label: string }) {
  const editing = useContext(Editing);
  const button = useRef<HTMLButtonElement>(null);
  // Whoever turns back from the editor is where they came from; before the page looks whether the focus is lost.
  useLayoutEffect(() => {
    if (sameTarget(editing?.left, target)) keepFocus(button.current);
  }, [editing?.left]);
  if (editing === undefined || sameTarget(editing.target, target) || !(editing.isOurs || target.pair === true))
    return null;
  return (
    <button
      ref={button}
      type="button"
      class="link pencil"
      aria-label={label}
      title={label}
      onClick={() => editing.begin(target)}
    >
      {target.pair === true ? '⊕' : '✎'}
    </button>
  );
}

const PREVIEW_MS = 300;

/** Edits one part: what would follow is shown while it is typed, and written with a reason. */
export function Editor({ target }: { readonly target: EditTarget }) {
  const editing = useContext(Editing);
  const [text, setText] = useState(textOf(target));
  const [name, setName] = useState(target.kind === 'call' ? target.name : '');
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const edit = editOf(target, text, name);
  useEffect(() => {
    field.current?.focus();
  }, []);
  useEffect(() => {
    if (typeof edit === 'string' || target.pair === true) return;
    const timer = setTimeout(() => editing?.preview(edit), PREVIEW_MS);
    return () => clearTimeout(timer);
  }, [text, name]);
  if (editing === undefined) return null;
  // What was said of the text before is not true of this one.
  const answer = typeof edit === 'string' || isOfAnother(editing.answer, edit) ? undefined : editing.answer;
  const save = () => {
    if (typeof edit === 'string' || reason.trim() === '') return;
    if (target.pair === true) editing.makePair(edit, reason);
    else editing.save(edit, reason);
  };
  return (
    <form
      class="editor"
      aria-label={labelOf(target)}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') editing.cancel();
        else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {target.kind === 'call' && (
        <label>
          Function
          <input class="field mono" value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
      )}
      <label>
        {target.kind === 'text'
          ? 'Text'
          : target.kind === 'call'
            ? 'Arguments, as JSON'
            : `${target.parameter}, as JSON`}
        <textarea
          ref={field}
          dir={target.kind === 'text' ? 'auto' : 'ltr'}
          class={`field${target.kind === 'text' ? '' : ' mono'}`}
          rows={Math.min(14, Math.max(2, text.split('\n').length))}
          value={text}
          aria-invalid={typeof edit === 'string'}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {typeof edit === 'string' && (
        <p class="bad" role="alert">
          {edit}
        </p>
      )}
      {target.pair === true && answer === undefined ? (
        <p class="muted">This becomes the wrong side of a new pair; the record stays as it is.</p>
      ) : (
        <EditResult answer={answer} />
      )}
      <label>
        {target.pair === true ? 'Why is it wrong?' : 'Reason, kept with the original'}
        <input
          class="field"
          dir="auto"
          value={reason}
          required
          placeholder={target.pair === true ? 'What the model should have done instead' : 'Why is it changed?'}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div class="editor-buttons">
        <button
          type="submit"
          class="button primary"
          title="Ctrl+Enter"
          disabled={typeof edit === 'string' || reason.trim() === ''}
        >
          {target.pair === true ? 'Make Contrastive Pair' : 'Save'}
        </button>
        <button type="button" class="button" title="Esc" onClick={editing.cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** Whether what was answered is about an earlier text. A teacher's text comes from the server, with keys of its own. */
function isOfAnother(answer: EditAnswer, edit: RecordEdit): boolean {
  if (answer?.type !== 'edited') return false;
  const asked = answer.edit;
  if (asked.kind === 'text' && edit.kind === 'text') return asked.content !== edit.content;
  return JSON.stringify(asked) !== JSON.stringify(edit);
}

function labelOf(target: EditTarget): string {
  if (target.pair === true) return 'Make Contrastive Pair';
  if (target.kind === 'text') return 'Edit this text';
  return target.kind === 'call' ? 'Edit this call' : `Edit ${target.parameter}`;
}

function textOf(target: EditTarget): string {
  if (target.kind === 'text') return target.text;
  return JSON.stringify(target.kind === 'call' ? target.arguments : target.value, null, 2);
}
