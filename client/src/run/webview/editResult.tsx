import type { CheckedCertificate, EditRecordResult } from '../../../../server/src/lsp/protocol.ts';
import { plural } from '../../plural.ts';
import type { EditAnswer } from './editing.ts';

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
      <Certificates certificates={result.certificates} />
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
          <summary class="muted">? {plural(notChecked.length, 'further check')} left out</summary>
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

/** What fails one by one, what was not checked by its reason, what holds as a number that opens. */
function Certificates({ certificates }: { readonly certificates: readonly CheckedCertificate[] }) {
  const of = (state: CheckedCertificate['state']) => certificates.filter((one) => one.state === state);
  const holding = of('holds');
  const open = new Map<string, CheckedCertificate[]>();
  for (const one of of('not-checked')) open.set(one.detail, [...(open.get(one.detail) ?? []), one]);
  return (
    <ul class="edit-certificates">
      {of('fails').map((one) => (
        <Certificate key={keyOf(one)} certificate={one} />
      ))}
      {[...open].map(([why, ones]) => (
        <li key={why} class="muted">
          <span aria-hidden="true">?</span> {ones.map(({ kind, turn }) => `${kind} (turn ${turn + 1})`).join(', ')} not
          checked: {why}
        </li>
      ))}
      {holding.length > 0 && (
        <li>
          <details>
            <summary class="good">
              <span aria-hidden="true">✓</span> {plural(holding.length, 'certificate')}{' '}
              {holding.length === 1 ? 'holds' : 'hold'}
            </summary>
            <ul>
              {holding.map((one) => (
                <Certificate key={keyOf(one)} certificate={one} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  );
}

function Certificate({ certificate: { kind, turn, state, detail } }: { readonly certificate: CheckedCertificate }) {
  const [sign, tone, words] = state === 'fails' ? ['✗', 'bad', 'no longer holds'] : ['✓', 'good', 'holds'];
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

function keyOf({ kind, turn, detail }: CheckedCertificate): string {
  return `${kind} ${turn} ${detail}`;
}

const MAX_TEXT = 400;

function brief(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
