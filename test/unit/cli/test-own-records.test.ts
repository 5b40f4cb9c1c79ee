import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT, UsageError } from '../../../server/src/cli/command.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerServe } from '../../../server/src/cli/commands/serve.ts';
import { registerTest } from '../../../server/src/cli/commands/test.ts';
import { readRow } from '../../../server/src/dataset/index.ts';
import type { TestReport } from '../../../server/src/endpoint/index.ts';
import type { JsonObject } from '../../../server/src/json/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../../server/src/signature/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { runCommand, startCommand } from './run.ts';

type Calls = readonly (readonly [name: string, args: JsonObject])[];

let folder = '';
let replies: Calls[] = [];
const server = createServer(async (request, response) => {
  for await (const _chunk of request);
  if (request.url?.endsWith('/models')) return void response.end('{"data":[{"id":"scripted"}]}');
  const calls = replies.shift() ?? [];
  const toolCalls = calls.map(([name, args], index) => ({
    id: `c${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const message = calls.length > 0 ? { content: null, tool_calls: toolCalls } : { content: 'Done.' };
  response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', ...message } }] }));
});
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-own-records-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A record of one turn: the calls, what each gave, and "Done.". */
function recordOf(tools: object[], calls: Calls, outputs: readonly JsonObject[]): TrajectoryRecord {
  const made = calls.map(([name, args], index) => ({
    id: `r${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const results = outputs.map((output, index) => ({
    role: 'tool',
    tool_call_id: `r${index}`,
    content: JSON.stringify(output),
  }));
  const messages = [
    { role: 'user', content: 'Please.' },
    { role: 'assistant', content: '', tool_calls: made },
    ...results,
    { role: 'assistant', content: 'Done.' },
  ];
  const read = readRow({ messages, tools } as unknown as JsonObject, 0);
  if (typeof read === 'string') throw new Error(read);
  return read.record;
}

async function test(record: TrajectoryRecord, said: Calls, ...args: string[]) {
  const file = path.join(folder, 'own.jsonl');
  writeFileSync(file, JSON.stringify(record));
  replies = [said, []];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const ran = await runCommand(registerTest, 'test', file, ...args, '--url', url, '--format', 'json');
  const report = JSON.parse(ran.out.join('')) as TestReport;
  return { turn: report.results[0]?.turns[0], code: ran.code };
}

const tool = (name: string, properties: object, required: string[]) => ({
  type: 'function',
  function: { name, description: '', parameters: { type: 'object', properties, required } },
});
const WEIGH = tool('weigh', { item: { type: 'string' }, unit: { type: 'string' }, times: { type: 'integer' } }, [
  'item',
  'unit',
]);
const SHIP = tool(
  'ship',
  { box: { type: 'object', properties: { width: { type: 'number' }, label: { type: 'string' } } } },
  ['box'],
);

describe('magnet test on single values', () => {
  const weigh = (args: JsonObject): Calls => [['weigh', args]];
  const ship = (box: JsonObject): Calls => [['ship', { box }]];
  it.each<[string, object, Calls, Calls, string[]]>([
    [
      'a required argument left out is wrong, though it may be empty',
      WEIGH,
      weigh({ item: 'bag', unit: '' }),
      weigh({ item: 'bag' }),
      ['missing-argument'],
    ],
    [
      'an empty text is no whole number',
      WEIGH,
      weigh({ item: 'bag', unit: 'kg', times: 2 }),
      weigh({ item: 'bag', unit: 'kg', times: '' }),
      ['wrong-value'],
    ],
    [
      'an object is right whatever the order of its members',
      SHIP,
      ship({ width: 2, label: 'Fragile' }),
      ship({ label: 'fragile', width: 2 }),
      [],
    ],
    [
      'an object with another member is not',
      SHIP,
      ship({ width: 2, label: 'Fragile' }),
      ship({ width: 3, label: 'Fragile' }),
      ['wrong-value'],
    ],
  ])('%s', async (_what, offered, reference, said, labels) => {
    const { turn, code } = await test(recordOf([offered], reference, [{ ok: true }]), said);
    expect(turn?.labels.filter((label) => label !== 'outcome-wrong')).toEqual(labels);
    expect(turn?.verdict).toBe(labels.length === 0 ? 'right' : 'wrong');
    expect(code).toBe(labels.length === 0 ? EXIT.done : EXIT.findings);
  });
});

const DIAL = `
  /** Turns the dial. @param level Level to turn to. */
  function turn_dial(level: number): { turned: boolean };
  /** Reads the dial. */
  function read_dial(): { level: number };
`;
const DIAL_MODULE = `
  let level = 0;
  export const turn_dial = (given) => { level = given?.level ?? given; return { turned: true }; };
  export const read_dial = () => ({ level });
`;

describe('magnet test in a module', () => {
  it('finds the right calls in an order that comes to something else', async () => {
    const [file, module] = [path.join(folder, 'dial.fsig'), path.join(folder, 'dial.mjs')];
    writeFileSync(file, DIAL);
    writeFileSync(module, DIAL_MODULE);
    const catalog = buildCatalog([parseDocument(`file://${file}`, DIAL)]);
    const tools = [tool('turn_dial', { level: { type: 'number' } }, ['level']), tool('read_dial', {}, [])];
    const calls: Calls = [
      ['turn_dial', { level: 4 }],
      ['read_dial', {}],
    ];
    const plain = recordOf(tools, calls, [{ turned: true }, { level: 4 }]);
    const record = {
      ...plain,
      catalogHash: catalogHash(catalog),
      provenance: { ...plain.provenance, world: 'module' },
    };
    const world = [file, '--world', `module:${module}`, '--yes'];
    expect((await test(record, calls, ...world)).turn).toMatchObject({ verdict: 'right', labels: [] });
    const turned = (await test(record, [...calls].reverse(), ...world)).turn;
    expect(turned).toMatchObject({ verdict: 'wrong', labels: expect.arrayContaining(['wrong-order']) });
  });

  it('plays a run in the world that it was made in, found beside it, after a yes', async () => {
    const signatures = path.join(folder, 'shop.fsig');
    const run = path.join(folder, 'run');
    writeFileSync(
      signatures,
      `/** Key of a product. */ type ProductId = string;
       /** Lists the products of a category. @param category Category of goods. @readonly */
       function list_products(category: "lamps" | "chairs"): { product_id: ProductId; name: string }[];
       /** Shows the price of a product. @param product_id Product to look up. @readonly */
       function show_price(product_id: ProductId): { product_id: ProductId; price: number };`,
    );
    writeFileSync(
      path.join(folder, 'shop.mjs'),
      `export const list_products = (category) => [{ product_id: category + '-1', name: 'first' }];
       export const show_price = ({ product_id }) => ({ product_id, price: product_id.length });`,
    );
    const world = ['--world', `module:${path.join(folder, 'shop.mjs')}`, '--yes'];
    await runCommand(registerGenerate, 'generate', signatures, '--count', '3', '--out', run, ...world);
    const command = startCommand(registerServe, ['serve', '--no-token', '--replay', run]);
    while (command.out.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const play = (...args: string[]) =>
      runCommand(registerTest, 'test', run, signatures, '--url', command.out[0] as string, '--format', 'json', ...args);
    await expect(play()).rejects.toThrow(UsageError);
    const report = JSON.parse((await play('--yes', '--price', '1/2')).out.join('')) as TestReport;
    expect(report).toMatchObject({ records: 3, right: 3, unjudged: 0 });
    const { input, output, costUsd } = report.usage;
    expect(input).toBeGreaterThan(0);
    expect(costUsd).toBeCloseTo((input + 2 * output) / 1e6, 12);
    command.interrupt();
    await command.done;
  });
});
