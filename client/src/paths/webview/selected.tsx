import type { EditorProps } from './editor-props.ts';
import { shortName } from './find.ts';

/** What can be done with the chosen call and its turn. */
export function SelectedCall({ state, entry, check, actions }: EditorProps) {
  const { at } = state;
  const turn = entry.turns[at.turn];
  if (turn === undefined) return null;
  const id = turn.functions[at.call];
  const behind = entry.turns.some(({ kind }, row) => row > at.turn && kind === 'call');
  const last = at.call === turn.functions.length - 1;
  if (id === undefined)
    return (
      <section class="chosen" aria-label="The chosen turn">
        <span>Something is missing in turn {at.turn + 1}</span>
        <button type="button" class="button small" title="Del" onClick={actions.drop}>
          Drop
        </button>
      </section>
    );
  return (
    <section class="chosen" aria-label="The chosen call">
      <span class="chosen-name">
        <b>{shortName(id)}</b> in turn {at.turn + 1}
      </span>
      <button type="button" class="button small" title="[" onClick={() => actions.move(-1)}>
        Earlier
      </button>
      <button type="button" class="button small" title="]" onClick={() => actions.move(1)}>
        Later
      </button>
      <button type="button" class="button small" title="Del" onClick={actions.drop}>
        Drop
      </button>
      <button
        type="button"
        class="button small"
        title={last ? 'The last call of a turn is what the user asks for' : 'I: the user does not ask for it'}
        aria-pressed={turn.origins[at.call] === 'insert'}
        aria-disabled={last}
        onClick={last ? undefined : actions.implicit}
      >
        Implicit
      </button>
      <button type="button" class="button small" title="S" aria-disabled={at.call < 1} onClick={actions.split}>
        Split Here
      </button>
      <button type="button" class="button small" title="J" aria-disabled={!behind} onClick={actions.join}>
        Join with Next
      </button>
      <button type="button" class="button small" onClick={actions.dropTurn}>
        Drop Turn
      </button>
      <button type="button" class="button small" title="Enter" onClick={actions.openSource}>
        Go to Source
      </button>
      <MissingBefore {...{ state, entry, check, actions }} />
    </section>
  );
}

/** Which gap stands before the chosen turn, of those that the rules of paths allow there. */
function MissingBefore({ state, entry, check, actions }: Pick<EditorProps, 'state' | 'entry' | 'check' | 'actions'>) {
  const { turn: row } = state.at;
  const gap = check?.gaps.find(({ turn }) => turn === row);
  const before = entry.turns[row - 1];
  const now = before === undefined || before.kind === 'call' ? '' : (before.missing?.parameter ?? '*');
  if (gap === undefined && now === '') return null;
  const parameters = gap?.parameters ?? [];
  return (
    <label class="missing">
      Missing before it
      <select
        class="field"
        value={now}
        onChange={({ currentTarget: { value } }) => {
          const id = gap?.function ?? before?.missing?.function ?? '';
          actions.setGap(value === '' ? undefined : { function: id, ...(value === '*' ? {} : { parameter: value }) });
        }}
      >
        <option value="">nothing</option>
        {(gap?.withhold === true || now === '*') && <option value="*">the function: it is withheld</option>}
        {now !== '' && now !== '*' && !parameters.includes(now) && <option value={now}>{now}</option>}
        {parameters.map((name) => (
          <option key={name} value={name}>
            {name}: the user does not say it
          </option>
        ))}
      </select>
    </label>
  );
}
