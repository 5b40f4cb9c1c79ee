import { expect, test } from 'vitest';
import type { CheckResult, GraphView } from '../../../server/src/lsp/protocol.ts';
import { checkLines, convertLines, graphLines } from './texts.ts';

const place = { uri: 'file:///w/hotel.fsig', line: 2, character: 4 };
const nameOf = (uri: string) => uri.replace('file:///w/', '');
const NO_FINDING: CheckResult = {
  files: 1,
  functions: 3,
  counts: { error: 0, warning: 0, information: 0, hint: 0 },
  findings: [],
};

test('findings stand one a line with their place, and a message stays on its line', () => {
  const lines = checkLines(
    {
      ...NO_FINDING,
      counts: { error: 1, warning: 0, information: 0, hint: 4 },
      findings: [
        { code: 'unknown-type', severity: 'error', message: 'No\ntype "Rom".', function: 'hotel.book', place },
      ],
    },
    nameOf,
  );
  expect(lines).toEqual([
    '3 functions in 1 file checked: error 1, warning 0, information 0, hint 4.',
    'The 1 gravest of 5 findings follow.',
    'hotel.fsig:3:5 error unknown-type [hotel.book]: No type "Rom".',
  ]);
});

test('nothing read is not said to have passed', () => {
  expect(checkLines({ ...NO_FINDING, functions: 0 }, nameOf)).toEqual([
    'No tool signatures were read in 1 file: nothing was checked.',
  ]);
  expect(convertLines({ text: '\n', language: 'json', losses: [] }, 'mcp', nameOf)[0]).toMatch(/nothing was converted/);
  expect(graphLines({ nodes: [], edges: [], rejected: [], version: 1 })[0]).toMatch(/there is no graph/);
});

test('what is lost stands before the converted text', () => {
  const losses = [{ function: 'hotel.book', message: 'the response', place }];
  expect(convertLines({ text: '{\n}\n', language: 'json', losses }, 'anthropic', nameOf)).toEqual([
    'Converted to anthropic, which cannot say 1 detail. No file was written. Lost:',
    'hotel.fsig:3:5 [hotel.book]: the response',
    '',
    '{',
    '}',
  ]);
});

test('edges stand the surest first, with what feeds what; functions without one are named', () => {
  const node = (id: string) => ({ id, name: id, namespace: '', description: '', place });
  const edge = (from: string, score: number, output: string) => ({
    from,
    to: 'bill',
    kind: 'input' as const,
    score,
    inferred: false,
    evidence: [{ output, parameter: 'room_id', rule: 'same-name', score }],
  });
  const view = {
    nodes: ['find', 'book', 'bill', 'hello'].map(node),
    edges: [edge('find', 0.5, 'rooms[].id'), edge('book', 0.9, '')],
    rejected: [],
    version: 1,
  } as unknown as GraphView;
  expect(graphLines(view).slice(1)).toEqual([
    'book -> bill (input; confidence 0.90; the response feeds room_id)',
    'find -> bill (input; confidence 0.50; rooms[].id feeds room_id)',
    'Without an edge: hello',
  ]);
});
