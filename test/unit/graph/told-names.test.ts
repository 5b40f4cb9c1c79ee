import { describe, expect, test } from 'vitest';
import { buildGraph, type GraphFunction } from '../../../server/src/graph/index.ts';
import { tool } from './support.ts';

/** `from → to` of the edges that carry a value. */
function fed(...functions: GraphFunction[]): string[] {
  return buildGraph(functions)
    .edges.filter(({ evidence }) => evidence.some(({ parameter }) => parameter !== ''))
    .map(({ from, to }) => `${from} → ${to}`);
}

describe('what a name ends with is no answer', () => {
  test('where the function is told it', () => {
    const pdf = tool('get_export_pdf_receipt_uuid', { receipt_uuid: 'string' });
    const qr = tool('get_export_qr_receipt_uuid', { receipt_uuid: 'string' });
    expect(fed(pdf, qr)).toEqual([]);
  });

  test('where it ends what it names', () => {
    const end = tool('delete_setup_observer_id', { id: 'string' });
    const get = tool('get_setup_observer_id', { id: 'string' });
    expect(fed(end, get)).not.toContain('delete_setup_observer_id → get_setup_observer_id');
  });

  test('but where nobody tells it, it is', () => {
    const find = tool('find_receipt_uuid', { number: 'string' });
    const pdf = tool('export_pdf', { receipt_uuid: 'string' });
    expect(fed(find, pdf)).toEqual(['find_receipt_uuid → export_pdf']);
  });
});

describe('a record of very many fields', () => {
  test('is told by the identifier at its top, though that is its last', () => {
    const parts = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`part${at}`, { type: 'string' }]));
    const cargo = { type: 'object', properties: parts };
    const find = tool('find_ship', { port: 'string' }, { cargo, ship_id: 'string' });
    expect(fed(find, tool('orbit_ship', { ship_id: 'string' }))).toEqual(['find_ship → orbit_ship']);
  });
});
