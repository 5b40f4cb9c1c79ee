import { message } from '../message.ts';
import { defineRule, type GraphSubject } from '../rule.ts';
import { identifierLike } from '../support/identifiers.ts';

export const identifierNoProducer = defineRule({
  code: 'identifier-no-producer',
  family: 'magnet',
  severity: 'hint',
  title: 'A required identifier that no function returns.',
  message: message`No function here returns a value for ${'parameter'}: a conversation must bring it along.`,
  docs: {
    what: 'A required parameter that is a key (by its nominal type or its name) and that no edge of the dependency graph feeds.',
    why: 'Such a function can only be called with a key that the user knows by heart, so it never follows another call, and the simulated world has no such key to be found.',
    bad: `/** Key of an order. */
type OrderId = string;
/** Where the parcel is. */
interface Parcel { place: string }
/** Tells where an order is. @param order_id Order to look up. */
function track_order([|order_id|]: OrderId): Parcel;`,
    good: `/** Key of an order. */
type OrderId = string;
/** Where the parcel is. */
interface Parcel { place: string }
/** Places an order. @param product What to order. */
function place_order(product: string): { order_id: OrderId };
/** Tells where an order is. @param order_id Order to look up. */
function track_order(order_id: OrderId): Parcel;`,
  },
  checkGraph(subject, report) {
    for (const { id } of subject.graph.nodes) {
      const entry = subject.catalog.get(id);
      const schema = entry?.signature.parameters;
      if (schema === undefined) continue;
      const required: readonly string[] = Array.isArray(schema.required) ? schema.required : [];
      const keys = required.filter((name) => identifierLike(name) && schema.properties?.[name] !== undefined);
      for (const name of unfed(subject, id, keys)) {
        report(id, { part: ['parameters', 'properties', name], what: 'key', data: { parameter: `\`${name}\`` } });
      }
    }
  },
});

/** Which of the function's own parameters no edge leads into. */
function unfed({ graph }: GraphSubject, id: string, parameters: readonly string[]): ReadonlySet<string> {
  const left = new Set(parameters);
  for (const index of left.size === 0 ? [] : graph.incoming(id)) {
    for (const { parameter } of graph.edges[index]?.evidence ?? []) left.delete(ownParameter(parameter));
    if (left.size === 0) break;
  }
  return left;
}

/** The parameter that a path such as `filter.ids[]` begins with. */
function ownParameter(path: string): string {
  const end = path.search(/[.[]/);
  return end < 0 ? path : path.slice(0, end);
}
