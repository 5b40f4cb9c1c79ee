import type { FromRun } from '../../run/messages.ts';
import type { PastCall } from '../history.ts';

interface HistoryProps {
  readonly calls: readonly PastCall[];
  readonly sending: boolean;
  post(message: FromRun): void;
}

/** Calls that were tried, each to be sent again, pinned or copied. */
export function History({ calls, sending, post }: HistoryProps) {
  if (calls.length === 0) return null;
  return (
    <details class="history" open={calls.length < 6}>
      <summary>
        History <span class="muted">{calls.length}</span>
      </summary>
      <ul>
        {calls.map((call) => (
          <li key={call.id} class={call.pinned ? 'pinned' : ''}>
            <div class="what">
              <span class={call.ok ? 'good' : 'bad'}>{call.outcome}</span>{' '}
              <bdi class="asked">{call.ask ?? JSON.stringify(call.arguments ?? {})}</bdi>
              <span class="muted meta">
                {call.function} · {offerWords(call)} · {call.model === '' ? 'answered by the world' : call.model} ·{' '}
                {new Date(call.at).toLocaleTimeString()}
              </span>
            </div>
            <div class="actions">
              <button
                type="button"
                class="link"
                aria-pressed={call.pinned}
                onClick={() => post({ type: 'past', id: call.id, action: 'pin' })}
              >
                {call.pinned ? 'unpin' : 'pin'}
              </button>
              <button
                type="button"
                class="link"
                disabled={sending}
                onClick={() => post({ type: 'past', id: call.id, action: 'replay' })}
              >
                send again
              </button>
              {call.request !== '' && (
                <button type="button" class="link" onClick={() => post({ type: 'past', id: call.id, action: 'curl' })}>
                  copy as curl
                </button>
              )}
              <button type="button" class="link" onClick={() => post({ type: 'past', id: call.id, action: 'json' })}>
                copy as JSON
              </button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function offerWords({ ask, offer }: PastCall): string {
  if (ask === undefined) return 'arguments given';
  if (offer === 'this') return 'this function offered';
  return offer === 'all' ? 'all functions offered' : `${offer.length} functions offered`;
}
