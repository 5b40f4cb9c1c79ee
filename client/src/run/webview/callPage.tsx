import { useState } from 'preact/hooks';
import type { CallReport, JsonObject } from '../../../../server/src/lsp/protocol.ts';
import type { PastCall } from '../../call/history.ts';
import { ArgumentForm } from '../../call/webview/form.tsx';
import { History } from '../../call/webview/history.tsx';
import type { FromRun, ToRun } from '../messages.ts';
import { Report } from './report.tsx';

interface CallPageProps {
  readonly message: Extract<ToRun, { type: 'call' }>;
  readonly sending: boolean;
  readonly report: CallReport | undefined;
  readonly past: readonly PastCall[];
  readonly error: string | undefined;
  post(message: FromRun): void;
  openSignature(name: string): void;
}

/** Try one function: ask the endpoint in words, or give the arguments and let the world answer. */
export function CallPage({ message, sending, report, past, error, post, openSignature }: CallPageProps) {
  const { signature, endpoint } = message;
  /** The wrong call of an answer, to be put right in the form. */
  const [wrong, setWrong] = useState<JsonObject | undefined>(undefined);
  const [mode, setMode] = useState<'ask' | 'form'>(message.arguments === undefined ? 'ask' : 'form');
  return (
    <div class="call-page scroll">
      <header class="call-head">
        <h1>
          <button type="button" class="link plain" onClick={() => openSignature(signature.id)}>
            {signature.id}
          </button>
        </h1>
        <p class="muted description" dir="auto">
          {signature.description}
        </p>
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
        <>
          <OfferChoice message={message} post={post} />
          <AskForm sending={sending} send={(ask) => post({ type: 'send', ask })} />
        </>
      ) : (
        <ArgumentForm
          key={JSON.stringify(wrong)}
          message={wrong === undefined ? message : { ...message, arguments: wrong }}
          sending={sending}
          report={report}
          post={post}
        />
      )}
      {error !== undefined && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {report !== undefined && (
        <Report
          report={report}
          openSignature={openSignature}
          copy={(text) => post({ type: 'copy', text })}
          correct={(args) => {
            setWrong(args);
            setMode('form');
          }}
          canSave={canSave(report)}
          saveTest={() => post({ type: 'saveTest' })}
        />
      )}
      <History calls={past} sending={sending} post={post} />
    </div>
  );
}

/** An answer all of whose calls are right is a test already; a wrong one is put right first. */
function canSave({ calls }: CallReport): boolean {
  return calls.length > 0 && calls.every((call) => call.valid);
}

/** Which functions the model can choose from; a harder and truer question with all of them. */
function OfferChoice({ message, post }: Pick<CallPageProps, 'message' | 'post'>) {
  const { offer = 'this', functions = 1 } = message;
  const chosen = typeof offer === 'string' ? undefined : offer.length;
  const options = [
    { value: 'this', label: 'this function alone', on: offer === 'this' },
    { value: 'all', label: `all ${functions.toLocaleString('en')} functions`, on: offer === 'all' },
    { value: 'these', label: chosen === undefined ? 'some…' : `${chosen} chosen…`, on: chosen !== undefined },
  ] as const;
  return (
    <fieldset class="modes offer">
      <legend class="muted">The model is offered</legend>
      {options.map(({ value, label, on }) => (
        <label key={value} class="pill chip">
          <input
            class="sr-only"
            type="radio"
            name="offer"
            checked={on}
            onClick={() => (value === 'these' || !on ? post({ type: 'offer', offer: value }) : undefined)}
          />
          {label}
        </label>
      ))}
    </fieldset>
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
        dir="auto"
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
      <button
        type="submit"
        class="button primary"
        disabled={words.trim() === ''}
        aria-disabled={sending}
        title="Ctrl+Enter"
      >
        {sending ? 'Sending…' : 'Send'}
      </button>
    </form>
  );
}
