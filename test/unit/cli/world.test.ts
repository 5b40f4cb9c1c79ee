import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../server/src/cli/command.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { runCommand } from './run.ts';

const SIGNATURES = `
  /** Key of a product. */
  type ProductId = string;
  /** Lists the products of a category. @param category Category of goods. @readonly */
  function list_products(category: "lamps" | "chairs"): { product_id: ProductId; name: string }[];
  /** Shows the price of a product. @param product_id Product to look up. @readonly */
  function show_price(product_id: ProductId): { product_id: ProductId; price: number };
`;
const MODULE = `
  export const list_products = (category) => [{ product_id: category + '-1', name: 'first' }];
  export const show_price = ({ product_id }) => ({ product_id, price: product_id.length });
`;

/** Signatures of the fixture's class, as its author might write them. */
const DESK = `
  /** Key of a ticket. */
  type TicketId = string;
  /** Sign an agent in at the desk. @param username Name of the agent. @param password Password of the agent. */
  function desk_login(username: string, password: string): { login_status: boolean };
  /** Open a ticket at the desk. @param title Title of the ticket. */
  function open_ticket(title: string): { ticket_id: TicketId; status: string };
  /** Show a ticket. @param ticket_id Ticket to show. @readonly */
  function get_ticket(ticket_id: TicketId): { ticket_id: TicketId; title: string; status: string };
  /** List the tickets of the desk. @readonly */
  function list_tickets(): { tickets: { ticket_id: TicketId; title: string }[] };
`;
interface Turn {
  readonly role: string;
  readonly content: string;
  readonly tool_calls?: readonly { readonly function: { readonly name: string } }[];
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-generate-'));
  writeFileSync(path.join(folder, 'shop.fsig'), SIGNATURES);
  writeFileSync(path.join(folder, 'shop.mjs'), MODULE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const generate = (...args: string[]) =>
  runCommand(registerGenerate, 'generate', path.join(folder, 'shop.fsig'), '--count', '4', ...args);

describe('magnet generate --world', () => {
  it('runs the calls in a real module', async () => {
    const out = path.join(folder, 'run');
    await generate(
      '--out',
      out,
      '--world',
      `module:${path.join(folder, 'shop.mjs')}`,
      '--yes',
      '--mixture',
      'multi-turn=1',
    );
    const records = readFileSync(path.join(out, 'records.jsonl'), 'utf8');
    expect(records).toMatch(/\\"product_id\\":\\"(?:lamps|chairs)-1\\"/);
    expect(records).toContain('"world":"module"');
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)(
    'runs the calls on an instance of a class, signs in first, and never goes on from an error',
    async () => {
      const classes = path.join(import.meta.dirname, '../../fixtures/classes');
      const out = path.join(folder, 'desk');
      const world = `module:${path.join(classes, 'ticket_desk.py')}#TicketDesk`;
      const signatures = path.join(folder, 'desk.fsig');
      writeFileSync(signatures, DESK);
      const state = path.join(classes, 'ticket_desk.json');
      const flags = ['--count', '12', '--mixture', 'multi-turn=1', '--yes', '--state', state];
      const recordsOf = async (out: string, errors: string) => {
        await runCommand(
          registerGenerate,
          'generate',
          signatures,
          '--world',
          world,
          '--out',
          out,
          '--errors',
          errors,
          ...flags,
        );
        return readFileSync(path.join(out, 'records.jsonl'), 'utf8').trim().split('\n');
      };
      const records = await recordsOf(out, '0');
      const conversations = records.map((line) => (JSON.parse(line) as { messages: Turn[] }).messages);
      const answers = conversations.flat().filter(({ role }) => role === 'tool');
      expect(answers.length).toBeGreaterThan(12);
      expect(answers.filter(({ content }) => /"error"/.test(content))).toEqual([]);
      const callsOf = (messages: Turn[]) =>
        messages.flatMap(({ tool_calls = [] }) => tool_calls.map((call) => call.function.name));
      const opening = conversations.map(callsOf).filter((calls) => calls.includes('open_ticket'));
      expect(opening.length).toBeGreaterThan(0);
      for (const calls of opening) expect(calls.slice(0, calls.indexOf('open_ticket'))).toContain('desk_login');
      // Errors that are there on purpose are the world's own, and each is certified to be met.
      const withErrors = await recordsOf(`${out}-errors`, '1');
      const failing = withErrors
        .map((line) => JSON.parse(line) as { messages: Turn[]; certificates: { kind: string }[] })
        .filter(({ messages }) => messages.some(({ role, content }) => role === 'tool' && /"error"/.test(content)));
      expect(failing.length).toBeGreaterThan(0);
      for (const { certificates } of failing) expect(certificates.map(({ kind }) => kind)).toContain('error');
    },
  );

  it.each([
    [
      'a class that is not there',
      `module:${path.join(import.meta.dirname, '../../fixtures/classes/ticket-desk.mjs')}#Desk`,
      ['--yes'],
    ],
    ['a state without a class', 'module:SHOP.mjs', ['--yes', '--state', 'x.json']],
    ['a file that is not there', 'module:/nowhere.mjs', ['--yes']],
    ['a file of another kind', 'module:SHOP.fsig', ['--yes']],
    ['no world', 'moon', ['--yes']],
    ['an address that is none', 'http:://', ['--yes']],
    ['what nobody allowed', 'module:SHOP.mjs', []],
    ['a program nobody allowed', 'mcp:some-server --flag', []],
    ['a service nobody allowed', 'http://127.0.0.1:9', []],
  ])('refuses %s', async (_what, world, more) => {
    const written = world.replace('SHOP', path.join(folder, 'shop'));
    const failed = generate('--out', path.join(folder, 'none'), '--world', written, ...more);
    await expect(failed).rejects.toThrow(UsageError);
  });
});
