import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, plainText } from '../../../server/src/language/markdown.ts';

describe('text in Markdown', () => {
  it.each([
    // What would be markup where it stands is escaped …
    ['**bold** and `code`', '\\*\\*bold\\*\\* and \\`code\\`'],
    ['[a](command:b)', '\\[a\\](command:b)'],
    ['<img src=x> &lt;', '&lt;img src=x> &amp;lt;'],
    ['_all of it_', '\\_all of it\\_'],
    [
      '# no heading\n- no item\n1. no item\n> no quote',
      '\\# no heading  \n\\- no item  \n1\\. no item  \n\\> no quote',
    ],
    [
      '$(zap) https://a.example www.a.example me@a.example',
      '\\$(zap) https\\://a.example www\\.a.example me\\@a.example',
    ],
    // … and nothing else: some editors show the escapes.
    [
      'Finds a book_id, at 3.50 (or more): it costs a < b & c - d.',
      'Finds a book_id, at 3.50 (or more): it costs a < b & c - d.',
    ],
  ])('%s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('comes back from plain text as it was', () => {
    const piece = fc.constantFrom(
      'a',
      '_',
      '*',
      '**',
      '`',
      '[',
      '](',
      '#',
      '- ',
      '<b>',
      '&amp;',
      '\\',
      '\n',
      ' ',
      '://',
      '@',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(plainText(escapeMarkdown(pieces.join('')))).toBe(pieces.join(''));
      }),
    );
  });

  it('of code and emphasis, plain text keeps what they hold', () => {
    expect(plainText('**Fed by** `a.b` (``x`y``)\n\n```fsig\nfunction f(a: "`*`"): b;\n```\n\nend')).toBe(
      'Fed by a.b (x`y)\n\nfunction f(a: "`*`"): b;\n\nend',
    );
  });
});
