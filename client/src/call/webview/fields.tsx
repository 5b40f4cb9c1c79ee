import type { ComponentChildren } from 'preact';
import { type Draft, emptyDraft, type Field, type Problem, problemsAt, type Shape } from '../shape.ts';

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly drafts: Readonly<Record<string, Draft>>;
  /** Where the fields stand in the arguments. */
  readonly path: Problem['path'];
  readonly problems: readonly Problem[];
  change(drafts: Readonly<Record<string, Draft>>): void;
}

/** The fields of an object, one below the other. */
export function Fields({ fields, drafts, path, problems, change }: FieldsProps) {
  return (
    <>
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          draft={drafts[field.name]}
          path={[...path, field.name]}
          problems={problems}
          change={(draft) => change({ ...drafts, [field.name]: draft })}
        />
      ))}
    </>
  );
}

interface FieldRowProps {
  readonly field: Field;
  readonly draft: Draft;
  readonly path: Problem['path'];
  readonly problems: readonly Problem[];
  change(draft: Draft): void;
}

function FieldRow({ field, draft, path, problems, change }: FieldRowProps) {
  const id = idOf(path);
  const wrong = problemsAt(problems, path);
  const shape = field.shape();
  const plain = isPlain(shape);
  return (
    <div class="form-row">
      {plain ? (
        <label for={id} class="mono">
          <Name field={field} />
        </label>
      ) : (
        <span class="mono row-name" id={`${id}-name`}>
          <Name field={field} />
        </span>
      )}
      <div>
        <Control
          shape={shape}
          draft={draft}
          path={path}
          problems={problems}
          required={field.required}
          change={change}
        />
        <div id={`${id}-note`} class="muted note">
          {wrong.map((message) => (
            <span key={message} class="bad">
              {message}{' '}
            </span>
          ))}
          {field.description}
        </div>
      </div>
    </div>
  );
}

function Name({ field }: Pick<FieldRowProps, 'field'>) {
  return (
    <>
      {field.name}
      {field.required && <span title="required">*</span>}
    </>
  );
}

interface ControlProps extends Pick<FieldRowProps, 'draft' | 'path' | 'problems' | 'change'> {
  readonly shape: Shape;
  /** An optional value can be taken back. */
  readonly required: boolean;
}

/** What one value is given with. */
function Control(props: ControlProps) {
  const { shape, draft, required, change } = props;
  switch (shape.kind) {
    case 'object':
    case 'list':
    case 'union':
      if (draft === undefined && !(required && shape.kind === 'object'))
        return (
          <button
            type="button"
            class="link"
            aria-label={`give ${nameOf(props.path)}`}
            onClick={() => change(emptyDraft(shape))}
          >
            + give {shape.kind === 'list' ? 'a list' : 'a value'}
          </button>
        );
      return (
        <div class="nested">
          <Nested {...props} />
          {!required && (
            <button type="button" class="link" onClick={() => change(undefined)}>
              leave it out
            </button>
          )}
        </div>
      );
    default:
      return <Plain {...props} shape={shape} />;
  }
}

function Nested({ shape, draft, path, problems, change }: ControlProps): ComponentChildren {
  if (shape.kind === 'object') {
    const drafts = typeof draft === 'object' && 'fields' in draft ? draft.fields : {};
    return (
      <Fields
        fields={shape.fields}
        drafts={drafts}
        path={path}
        problems={problems}
        change={(fields) => change({ fields })}
      />
    );
  }
  if (shape.kind === 'list') {
    const items = typeof draft === 'object' && 'items' in draft ? draft.items : [];
    return <List shape={shape} items={items} path={path} problems={problems} change={change} />;
  }
  if (shape.kind !== 'union') return null;
  const chosen = typeof draft === 'object' && 'branch' in draft ? draft : { branch: 0, draft: undefined };
  const inner = shape.branches[chosen.branch]?.shape();
  return (
    <>
      <select
        class="field"
        aria-label={`kind of ${nameOf(path)}`}
        value={String(chosen.branch)}
        onChange={(event) => {
          const branch = Number(event.currentTarget.value);
          const next = shape.branches[branch]?.shape();
          change({ branch, draft: next === undefined ? undefined : emptyDraft(next) });
        }}
      >
        {shape.branches.map(({ label }, at) => (
          // Branches have no identity but their place.
          <option key={`${at} ${label}`} value={String(at)}>
            {label}
          </option>
        ))}
      </select>
      {inner !== undefined && !isConstant(inner) && (
        <Control
          shape={inner}
          draft={chosen.draft}
          path={path}
          problems={problems}
          required
          change={(next) => change({ branch: chosen.branch, draft: next })}
        />
      )}
    </>
  );
}

