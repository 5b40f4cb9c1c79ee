import { MAX_SHOWN } from '../form.ts';
import type { PathActions } from './actions.ts';
import type { State } from './state.ts';

interface ToolbarProps {
  readonly state: State;
  readonly actions: PathActions;
}

/** How paths are sampled. Enter in any field samples. */
export function Toolbar({ state: { form, functions = [] }, actions }: ToolbarProps) {
  const { setForm } = actions;
  return (
    <form
      class="toolbar"
      aria-label="How paths are sampled"
      onSubmit={(event) => {
        event.preventDefault();
        actions.sample(false);
      }}
    >
      <label>
        Seed
        <input
          class="field seed"
          value={form.seed}
          maxLength={100}
          onInput={({ currentTarget }) => setForm({ seed: currentTarget.value })}
        />
      </label>
      <NumberField label="Paths" value={form.count} min={1} max={MAX_SHOWN} set={(count) => setForm({ count })} />
      <NumberField
        label="Length"
        title="The most signatures that a walk visits (S)"
        value={form.length}
        min={1}
        max={30}
        set={(length) => setForm({ length })}
      />
      <NumberField
        label="Merge"
        title="How likely two requests become one"
        value={form.merge}
        min={0}
        max={1}
        step={0.05}
        set={(merge) => setForm({ merge })}
      />
      <label>
        Walk
        <select
          class="field"
          value={form.mode}
          onChange={({ currentTarget }) => setForm({ mode: currentTarget.value as typeof form.mode })}
        >
          <option value="walk">from each function</option>
          <option value="coverage">through every edge</option>
        </select>
      </label>
      <label>
        Start
        <input
          class="field start"
          list="starts"
          placeholder="any function"
          value={form.start}
          onInput={({ currentTarget }) => setForm({ start: currentTarget.value })}
        />
      </label>
      <datalist id="starts">
        {functions.slice(0, MAX_SHOWN).map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <span class="actions">
        <button type="submit" class="button primary">
          Sample
        </button>
        <button type="button" class="button" title="R" onClick={() => actions.sample(true)}>
          Re-roll
        </button>
        <button type="button" class="button" aria-label="Keyboard help" title="?" onClick={actions.help}>
          ?
        </button>
      </span>
    </form>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly title?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  set(value: number): void;
}

/** A field that holds what is typed, and hands on what is in its range. */
function NumberField({ label, title, value, min, max, step = 1, set }: NumberFieldProps) {
  return (
    <label title={title}>
      {label}
      <input
        class="field number"
        type="number"
        required
        value={value}
        min={min}
        max={max}
        step={step}
        onInput={({ currentTarget }) => {
          const { valueAsNumber, validity } = currentTarget;
          if (validity.valid && Number.isFinite(valueAsNumber)) set(valueAsNumber);
        }}
      />
    </label>
  );
}
