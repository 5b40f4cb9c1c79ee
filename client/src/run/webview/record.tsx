import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import type { ErrorType, TrajectoryRecord } from '../../../../server/src/lsp/protocol.ts';
import { type CallActions, CallCard } from './call.tsx';
import type { Item, RecordView, TurnView } from './conversation.ts';
import { EditButton, Editor } from './edit.tsx';
import { Editing, type EditTarget, sameTarget } from './editing.ts';
import { Search, Text, Wrong } from './text.tsx';
import { turnTokens } from './tokens.ts';

/** The paper's names of the five error types (sec. 3.5). */
const ERROR_NAMES: Record<ErrorType, string> = {
  1: 'nested call missed',
  2: 'short dependency',
  3: 'long dependency',
  4: 'wrong summary',
  5: 'missed function or parameters',
};

export function errorName(type: number): string {
  return ERROR_NAMES[type as ErrorType] ?? 'unlabelled';
}

/** Whether the pair names its mistake: those of other tools do not. */
export function isLabelled({ divergesAt }: TrajectoryRecord): boolean {
  return divergesAt !== undefined && divergesAt.errorType > 0;
}

/** What is known of the two sides: of a pair that another tool wrote, no more than that it says so. */
function sideWords(record: TrajectoryRecord, diverges: boolean): readonly [positive: string, negative: string] {
  if (!isLabelled(record)) return ['chosen, as the file says', 'rejected, as the file says'];
  return ['reference followed', diverges ? 'misled, replay differs' : 'goes on from its mistake'];
}

interface RecordProps {
  readonly record: TrajectoryRecord;
  readonly view: RecordView;
  readonly actions: CallActions;
}

