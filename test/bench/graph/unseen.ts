import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildGraph, type DependencyGraph, type GraphFunction } from '../../../server/src/graph/index.ts';
import { buildCatalog, type FunctionSignature, parseDocument } from '../../../server/src/signature/index.ts';

/** A value that one function gives and another takes, as a person lists it before any graph is looked at. */
export interface Flow {
  /** Path of the catalog in its folder, without the ending. */
  readonly catalog: string;
  readonly from: string;
  readonly output: string;
  readonly to: string;
  readonly parameter: string;
}

/** How a catalog is read: as it is, or as most are published, without any response. */
export type Form = 'documented' | 'undocumented';

/** What a graph is worth against the flows of one catalog. */
export interface CatalogScore {
  readonly catalog: string;
  readonly form: Form;
  readonly functions: number;
  readonly edges: number;
  /** Edges over ordered pairs of functions. */
  readonly density: number;
  /** Pairs of functions with a listed flow. */
  readonly flows: number;
  /** Of those, joined by an edge. */
  readonly found: number;
  /** Of those, joined by an edge that names the parameter which takes the value. */
  readonly carried: number;
  readonly missed: readonly Flow[];
  /** Edges that no listed flow speaks of: `from → to (parameter)`. */
  readonly others: readonly string[];
}

/** The listed flows of a folder, by catalog. */
export function readFlows(folder: string): Map<string, Flow[]> {
  const flows = new Map<string, Flow[]>();
  for (const line of readFileSync(path.join(folder, 'flows.jsonl'), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const flow = JSON.parse(line) as Flow;
    flows.set(flow.catalog, [...(flows.get(flow.catalog) ?? []), flow]);
  }
  return flows;
}

/** Functions of one file, with or without what they answer. */
export function readFunctions(file: string, form: Form): GraphFunction[] {
  const { entries } = buildCatalog([parseDocument(pathToFileURL(file).href, readFileSync(file, 'utf8'))]);
  return entries.map(({ id, signature }) => ({ id, signature: form === 'documented' ? signature : bare(signature) }));
}

function bare(signature: FunctionSignature): FunctionSignature {
  const { response: _, ...rest } = signature;
  return rest;
}

/** Scores each catalog of a folder that has flows, in both forms; in one where nothing documents a response. */
export function scoreFolder(folder: string): CatalogScore[] {
  const flows = readFlows(folder);
  return catalogFiles(folder).flatMap((file) => {
    const catalog = path
      .relative(folder, file)
      .replace(/\\/g, '/')
      .replace(/\.\w+$/, '');
    const listed = flows.get(catalog);
    if (listed === undefined) return [];
    const documented = readFunctions(file, 'documented');
    const both = documented.some(({ signature }) => signature.response !== undefined);
    return [
      ...(both ? [scoreGraph(catalog, 'documented', buildGraph(documented), listed)] : []),
      scoreGraph(catalog, 'undocumented', buildGraph(readFunctions(file, 'undocumented')), listed),
    ];
  });
}

function catalogFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|ya?ml|fsig)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

export function scoreGraph(
  catalog: string,
  form: Form,
  { nodes, edges }: DependencyGraph,
  listed: readonly Flow[],
): CatalogScore {
  const idOf = new Map(nodes.map(({ id }) => [id.slice(id.lastIndexOf('.') + 1), id]));
  const pairs = new Map<string, Flow[]>();
  for (const flow of listed) {
    const pair = `${idOf.get(flow.from) ?? flow.from}\n${idOf.get(flow.to) ?? flow.to}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), flow]);
  }
  const linked = new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge]));
  const found = [...pairs].filter(([pair]) => linked.has(pair));
  const carried = found.filter(([pair, flows]) =>
    linked.get(pair)?.evidence.some(({ parameter }) => flows.some((flow) => sameParameter(parameter, flow.parameter))),
  );
  const others = edges
    .filter(({ from, to }) => !pairs.has(`${from}\n${to}`))
    .map(
      ({ from, to, evidence, score }) => `${from} → ${to} (${evidence[0]?.parameter || evidence[0]?.rule}) ${score}`,
    );
  return {
    catalog,
    form,
    functions: nodes.length,
    edges: edges.length,
    density: edges.length / Math.max(1, nodes.length * (nodes.length - 1)),
    flows: pairs.size,
    found: found.length,
    carried: carried.length,
    missed: [...pairs].flatMap(([pair, flows]) => (linked.has(pair) ? [] : flows.slice(0, 1))),
    others,
  };
}

/** `issueKeys[]` is the parameter `issueKeys`. */
function sameParameter(found: string, listed: string): boolean {
  return found === listed || found.startsWith(`${listed}[`) || found.startsWith(`${listed}.`);
}

/** All catalogs of one form together: flows and pairs are summed. */
export interface FormScore {
  readonly form: Form;
  readonly catalogs: number;
  readonly recall: number;
  readonly carried: number;
  readonly density: number;
  readonly edgeless: number;
}

export function summary(scores: readonly CatalogScore[], form: Form): FormScore {
  const own = scores.filter((score) => score.form === form);
  const sum = (count: (score: CatalogScore) => number) => own.reduce((total, score) => total + count(score), 0);
  const flows = Math.max(
    1,
    sum(({ flows }) => flows),
  );
  return {
    form,
    catalogs: own.length,
    recall: sum(({ found }) => found) / flows,
    carried: sum(({ carried }) => carried) / flows,
    density:
      sum(({ edges }) => edges) /
      Math.max(
        1,
        sum(({ functions }) => functions * (functions - 1)),
      ),
    edgeless: own.filter(({ edges }) => edges === 0).length,
  };
}
