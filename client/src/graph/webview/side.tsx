import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Evidence, GraphViewNode } from '../../../../server/src/lsp/protocol.ts';
import { type Counts, categoryOf, type GraphModel, KINDS, type ModelEdge } from './model.ts';
import { KIND_SENTENCES, KIND_WORDS } from './words.ts';

export interface SideActions {
  select(id: string): void;
  selectEdge(key: string): void;
  open(id: string): void;
  curate(entry: { readonly from: string; readonly to: string }, action: 'accept' | 'reject' | 'add' | 'clear'): void;
  run(command: 'magnet.sendCall' | 'magnet.generateFrom', id: string): void;
  samplePathsFrom(id: string): void;
}

export interface SideProps {
  readonly model: GraphModel;
  readonly counts: Counts;
  readonly selected: string | undefined;
  readonly edge: string | undefined;
  readonly actions: SideActions;
}

/** What the selection is, and why: evidence of an edge, neighbours of a function, else the whole at a glance. */
export function SidePane({ model, counts, selected, edge, actions }: SideProps) {
  const entry = edge === undefined ? undefined : model.edges.get(edge);
  const node = selected === undefined ? undefined : model.nodes.get(selected);
  return (
    <aside class="side scroll" aria-label="Selection">
      {entry !== undefined && <EdgeDetails entry={entry} model={model} actions={actions} />}
      {node !== undefined && <NodeDetails node={node} model={model} actions={actions} current={edge} />}
      {entry === undefined && node === undefined && <Overview model={model} counts={counts} />}
    </aside>
  );
}

function EdgeDetails({ entry, model, actions }: { entry: ModelEdge; model: GraphModel; actions: SideActions }) {
  const { edge, rejected } = entry;
  const name = (id: string) => model.nodes.get(id)?.name ?? id;
  const evidence = [...edge.evidence].sort((a, b) => b.score - a.score);
  return (
    <section class="edge-details">
      <h2>
        <button type="button" class="link plain" title="Select" onClick={() => actions.select(edge.from)}>
          {name(edge.from)}
        </button>{' '}
        <span class="muted">→</span>{' '}
        <button type="button" class="link plain" title="Select" onClick={() => actions.select(edge.to)}>
          {name(edge.to)}
        </button>
      </h2>
      <p class="facts">
        {KIND_WORDS[edge.kind]} · confidence {edge.score.toFixed(2)}
        {edge.inferred && ' · inferred response'}
        {edge.curation !== undefined && <span class="good"> · {edge.curation} by a person</span>}
        {rejected && <span class="bad"> · rejected</span>}
        {edge.verification?.state === 'verified' && <span class="good"> · ✓ verified by running</span>}
        {edge.verification?.state === 'failed' && <span class="bad"> · ✗ failed when run</span>}
      </p>
      <ul class="evidence">
        {evidence.map((item) => (
          <EvidenceCard key={`${item.output} ${item.parameter} ${item.rule}`} item={item} />
        ))}
      </ul>
      {edge.verification !== undefined && (
        <pre class={`run-detail mono ${edge.verification.state}`}>{edge.verification.detail}</pre>
      )}
      <div class="buttons">
        {!rejected && edge.curation === undefined && (
          <button type="button" class="button primary" title="A" onClick={() => actions.curate(edge, 'accept')}>
            Accept
          </button>
        )}
        {!rejected && (
          <button type="button" class="button" title="X" onClick={() => actions.curate(edge, 'reject')}>
            Reject…
          </button>
        )}
        {(rejected || edge.curation !== undefined) && (
          <button type="button" class="button" title="U" onClick={() => actions.curate(edge, 'clear')}>
            {rejected ? 'Restore' : 'Undo'}
          </button>
        )}
        <button type="button" class="button" onClick={() => actions.open(edge.to)}>
          Go to source
        </button>
      </div>
    </section>
  );
}

/** Rule names are the graph stage's own; dashes become spaces, nothing is translated. */
function EvidenceCard({ item }: { item: Evidence }) {
  return (
    <li class="card">
      <div class="mono flow">
        <span class="from">{item.output === '' ? (item.parameter === '' ? 'premise' : 'result') : item.output}</span>
        {item.parameter !== '' && (
          <>
            {' → '}
            <span class="to">{item.parameter}</span>
          </>
        )}
      </div>
      <div class="muted rule">
        {item.rule.replaceAll('-', ' ')} <span class="score">{item.score.toFixed(2)}</span>
      </div>
      <meter
        class={item.score >= 0.75 ? 'high' : item.score >= 0.5 ? 'middle' : 'low'}
        min={0}
        max={1}
        value={item.score}
      >
        {item.score.toFixed(2)}
      </meter>
    </li>
  );
}

const SHOWN_EDGES = 40;

interface NodeProps {
  readonly node: GraphViewNode;
  readonly model: GraphModel;
  readonly actions: SideActions;
  readonly current: string | undefined;
}

