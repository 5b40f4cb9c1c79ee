import { useMemo, useState } from 'preact/hooks';
import type { CallReport } from '../../../../server/src/lsp/protocol.ts';
import type { FromRun, ToRun } from '../messages.ts';
import { argumentsOf, type FormField, fieldsOf, textOf } from './form.ts';
import { Report } from './report.tsx';

interface CallPageProps {
  readonly message: Extract<ToRun, { type: 'call' }>;
  readonly sending: boolean;
  readonly report: CallReport | undefined;
  readonly error: string | undefined;
  post(message: FromRun): void;
  openSignature(name: string): void;
}

/** Try one function: ask the endpoint in words, or give the arguments and let the world answer. */
export function CallPage({ message, sending, report, error, post, openSignature }: CallPageProps) {
  const { signature, endpoint } = message;
  const [mode, setMode] = useState<'ask' | 'form'>(message.arguments === undefined ? 'ask' : 'form');
  return (
    <div class="call-page scroll">
      <header class="call-head">
        <h1>
          <button type="button" class="link plain" onClick={() => openSignature(signature.id)}>
            {signature.id}
          </button>
        </h1>
        <p class="muted description">{signature.description}</p>
        <p class="endpoint">
          <span class="muted">endpoint</span> <span class="mono">{endpoint.url}</span>
          {endpoint.model !== '' && <span class="muted"> · {endpoint.model}</span>}
          {endpoint.local ? (
            <span class="muted"> · the built-in baseline, not a trained model</span>
          ) : (
            <>
              {' '}
              <button type="button" class="link" onClick={() => post({ type: 'startEndpoint' })}>
                start the local baseline instead
              </button>
            </>
          )}
        </p>
      </header>
      <fieldset class="modes">
        <legend class="sr-only">How to call</legend>
        <label class="pill chip">
          <input class="sr-only" type="radio" name="mode" checked={mode === 'ask'} onChange={() => setMode('ask')} />
          Ask in words
        </label>
        <label class="pill chip">
          <input class="sr-only" type="radio" name="mode" checked={mode === 'form'} onChange={() => setMode('form')} />
          Give the arguments
        </label>
      </fieldset>
      {mode === 'ask' ? (
        <AskForm sending={sending} send={(ask) => post({ type: 'send', ask })} />
      ) : (
        <ArgumentForm message={message} sending={sending} post={post} />
      )}
      {error !== undefined && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {report !== undefined && (
        <Report report={report} openSignature={openSignature} copy={(text) => post({ type: 'copy', text })} />
      )}
    </div>
  );
}

function AskForm({ sending, send }: { readonly sending: boolean; readonly send: (ask: string) => void }) {
  const [words, setWords] = useState('');
  const submit = () => {
    if (words.trim() !== '' && !sending) send(words.trim());
  };
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        class="field"
        rows={3}
        aria-label="What to ask"
        placeholder="What would a user say?"
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="button primary" disabled={sending || words.trim() === ''} title="Ctrl+Enter">
        {sending ? 'Sending…' : 'Send'}
      </button>
    </form>
  );
}

interface ArgumentFormProps extends Pick<CallPageProps, 'message' | 'sending' | 'post'> {}

function ArgumentForm({ message, sending, post }: ArgumentFormProps) {
  const fields = useMemo(() => fieldsOf(message.signature.parameters), [message.signature]);
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(
    () => new Map(fields.map((field) => [field.name, textOf(field, message.arguments?.[field.name])])),
  );
  const [tried, setTried] = useState(false);
  const { arguments: args, problems } = argumentsOf(fields, typed);
  return (
    <form
      class="arguments-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problems.size === 0 && !sending) post({ type: 'send', arguments: args });
      }}
    >
      {fields.length === 0 && <p class="muted">This function takes no arguments.</p>}
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          value={typed.get(field.name) ?? ''}
          problem={tried ? problems.get(field.name) : undefined}
          change={(value) => setTyped(new Map([...typed, [field.name, value]]))}
        />
      ))}
      <button type="submit" class="button primary" disabled={sending}>
        {sending ? 'Sending…' : 'Send'}
      </button>
    </form>
  );
}

interface FieldRowProps {
  readonly field: FormField;
  readonly value: string;
  readonly problem: string | undefined;
  change(value: string): void;
}

function FieldRow({ field, value, problem, change }: FieldRowProps) {
  const id = `argument-${field.name}`;
  const shared = {
    id,
    class: 'field mono',
    value,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-note`,
  };
  return (
    <div class="form-row">
      <label for={id} class="mono">
        {field.name}
        {field.required && <span title="required">*</span>}
      </label>
      <div>
        {field.type === 'choice' ? (
          <select {...shared} onChange={(event) => change(event.currentTarget.value)}>
            <option value="">{field.placeholder.startsWith('default ') ? field.placeholder : 'not given'}</option>
            {field.choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </select>
        ) : field.type === 'json' ? (
          <textarea
            {...shared}
            rows={2}
            placeholder={field.placeholder}
            onInput={(event) => change(event.currentTarget.value)}
          />
        ) : (
          <input
            {...shared}
            inputMode={field.type === 'number' ? 'decimal' : 'text'}
            placeholder={field.placeholder}
            onInput={(event) => change(event.currentTarget.value)}
          />
        )}
        <div id={`${id}-note`} class="muted note">
          {problem !== undefined && <span class="bad">{problem} </span>}
          {field.description}
        </div>
      </div>
    </div>
  );
}
