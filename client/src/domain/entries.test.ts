import { expect, test } from 'vitest';
import type { DomainFunctionItem, DomainView } from '../../../server/src/lsp/protocol.ts';
import { childrenOf, type DomainEntry } from './entries.ts';

const item = (id: string, kind: DomainFunctionItem['kind']): DomainFunctionItem => ({
  id,
  kind,
  text: id,
  confidence: 0.9,
  doubtful: false,
  place: { uri: 'file:///hall.fsig', line: 0, character: 0 },
});

const view: DomainView = {
  entities: [
    {
      name: 'booking',
      identifier: 'booking_id',
      fields: ['booking_id'],
      states: ['cancelled'],
      functions: [item('cancel', 'changes'), item('book', 'makes'), item('list', 'reads'), item('get', 'reads')],
    },
  ],
  others: [item('tell_time', 'other')],
  version: 1,
  tooLarge: false,
};

const said = (entries: readonly DomainEntry[]) =>
  entries.map((entry) => {
    if (entry.type === 'entity') return entry.entity.name;
    if (entry.type === 'kind') return `${entry.kind} ${entry.functions.length}`;
    return entry.type === 'function' ? entry.item.id : 'others';
  });

test('entities stand first, what is about none of them last', () => {
  expect(said(childrenOf(view))).toEqual(['booking', 'others']);
  expect(said(childrenOf({ ...view, others: [] }))).toEqual(['booking']);
});

test('under an entity: who makes it, reads it, changes it, in the order in which a record lives', () => {
  const [booking] = childrenOf(view);
  const kinds = childrenOf(view, booking);
  expect(said(kinds)).toEqual(['makes 1', 'reads 2', 'changes 1']);
  expect(said(childrenOf(view, kinds[1]))).toEqual(['list', 'get']);
});

test('a function has nothing under it', () => {
  const others = childrenOf(view).at(-1);
  const [tell] = childrenOf(view, others);
  expect(said([tell as DomainEntry])).toEqual(['tell_time']);
  expect(childrenOf(view, tell)).toEqual([]);
});
