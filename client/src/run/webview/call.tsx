import { useContext, useState } from 'preact/hooks';
import type { ArgumentSource, Json, JsonObject } from '../../../../server/src/lsp/protocol.ts';
import { plural } from '../../plural.ts';
import { type CallItem, parseJson, verdictOf } from './conversation.ts';
import { EditButton, Editor } from './edit.tsx';
import { Editing, type EditTarget, sameTarget } from './editing.ts';
import { Search, Text } from './text.tsx';

export interface CallActions {
  openSignature(name: string): void;
  resend?(name: string, args: JsonObject): void;
}

interface CallCardProps {
  readonly call: CallItem;
  readonly turn: number;
  /** Absent where nothing can be edited, as in a report. */
  readonly side?: 'right' | 'wrong';
  readonly actions: CallActions;
}

/** One call: validity, arguments with where each value came from, output. */
export function CallCard({ call, turn, side, actions }: CallCardProps) {
  const { sign, tone, words, reason } = verdictOf(call);
  const editing = useContext(Editing);
  const target: EditTarget | undefined =
    side === undefined
      ? undefined
      : { kind: 'call', side, message: call.message, call: call.call, name: call.name, arguments: call.arguments };
  const isEdited = target !== undefined && sameTarget(editing?.target, target);
  const pair: EditTarget | undefined = target === undefined || side !== 'right' ? undefined : { ...target, pair: true };
  const isPaired = pair !== undefined && sameTarget(editing?.target, pair);
  return (
    <article class={`call${tone === 'bad' ? ' bad-call' : ''}`}>
      <header>
        <span class={tone} aria-hidden="true">
          {sign}
        </span>
        <button
          type="button"
          class="link name mono"
          title="Go to the signature"
          onClick={() => actions.openSignature(call.name)}
        >
          <Text>{call.name}</Text>
        </button>
        <span class={`${tone} state`}>{words}</span>
        {target !== undefined && <EditButton target={target} label={`Edit the call of ${call.name}`} />}
        {pair !== undefined && (
          <EditButton target={pair} label={`Make Contrastive Pair from the call of ${call.name}`} />
        )}
        {actions.resend !== undefined && (
          <button type="button" class="link resend" onClick={() => actions.resend?.(call.name, call.arguments)}>
            ⟲ edit and re-send
          </button>
        )}
      </header>
      {reason !== '' && (
        <p class={`problem ${tone}`} dir="ltr">
          <Text>{reason}</Text>
        </p>
      )}
      {isPaired && <Editor target={pair} />}
      {isEdited ? <Editor target={target} /> : <Arguments call={call} turn={turn} side={side} />}
      {call.output !== undefined && <Output text={call.output} failed={call.failed} />}
    </article>
  );
}

function Arguments({
  call,
  turn,
  side,
}: Pick<CallCardProps, 'call' | 'turn'> & { side: CallCardProps['side'] | undefined }) {
  const editing = useContext(Editing);
  const given = call.check?.given;
  if (given !== undefined)
    return (
      <p class="mono none given" dir="ltr">
        <Text>{given === '' ? 'no text' : given}</Text>
      </p>
    );
  const entries = Object.entries(call.arguments);
  if (entries.length === 0) return <p class="muted none">no arguments</p>;
  return (
    <table class="arguments mono">
      <tbody>
        {entries.map(([name, value]) => {
          const target: EditTarget | undefined =
            side === undefined
              ? undefined
              : { kind: 'value', side, message: call.message, call: call.call, parameter: name, value };
          const isEdited = target !== undefined && sameTarget(editing?.target, target);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {isEdited ? (
                  <Editor target={target} />
                ) : (
                  <>
                    <span class="value">
                      <Text>{JSON.stringify(value)}</Text>
                    </span>
                    <Badges sources={sourcesOf(call.sources, name)} turn={turn} />
                    {target !== undefined && <EditButton target={target} label={`Edit ${name}`} />}
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Sources of a parameter or of a field inside it. */
function sourcesOf(sources: readonly ArgumentSource[], name: string): ArgumentSource[] {
  return sources.filter(
    ({ parameter }) => parameter === name || parameter.startsWith(`${name}.`) || parameter.startsWith(`${name}[`),
  );
}

function Badges({ sources, turn }: { readonly sources: readonly ArgumentSource[]; readonly turn: number }) {
  const seen = new Map<string, string>();
  for (const source of sources) {
    const [kind, label] = badgeOf(source, turn);
    seen.set(label, kind);
  }
  return (
    <>
      {[...seen].map(([label, kind]) => (
        <span key={label} class={`badge ${kind}`}>
          {label}
        </span>
      ))}
    </>
  );
}

/** Class and words of a source badge. */
export function badgeOf(source: ArgumentSource, turn: number): readonly [kind: string, label: string] {
  const field = source.field === undefined || source.field === '' ? '' : ` · ${source.field}`;
  if (source.from === 'output') {
    if (source.turn === undefined || source.turn === turn) return ['above', `output above${field}`];
    return turn - source.turn > 1
      ? ['recalled', `turn ${source.turn + 1}${field} · recalled`]
      : ['earlier', `turn ${source.turn + 1}${field}`];
  }
  if (source.from === 'query') {
    return source.turn === undefined || source.turn === turn
      ? ['query', 'query']
      : ['query', `said in turn ${source.turn + 1}`];
  }
  return source.from === 'default' ? ['default', 'default'] : ['invented', 'made-up value'];
}

const PREVIEW = 110;
const SHORT = 76;

/** Short outputs are shown; longer ones on one line until opened. A search that hits inside opens them. */
function Output({ text, failed }: { readonly text: string; readonly failed: boolean }) {
  const query = useContext(Search);
  const [open, setOpen] = useState(false);
  const value = parseJson(text);
  const oneLine = value === undefined ? text.replace(/\s+/g, ' ') : JSON.stringify(value);
  if (oneLine.length <= SHORT) {
    return (
      <p class={`output mono${failed ? ' bad' : ''}`}>
        → <Text>{oneLine}</Text>
      </p>
    );
  }
  const hit = query !== '' && text.toLowerCase().includes(query);
  return (
    <details
      class={`output mono${failed ? ' bad' : ''}`}
      open={open || hit}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{preview(oneLine, value)}</summary>
      {(open || hit) && (
        <pre>
          <Text>{value === undefined ? text : JSON.stringify(value, null, 2)}</Text>
        </pre>
      )}
    </details>
  );
}

function preview(oneLine: string, value: Json | undefined): string {
  const size = Array.isArray(value)
    ? plural(value.length, 'item')
    : typeof value === 'object' && value !== null
      ? plural(Object.keys(value).length, 'field')
      : `${oneLine.length.toLocaleString('en')} characters`;
  return oneLine.length <= PREVIEW ? oneLine : `${oneLine.slice(0, PREVIEW)}… ${size}`;
}
