import type { Domain, InputReading, OutputReading } from '../../../server/src/domain/index.ts';
import type { GraphFunction } from '../../../server/src/graph/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import { functionsOf } from './catalogs.ts';

/** A shop's orders and accounts: signatures, and their domain read by hand. */
export const ORDER_TOOLS: readonly GraphFunction[] = functionsOf(`
  type Item = { sku: string; quantity: integer; price: number };
  type Order = { order_id: string; customer_email: string; status: string; items: Item[]; total: number };
  /** Search a customer's orders. */
  function find_orders(customer_email: string, status?: string, min_total?: number): { orders: Order[]; count: integer };
  /** Details of one order. */
  function get_order(order_id: string): Order;
  /** Opens an order. */
  function create_order(customer_email: string): Order;
  /** Add a product to an open order. */
  function add_item(order_id: string, sku: string, quantity: integer): { order_id: string; items: Item[]; total: number };
  /** Cancel an order that has not shipped. */
  function cancel_order(order_id: string, reason: string): { order_id: string; status: string; message: string };
  /** Deletes an order for good. */
  function delete_order(order_id: string): { success: boolean };
  /** Shows an account. */
  function get_account(account_id: string): { account_id: string; balance: number };
  /** Lists the accounts. */
  function list_accounts(): { accounts: { account_id: string; balance: number }[] };
  /** Pays money in. */
  function deposit(account_id: string, amount: number): { account_id: string; balance: number };
  /** Moves money between accounts. */
  function transfer(from_account_id: string, to_account_id: string, amount: number): { success: boolean };
`);

const STATES = ['open', 'shipped', 'cancelled'];
const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const items: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { sku: { type: 'string' }, quantity: { type: 'integer' }, price: { type: 'number', minimum: 1 } },
    required: ['sku', 'quantity', 'price'],
  },
};

const order = (field: string) => ({ entity: 'order', field });
const account = (field: string) => ({ entity: 'account', field });
const orderKey: InputReading = { parameter: 'order_id', role: 'key', of: order('order_id') };
const accountKey: InputReading = { parameter: 'account_id', role: 'key', of: account('account_id') };
const told = (path: string): OutputReading => ({ path, role: 'key', of: order('order_id') });

type Short = Partial<Domain['functions'][number]> & Pick<Domain['functions'][number], 'function' | 'operation'>;

function reading(short: Short): Domain['functions'][number] {
  const signature = ORDER_TOOLS.find(({ id }) => id === short.function)?.signature;
  const response = { schema: signature?.response ?? {}, from: 'documented' as const };
  return { entity: 'order', writes: false, inputs: [], outputs: [], response, confidence: 1, evidence: [], ...short };
}

export const ORDER_DOMAIN: Domain = {
  entities: [
    {
      name: 'order',
      scope: '',
      singleton: false,
      identifiers: [{ name: 'order_id', schema: text }],
      fields: [
        { name: 'order_id', schema: text },
        { name: 'customer_email', schema: text },
        { name: 'status', schema: { type: 'string', enum: STATES } },
        { name: 'items', schema: items },
        { name: 'total', schema: number },
      ],
      relations: [],
      states: STATES,
    },
    {
      name: 'account',
      scope: '',
      singleton: false,
      identifiers: [{ name: 'account_id', schema: text }],
      fields: [
        { name: 'account_id', schema: text },
        { name: 'balance', schema: { type: 'number', minimum: 0 } },
      ],
      relations: [],
      states: [],
    },
  ],
  functions: [
    reading({
      function: 'find_orders',
      operation: 'list',
      inputs: [
        { parameter: 'customer_email', role: 'filter', of: order('customer_email') },
        { parameter: 'status', role: 'filter', of: order('status') },
        { parameter: 'min_total', role: 'bound', of: order('total') },
      ],
      outputs: [{ path: 'orders', role: 'collection', of: order('order_id') }, told('orders[].order_id')],
    }),
    reading({ function: 'get_order', operation: 'get', inputs: [orderKey], outputs: [told('order_id')] }),
    reading({
      function: 'create_order',
      operation: 'create',
      writes: true,
      inputs: [{ parameter: 'customer_email', role: 'attribute', of: order('customer_email') }],
      outputs: [told('order_id')],
      movesTo: 'open',
    }),
    reading({
      function: 'add_item',
      operation: 'update',
      writes: true,
      inputs: [orderKey, { parameter: 'sku', role: 'attribute' }, { parameter: 'quantity', role: 'attribute' }],
      allowedFrom: ['open'],
    }),
    reading({
      function: 'cancel_order',
      operation: 'act',
      writes: true,
      inputs: [orderKey, { parameter: 'reason', role: 'text' }],
      allowedFrom: ['open'],
      movesTo: 'cancelled',
    }),
    reading({ function: 'delete_order', operation: 'delete', writes: true, inputs: [orderKey] }),
    reading({ function: 'get_account', operation: 'get', entity: 'account', inputs: [accountKey] }),
    reading({
      function: 'list_accounts',
      operation: 'list',
      entity: 'account',
      outputs: [{ path: 'accounts[].account_id', role: 'key', of: account('account_id') }],
    }),
    reading({
      function: 'deposit',
      operation: 'update',
      entity: 'account',
      writes: true,
      inputs: [accountKey, { parameter: 'amount', role: 'amount', of: account('balance') }],
    }),
    reading({
      function: 'transfer',
      operation: 'act',
      entity: 'account',
      writes: true,
      inputs: [
        { parameter: 'from_account_id', role: 'key', of: account('account_id') },
        { parameter: 'to_account_id', role: 'reference', of: account('account_id') },
        { parameter: 'amount', role: 'amount', of: account('balance') },
      ],
    }),
  ],
};
