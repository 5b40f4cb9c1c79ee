import type { DependencyGraph, GraphFunction } from '../graph/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { resolveSchema } from '../signature/index.ts';
import type { SuppliedByUser } from './split.ts';

/** Names of values that a system issues and a user does not make up: `order_id`, `accessToken`, `uuid`. */
const ISSUED = /(?:^|_|[a-z0-9](?=[A-Z]))(?:id|ids|uuid|guid|token|cursor|handle)$/i;

/** A required value of a function, and where it can come from. */
export interface RequiredValue {
  readonly name: string;
  /** Functions whose output can fill it, or a part of it. */
  readonly feeders: ReadonlySet<string>;
  /** It looks issued (an identifier that some function of the graph returns): nobody makes one up. */
  readonly issued: boolean;
}

/** The required values of each function: no default, and more than one value possible. Computed once a function. */
export function createRequiredValues(
  graph: DependencyGraph,
  functions: Iterable<GraphFunction>,
): (id: string) => readonly RequiredValue[] {
  const signatures = new Map([...functions].map((item) => [item.id, item.signature]));
  const cache = new Map<string, readonly RequiredValue[]>();
  return (id) => {
    const known = cache.get(id);
    if (known !== undefined) return known;
    const parameters = signatures.get(id)?.parameters;
    const found = (parameters === undefined ? [] : openParameters(parameters)).map((name) => {
      const feeders = feedersOf(graph, id, name);
      return { name, feeders, issued: feeders.size > 0 && ISSUED.test(name) };
    });
    cache.set(id, found);
    return found;
  };
}

/**
 * Which required parameters only the user can supply: no default, more than one value possible, and no earlier
 * function of the path feeds it. One that looks issued is never the user's to make up.
 */
export function createSuppliedByUser(graph: DependencyGraph, functions: Iterable<GraphFunction>): SuppliedByUser {
  return suppliedByUser(createRequiredValues(graph, functions));
}

/** As `createSuppliedByUser`, of values that are known already. */
export function suppliedByUser(required: (id: string) => readonly RequiredValue[]): SuppliedByUser {
  return (id, earlier) => {
    const open = required(id).filter(
      ({ feeders, issued }) => !issued && ![...feeders].some((feeder) => earlier.has(feeder)),
    );
    // What some function gives could be looked up instead: a gap of a value that none gives holds.
    const sure = open.filter(({ feeders }) => feeders.size === 0);
    return (sure.length > 0 ? sure : open).map(({ name }) => name);
  };
}

/** Required top-level parameters whose value is not fixed by the schema. */
function openParameters(parameters: JsonSchema): string[] {
  const properties = parameters.properties ?? {};
  return [...new Set(parameters.required ?? [])].filter((name) => {
    if (!Object.hasOwn(properties, name)) return false;
    const property = properties[name];
    if (typeof property !== 'object' || property === null) return false;
    const { schema } = resolveSchema(parameters, property);
    return schema.default === undefined && schema.const === undefined && schema.enum?.length !== 1;
  });
}

/** Functions with an output that the graph says can fill the parameter, or a part of it. */
function feedersOf(graph: DependencyGraph, id: string, parameter: string): Set<string> {
  const feeders = new Set<string>();
  for (const index of graph.incoming(id)) {
    const edge = graph.edges[index];
    if (edge === undefined || edge.kind === 'premise') continue;
    if (edge.evidence.some((evidence) => isWithin(evidence.parameter, parameter))) feeders.add(edge.from);
  }
  return feeders;
}

function isWithin(path: string, parameter: string): boolean {
  return path === parameter || path.startsWith(`${parameter}.`) || path.startsWith(`${parameter}[`);
}
