import { describe, expect, it } from 'vitest';
import { domainOf } from './support.ts';

/** Name, description, the parameters that must be given. */
type Tool = readonly [name: string, description: string, ...parameters: string[]];

function read(tools: readonly Tool[]) {
  const listed = tools.map(([name, description, ...parameters]) => {
    const properties = Object.fromEntries(parameters.map((one) => [one, { type: 'string' }]));
    return { name, description, inputSchema: { type: 'object', properties, required: parameters } };
  });
  return domainOf(JSON.stringify({ tools: listed }), 'file:///tools.json').functions;
}

function readingsOf(tools: readonly Tool[]): Record<string, string> {
  return Object.fromEntries(read(tools).map((one) => [one.function, `${one.operation} ${one.entity ?? '-'}`]));
}

describe('names with a dot, where the deed stands last', () => {
  const hives: readonly Tool[] = [
    ['beekeepers.add', 'Adds a beekeeper.', 'fullName'],
    ['beekeepers.all', 'All beekeepers.'],
    ['beekeepers.leave', 'A beekeeper leaves the club.', 'beekeeperId'],
    ['gear.search', 'Searches the smokers that the club owns.', 'maker'],
    ['gear.enter', 'Enters a new smoker.', 'maker'],
    ['loans.lend', 'Lends a smoker to a beekeeper.', 'smokerId', 'beekeeperId'],
    ['loans.handBack', 'A lent smoker comes back.', 'loanId'],
    ['fairs.announce', 'Announces a honey fair.', 'title', 'at'],
    ['fairs.soldJars', 'How many jars of honey have been sold at a fair.', 'fairId'],
    ['honey.rate', 'Share of the harvest that a beekeeper sold.', 'beekeeperId'],
    ['fairs.moveToHall', 'Moves a fair to another hall.', 'fairId', 'hall'],
  ];
  const readings = readingsOf(hives);

  it('says by its description what is kept on a shelf that the name speaks of', () => {
    expect(readings).toMatchObject({ 'gear.search': 'list smoker', 'gear.enter': 'create smoker' });
  });

  it('reads a verb of two words behind the dot', () => {
    expect(readings['loans.handBack']).toMatch(/^(?:act|update) loan$/);
  });

  it('makes what is announced, where others take one and nothing else makes it', () => {
    expect(readings['fairs.announce']).toBe('create fair');
  });

  it('counts and shares are values of a record, however their last word may be read', () => {
    expect(readings['fairs.soldJars']).toBe('get fair');
    expect(readings['honey.rate']).toMatch(/^(?:get|compute) /);
  });

  it('leaves verbs that the description uses, and moves what stands before the dot', () => {
    expect(readings['beekeepers.leave']).toMatch(/^(?:act|update|delete) beekeeper$/);
    expect(readings['fairs.moveToHall']).toMatch(/^(?:act|update) fair$/);
  });
});

it('a noun of two words is shown, though its first is a verb elsewhere', () => {
  const readings = readingsOf([
    ['searchInvoices', 'Invoices of a customer.', 'customer'],
    ['invoiceFile', 'Everything on an invoice.', 'invoiceNo'],
    ['cancelInvoice', 'Cancels an invoice.', 'invoiceNo'],
  ]);
  expect(readings.invoiceFile).toBe('get invoice');
});

it('a verb of two words that no list knows the first of', () => {
  const readings = readingsOf([
    ['lay_down_keel', 'Lays down the keel of a new ship.', 'shipyard_id'],
    ['keels', 'Keels of a shipyard.', 'shipyard_id'],
    ['weld_keel', 'Welds a keel.', 'keel_id'],
  ]);
  expect(readings.lay_down_keel).toBe('create keel');
});

describe('records that come of a deed on another', () => {
  const claims = read([
    ['lodgeClaim', 'Lodges a claim.', 'policyNumber'],
    ['settleClaim', 'Settles a claim by paying an amount.', 'claimNo', 'amount'],
    ['tracePayment', 'Where a payment is on its way.', 'paymentId'],
    ['assignSurveyor', 'Has a surveyor look at the damage.', 'claimNo', 'surveyorId', 'visitOn'],
    ['noteFindings', 'Notes what was found.', 'visitId', 'text'],
  ]);
  const answerOf = (name: string) => claims.find((one) => one.function === name);

  it('are told by what the description says it is done by', () => {
    expect(answerOf('settleClaim')?.makes).toEqual(['payment']);
    expect(Object.keys(answerOf('settleClaim')?.response.schema.properties ?? {})).toContain('payment_id');
  });

  it('are told by the values that are given of them', () => {
    expect(answerOf('assignSurveyor')?.makes).toEqual(['visit']);
  });
});
