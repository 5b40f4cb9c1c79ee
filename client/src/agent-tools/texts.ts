import type { CheckResult, ConvertResult, GraphView, Place } from '../../../server/src/lsp/protocol.ts';

/** How a file is named to an agent: relative to its workspace folder. */
export type NameOf = (uri: string) => string;

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

/** Findings as a compiler prints them, the gravest first, below one line of counts. */
export function checkLines({ files, functions, counts, findings }: CheckResult, nameOf: NameOf): string[] {
  if (functions === 0 && findings.length === 0)
    return [`No tool signatures were read in ${counted(files, 'file')}: nothing was checked.`];
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  const head = `${counted(functions, 'function')} in ${counted(files, 'file')} checked: ${SEVERITIES.map((severity) => `${severity} ${counts[severity]}`).join(', ')}.`;
  const left = total - findings.length;
  return [
    head,
    ...(left > 0 ? [`The ${findings.length} gravest of ${total} findings follow.`] : []),
    ...findings.map(({ code, severity, message, place, function: id }) =>
      oneLine(`${at(place, nameOf)} ${severity} ${code}${id === undefined ? '' : ` [${id}]`}: ${message}`),
    ),
  ];
}

/** What gets lost first, then the text itself: an agent that sees a part of it sees what matters. */
export function convertLines({ text, losses }: ConvertResult, to: string, nameOf: NameOf): string[] {
  if (text.trim() === '') return ['No tool signatures were read in these files: nothing was converted.'];
  const lost = losses
    .slice(0, MAX_LOSSES)
    .map(({ function: id, message, place }) => oneLine(`${at(place, nameOf)} [${id}]: ${message}`));
  const more = losses.length - lost.length;
  return [
    losses.length === 0
      ? `Converted to ${to}. Nothing is lost. No file was written.`
      : `Converted to ${to}, which cannot say ${counted(losses.length, 'detail')}. No file was written. Lost:`,
    ...lost,
    ...(more > 0 ? [`and ${more} more details`] : []),
    '',
    ...text.trimEnd().split('\n'),
  ];
}

/** Losses listed before the text; the rest is counted. */
const MAX_LOSSES = 40;

/** Which output feeds which parameter, the surest edges first, then the functions that stand apart. */
export function graphLines({ nodes, edges }: GraphView): string[] {
  if (nodes.length === 0) return ['No tool signatures were read in these files: there is no graph.'];
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const apart = nodes.filter(({ id }) => !linked.has(id)).map(({ id }) => id);
  return [
    `${counted(nodes.length, 'function')}, ${counted(edges.length, 'edge')}. An edge a -> b: an output of a feeds a parameter of b.`,
    ...[...edges]
      .sort((a, b) => b.score - a.score)
      .map(({ from, to, kind, score, evidence, inferred, curation }) => {
        const why = evidence.slice(0, MAX_EVIDENCE).map(evidenceText);
        const marks = [
          kind,
          `confidence ${score.toFixed(2)}`,
          ...(inferred ? ['predicted response'] : []),
          ...(curation === undefined ? [] : [curation]),
        ];
        return oneLine(`${from} -> ${to} (${[...marks, ...why].join('; ')})`);
      }),
    ...(apart.length === 0 ? [] : [`Without an edge: ${apart.join(', ')}`]),
  ];
}

const MAX_EVIDENCE = 2;

function evidenceText({ output, parameter, rule }: GraphView['edges'][number]['evidence'][number]): string {
  return parameter === '' ? rule : `${output === '' ? 'the response' : output} feeds ${parameter}`;
}

function at({ uri, line, character }: Place, nameOf: NameOf): string {
  return `${nameOf(uri)}:${line + 1}:${character + 1}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
