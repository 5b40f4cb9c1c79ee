import { describe, expect, it } from 'vitest';
import type { RecordResult, TestTurn } from '../../../../server/src/endpoint/index.ts';
import { htmlReport } from '../../../../server/src/endpoint/report/html.ts';
import { junitReport } from '../../../../server/src/endpoint/report/junit.ts';
import { markdownReport } from '../../../../server/src/endpoint/report/markdown.ts';
import { makeReport, type ReportInput } from '../../../../server/src/endpoint/report/summary.ts';
import { textReport } from '../../../../server/src/endpoint/report/text.ts';

const turn = (more: Partial<TestTurn>): TestTurn => ({
  turn: 0,
  kind: 'call',
  right: true,
  verdict: 'right',
  calls: { right: true, matches: [0], extra: [], problems: [], faults: [] },
  sameOutcome: true,
  actual: [{ name: 'find', arguments: { to: 'OSL' } }],
  reference: [{ name: 'find', arguments: { to: 'OSL' } }],
  problems: [],
  faults: [],
  labels: [],
  text: 'Two flights.',
  referenceText: 'There are two.',
  repairs: {},
  subgoals: { reached: 1, of: 1 },
  ended: true,
  replies: 2,
  usage: { input: 100, output: 10 },
  milliseconds: 1_500,
  advice: [],
  functions: ['find'],
  edges: [],
  operations: ['walk'],
  ...more,
});

const wrongTurn = turn({
  turn: 1,
  right: false,
  verdict: 'wrong',
  actual: [],
  reference: [{ name: 'book', arguments: { flight: 'F1' } }],
  problems: ["book: 'flight' is missing", 'nothing was called'],
  labels: ['missing-argument', 'should-have-called'],
  errorType: 2,
  text: 'Which one?',
  repairs: { object: 2 },
  milliseconds: 250,
  advice: ['Use another parser.'],
  functions: ['book'],
  edges: ['find → book'],
  operations: ['insert', 'merge'],
} as Partial<TestTurn>);
const doubtful = turn({ turn: 2, kind: 'miss_func', right: false, verdict: 'unjudged', unjudged: 'the world is gone' });

const result = (more: Partial<RecordResult>): RecordResult => ({
  id: 'r0',
  index: 0,
  kind: 'multi-turn',
  right: true,
  verdict: 'right',
  turns: [turn({})],
  progress: 1,
  success: true,
  usage: { input: 100, output: 10 },
  milliseconds: 1_500,
  ...more,
});

const RESULTS: readonly RecordResult[] = [
  result({ repeat: 0 }),
  result({ repeat: 1, right: false, verdict: 'wrong', turns: [turn({}), wrongTurn], progress: 0.5, success: false }),
  result({ id: 'r1', index: 1, kind: 'single', repeat: 0 }),
  result({
    id: 'r1',
    index: 1,
    kind: 'single',
    repeat: 1,
    right: false,
    verdict: 'unjudged',
    turns: [turn({}), doubtful],
    error: 'the world is gone',
  }),
  result({
    id: 'r2',
    index: 2,
    kind: 'single',
    repeat: 0,
    right: false,
    verdict: 'unjudged',
    turns: [],
    error: 'no reply',
    progress: 0,
    success: false,
  }),
];

/** Results of twelve records with one wrong turn each, of functions of their own. */
const MANY = Array.from({ length: 12 }, (_, index) =>
  result({
    id: `w${index}`,
    index,
    right: false,
    verdict: 'wrong',
    turns: [{ ...wrongTurn, functions: [`f${index}`] }],
    progress: 0,
    success: false,
  }),
);

const INPUT: ReportInput = {
  url: 'http://127.0.0.1:8000/v1',
  model: 'small',
  results: RESULTS,
  broken: [{ line: 7, reason: 'it is no JSON' }],
  milliseconds: 12_345,
  cancelled: true,
  baseline: [
    result({ repeat: 0, right: false, verdict: 'wrong' }),
    result({ repeat: 1 }),
    result({ id: 'r1', index: 1, repeat: 0, verdict: 'unjudged' }),
  ],
  price: { input: 2, output: 50 },
};
const INPUTS = {
  mixed: INPUT,
  many: { url: 'u', model: 'm', results: MANY, broken: [], milliseconds: 0, cancelled: false },
  empty: { url: 'u', model: 'm', results: [], broken: [], milliseconds: 0, cancelled: false },
} satisfies Record<string, ReportInput>;

/** Each page is kept beside this test: `npm run golden` writes them anew, and their difference is read like code. */
describe.each(Object.entries(INPUTS))('of %s results', (name, input) => {
  const report = makeReport(input);
  it.each([
    ['json.txt', () => `${JSON.stringify({ ...report, results: report.results.length }, null, 1)}\n`],
    ['txt', () => `${textReport(report).join('\n')}\n`],
    ['md', () => markdownReport(report)],
    ['xml', () => junitReport(report)],
    // Without the style sheet, which says nothing of a result.
    ['html', () => htmlReport(report).replace(/<style>[^<]*<\/style>/, '')],
  ])('the report as %s', async (ending, write) => {
    await expect(write()).toMatchFileSnapshot(`expected/${name}.${ending}`);
  });
});

it('shares are worst first, the more tried before the less', () => {
  expect(Object.keys(makeReport(INPUT).byFunction)).toEqual(['book', 'find']);
  const { byCategory } = makeReport(INPUT);
  expect(byCategory).toMatchObject({ 'multi-turn': { right: 1, of: 2 }, single: { right: 1, of: 1 } });
});
