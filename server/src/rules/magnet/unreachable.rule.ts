import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** In a catalog with fewer edges than this share of its functions, being unconnected is no news. */
const CONNECTED = 0.5;

export const unreachable = defineRule({
  code: 'unreachable',
  family: 'magnet',
  severity: 'hint',
  title: 'A function that no path passes through.',
  message: message`${'name'} is connected with nothing: no path leads here or goes on from here.`,
  docs: {
    what: 'A function without any edge, in a catalog where most functions have some.',
    why: 'It appears in no multi-turn conversation, only in single-turn records.',
    bad: `/** Key of an order. */
type OrderId = string;
/** Places an order. @param product What to order. */
function place_order(product: string): { order_id: OrderId };
/** Cancels an order. @param order_id Order to cancel. */
function cancel_order(order_id: OrderId): boolean;
/** Tells the weather. @param city Where. */
function [|weather|](city: string): { sunny: boolean };`,
    good: `/** Key of an order. */
type OrderId = string;
/** Places an order. @param product What to order. */
function place_order(product: string): { order_id: OrderId };
/** Cancels an order. @param order_id Order to cancel. */
function cancel_order(order_id: OrderId): boolean;`,
  },
  checkGraph({ graph, catalog }, report) {
    const alone = graph.nodes.filter(({ id }) => graph.outgoing(id).length === 0 && graph.incoming(id).length === 0);
    if (alone.length > graph.nodes.length * (1 - CONNECTED)) return;
    for (const { id } of alone) {
      const name = catalog.get(id)?.signature.name;
      if (name !== undefined) report(id, { part: ['name'], data: { name: `\`${name}\`` } });
    }
  },
});