function NodeDetails({ node, model, actions, current }: NodeProps) {
  const file = decodeURIComponent(node.place.uri.split('/').at(-1) ?? '');
  return (
    <section class="node-details">
      <h2>{node.name}</h2>
      <p class="facts">
        {[categoryOf(node), node.toolClass].filter(Boolean).join(' · ')} ·{' '}
        <button type="button" class="link" onClick={() => actions.open(node.id)}>
          {file}:{node.place.line + 1}
        </button>
      </p>
      {node.namespace !== '' && <p class="facts mono">{node.namespace}</p>}
      {node.description !== '' && (
        <p class="description" dir="auto">
          {node.description}
        </p>
      )}
      {node.inferredResponse && <p class="facts">No response is documented: what it returns was predicted.</p>}
      <EdgeList
        label="fed by"
        entries={model.incoming.get(node.id) ?? []}
        end="from"
        {...{ model, actions, current }}
      />
      <EdgeList label="feeds" entries={model.outgoing.get(node.id) ?? []} end="to" {...{ model, actions, current }} />
      <AddEdge key={node.id} node={node} model={model} actions={actions} />
      <div class="buttons">
        <button type="button" class="button" onClick={() => actions.samplePathsFrom(node.id)}>
          Paths from here
        </button>
        <button type="button" class="button" onClick={() => actions.run('magnet.sendCall', node.id)}>
          Send
        </button>
        <button type="button" class="button" onClick={() => actions.run('magnet.generateFrom', node.id)}>
          Generate
        </button>
      </div>
    </section>
  );
}

interface EdgeListProps {
  readonly label: string;
  readonly entries: readonly ModelEdge[];
  readonly end: 'from' | 'to';
  readonly model: GraphModel;
  readonly actions: SideActions;
  readonly current: string | undefined;
}

function EdgeList({ label, entries, end, model, actions, current }: EdgeListProps) {
  const [all, setAll] = useState(false);
  const sorted = [...entries].sort((a, b) => Number(a.rejected) - Number(b.rejected) || b.edge.score - a.edge.score);
  const shown = all ? sorted : sorted.slice(0, SHOWN_EDGES);
  return (
    <div class="neighbours">
      <h3>
        {label} <span class="muted">{entries.length}</span>
      </h3>
      {entries.length === 0 && <p class="muted none">nothing</p>}
      <ul>
        {shown.map((entry) => (
          <li key={entry.key} class={entry.rejected ? 'rejected' : undefined}>
            <button
              type="button"
              class="row"
              aria-current={entry.key === current}
              onClick={() => actions.selectEdge(entry.key)}
              title={`${entry.edge[end]}: why?`}
            >
              <span class={`line ${entry.rejected ? 'rejected' : entry.edge.kind}`} aria-hidden="true" />
              <span class="name">{model.nodes.get(entry.edge[end])?.name ?? entry.edge[end]}</span>
              {entry.edge.verification?.state === 'verified' && (
                <span class="good" title="verified">
                  ✓
                </span>
              )}
              {entry.edge.curation !== undefined && (
                <span class="good" title={entry.edge.curation}>
                  ●
                </span>
              )}
              <span class="score muted">{entry.rejected ? 'rejected' : entry.edge.score.toFixed(2)}</span>
            </button>
          </li>
        ))}
      </ul>
      {sorted.length > shown.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          {sorted.length - shown.length} more
        </button>
      )}
    </div>
  );
}

/** An edge the derivation did not find, in a person's words. */
function AddEdge({ node, model, actions }: Omit<NodeProps, 'current'>) {
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // The form had the focus; what opened it has it again.
  useEffect(() => {
    if (!open && wasOpen.current) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (!open) {
    return (
      <button ref={button} type="button" class="link add" onClick={() => setOpen(true)}>
        Add an edge…
      </button>
    );
  }
  const valid = target !== node.id && model.nodes.has(target);
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid) return;
        actions.curate({ from: node.id, to: target }, 'add');
        setOpen(false);
      }}
    >
      <label>
        {node.name} feeds
        <input
          class="field"
          list="functions"
          value={target}
          ref={(input) => {
            if (target === '') input?.focus();
          }}
          onInput={(event) => setTarget(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        />
      </label>
      <datalist id="functions">
        {[...model.nodes.keys()].slice(0, 500).map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <button type="submit" class="button primary" disabled={!valid}>
        Add
      </button>
    </form>
  );
}

function Overview({ model, counts }: { model: GraphModel; counts: Counts }) {
  const sizes = new Map<string, number>();
  for (const node of model.view.nodes) sizes.set(categoryOf(node), (sizes.get(categoryOf(node)) ?? 0) + 1);
  return (
    <section>
      <h2>
        {model.nodes.size.toLocaleString('en')} function{model.nodes.size === 1 ? '' : 's'}
      </h2>
      <p class="facts">Pick a function or an arrow to see why it is there.</p>
      <dl class="legend">
        {KINDS.map((kind) => (
          <Fragment key={kind}>
            <dt>
              <span class={`line ${kind}`} />
            </dt>
            <dd>{KIND_SENTENCES[kind]}</dd>
          </Fragment>
        ))}
        <dt>
          <span class="line inferred" />
        </dt>
        <dd>from a predicted response</dd>
        <dt>
          <span class="line rejected" />
        </dt>
        <dd>rejected by a person</dd>
      </dl>
      <p class="facts surer">Stronger lines are surer.</p>
      <h3>Categories</h3>
      <ul class="sizes">
        {model.categories.slice(0, 60).map((name) => (
          <li key={name}>
            <span class="name">{name}</span> <span class="muted">{sizes.get(name)}</span>
          </li>
        ))}
      </ul>
      {(counts.isolated > 0 || counts.deadEnds > 0) && (
        <p class="facts">
          {counts.isolated} isolated · {counts.deadEnds} dead end{counts.deadEnds === 1 ? '' : 's'}
        </p>
      )}
    </section>
  );
}