interface ListProps extends Pick<ControlProps, 'path' | 'problems' | 'change'> {
  readonly shape: Extract<Shape, { kind: 'list' }>;
  readonly items: readonly Draft[];
}

function List({ shape, items, path, problems, change }: ListProps) {
  const item = shape.item();
  return (
    <ol class="items">
      {items.map((draft, at) => (
        // Items have no identity but their place.
        <li key={`${at} of ${nameOf(path)}`}>
          <div class="item">
            <Control
              shape={item}
              draft={draft}
              path={[...path, at]}
              problems={problems}
              required
              change={(next) => change({ items: items.with(at, next) })}
            />
            {problemsAt(problems, [...path, at]).map((message) => (
              <span key={message} class="bad note">
                {message}
              </span>
            ))}
          </div>
          <button
            type="button"
            class="link"
            aria-label={`remove item ${at + 1} of ${nameOf(path)}`}
            onClick={() => change({ items: items.filter((_, other) => other !== at) })}
          >
            ✕
          </button>
        </li>
      ))}
      {items.length < shape.most && (
        <li class="more">
          <button
            type="button"
            class="link"
            aria-label={`add an item to ${nameOf(path)}`}
            onClick={() => change({ items: [...items, emptyDraft(item)] })}
          >
            + item
          </button>
        </li>
      )}
    </ol>
  );
}

/** One control. Empty is not given; an empty text is given with its own button. */
function Plain({ shape, draft, path, problems, change }: ControlProps) {
  const id = idOf(path);
  const hint = 'hint' in shape ? shape.hint : '';
  const shared = {
    id,
    class: 'field mono',
    value: typeof draft === 'string' ? draft : '',
    'aria-label': path.length > 1 ? nameOf(path) : undefined,
    'aria-invalid': problemsAt(problems, path).length > 0,
    'aria-describedby': `${id}-note`,
  };
  const typed = (value: string) => change(value === '' ? undefined : value);
  switch (shape.kind) {
    case 'choice':
      return (
        <select {...shared} onChange={(event) => typed(event.currentTarget.value)}>
          <option value="">{hint.startsWith('default ') ? hint : 'not given'}</option>
          {shape.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      );
    case 'json':
      return (
        <textarea
          {...shared}
          rows={2}
          placeholder={`${hint} (JSON)`}
          onInput={(event) => typed(event.currentTarget.value)}
        />
      );
    case 'date':
      return <Dated type="date" shared={shared} hint={hint} typed={typed} />;
    case 'datetime':
      return <Dated type="datetime" shared={shared} hint={hint} typed={typed} />;
    default:
      return (
        <span class="with-empty">
          <input
            {...shared}
            inputMode={shape.kind === 'number' ? 'decimal' : 'text'}
            placeholder={draft === '' ? 'empty text' : hint}
            onInput={(event) => typed(event.currentTarget.value)}
          />
          {shape.kind === 'text' && draft === undefined && (
            <button
              type="button"
              class="link"
              title="Give an empty text"
              aria-label={`give ${nameOf(path)} as an empty text`}
              onClick={() => change('')}
            >
              ""
            </button>
          )}
        </span>
      );
  }
}

interface DatedProps {
  readonly type: 'date' | 'datetime';
  readonly shared: Readonly<Record<string, string | boolean | undefined>>;
  readonly hint: string;
  typed(value: string): void;
}

/** Typed as text, so that a wrong date can be sent too; the calendar beside it writes a right one. */
function Dated({ type, shared, hint, typed }: DatedProps) {
  const known = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?/.exec(String(shared.value))?.[0] ?? '';
  return (
    <span class="with-empty">
      <input
        {...shared}
        placeholder={type === 'date' ? '2026-03-04' : '2026-03-04T09:30:00Z'}
        title={hint}
        onInput={(event) => typed(event.currentTarget.value)}
      />
      <input
        class="field calendar"
        type={type === 'date' ? 'date' : 'datetime-local'}
        aria-label="calendar"
        value={type === 'date' ? known.slice(0, 10) : known}
        onInput={({ currentTarget: { value } }) => typed(value === '' || type === 'date' ? value : `${value}:00Z`)}
      />
    </span>
  );
}

function isPlain(shape: Shape): boolean {
  return shape.kind !== 'object' && shape.kind !== 'list' && shape.kind !== 'union';
}

function isConstant(shape: Shape): boolean {
  return shape.kind === 'choice' && shape.choices.length === 1;
}

const idOf = (path: Problem['path']) => `argument-${path.join('.')}`;
const nameOf = (path: Problem['path']) => path.map((step) => (typeof step === 'number' ? step + 1 : step)).join(' ');
