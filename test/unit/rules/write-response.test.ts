import { describe, expect, it } from 'vitest';
import { applyChanges, writeResponse } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const SEAT = {
  type: 'object',
  properties: {
    row: { type: 'integer', description: 'Counted from the stage.' },
    seat: { type: 'string', description: 'Letter of the seat.' },
  },
  required: ['row', 'seat'],
};

/** The text of a file after a response was written into its first function; undefined where none may be. */
function written(text: string): string | undefined {
  const document = parseDocument('file:///hall.fsig', text);
  const [entry] = buildCatalog([document]).entries;
  if (entry === undefined) throw new Error('not read');
  const edits = writeResponse(entry, SEAT as never);
  return edits === undefined
    ? undefined
    : applyChanges(
        text,
        edits.flatMap(({ changes }) => changes),
      );
}

describe('a response that is written into .fsig', () => {
  it('stands behind the parameters, indented as the function is', () => {
    const text = written('namespace hall {\n    function free_seat(hall: string);\n}\n');
    expect(text?.split('\n').filter((line) => line.includes('row') || line.trim().startsWith('}'))).toEqual([
      '      row: integer;',
      '    };',
      '}',
    ]);
  });

  it('takes the place of `unknown`, and of nothing that says more', () => {
    expect(written('function free_seat(hall: string): unknown;')).not.toContain('unknown');
    expect(written('function free_seat(hall: string): string;')).toBeUndefined();
  });
});
