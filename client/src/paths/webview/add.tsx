import { useState } from 'preact/hooks';
import type { EditorProps } from './editor-props.ts';
import { offered } from './find.ts';

/** Adds a call behind the chosen one: what the path leads to is offered first. */
export function AddCall({ state, check, entry, actions, addBox }: EditorProps) {
  const [text, setText] = useState('');
  const add = (ownTurn: boolean) => {
    if (actions.addFunction(text, ownTurn)) setText('');
  };
  const toTurn = entry.turns[state.at.turn]?.kind === 'call';
  return (
    <form
      class="add"
      aria-label="Add a call"
      onSubmit={(event) => {
        event.preventDefault();
        add(!toTurn);
      }}
    >
      <label>
        Add
        <input
          ref={addBox}
          class="field"
          list="functions"
          placeholder="a function"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            document.querySelector<HTMLElement>('.turns [tabindex="0"]')?.focus();
          }}
        />
      </label>
      <datalist id="functions">
        {offered(state.functions ?? [], text, check?.next ?? []).map(({ id, description }) => (
          <option key={id} value={id} label={`${id}: ${description.slice(0, 80)}`} />
        ))}
      </datalist>
      {toTurn && (
        <button type="submit" class="button small">
          Add to Turn {state.at.turn + 1}
        </button>
      )}
      <button type={toTurn ? 'button' : 'submit'} class="button small" onClick={toTurn ? () => add(true) : undefined}>
        Add as a Turn
      </button>
    </form>
  );
}
