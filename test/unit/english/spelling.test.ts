import { describe, expect, it } from 'vitest';
import { spelledBy, spellOut } from '../../../server/src/english/index.ts';

describe('short forms written without anything between them', () => {
  it.each([
    ['custno', 'customer number'],
    ['totamt', 'total amount'],
    ['ponum', 'purchase order number'],
    ['itmprc', 'item price'],
    ['qoh', 'quantity on hand'],
  ])('%s is %s', (word, full) => expect(spellOut(word)?.join(' ')).toBe(full));

  it.each(['record', 'posts', 'recent', 'status', 'invoice', 'content', 'number', 'item', 'percent', 'payment'])(
    'leaves %s whole',
    (word) => expect(spellOut(word)).toBeUndefined(),
  );
});

describe('a short form that a text spells', () => {
  it.each([
    ['crlim', 'Update credit limit', 'credit limit'],
    ['prt', 'Print pick list', 'print'],
    ['cpy', 'Copies', 'copy'],
    ['custinq', 'Customer inquiry', 'customer inquiry'],
  ])('%s in %s is %s', (short, text, full) => expect(spelledBy(short, text)?.join(' ')).toBe(full));

  it('is none where the word itself stands in the text', () =>
    expect(spelledBy('order', 'Order entry')).toBeUndefined());

  it('is none where the letters stand in no run of words', () =>
    expect(spelledBy('warehouse', 'Where it is')).toBeUndefined());
});
