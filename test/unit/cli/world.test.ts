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

  it.each([
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
