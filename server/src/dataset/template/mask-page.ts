import { escapedText, reportPage } from '../../page/index.ts';
import { type LossMask, learntLength } from './mask.ts';

/** One side of a record as the model reads it. */
export interface MaskedSide {
  readonly record: number;
  readonly side: 'chosen' | 'rejected';
  /** Absent where the template raises. */
  readonly mask?: LossMask;
  readonly problems: readonly string[];
}

const STYLE = `
main { grid-template-columns: minmax(0, 1fr); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; opacity: .75; margin: 0; }
mark { background: color-mix(in srgb, var(--drawn) 30%, transparent); color: inherit; border-bottom: 2px solid var(--drawn); }
.problem { margin: 0 0 .5rem; }
`;

/** A page of what a trainer learns: the text that the model reads, with what is learnt of it marked. No script. */
export function maskPage(title: string, sides: readonly MaskedSide[], records: number): string {
  const masks = sides.flatMap(({ mask }) => mask ?? []);
  const read = masks.reduce((sum, { text }) => sum + text.length, 0);
  const learnt = masks.reduce((sum, mask) => sum + learntLength(mask), 0);
  const marked = masks[0]?.by === 'generation';
  const shown = new Set(sides.map(({ record }) => record)).size;
  const facts: [string, string][] = [
    ['Records shown', `${shown} of ${records}`],
    ['Learnt', read === 0 ? 'nothing' : `${Math.round((100 * learnt) / read)} % of the characters`],
    ['Told by', marked ? 'the {% generation %} of the template' : 'what each turn adds to its prompt'],
    ['With problems', String(sides.filter(({ problems }) => problems.length > 0).length)],
  ];
  return reportPage(title, facts, sides.map(section), STYLE);
}

function section({ record, side, mask, problems }: MaskedSide): string {
  const told = problems.map((problem) => `<p class="problem">✗ ${escapedText(problem)}</p>`).join('');
  const text =
    mask === undefined ? '' : `<pre dir="auto">${mask.spans.map((span) => piece(mask.text, span)).join('')}</pre>`;
  return `<section><h2>Record ${escapedText(String(record))}, ${escapedText(side)}</h2>${told}${text}</section>`;
}

function piece(text: string, { start, end, learnt }: LossMask['spans'][number]): string {
  const words = escapedText(text.slice(start, end));
  return learnt ? `<mark>${words}</mark>` : words;
}
