import { plural } from '../../plural.ts';
import type { PathActions } from './actions.ts';
import type { State } from './state.ts';

interface CoverageProps {
  readonly state: State;
  readonly actions: PathActions;
}

/** What all paths touch together, and what is made of them. */
export function Coverage({ state, actions }: CoverageProps) {
  const coverage = state.checked?.version === state.version ? state.checked.result.coverage : undefined;
  const count = state.entries.length;
  return (
    <footer class="status">
      <span class="covers">
        {plural(count, 'path')} {count === 1 ? 'covers' : 'cover'}
      </span>
      <Meter label="functions" part={coverage?.functions} />
      <Meter label="edges" part={coverage?.edges} />
      <span class="said" role="status">
        {state.error !== undefined ? <span class="bad">{state.error}</span> : state.refused}
      </span>
      <span class="actions">
        <button type="button" class="button" onClick={actions.generateAll}>
          Generate from All
        </button>
        <button type="button" class="button primary" title="G" onClick={actions.generate}>
          Generate from Exactly This Path
        </button>
      </span>
    </footer>
  );
}

interface MeterProps {
  readonly label: string;
  readonly part: { readonly used: number; readonly of: number } | undefined;
}

/** `12 of 14 functions` with a bar; nothing is said while nobody has counted. */
function Meter({ label, part }: MeterProps) {
  if (part === undefined) return <span class="muted">counting {label}…</span>;
  return (
    <span class="meter">
      <span>
        <b>{part.used.toLocaleString('en')}</b> of {part.of.toLocaleString('en')} {label}
      </span>
      <meter aria-label={`${label} covered`} min={0} max={Math.max(1, part.of)} value={part.used} />
    </span>
  );
}
