import type { PathOperation, PathTurn, SignaturePath } from '../../../../server/src/lsp/protocol.ts';
import { operationLabel } from '../../paths/labels.ts';
import { STAGES, type Stage } from './state.ts';

export interface StripProps {
  readonly paths: readonly SignaturePath[];
  readonly index: number;
  readonly stage: Stage;
  name(id: string): string;
  step(by: 1 | -1): void;
  setStage(stage: Stage): void;
  select(id: string): void;
  asText(path: SignaturePath): void;
  edit(index: number): void;
  close(): void;
}

const STAGE_NAMES: Record<Stage, string> = { walk: 'Walk', merge: 'Merge', insert: 'Insert', split: 'Split' };

/** One sampled path, turn by turn, before and after each operation. */
export function PathStrip(props: StripProps) {
  const { paths, index, stage } = props;
  const path = paths[index];
  if (path === undefined) return null;
  const at = STAGES.indexOf(stage);
  const before = at === 0 ? undefined : STAGES[at - 1];
  const done = path.operations.filter(({ op }) => op === stage);
  return (
    <section class="strip" aria-label="Sampled path">
      <div class="strip-head">
        <strong>
          Path {index + 1} of {paths.length}
        </strong>
        <button type="button" class="button small" aria-label="Previous path" title="," onClick={() => props.step(-1)}>
          ‹
        </button>
        <button type="button" class="button small" aria-label="Next path" title="." onClick={() => props.step(1)}>
          ›
        </button>
        <span class="muted seed" title={path.seed}>
          seed {path.seed} · {path.turns.length} turns
        </span>
        <fieldset class="stages">
          <legend class="sr-only">Show after</legend>
          {STAGES.map((name) => (
            <label key={name} class="pill chip">
              <input
                class="sr-only"
                type="radio"
                name="stage"
                checked={name === stage}
                onChange={() => props.setStage(name)}
              />
              {STAGE_NAMES[name]}
              {name !== 'walk' && <span class="count">{path.operations.filter(({ op }) => op === name).length}</span>}
            </label>
          ))}
        </fieldset>
        <span class="muted operations">{done.map((operation) => describe(operation, props)).join(' · ')}</span>
        <button type="button" class="button small" onClick={() => props.edit(index)}>
          Edit…
        </button>
        <button type="button" class="button small" onClick={() => props.asText(path)}>
          As text
        </button>
        <button type="button" class="button small" aria-label="Close paths" onClick={props.close}>
          ×
        </button>
      </div>
      {before !== undefined && done.length > 0 && <Turns label="before" turns={path.stages[before]} faded {...props} />}
      <Turns label={before === undefined || done.length === 0 ? '' : 'after'} turns={path.stages[stage]} {...props} />
    </section>
  );
}

function describe(operation: PathOperation, { name }: Pick<StripProps, 'name'>): string {
  return operationLabel(operation.op === 'merge' ? operation : { ...operation, function: name(operation.function) });
}

interface TurnsProps extends Pick<StripProps, 'name' | 'select'> {
  readonly label: string;
  readonly turns: readonly PathTurn[];
  readonly faded?: boolean;
}

function Turns({ label, turns, faded, name, select }: TurnsProps) {
  return (
    <div class={`turns scroll${faded === true ? ' faded' : ''}`}>
      {label !== '' && <span class="turns-label muted">{label}</span>}
      <ol>
        {turns.map((turn, index) => (
          // A path has no other identity for a turn than its place.
          <li key={`${index} ${turn.functions.join()}`} class={`turn ${turnClass(turn)}`}>
            <div class="turn-calls">
              {turn.kind === 'call' ? (
                turn.functions.map((id, call) => (
                  <span key={`${call} ${id}`}>
                    {call > 0 && <span class="muted"> ▸ </span>}
                    <button type="button" class="link plain" onClick={() => select(id)}>
                      {name(id)}
                    </button>
                  </span>
                ))
              ) : (
                <span class="null-turn">
                  {'{ }'} {turn.kind}
                </span>
              )}
            </div>
            <div class="turn-note">
              turn {index + 1}
              {note(turn, name)}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function turnClass(turn: PathTurn): string {
  if (turn.kind !== 'call') return 'null';
  if (turn.origins.includes('insert') || turn.origins.includes('insert-recall')) return 'inserted';
  return '';
}

function note(turn: PathTurn, name: (id: string) => string): string {
  if (turn.kind === 'miss_func') return ` · ${turn.missing === undefined ? '' : name(turn.missing.function)} withheld`;
  if (turn.kind === 'miss_params') return ` · asks for ${turn.missing?.parameter ?? 'a value'}`;
  const notes: string[] = [];
  if (turn.origins.includes('merge')) notes.push('merged');
  if (turn.origins.includes('insert')) notes.push('inserted, implicit');
  if (turn.origins.includes('insert-recall')) notes.push('recalls an earlier turn');
  return notes.map((word) => ` · ${word}`).join('');
}
