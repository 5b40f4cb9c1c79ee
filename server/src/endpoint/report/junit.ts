import type { RecordResult, TestTurn } from '../engine/types.ts';
import type { TestReport } from './summary.ts';

/** JUnit's XML: a suite for each record, a test case for each turn; a record without a verdict has an error. */
export function junitReport(report: TestReport): string {
  const suites = report.results.map(suite);
  const total = (pick: (result: Suite) => number) => suites.reduce((sum, one) => sum + pick(one), 0);
  const cases = total((one) => one.tests);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="magnet test" tests="${cases}" failures="${total((one) => one.failures)}" errors="${total((one) => one.errors) + report.broken.length}" time="${report.seconds}">`,
    ...suites.map((one) => one.xml),
    ...(report.broken.length === 0 ? [] : [brokenSuite(report)]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function suite(result: RecordResult): Suite {
  const name = `${result.kind} ${result.index} ${result.id}${result.repeat === undefined ? '' : ` play ${result.repeat + 1}`}`;
  const fault = result.error !== undefined && !result.turns.some((turn) => turn.unjudged !== undefined);
  const tests = result.turns.length + Number(fault);
  const failures = result.turns.filter((turn) => turn.verdict === 'wrong').length;
  const errors = result.turns.filter((turn) => turn.verdict === 'unjudged').length + Number(fault);
  const lines = [
    `  <testsuite name="${escaped(name)}" tests="${tests}" failures="${failures}" errors="${errors}" time="${seconds(result.milliseconds)}">`,
    ...result.turns.map((turn) => testCase(result, turn)),
    ...(fault
      ? [
          `    <testcase classname="${escaped(result.id)}" name="turn ${result.turns.length} did not end"><error message="${escaped(result.error ?? '')}"/></testcase>`,
        ]
      : []),
    '  </testsuite>',
  ];
  return { xml: lines.join('\n'), tests, failures, errors };
}

function testCase({ id }: RecordResult, turn: TestTurn): string {
  const head = `    <testcase classname="${escaped(id)}" name="turn ${turn.turn} (${escaped(turn.kind)})" time="${seconds(turn.milliseconds)}"`;
  if (turn.verdict === 'right') return `${head}/>`;
  if (turn.verdict === 'unjudged')
    return `${head}><error message="${escaped(turn.unjudged ?? 'no verdict')}"/></testcase>`;
  const [message = turn.labels.join(', ')] = turn.problems;
  const body = [
    ...turn.problems,
    `expected: ${JSON.stringify(turn.reference)} ${turn.referenceText}`,
    `actual: ${JSON.stringify(turn.actual)} ${turn.text}`,
  ].join('\n');
  return `${head}><failure type="${escaped(turn.labels.join(' '))}" message="${escaped(message)}">${escaped(body)}</failure></testcase>`;
}

function brokenSuite({ broken }: TestReport): string {
  const cases = broken.map(
    ({ line, reason }) =>
      `    <testcase classname="input" name="line ${line}"><error message="${escaped(reason)}"/></testcase>`,
  );
  return [
    `  <testsuite name="lines that hold no record" tests="${broken.length}" failures="0" errors="${broken.length}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** What XML 1.0 has no place for, besides its own characters: most control characters and lone surrogates. */
const NO_XML = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu;

function escaped(text: string): string {
  return text
    .replace(NO_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
