import { t } from '@vscode/l10n';
import { Location, MarkdownString, Range, type TestItem, TestMessage, type TestRun } from 'vscode';
import type { TestEvent, TestVerdict } from '../../../server/src/lsp/protocol.ts';
import { plainText } from '../notice.ts';
import type { TestOutcome } from './outcome.ts';
import type { SelectedFile, SelectedTest } from './select.ts';
import { uriOf } from './tree.ts';

/** Writes what happens to the tests of a file into a run of the Test Explorer. */
export class TestReporter {
  readonly #run: TestRun;
  readonly #outcomes: Map<string, TestOutcome>;
  readonly #tests: ReadonlyMap<number, SelectedTest>;
  /** Tests that no verdict has come for. */
  readonly #open: Set<number>;

  constructor(run: TestRun, { tests }: SelectedFile, outcomes: Map<string, TestOutcome>) {
    this.#run = run;
    this.#outcomes = outcomes;
    this.#tests = new Map(tests.map((test) => [test.index, test]));
    this.#open = new Set(this.#tests.keys());
    for (const { item, turns, only } of tests) {
      run.enqueued(item);
      for (const [turn, child] of turns) if (only === undefined || only.includes(turn)) run.enqueued(child);
    }
  }

  take(event: TestEvent): void {
    const test = this.#tests.get(event.index);
    if (test === undefined) return;
    switch (event.type) {
      case 'started':
        this.#run.started(test.item);
        this.#say(test.item, `${test.item.label}\n${worldWords(event.world)}`);
        return;
      case 'turn':
        if (test.turns.has(event.turn)) this.#run.started(itemOf(test, event.turn));
        this.#say(itemOf(test, event.turn), `${t('Turn {0}', event.turn + 1)}\n  ${t('user')}: ${event.query}`);
        return;
      case 'reply':
        if (event.text !== '') this.#say(itemOf(test, event.turn), `  ${t('model')}: ${event.text}`);
        return;
      case 'call':
        this.#say(itemOf(test, event.turn), callWords(event));
        return;
      case 'result':
        if (test.turns.size === 0) this.#judge(test.item, event);
        else this.#judge(itemOf(test, event.turn), event);
        return;
      case 'ended':
        this.#ended(test, event);
        return;
    }
  }

  /** Tests that were not reached are no failures. */
  close(why: string | undefined): void {
    for (const index of this.#open) {
      const item = this.#tests.get(index)?.item;
      if (item === undefined) continue;
      if (why === undefined) this.#run.skipped(item);
      else this.#run.errored(item, new TestMessage(plain(why)));
    }
  }

  #ended(test: SelectedTest, event: Extract<TestEvent, { type: 'ended' }>): void {
    this.#open.delete(event.index);
    const { expected, actual, problems = [], milliseconds, verdict } = event;
    const whole = expected !== undefined || problems.length > 0 || verdict === 'unjudged';
    // Turns carry their own messages; the test shows what they come to.
    if (whole && verdict !== 'right') {
      this.#judge(test.item, {
        verdict,
        problems,
        expected: expected ?? '',
        actual: actual ?? '',
        advice: [],
        milliseconds: milliseconds ?? 0,
      });
    } else if (test.turns.size > 0 || verdict === 'right') {
      if (verdict === 'right') this.#run.passed(test.item, milliseconds);
      else this.#run.failed(test.item, [], milliseconds);
      this.#outcomes.set(test.item.id, { verdict });
    }
    this.#say(test.item, `${verdictWords(verdict)}\n`);
  }

  #judge(item: TestItem, verdict: TestVerdict): void {
    const { milliseconds } = verdict;
    const message = verdict.verdict === 'right' ? undefined : messageOf(item, verdict);
    if (message === undefined) this.#run.passed(item, milliseconds);
    else if (verdict.verdict === 'wrong') this.#run.failed(item, message, milliseconds);
    else this.#run.errored(item, message, milliseconds);
    this.#outcomes.set(item.id, { verdict: verdict.verdict, ...(message === undefined ? {} : { message }) });
    for (const line of [...verdict.problems, ...verdict.advice]) this.#say(item, `  ${line}`);
  }

  /** A terminal's lines; what a model says cannot steer it. */
  #say(item: TestItem, text: string): void {
    const location = item.range === undefined ? undefined : new Location(uriOf(item), item.range);
    this.#run.appendOutput(`${plain(text)}\r\n`, location, item);
  }
}

function itemOf(test: SelectedTest, turn: number): TestItem {
  return test.turns.get(turn) ?? test.item;
}

/** For a terminal, whose lines end so; plain messages of tests are shown in one too. */
function plain(text: string): string {
  return plainText(text).replaceAll('\n', '\r\n');
}

function messageOf(item: TestItem, { verdict, problems, expected, actual, advice }: TestVerdict): TestMessage {
  const head = verdict === 'unjudged' ? t('Could not be judged') : t('Wrong');
  const lines = [...problems, ...advice];
  const words = lines.length === 0 ? head : lines.join('\n');
  // Text stays text: nothing that a model wrote becomes markup.
  const text = new MarkdownString();
  text.appendText(plainText(words));
  const sides = expected !== '' || actual !== '';
  const message =
    sides && verdict === 'wrong'
      ? TestMessage.diff(text, plainText(expected), plainText(actual))
      : new TestMessage(text);
  if (item.uri !== undefined) message.location = new Location(item.uri, item.range ?? new Range(0, 0, 0, 0));
  return message;
}

function callWords({ call, problems, output }: Extract<TestEvent, { type: 'call' }>): string {
  const wrong = problems.map((problem) => `    ✗ ${problem}`);
  return [...call.split('\n').map((line) => `  ${line}`), ...wrong, `    → ${shortened(output)}`].join('\n');
}

const MAX_LENGTH = 2000;

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}… ${t('({0} characters)', text.length)}` : text;
}

function worldWords(world: Extract<TestEvent, { type: 'started' }>['world']): string {
  if (world === 'simulated') return t('calls run in the simulated world of the signatures');
  return world === 'recorded'
    ? t('calls are answered from what the record shows')
    : t('calls are compared, none is run');
}

function verdictWords(verdict: TestVerdict['verdict']): string {
  if (verdict === 'right') return t('right');
  return verdict === 'wrong' ? t('wrong') : t('could not be judged');
}