/** One record from top to bottom: shared turns once, then the two sides beside each other. */
export function RecordBody({ record, view, actions }: RecordProps) {
  const withheld = new Set((record.withheld ?? []).map(({ name }) => name));
  return (
    <>
      {(view.system !== undefined || record.tools.length > 0) && (
        <details class="setup">
          <summary>
            {record.tools.length} tool{record.tools.length === 1 ? '' : 's'} offered
            {withheld.size > 0 && `, ${withheld.size} withheld at first`}
          </summary>
          {view.system !== undefined && (
            <p class="system" dir="auto">
              <Text block>{view.system}</Text>
            </p>
          )}
          <ul class="tools">
            {record.tools.map(({ function: tool }) => (
              <li key={tool.name}>
                <button type="button" class="link mono" onClick={() => actions.openSignature(tool.name)}>
                  {tool.name}
                </button>{' '}
                <span class="muted">
                  {withheld.has(tool.name) && 'withheld at first · '}
                  <bdi>{tool.description}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Turns record={record} view={view} actions={actions} />
      <Provenance record={record} />
    </>
  );
}

/** Turns that are drawn at once; of a longer record the others follow, twice as many each time: its beginning can be read. */
const AT_ONCE = 200;

function Turns({ record, view, actions }: RecordProps) {
  const differing = view.turns.findIndex((turn) => turn.diverges);
  const [drawn, setDrawn] = useState(Math.max(AT_ONCE, differing + 1));
  // A search is in all of the record.
  const isSearched = useContext(Search) !== '';
  const count = isSearched ? view.turns.length : drawn;
  const isWhole = count >= view.turns.length;
  useEffect(() => {
    if (count > drawn) setDrawn(count);
    if (isWhole) return undefined;
    const next = setTimeout(() => setDrawn(2 * drawn));
    return () => clearTimeout(next);
  }, [drawn, count, isWhole]);
  // The same elements again: what is drawn already is not looked at another time.
  const all = useMemo(
    () => view.turns.map((turn) => <Turn key={turn.index} turn={turn} record={record} actions={actions} />),
    [view, record, actions],
  );
  return <>{isWhole ? all : all.slice(0, count)}</>;
}

function Turn({ turn, record, actions }: { turn: TurnView; record: TrajectoryRecord; actions: CallActions }) {
  const { info, index, sides } = turn;
  const notes = info === undefined ? [] : [...(info.kind === 'call' ? [] : [info.kind]), ...info.notes];
  const certificates = record.certificates.filter((certificate) => certificate.turn === index);
  const [positiveWords, negativeWords] = sideWords(record, turn.diverges);
  const unique = [...new Set(notes)].filter((note) => !notes.some((other) => other !== note && other.includes(note)));
  return (
    <section class="turn" id={`turn-${index}`} aria-label={`Turn ${index + 1}`} tabIndex={-1}>
      <h2>
        Turn {index + 1}
        {unique.map((note) => (
          <span key={note}>{note}</span>
        ))}
        <span title="Both sides where they differ; estimated at four characters a token">
          ≈ {turnTokens(turn).toLocaleString('en')} tokens
        </span>
        {certificates
          .filter(({ kind }) => kind !== 'replay')
          .map(({ kind, holds, detail }) => (
            <span key={kind} class={holds ? 'good' : 'bad'} title={detail}>
              {holds ? '✓' : '✗'} {kind}
            </span>
          ))}
      </h2>
      <AskAgain turn={index} />
      <Items items={turn.shared} turn={index} side="right" actions={actions} />
      {turn.diverges && (
        <p class="divergence" id="divergence">
          first difference
          {isLabelled(record) &&
            ` · error type ${record.divergesAt?.errorType}: ${errorName(record.divergesAt?.errorType ?? 0)}`}
        </p>
      )}
      {sides !== undefined && (
        <div class="sides">
          <div class="side-column">
            <h3>
              <span class="good">Positive</span>
              <span class="muted">{positiveWords}</span>
            </h3>
            <Items
              items={sides.positive}
              turn={index}
              side="right"
              actions={actions}
              empty="Says and does nothing more."
            />
          </div>
          <div class="side-column negative">
            <h3>
              <span class="bad">Negative</span>
              <span class="muted">{negativeWords}</span>
            </h3>
            <Wrong.Provider value={(turn.diverges && record.divergesAt?.wrong) || ''}>
              <Items items={sides.negative} turn={index} side="wrong" actions={actions} empty="Ends here." />
            </Wrong.Provider>
            {turn.diverges && record.divergesAt !== undefined && record.divergesAt.reason !== '' && (
              <aside class="why">
                <header>
                  <span class="bad" aria-hidden="true">
                    ✗
                  </span>{' '}
                  why this is wrong
                </header>
                <p dir="auto">
                  <Text block>{record.divergesAt.reason}</Text>
                </p>
                {record.divergesAt.wrong !== undefined && (
                  <p>
                    <span class="badge invented">
                      {record.divergesAt.madeUp === true ? 'made-up value' : 'wrong value'}
                    </span>
                  </p>
                )}
              </aside>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

interface ItemsProps {
  readonly items: readonly Item[];
  readonly turn: number;
  readonly side: 'right' | 'wrong';
  readonly actions: CallActions;
  readonly empty?: string;
}

function Items({ items, turn, side, actions, empty = '' }: ItemsProps) {
  if (items.length === 0) return empty === '' ? null : <p class="muted none">{empty}</p>;
  return (
    <>
      {items.map((item, index) => {
        // A turn's items have no identity but their place; the list never reorders.
        const key = `${index} ${item.type}`;
        if (item.type === 'call') return <CallCard key={key} call={item} turn={turn} side={side} actions={actions} />;
        return <Said key={key} item={item} side={side} />;
      })}
    </>
  );
}

/** A text, which can be edited unless it is an output. */
function Said({ item, side }: { readonly item: Exclude<Item, { type: 'call' }>; readonly side: 'right' | 'wrong' }) {
  const editing = useContext(Editing);
  const target: EditTarget = { kind: 'text', side, message: item.message, text: item.text };
  const pair: EditTarget = { ...target, pair: true };
  if (sameTarget(editing?.target, target)) return <Editor key={item.text} target={target} />;
  if (sameTarget(editing?.target, pair)) return <Editor key="pair" target={pair} />;
  return (
    <p class={`said ${item.type}`} dir={item.type === 'output' ? undefined : 'auto'}>
      <span class="sr-only" dir="ltr">
        {item.type}:{' '}
      </span>
      {item.type === 'output' && <span class="muted mono">{item.name} → </span>}
      <Text block={item.type !== 'output'}>{item.text}</Text>{' '}
      {item.type !== 'output' && <EditButton target={target} label="Edit this text" />}
      {item.type === 'assistant' && side === 'right' && <EditButton target={pair} label="Make Contrastive Pair" />}
    </p>
  );
}

/** The two texts of a turn that a teacher can write again. */
function AskAgain({ turn }: { readonly turn: number }) {
  const editing = useContext(Editing);
  if (editing === undefined || !editing.isOurs) return null;
  return (
    <details class="ask-again">
      <summary class="muted">ask a teacher again</summary>
      <button type="button" class="button small" onClick={() => editing.askAgain(turn, 'query')}>
        What the user asks
      </button>{' '}
      <button type="button" class="button small" onClick={() => editing.askAgain(turn, 'closing')}>
        What the agent says last
      </button>
    </details>
  );
}

function Provenance({ record: { provenance, id, kind, catalogHash } }: { readonly record: TrajectoryRecord }) {
  if (provenance === undefined) return null;
  const facts: [string, string][] = [
    ['record', id],
    ['kind', kind],
    ['teacher', [provenance.teacher, provenance.model].filter(Boolean).join(' · ')],
    ['world', provenance.world],
    ['seed', provenance.seed],
    ['catalog', catalogHash],
    ['tokens', `${provenance.tokens?.input ?? 0} in, ${provenance.tokens?.output ?? 0} out`],
  ];
  if (provenance.costUsd > 0) facts.push(['cost', `$${provenance.costUsd.toFixed(4)}`]);
  return (
    <details class="setup provenance">
      <summary>How it was made</summary>
      <dl>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt class="muted">{name}</dt>
              <dd class="mono">{value}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
