import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphFunction } from '../../../server/src/graph/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

/** Functions of a text in any dialect. */
export function functionsOf(text: string, uri = 'file:///test.fsig'): readonly GraphFunction[] {
  return buildCatalog([parseDocument(uri, text)]).entries;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** The bundled example. */
export const AIRLINE = functionsOf(readFileSync(path.join(root, 'examples/airline/airline.fsig'), 'utf8'));

/** A shop as published tools are: no nominal types, no responses for some. */
export const SHOP = functionsOf(
  JSON.stringify(
    [
      tool(
        'find_user_by_email',
        'Find a user by email.',
        { email: { type: 'string', description: 'Email of the user' } },
        { user_id: { type: 'string' } },
      ),
      tool(
        'list_orders',
        'List the orders of a user.',
        { user_id: { type: 'string' } },
        {
          orders: {
            type: 'array',
            items: { type: 'object', properties: { order_id: { type: 'string' }, total: { type: 'number' } } },
          },
        },
      ),
      tool(
        'get_order',
        'Get the details of an order.',
        { order_id: { type: 'string', description: "The order id, such as '#W0000000'." } },
        {
          order_id: { type: 'string' },
          user_id: { type: 'string' },
          status: { type: 'string', enum: ['pending', 'delivered', 'cancelled'] },
          total: { type: 'number' },
        },
      ),
      tool(
        'create_order',
        'Create an order for a product.',
        { user_id: { type: 'string' }, product: { type: 'string' } },
        { order_id: { type: 'string' }, status: { type: 'string' }, product: { type: 'string' } },
      ),
      tool(
        'cancel_order',
        'Cancel an order.',
        { order_id: { type: 'string' } },
        { order_id: { type: 'string' }, status: { type: 'string', enum: ['pending', 'cancelled'] } },
      ),
      tool(
        'delete_user',
        'Delete a user.',
        { user_id: { type: 'string' } },
        { success: { type: 'boolean' }, message: { type: 'string' } },
      ),
      tool(
        'set_currency',
        'Set the currency that prices are shown in.',
        { currency: { type: 'string' } },
        { status: { type: 'string' } },
      ),
      tool('get_currency', 'Get the current currency.', {}, { currency: { type: 'string' } }),
      tool(
        'kilometer_to_mile',
        'Convert kilometers to miles.',
        { kilometer: { type: 'number' } },
        { mile: { type: 'number' } },
      ),
      tool('add', 'Add two numbers.', { a: { type: 'number' }, b: { type: 'number' } }, { result: { type: 'number' } }),
      tool('open_ticket', 'Open a support ticket.', { text: { type: 'string' } }),
    ],
    null,
    1,
  ),
  'file:///shop.tools.json',
);

function tool(name: string, description: string, properties: object, response?: object): object {
  return {
    name,
    description,
    parameters: { type: 'dict', properties, required: Object.keys(properties) },
    ...(response === undefined ? {} : { response: { type: 'dict', properties: response } }),
  };
}

const data = path.resolve(root, '../shared/data');
const REAL = [
  'bfcl/multi_turn_func_doc',
  'tau2-bench',
  'mcp/server-filesystem',
  'mcp/server-memory',
  'mcp/playwright-mcp',
];

/** Real tool collections, where they are at hand: file name and functions. */
export const REAL_CATALOGS: readonly (readonly [string, readonly GraphFunction[]])[] = existsSync(data)
  ? REAL.flatMap((folder) =>
      readdirSync(path.join(data, folder))
        .filter((file) => /(?:tools|tools-list|_api|_system|_control)\.json$/.test(file))
        .map((file) => {
          const full = path.join(data, folder, file);
          return [file, functionsOf(readFileSync(full, 'utf8'), `file://${full}`)] as const;
        }),
    )
  : [];
