import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { functionsOf } from './catalogs.ts';

const S = { type: 'string' };
const N = { type: 'number' };
const I = { type: 'integer' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: object) => ({ type: 'object', properties, required: Object.keys(properties) });

/** A tool as an MCP server lists it; a parameter whose name ends in `?` is optional. */
function tool(name: string, description: string, parameters: Record<string, object>, outputSchema?: object) {
  const names = Object.keys(parameters);
  const properties = Object.fromEntries(names.map((key) => [key.replace('?', ''), parameters[key]]));
  const required = names.filter((key) => !key.endsWith('?'));
  const inputSchema = { type: 'object', properties, required };
  return outputSchema === undefined
    ? { name, description, inputSchema }
    : { name, description, inputSchema, outputSchema };
}

function session(tools: readonly object[]) {
  const world = createSimulatedWorld(functionsOf(JSON.stringify({ tools }), 'file:///tools.json'));
  let state = world.startNow('relations');
  const run = (name: string, given: JsonObject) => {
    const execution = world.executeNow({ function: name, arguments: given }, state);
    state = execution.state;
    return execution.outcome;
  };
  return {
    call: (name: string, given: JsonObject = {}) => {
      const outcome = run(name, given);
      if (!outcome.ok) throw new Error(outcome.error.message);
      return outcome.output as Record<string, Json> & { [list: string]: JsonObject[] & Json };
    },
    fails: (name: string, given: JsonObject) => {
      const outcome = run(name, given);
      return outcome.ok ? undefined : outcome.error.code;
    },
  };
}

const ACCOUNT = { account_id: S, name: S, balance: N, status: { type: 'string', enum: ['open', 'closed'] } };
const PAYMENT = { transaction_id: S, account_id: S, amount: N, date: { type: 'string', format: 'date-time' } };
const BANK = [
  tool('list_accounts', 'Lists all accounts.', {}, object({ accounts: list(object(ACCOUNT)), total_balance: N })),
  tool('get_account', 'Shows an account.', { account_id: S }, object(ACCOUNT)),
  tool('open_account', 'Opens an account.', { name: S }, object(ACCOUNT)),
  tool('deposit', 'Pays money in.', { account_id: S, amount: N }, object({ balance: N, transaction_id: S })),
  tool(
    'transfer',
    'Moves money between two accounts.',
    { from_account_id: S, to_account_id: S, amount: N },
    object({ transaction_id: S, from_balance: N, to_balance: N }),
  ),
  tool('close_account', 'Closes an account.', { account_id: S }, object({ account_id: S, status: S })),
  tool(
    'list_transactions',
    'Lists the transactions of an account, newest first.',
    { account_id: S, 'min_amount?': N, 'limit?': I },
    object({ transactions: list(object(PAYMENT)), count: I }),
  ),
  tool('get_exchange_rate', 'Rate between two currencies.', { base: S, quote: S }, object({ rate: N })),
];

