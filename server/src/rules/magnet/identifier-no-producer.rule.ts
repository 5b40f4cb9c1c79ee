import { message } from '../message.ts';
import { defineRule, type GraphSubject } from '../rule.ts';
import { identifierLike } from '../support/words.ts';

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
      const fed = fedParameters(subject, id);
      for (const name of Array.isArray(schema.required) ? schema.required : []) {
        if (!identifierLike(name) || fed.has(name) || schema.properties?.[name] === undefined) continue;
        report(id, { part: ['parameters', 'properties', name], what: 'key', data: { parameter: `\`${name}\`` } });
      }
    }
  },
});

/** Names of the function's own parameters that some edge leads into. */
function fedParameters({ graph }: GraphSubject, id: string): ReadonlySet<string> {
  const fed = new Set<string>();
  for (const index of graph.incoming(id)) {
    for (const { parameter } of graph.edges[index]?.evidence ?? []) fed.add(/^[^.[]*/.exec(parameter)?.[0] ?? '');
  }
  return fed;
}
