import { describe, expect, it } from 'vitest';
import { type Domain, forgetDomain, readDomain } from '../../../server/src/domain/index.ts';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { buildCatalog, type CatalogEntry, parseDocument } from '../../../server/src/signature/index.ts';

interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters?: Readonly<Record<string, object>>;
  readonly stated?: object;
}

const TEXT = { type: 'string' };

function entriesOf(tools: readonly Tool[], uri = 'file:///bad.tools.json'): readonly CatalogEntry[] {
  const written = tools.map(({ name, description, parameters = {}, stated }) => ({
    name,
    description,
    ...(stated === undefined ? {} : { 'x-magnet': stated }),
    inputSchema: { type: 'object', properties: parameters, required: Object.keys(parameters) },
  }));
  return buildCatalog([parseDocument(uri, JSON.stringify({ tools: written }))]).entries;
}

/** Read, with the processor's seconds it took: a busy machine is no reason to fail. */
function read(entries: readonly CatalogEntry[]): { readonly domain: Domain; readonly seconds: number } {
  forgetDomain();
  const before = process.cpuUsage();
  const domain = readDomain(entries);
  const { user, system } = process.cpuUsage(before);
  return { domain, seconds: (user + system) / 1_000_000 };
}

/** Words that mean nothing: `xq7fa`, `mbrt2`. */
function nonsense(at: number): string {
  const letters = 'bcdfghjklmnpqrstvwxz';
  let seed = at * 7_919 + 13;
  return Array.from({ length: 5 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return letters[seed % letters.length];
  }).join('');
}

describe('a catalog that nobody should write', () => {
  it('of one function is read, and has no edge', () => {
    const entries = entriesOf([{ name: 'get_ferry', description: 'One ferry.', parameters: { ferry_id: TEXT } }]);
    expect(read(entries).domain.functions).toMatchObject([{ operation: 'get', entity: 'ferry' }]);
    expect(buildGraph(entries).edges).toEqual([]);
  });

  it('of 2,000 getters is read in bounded time, changes nothing, and has no edge', () => {
    const things = Array.from({ length: 2_000 }, (_, at) => `thing${at}`);
    const entries = entriesOf(
      things.map((thing) => ({
        name: `get_${thing}`,
        description: `Returns one ${thing}.`,
        parameters: { [`${thing}_id`]: TEXT },
      })),
    );
    const { domain, seconds } = read(entries);
    expect(seconds).toBeLessThan(10);
    expect(domain.functions.filter(({ operation, writes }) => operation !== 'get' || writes)).toEqual([]);
    // Each is told by a figure in its name: no `thing7` is what another one takes.
    expect(buildGraph(entries).edges).toEqual([]);
  });

  it('of random names is hedged: few edges, and no reading is sure', () => {
    const entries = entriesOf(
      Array.from({ length: 60 }, (_, at) => ({
        name: `${nonsense(at)}_${nonsense(at + 500)}`,
        description: '',
        parameters: { [nonsense(at + 900)]: TEXT },
      })),
    );
    const { domain } = read(entries);
    expect(domain.functions.filter(({ confidence }) => confidence > 0.7)).toEqual([]);
    expect(buildGraph(entries).edges.length).toBeLessThanOrEqual(3);
  });

  it('in another language is hedged, and an identifier still leads from the function that lists it', () => {
    const entries = entriesOf([
      { name: 'varaukset', description: 'Asiakkaan kaikki varaukset.', parameters: { asiakas_id: TEXT } },
      { name: 'peru_varaus', description: 'Peruu yhden varauksen.', parameters: { varaus_id: TEXT } },
      { name: 'etsi_asiakas', description: 'Hakee asiakkaan nimen perusteella.', parameters: { nimi: TEXT } },
      { name: 'lisaa_varaus', description: 'Tekee uuden varauksen.', parameters: { asiakas_id: TEXT, aika: TEXT } },
    ]);
    const { domain } = read(entries);
    expect(domain.functions).toHaveLength(4);
    expect(domain.functions.filter(({ confidence }) => confidence > 0.9)).toEqual([]);
  });

  it('with statements that contradict each other takes one, the same each time', () => {
    const tools: Tool[] = [
      {
        name: 'zap',
        description: 'Reads a ticket.',
        parameters: { ticket_id: { type: 'string', 'x-magnet': { key: true, reference: 'Seat' } } },
        stated: { operation: 'delete', entity: 'Ticket', writes: false, movesTo: 'open', allowedFrom: ['gone'] },
      },
      {
        name: 'zip',
        description: 'Makes a ticket.',
        stated: {
          operation: 'get',
          entity: 'Ticket',
          entities: { Ticket: { identifier: 'no_such_field', singleton: true } },
        },
      },
    ];
    const first = read(entriesOf(tools)).domain;
    expect(first.functions[0]).toMatchObject({ operation: 'delete', entity: 'ticket', writes: false });
    expect(read(entriesOf(tools)).domain).toEqual(first);
  });

  it('whose records refer to each other in a circle is read', () => {
    const ring = ['cog', 'wheel', 'axle'];
    const entries = entriesOf(
      ring.map((thing, at) => ({
        name: `create_${thing}`,
        description: `Makes a ${thing}.`,
        parameters: { [`${ring[(at + 1) % ring.length]}_id`]: TEXT, [`parent_${thing}_id`]: TEXT },
      })),
    );
    const { entities } = read(entries).domain;
    expect(entities.map(({ name }) => name).sort()).toEqual(['axle', 'cog', 'wheel']);
    expect(buildGraph(entries).edges.filter(({ from, to }) => from === to)).toEqual([]);
  });

  it('of 400 namespaces that keep entities of one name keeps them apart, in bounded time', () => {
    const text = Array.from(
      { length: 400 },
      (_, at) => `namespace shop${at} {
  /** Lists orders. */
  function list_orders(): { order_id: string }[];
  /** Cancels an order. */
  function cancel_order(order_id: string): void;
}`,
    ).join('\n');
    const { entries } = buildCatalog([parseDocument('file:///many.fsig', text)]);
    const { domain, seconds } = read(entries);
    expect(seconds).toBeLessThan(10);
    expect(new Set(domain.entities.map(({ name }) => name)).size).toBe(400);
    const across = buildGraph(entries).edges.filter(({ from, to }) => from.split('.')[0] !== to.split('.')[0]);
    expect(across).toEqual([]);
  });
});