describe('money', () => {
  it('stands on both accounts, in the sum of all, and in the list of transactions', () => {
    const bank = session(BANK);
    const other = bank.call('list_accounts').accounts?.[0] as JsonObject;
    const { account_id, balance } = bank.call('open_account', { name: 'Holiday' }) as JsonObject;
    expect(balance).toBe(0);
    const paid = bank.call('deposit', { account_id, amount: 250 } as JsonObject);
    const moved = bank.call('transfer', {
      from_account_id: account_id,
      to_account_id: other.account_id,
      amount: 10,
    } as JsonObject);
    expect(moved).toMatchObject({ from_balance: 240, to_balance: (other.balance as number) + 10 });
    const { accounts = [], total_balance } = bank.call('list_accounts');
    const sum = accounts.reduce((all, item) => all + ((item as JsonObject).balance as number), 0);
    expect(total_balance).toBeCloseTo(sum, 2);
    const { transactions = [], count } = bank.call('list_transactions', { account_id } as JsonObject);
    const ids = transactions.map((item) => (item as JsonObject).transaction_id);
    expect(ids).toContain(paid.transaction_id);
    expect(ids).toContain(moved.transaction_id);
    expect(count).toBe(ids.length);
    const dates = transactions.map((item) => String((item as JsonObject).date));
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('is not paid into what is closed', () => {
    const bank = session(BANK);
    const { account_id } = bank.call('open_account', { name: 'Old' }) as JsonObject;
    bank.call('close_account', { account_id } as JsonObject);
    expect(bank.fails('deposit', { account_id, amount: 1 } as JsonObject)).toBe('conflict');
  });

  it('has rates that are each other turned round', () => {
    const bank = session(BANK);
    const there = bank.call('get_exchange_rate', { base: 'USD', quote: 'EUR' }).rate as unknown as number;
    const back = bank.call('get_exchange_rate', { base: 'EUR', quote: 'USD' }).rate as unknown as number;
    expect(there * back).toBeCloseTo(1, 4);
  });
});

describe('lists', () => {
  it('that are narrowed show a part of the whole, in the order and the pages asked for', () => {
    const item = object({ product_id: I, category: S, price: N });
    const shop = session([
      tool(
        'list_products',
        'Lists products.',
        { 'max_price?': N, 'sort?': S, 'page?': I, 'page_size?': I },
        object({ products: list(item), total: I, page: I }),
      ),
      tool('get_product', 'Shows a product.', { product_id: I }, item),
      tool('get_price_report', 'Figures of all products.', {}, object({ product_count: I, average_price: N })),
    ]);
    const all = shop.call('list_products').products as unknown as { price: number }[];
    const prices = all.map(({ price }) => price).sort((a, b) => a - b);
    const sorted = shop.call('list_products', { sort: 'price_asc' }).products as unknown as { price: number }[];
    expect(sorted.map(({ price }) => price)).toEqual(prices);
    const second = shop.call('list_products', { sort: 'price_asc', page: 2, page_size: 2 });
    expect(second).toMatchObject({ total: all.length, page: 2, products: sorted.slice(2, 4) });
    const most = prices[2] as number;
    expect(shop.call('list_products', { max_price: most, sort: 'price_asc' }).products).toEqual(sorted.slice(0, 3));
    const report = shop.call('get_price_report') as unknown as { product_count: number; average_price: number };
    expect(report.product_count).toBe(all.length);
    expect(report.average_price).toBeCloseTo(prices.reduce((sum, price) => sum + price, 0) / prices.length, 1);
  });
});

describe('undocumented tools', () => {
  const TRACKER = [
    tool('create_issue', 'Creates an issue.', { project: S, title: S, 'labels?': list(S) }),
    tool('get_issue', 'Gets an issue.', { issue_number: I }),
    tool('list_issues', 'Lists the issues of a project.', {
      project: S,
      'state?': { type: 'string', enum: ['open', 'closed', 'all'] },
    }),
    tool('add_label', 'Adds a label to an issue.', { issue_number: I, label: S }),
    tool('add_comment', 'Adds a comment to an issue.', { issue_number: I, body: S }),
    tool('list_comments', 'Lists the comments of an issue.', { issue_number: I }),
    tool('close_issue', 'Closes an issue.', { issue_number: I }),
  ];

  it('carry any label, and tell of new things what they were given and no more', () => {
    const tracker = session(TRACKER);
    const { issue_number } = tracker.call('create_issue', {
      project: 'core',
      title: 'Crash',
      labels: ['bug'],
    }) as JsonObject;
    const given = { issue_number } as JsonObject;
    expect(tracker.call('list_comments', given).comments).toEqual([]);
    tracker.call('add_comment', { ...given, body: 'Same here' });
    expect(tracker.call('list_comments', given).comments).toMatchObject([{ body: 'Same here' }]);
    tracker.call('add_label', { ...given, label: 'urgent' });
    expect(tracker.call('get_issue', given)).toMatchObject({
      title: 'Crash',
      project: 'core',
      labels: ['bug', 'urgent'],
    });
    tracker.call('close_issue', given);
    const closed = tracker.call('list_issues', { project: 'core', state: 'closed' }).issues ?? [];
    expect(closed).toContainEqual(expect.objectContaining(given));
    const open = tracker.call('list_issues', { project: 'core', state: 'open' }).issues ?? [];
    expect(open).not.toContainEqual(expect.objectContaining(given));
    expect(tracker.call('list_issues', { project: 'core', state: 'all' }).issues?.length).toBeGreaterThanOrEqual(
      closed.length + open.length,
    );
  });

  it('have members that come and go, and a history of what was posted', () => {
    const chat = session([
      tool('create_channel', 'Creates a channel.', { name: S }),
      tool('get_channel', 'Channel info.', { channel_id: S }),
      tool('list_users', 'Lists users.', {}),
      tool('get_user', 'Shows a user.', { user_id: S }),
      tool('invite_user', 'Invites a user to a channel.', { channel_id: S, user_id: S }),
      tool('remove_user', 'Removes a user from a channel.', { channel_id: S, user_id: S }),
      tool('list_members', 'Lists the members of a channel.', { channel_id: S }),
      tool('post_message', 'Posts a message to a channel.', { channel_id: S, text: S }),
      tool('delete_message', 'Deletes a message.', { message_id: S }),
      tool('get_channel_history', 'Recent messages of a channel.', { channel_id: S }),
      tool('archive_channel', 'Archives a channel.', { channel_id: S }),
    ]);
    const { channel_id } = chat.call('create_channel', { name: 'release' }) as JsonObject;
    const channel = { channel_id } as JsonObject;
    const [first] = (chat.call('list_users').users ?? []) as unknown as { user_id: string }[];
    const user_id = first?.user_id ?? '';
    chat.call('invite_user', { ...channel, user_id });
    expect(chat.call('list_members', channel).members).toMatchObject([{ user_id }]);
    chat.call('remove_user', { ...channel, user_id });
    expect(chat.call('list_members', channel).members).toEqual([]);
    chat.call('post_message', { ...channel, text: 'Hello all' });
    expect(chat.call('get_channel_history', channel).messages).toMatchObject([{ text: 'Hello all' }]);
    chat.call('archive_channel', channel);
    expect(chat.fails('post_message', { ...channel, text: 'late' })).toBe('conflict');
  });
});
