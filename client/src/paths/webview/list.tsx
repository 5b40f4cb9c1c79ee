import { plural } from '../../plural.ts';
import type { PathActions } from './actions.ts';
import { shortName } from './find.ts';
import { checkOf, type Entry, errorsOf, isEdited, type State } from './state.ts';

interface ListProps {
  readonly state: State;
  readonly actions: PathActions;
}

/** The paths: one stop of the Tab key, in which arrows choose. */
export function PathList({ state, actions }: ListProps) {
  const { entries, index } = state;
  return (
    <nav class="list" aria-label="Paths">
      <div
        class="rows scroll"
        role="listbox"
        tabIndex={0}
        aria-label={plural(entries.length, 'path')}
        aria-activedescendant={entries.length === 0 ? undefined : `path-${index}`}
        onKeyDown={(event) => {
          const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: entries.length - 1 }[event.key];
          if (to === undefined) return;
          event.preventDefault();
          actions.pickAt(to);
        }}
      >
        {entries.map((entry, at) => (
          <Row key={`${at} ${entry.name}`} entry={entry} at={at} state={state} pick={() => actions.pickAt(at)} />
        ))}
      </div>
      <div class="list-actions">
        <button type="button" class="button small" onClick={actions.addPath}>
          New
        </button>
        <button type="button" class="button small" aria-disabled={entries.length === 0} onClick={actions.copyPath}>
          Copy
        </button>
        <button type="button" class="button small" aria-disabled={entries.length === 0} onClick={actions.removePath}>
          Remove
        </button>
        <button type="button" class="button small" aria-disabled={entries.length === 0} onClick={actions.save}>
          Save…
        </button>
      </div>
    </nav>
  );
}

/** Calls whose names a row shows: more would be cut off at any width. */
const NAMED = 8;

/** `list_projects ▸ create_issue ▸ …`: what a person tells paths apart by. */
function callsOf({ turns }: Entry): string {
  const names = turns.flatMap(({ functions }) => functions.map(shortName));
  return [...names.slice(0, NAMED), ...(names.length > NAMED ? ['…'] : [])].join(' ▸ ');
}

interface RowProps {
  readonly entry: Entry;
  readonly at: number;
  readonly state: State;
  pick(): void;
}

function Row({ entry, at, state, pick }: RowProps) {
  const current = at === state.index;
  const calls = entry.turns.reduce((sum, turn) => sum + turn.functions.length, 0);
  return (
    <div
      id={`path-${at}`}
      class={`row${current ? ' current' : ''}`}
      role="option"
      tabIndex={-1}
      aria-selected={current}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={pick}
      onKeyDown={(event) => event.key === 'Enter' && pick()}
    >
      <span class="row-name">
        {at + 1} · {callsOf(entry) || entry.name}
      </span>
      <span class="row-note muted">
        {plural(entry.turns.length, 'turn')}, {plural(calls, 'call')} · {entry.name}
        {isEdited(entry) && ' · edited'}
        <Verdict check={checkOf(state, at)} />
      </span>
    </div>
  );
}

function Verdict({ check }: { readonly check: ReturnType<typeof checkOf> }) {
  if (check === undefined) return <> · checking…</>;
  const errors = errorsOf(check).length;
  const notes = check.problems.length - errors;
  if (errors > 0) return <span class="bad"> · ✗ {plural(errors, 'error')}</span>;
  return notes > 0 ? <> · {plural(notes, 'note')}</> : null;
}
