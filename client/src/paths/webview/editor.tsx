import type { PathCheck, PathProblem, PathTurn } from '../../../../server/src/lsp/protocol.ts';
import { plural } from '../../plural.ts';
import type { PathActions } from './actions.ts';
import { AddCall } from './add.tsx';
import type { At } from './edit.ts';
import type { EditorProps } from './editor-props.ts';
import { shortName } from './find.ts';
import { SelectedCall } from './selected.tsx';
import { errorsOf, isEdited } from './state.ts';

/** One path, turn by turn: chosen with the arrows, changed by keys or by the buttons below. */
export function Editor(props: EditorProps) {
  const { state, entry, check, actions, onKey } = props;
  return (
    <>
      <header class="path-head">
        <h1>
          Path {state.index + 1} <span class="muted">of {state.entries.length}</span>
        </h1>
        <span class="muted name">
          {entry.name} · {plural(entry.turns.length, 'turn')}
          {isEdited(entry) && ' · edited'}
        </span>
        <span class="actions">
          <button
            type="button"
            class="button small"
            title="U"
            aria-disabled={entry.undo.length === 0}
            onClick={actions.undo}
          >
            Undo
          </button>
          <button
            type="button"
            class="button small"
            title="Y"
            aria-disabled={entry.redo.length === 0}
            onClick={actions.redo}
          >
            Redo
          </button>
          <button type="button" class="button small" aria-disabled={!isEdited(entry)} onClick={actions.reset}>
            As It Was
          </button>
          <button type="button" class="button small" onClick={actions.showInGraph}>
            Show in Graph
          </button>
        </span>
      </header>
      <p class="verdict" role="status">
        <Said check={check} />
      </p>
      {entry.turns.length === 0 && <p class="muted">The path is empty. Add its first call below.</p>}
      <ol class="turns" aria-label="Turns" onKeyDown={onKey}>
        {entry.turns.map((turn, row) => (
          // A path has no other identity for a turn than its place.
          <Turn key={row} turn={turn} row={row} at={state.at} problems={problemsAt(check, row)} actions={actions} />
        ))}
      </ol>
      <SelectedCall {...props} />
      <AddCall {...props} />
    </>
  );
}

/** What the check says in one sentence; a path that nobody has looked at is not called sound. */
function Said({ check }: Pick<EditorProps, 'check'>) {
  if (check === undefined) return <span class="muted">Checking…</span>;
  const errors = errorsOf(check);
  const whole = check.problems.filter(({ turn }) => turn === undefined);
  if (errors.length > 0)
    return (
      <span class="bad">
        ✗ {whole[0]?.message ?? `${plural(errors.length, 'error')}: nothing can be generated from it.`}
      </span>
    );
  const notes = check.problems.length;
  return (
    <>
      <span class="good">✓ sound</span>
      {notes > 0 && <span class="muted"> · {plural(notes, 'note')}</span>}
    </>
  );
}

function problemsAt(check: PathCheck | undefined, row: number): readonly PathProblem[] {
  return check?.problems.filter(({ turn }) => turn === row) ?? [];
}

interface TurnProps {
  readonly turn: PathTurn;
  readonly row: number;
  readonly at: At;
  readonly problems: readonly PathProblem[];
  readonly actions: PathActions;
}

function Turn({ turn, row, at, problems, actions }: TurnProps) {
  const wrong = problems.some(({ severity }) => severity === 'error');
  return (
    <li class={`turn${turn.kind === 'call' ? '' : ' null'}${wrong ? ' wrong' : ''}`}>
      <span class="turn-name muted">Turn {row + 1}</span>
      <span class="calls">
        {turn.functions.length === 0 ? (
          <Place at={{ turn: row, call: -1 }} selected={at} actions={actions} label={gapText(turn)}>
            <span class="null-turn">
              {'{ }'} {gapText(turn)}
            </span>
          </Place>
        ) : (
          turn.functions.map((id, call) => (
            <span key={`${call} ${id}`}>
              {call > 0 && <span class="muted arrow">▸</span>}
              <Place at={{ turn: row, call }} selected={at} actions={actions} title={id}>
                {shortName(id)}
                <Origin origin={turn.origins[call]} />
              </Place>
            </span>
          ))
        )}
      </span>
      {problems.length > 0 && (
        <ul class="problems">
          {problems.map(({ severity, code, call, message }) => (
            <li key={`${code} ${call} ${message}`} class={severity === 'error' ? 'bad' : 'muted'}>
              {severity === 'error' ? '✗ ' : ''}
              {message}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Origin({ origin }: { readonly origin: PathTurn['origins'][number] | undefined }) {
  if (origin === 'insert') return <span class="origin">implicit</span>;
  if (origin === 'insert-recall') return <span class="origin">recalled</span>;
  return null;
}

/** `asks without date`, `find_flights is withheld`. */
function gapText({ kind, missing }: PathTurn): string {
  if (missing === undefined) return kind;
  const name = shortName(missing.function);
  return kind === 'miss_func' ? `${name} is withheld` : `${missing.parameter ?? 'a value'} of ${name} is left out`;
}

interface PlaceProps {
  readonly at: At;
  readonly selected: At;
  readonly actions: PathActions;
  readonly label?: string;
  readonly title?: string;
  readonly children: preact.ComponentChildren;
}

/** A call, or a gap: all of a path are one stop of the Tab key, which the arrows go through. */
function Place({ at, selected, actions, label, title, children }: PlaceProps) {
  const current = at.turn === selected.turn && at.call === selected.call;
  return (
    <button
      type="button"
      class={`call${current ? ' current' : ''}`}
      aria-pressed={current}
      aria-label={label}
      title={title}
      tabIndex={current ? 0 : -1}
      ref={(element) => {
        // The arrows take the focus along; a choice made elsewhere does not.
        const active = document.activeElement;
        if (current && element !== active && active?.closest('.turns') != null) element?.focus();
      }}
      onClick={() => actions.select(at)}
    >
      {children}
    </button>
  );
}
