import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MIN_CONFIDENCE } from '../../../../server/src/settings/index.ts';
import { SearchBox } from '../../webview/search.tsx';
import { EXPORT_FORMATS, type ExportFormat } from '../messages.ts';
import { type Counts, type Filters, KINDS } from './model.ts';
import type { State } from './state.ts';
import { KIND_SENTENCES } from './words.ts';

export interface ToolbarProps {
  readonly state: State;
  readonly counts: Counts;
  readonly matches: number | undefined;
  readonly categories: readonly string[];
  readonly searchBox: RefObject<HTMLInputElement>;
  setQuery(query: string): void;
  setFilters(filters: Partial<Filters>): void;
  cycleFocus(): void;
  toggleTable(): void;
  toggleHelp(): void;
  samplePaths(): void;
  exportAs(format: ExportFormat): void;
  leaveSearch(key: 'Enter' | 'Escape'): void;
}

export function Toolbar(props: ToolbarProps) {
  const { state, counts } = props;
  const { filters } = state;
  return (
    <header class="toolbar">
      <SearchBox
        label="Search functions"
        value={state.query}
        hits={props.matches}
        box={props.searchBox}
        change={props.setQuery}
        enter={() => props.leaveSearch('Enter')}
        leave={() => props.leaveSearch('Escape')}
      />
      <Chips filters={filters} counts={counts} setFilters={props.setFilters} />
      <label class="confidence">
        <span class="muted">
          <span class="word">confidence </span>≥ {filters.minimumConfidence.toFixed(2)}
        </span>
        <input
          type="range"
          aria-label="Least confidence"
          min={MIN_CONFIDENCE}
          max="1"
          step="0.05"
          value={filters.minimumConfidence}
          onInput={(event) => props.setFilters({ minimumConfidence: Number(event.currentTarget.value) })}
        />
      </label>
      {props.categories.length > 1 && (
        <select
          class="field category"
          aria-label="Category"
          value={filters.category}
          onChange={(event) => props.setFilters({ category: event.currentTarget.value })}
        >
          <option value="">All categories</option>
          {props.categories.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-pressed={state.steps > 0}
          disabled={state.selected === undefined}
          title="Show only the neighbourhood of the selected function (F)"
          onClick={props.cycleFocus}
        >
          {state.steps === 0 ? 'Focus' : `Focus: ${state.steps} step${state.steps === 1 ? '' : 's'}`}
        </button>
        <button
          type="button"
          class="button"
          aria-pressed={state.table}
          title="As a table (T)"
          onClick={props.toggleTable}
        >
          Table
        </button>
        <ExportMenu exportAs={props.exportAs} />
        <button
          type="button"
          class="button"
          aria-label="Keyboard help"
          title="Keyboard help (?)"
          onClick={props.toggleHelp}
        >
          ?
        </button>
        <button type="button" class="button primary" title="Sample paths (P)" onClick={props.samplePaths}>
          Sample paths
        </button>
      </div>
    </header>
  );
}

type ChipsProps = Pick<ToolbarProps, 'counts' | 'setFilters'> & { readonly filters: Filters };

/** Which edges are shown; a sort that the graph has none of has no chip. */
function Chips({ filters, counts, setFilters }: ChipsProps) {
  const toggleKind = (kind: string) => {
    const kinds = new Set(filters.kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    setFilters({ kinds });
  };
  const { inferred, verifiedOnly, rejected } = filters;
  const marks = [
    {
      label: 'inferred',
      count: counts.inferred,
      title: 'Rests on a predicted response, none was documented',
      on: inferred,
      toggle: () => setFilters({ inferred: !inferred }),
    },
    {
      label: 'verified',
      count: counts.verified,
      title: 'Show only edges that were run: the consumer accepted what the producer gave',
      on: verifiedOnly,
      toggle: () => setFilters({ verifiedOnly: !verifiedOnly }),
    },
    {
      label: 'rejected',
      count: counts.rejected,
      title: 'Rejected by a person',
      on: rejected,
      toggle: () => setFilters({ rejected: !rejected }),
    },
  ];
  return (
    <fieldset class="chips">
      <legend class="sr-only">Edges shown</legend>
      {KINDS.map((kind) => (
        <Chip
          key={kind}
          line={kind}
          label={kind}
          count={counts.kinds[kind] ?? 0}
          title={KIND_SENTENCES[kind]}
          on={filters.kinds.has(kind)}
          toggle={() => toggleKind(kind)}
        />
      ))}
      {marks
        .filter(({ count }) => count > 0)
        .map((mark) => (
          <Chip key={mark.label} {...mark} line={mark.label} />
        ))}
    </fieldset>
  );
}

interface ChipProps {
  readonly line: string;
  readonly label: string;
  readonly count: number;
  readonly title: string;
  readonly on: boolean;
  toggle(): void;
}

function Chip({ line, label, count, title, on, toggle }: ChipProps) {
  return (
    <button type="button" class="pill chip" aria-pressed={on} title={title} onClick={toggle}>
      <span class={`line ${line}`} aria-hidden="true" />
      {label} <span class="count">{count.toLocaleString('en')}</span>
    </button>
  );
}

const FORMAT_NAMES: Record<ExportFormat, string> = {
  svg: 'SVG image',
  png: 'PNG image',
  dot: 'Graphviz DOT',
  mermaid: 'Mermaid',
  json: 'JSON',
  html: 'HTML page',
};

/** A menu button after the ARIA pattern: arrows move, Escape closes and gives the focus back. */
function ExportMenu({ exportAs }: Pick<ToolbarProps, 'exportAs'>) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    const list = items();
    const at = list.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') list[(at + 1) % list.length]?.focus();
    else if (event.key === 'ArrowUp') list[(at - 1 + list.length) % list.length]?.focus();
    else if (event.key === 'Escape') {
      setOpen(false);
      button.current?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        ref={button}
        class="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Export
      </button>
      {open && (
        <div class="menu-items" role="menu" tabIndex={-1} aria-label="Export as" onKeyDown={onKeyDown}>
          {EXPORT_FORMATS.map((format) => (
            <button
              key={format}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                setOpen(false);
                button.current?.focus();
                exportAs(format);
              }}
            >
              {FORMAT_NAMES[format]}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
