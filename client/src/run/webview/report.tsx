import type { CallReport, JsonObject } from '../../../../server/src/lsp/protocol.ts';
import { CallCard } from './call.tsx';
import { Text } from './text.tsx';

interface ReportProps {
  readonly report: CallReport;
  openSignature(name: string): void;
  copy(text: string): void;
  /** Takes a wrong call into the form. */
  correct(args: JsonObject): void;
  readonly canSave: boolean;
  saveTest(): void;
}

/** What came back, and exactly what was sent. */
export function Report({ report, openSignature, copy, correct, canSave, saveTest }: ReportProps) {
  return (
    <section class="report" aria-label="Answer">
      <h2>
        Answer
        <span class="muted">
          {report.model} · {report.milliseconds.toLocaleString('en')} ms
        </span>
        {canSave && (
          <button type="button" class="link save-test" onClick={saveTest}>
            save as test
          </button>
        )}
      </h2>
      {report.advice.map((line) => (
        <p key={line} class="notice">
          {line}
        </p>
      ))}
      {report.text !== '' && (
        <p class="said assistant" dir="auto">
          <Text block>{report.text}</Text>
        </p>
      )}
      {report.calls.length === 0 && report.text === '' && <p class="muted">The reply holds neither text nor a call.</p>}
      {report.calls.map((call, index) => {
        const { outcome } = call;
        const output =
          outcome === undefined ? undefined : JSON.stringify(outcome.ok ? outcome.output : { error: outcome.error });
        // Calls of one reply have no identity but their place.
        return (
          <CallCard
            key={`${index} ${call.name}`}
            turn={0}
            actions={call.valid ? { openSignature } : { openSignature, resend: (_, args) => correct(args) }}
            call={{
              type: 'call',
              message: 0,
              call: index,
              name: call.name,
              arguments: call.arguments,
              sources: [],
              output,
              failed: outcome?.ok === false,
              unknown: false,
              check: call.valid ? { state: 'valid' } : { state: 'invalid', reason: call.problems.join('; ') },
            }}
          />
        );
      })}
      <Exact label="Request" text={report.request} copy={copy} />
      <Exact label="Response" text={report.response} copy={copy} />
    </section>
  );
}

function Exact({
  label,
  text,
  copy,
}: {
  readonly label: string;
  readonly text: string;
  readonly copy: (text: string) => void;
}) {
  if (text === '') return null;
  return (
    <details class="setup">
      <summary>{label}, exactly</summary>
      <button type="button" class="link" onClick={() => copy(text)}>
        copy
      </button>
      <pre class="mono exact">
        <Text>{text}</Text>
      </pre>
    </details>
  );
}
