import type { CheckedCertificate, EditRecordResult } from '../../../../server/src/lsp/protocol.ts';
import type { EditAnswer } from './editing.ts';

const SIGNS = {
  holds: { sign: '✓', tone: 'good', words: 'holds' },
  fails: { sign: '✗', tone: 'bad', words: 'no longer holds' },
  'not-checked': { sign: '?', tone: 'muted', words: 'not checked' },
} as const;
const MAX_SHOWN = 30;

/** What an edit would do: texts and outputs that follow from it, certificates, and what speaks against it. */
export function EditResult({ answer }: { readonly answer: EditAnswer }) {
  if (answer === undefined) return <p class="muted">Checking…</p>;
  if (answer.type === 'editFailed')
    return (
      <p class="bad" role="alert">
        {answer.message}
      </p>
    );
  const { result, asked } = answer;
  const { notChecked } = result.verdict;
  const problems = beyondCertificates(result);
  return (
    <div class="edit-result" role="status">
      {asked?.problem !== undefined && <p class="bad">Generating, this text would be refused: {asked.problem}</p>}
      {result.notReplayed !== undefined && <p class="muted">? Later turns were not run again: {result.notReplayed}</p>}
      <Follows result={result} />
      <ul class="edit-certificates">
        {result.certificates.map((certificate) => (
          <Certificate
            key={`${certificate.kind} ${certificate.turn} ${certificate.detail}`}
            certificate={certificate}
          />
        ))}
      </ul>
      {result.verdict.problems.length === 0 ? (
        <p class="good">✓ Nothing speaks against it in what was checked.</p>
      ) : (
        <ul class="edit-problems">
          {problems.slice(0, MAX_SHOWN).map(({ check, message, detail }) => (
            <li key={`${check} ${message} ${detail}`}>
              <span class="bad">✗ {check}</span>
              {message !== undefined && <span class="muted"> message {message}</span>}: {detail}
            </li>
          ))}
        </ul>
      )}
      {notChecked.length > 0 && (
        <details>
          <summary class="muted">? {notChecked.length} not checked</summary>
          <ul>
            {notChecked.map(({ check, why }) => (
              <li key={check}>
                {check}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What speaks against the edit beside the certificates that stand above: those fail once, not twice. */
function beyondCertificates({ verdict, certificates }: EditRecordResult): EditRecordResult['verdict']['problems'] {
  const failed = certificates.filter(({ state }) => state === 'fails');
  return verdict.problems.filter(
    ({ check, detail }) => !failed.some((one) => one.kind === check && detail.endsWith(one.detail)),
  );
}

function Follows({ result: { changes } }: { readonly result: EditRecordResult }) {
  if (changes.length === 0) return null;
  return (
    <details open={changes.length <= 4}>
      <summary>
        {changes.length} later message{changes.length === 1 ? '' : 's'} follow{changes.length === 1 ? 's' : ''}
      </summary>
      <ul class="follows">
        {changes.slice(0, MAX_SHOWN).map(({ side, message, before, after }) => (
          <li key={`${side} ${message} ${after}`}>
            <span class="muted">
              {side === 'wrong' ? 'wrong side, ' : ''}message {message}
            </span>
            <del>{brief(before)}</del>
            <ins>{brief(after)}</ins>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Certificate({ certificate: { kind, turn, state, detail } }: { readonly certificate: CheckedCertificate }) {
  const { sign, tone, words } = SIGNS[state];
  return (
    <li>
      <span class={tone}>
        <span aria-hidden="true">{sign}</span> {kind} {words}
      </span>{' '}
      <span class="muted">
        turn {turn + 1}: {detail}
      </span>
    </li>
  );
}

const MAX_TEXT = 400;

function brief(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
