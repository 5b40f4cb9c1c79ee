import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { graphPage } from '../../dataset/index.ts';
import { readRegularText } from '../../files/index.ts';
import {
  buildGraph,
  type ComparedGraph,
  type DependencyGraph,
  diffGraphs,
  type FunctionPlace,
  GRAPH_DEFAULTS,
  type GraphDiff,
  PAPER_CANDIDATES,
  toDot,
  toGraphJson,
  toMermaid,
  verifyEdges,
} from '../../graph/index.ts';
import { type Catalog, contentOf, type LineIndex, lineIndex, locate } from '../../signature/index.ts';
import { TEACHERS, type TeacherId } from '../../teacher/index.ts';
import { createSimulatedWorld } from '../../world/index.ts';
import { type CommandContext, EXIT, type RegisterCommand, UsageError } from '../command.ts';
import { curate, loadStated, withStated } from '../curation.ts';
import { loadCatalog } from '../files.ts';
import { amount, oneOf, positiveNumber, price, probability } from '../options.ts';
import { saveText } from '../save.ts';
import { judgeGraph } from './graph-judge.ts';
import { savedGraph } from './graph-saved.ts';
import { diffText, graphText } from './graph-text.ts';

const FORMATS = ['text', 'json', 'dot', 'mermaid', 'html'] as const;

interface GraphCommandOptions {
  readonly format: (typeof FORMATS)[number];
  readonly all: boolean;
  readonly minScore: number;
  readonly verify: boolean;
  readonly judge?: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly budget?: number;
  readonly price?: { readonly input: number; readonly output: number };
  readonly candidates: number;
  readonly seed: string;
  readonly diff?: string;
  readonly curation?: string;
  readonly out?: string;
  readonly force: boolean;
}

/** `magnet graph FILES…`: the dependency graph of the files, as text, JSON, DOT, Mermaid or one HTML page. */
export const registerGraph: RegisterCommand = (program, context) => {
  program
    .command('graph')
    .description('Show which functions feed which, with the evidence for every edge.')
    .argument('<files...>', 'signature files, folders or globs')
    .option('--format <format>', FORMATS.join(', '), oneOf(...FORMATS), 'text')
    .option('--all', 'print every edge as text, not only the strongest', false)
    .option('--min-score <p>', 'leave out edges below this confidence', probability, GRAPH_DEFAULTS.minScore)
    .option(
      '--verify',
      'run producer then consumer in the simulated world and mark what survives; scores stay as they are',
      false,
    )
    .option(
      '--judge <teacher>',
      "lay a teacher's verdicts over the graph (the paper's local graph)",
      oneOf(...TEACHERS),
    )
    .option('--model <name>', "the judging teacher's model")
    .option('--base-url <url>', "address of the judging teacher's server")
    .option('--budget <usd>', 'the most a judging teacher may cost, in US dollars', amount)
    .option('--price <in/out>', 'US dollars for a million tokens; 0/0 declares the address free', price)
    .option('--candidates <number>', 'functions a judge is asked about for each', positiveNumber, PAPER_CANDIDATES)
    .option('--seed <text>', 'of the candidates drawn and of the world', '0')
    .option('--diff <old>', 'compare with an older JSON output, or with older signature files')
    .option('--curation <file>', 'accepted, rejected and added edges, instead of the nearest magnet.graph.json')
    .option('--out <file>', 'write to this file')
    .option('--force', 'overwrite an existing --out file', false)
    .action((files: string[], options: GraphCommandOptions) => run(files, options, context));
};

async function run(patterns: readonly string[], options: GraphCommandOptions, context: CommandContext): Promise<void> {
  const { catalog, files } = await loadStated(patterns, context, options.curation);
  const derived = buildGraph(catalog.entries, { minScore: options.minScore });
  const judged =
    options.judge === undefined
      ? derived
      : await judgeGraph(derived, catalog.entries, { ...options, judge: options.judge }, context);
  const { graph: curated, problems } = await curate(judged, files, context, options.curation, catalog.entries);
  const graph = options.verify ? await verified(curated, catalog, options, context) : curated;
  if (problems.some(({ severity }) => severity === 'error')) context.exit(EXIT.findings);
  const text =
    options.diff === undefined
      ? print(graph, catalog, options, context)
      : printDiff(diffGraphs(await readOlder(options.diff, options, context), compared(graph)), options);
  if (options.out === undefined) return context.terminal.result(text.trimEnd());
  context.terminal.message(`Written: ${await saveText(options.out, text, options.force, context)}`);
}

async function verified(
  graph: DependencyGraph,
  catalog: Catalog,
  options: GraphCommandOptions,
  context: CommandContext,
): Promise<DependencyGraph> {
  const world = createSimulatedWorld(catalog.entries, { loggedIn: false });
  const report = await verifyEdges(graph, catalog.entries, world, {
    seed: options.seed,
    signal: context.signal,
    movesScores: false,
    onEdge: (done, total) => context.terminal.progress(`verified ${done} of ${total} edges`),
  });
  context.terminal.message(
    `Simulated world: ${report.verified} edges verified, ${report.failed} failed, ${report.open.length} left open.`,
  );
  return report.graph;
}

function print(
  graph: DependencyGraph,
  catalog: Catalog,
  options: GraphCommandOptions,
  context: CommandContext,
): string {
  switch (options.format) {
    case 'json':
      return `${JSON.stringify(toGraphJson(graph, placesIn(catalog, context)), null, 2)}\n`;
    case 'dot':
      return toDot(graph);
    case 'mermaid':
      return toMermaid(graph);
    case 'html':
      return graphPage('Dependency graph', {
        ...graph,
        describe: (id) => catalog.get(id)?.signature.description ?? '',
      });
    case 'text':
      return graphText(graph, catalog.entries, options);
  }
}

/** File (relative to the working folder where it lies below it) and line of each function. */
function placesIn(catalog: Catalog, context: CommandContext): (id: string) => FunctionPlace {
  const indexes = new Map<string, LineIndex>();
  return (id) => {
    const entry = catalog.get(id);
    if (entry === undefined) return { file: '', line: 0 };
    const { uri } = entry.document;
    let index = indexes.get(uri);
    if (index === undefined) {
      index = lineIndex(contentOf(entry.document));
      indexes.set(uri, index);
    }
    const start = locate(entry, ['name'])?.start ?? locate(entry, [])?.start ?? 0;
    return { file: shownPath(uri, context.cwd), line: index.positionAt(start).line + 1 };
  };
}

function shownPath(uri: string, cwd: string): string {
  const file = fileURLToPath(uri);
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative;
}

function printDiff(diff: GraphDiff, options: GraphCommandOptions): string {
  if (options.format === 'json') return `${JSON.stringify(diff, null, 2)}\n`;
  if (options.format !== 'text') throw new UsageError('--diff prints text or json.');
  return diffText(diff);
}

/** Bytes of a saved graph at most. */
const MAX_SAVED_BYTES = 256 * 1024 * 1024;

/** The older side of a comparison: a saved JSON output, or signature files derived now. */
async function readOlder(old: string, options: GraphCommandOptions, context: CommandContext): Promise<ComparedGraph> {
  const saved = await readRegularText(path.resolve(context.cwd, old), MAX_SAVED_BYTES).catch(() => undefined);
  const output = saved === undefined ? undefined : savedGraph(saved, old);
  if (output !== undefined) return output;
  const { catalog, files } = await withStated(await loadCatalog([old], context), context, options.curation);
  if (catalog.entries.length === 0) {
    throw new UsageError(`${old} holds no output of \`magnet graph --format json\` and no function to compare with.`);
  }
  const derived = buildGraph(catalog.entries, { minScore: options.minScore });
  return compared((await curate(derived, files, context, options.curation)).graph);
}

function compared(graph: DependencyGraph): ComparedGraph {
  return { functions: graph.nodes.map(({ id }) => id), edges: graph.edges };
}
