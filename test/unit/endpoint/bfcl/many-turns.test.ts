import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBackends } from '../../../../server/src/endpoint/bfcl/backends.ts';
import { createMultiTurnJudge, type MultiTurnJudge } from '../../../../server/src/endpoint/bfcl/multi.ts';
import { scoreBfcl } from '../../../../server/src/endpoint/bfcl/score.ts';

/** Shelves of a library: `_at` is private state, `books` and `log` are public. */
const SHELVES = `
from .words import SHELF
from bfcl_eval.eval_checker.multi_turn_eval.func_source_code.words import SHELF as AGAIN

class Shelf:
    def __init__(self):
        self.books = {}
        self._at = None
        self.note = ''

    def _load_scenario(self, scenario, long_context=False):
        self.books = scenario['books']
        if long_context:
            self.books['atlas'] = 99

    def go(self, shelf):
        self._at = shelf
        return {SHELF: shelf}

    def add(self, title, count=1):
        self.books[title] = self.books.get(title, 0) + count
        return {'title': title, 'count': self.books[title]}

    def count(self, title):
        return self.books[title]

    def write(self, text):
        self.note = text
        return None

    def run(self):
        return 'never'
`;
const WORDS = `SHELF = 'shelf'\n`;
/** Has no scenario of its own. */
const MATH = `
class MathAPI:
    def add_up(self, a, b):
        return {'sum': a + b}
`;

let folder: string;
let judge: MultiTurnJudge;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bfcl-classes-'));
  writeFileSync(path.join(folder, 'shelves.py'), SHELVES);
  writeFileSync(path.join(folder, 'words.py'), WORDS);
  writeFileSync(path.join(folder, 'sums.py'), MATH);
  judge = createMultiTurnJudge(await findBackends(folder));
});

afterAll(async () => {
  await judge.close();
  rmSync(folder, { recursive: true });
});

async function verdict(
  reference: readonly (readonly string[])[],
  result: unknown,
  { multiTurn = judge, category = 'multi_turn_base', classes = ['Shelf', 'MathAPI'] } = {},
) {
  const id = `${category}_0`;
  const row = { id, initial_config: { Shelf: { books: { maps: 2 } } }, involved_classes: classes };
  const report = await scoreBfcl({
    results: JSON.stringify({ id, result }),
    read: async (file) => JSON.stringify(file.startsWith('possible') ? { id, ground_truth: reference } : row),
    multiTurn,
  });
  return report.verdicts[0];
}

describe('tasks of many turns', () => {
  it.each([
    [
      'arguments by place vanish, so that the first count fails',
      [['add(title="maps")'], ['count(title="maps")']],
      [['add(title="maps")'], ['count("maps")', 'count(title="maps")']],
      true,
    ],
    [
      'text',
      [['add(title="maps")'], ['count(title="maps")']],
      [['[add(title="maps")]'], ['[count(title="maps")]', 'Done.']],
      true,
    ],
    ['reference by place', [["count('maps')"]], [['count(title="maps")']], true],
    ['function calls', [['add("maps", 2)']], [[[{ add: '{"title": "maps", "count": 2}' }]]], true],
    ['function calls with an object', [['add("maps", 2)']], [[[{ add: { title: 'maps', count: 2 } }]]], true],
    ['a broken call drops its step', [['add("maps")']], [[[{ add: '{"title": "maps"}' }, { add: '{"ti' }]]], false],
    ['another state', [['write("a")']], [['write(text="b")']], false],
    ['an extra call that leaves the state', [['add("maps")']], [['count(title="maps"), add(title="maps")']], true],
    ['an extra call that fails', [['add("maps")']], [['count(title="none"), fly(), add(title="maps")']], true],
    ['private state is not compared, but the results are', [['go("a")']], [['go(shelf="b")']], false],
    [
      'a result of an earlier turn',
      [['count("maps")'], ['count("maps")']],
      [['count(title="maps")'], ['go(shelf="a")']],
      true,
    ],
    [
      'a result as often as the reference has it',
      [['count("maps")', 'count("maps")']],
      [['count(title="maps")']],
      false,
    ],
    [
      'an empty reference turn is not checked',
      [[], ['count("maps")']],
      [['go(shelf="a")', 'count(title="maps")'], ['go(shelf="b")']],
      true,
    ],
    [
      'state made in an unchecked turn counts later',
      [[], ['count("maps")']],
      [['write(text="x")'], ['count(title="maps")']],
      false,
    ],
    ['no call in a turn that wants one', [['count("maps")']], [['It is two.']], false],
    ['fewer turns', [['count("maps")'], ['count("maps")']], [['count(title="maps")']], false],
    ['no list', [['count("maps")']], 'count(title="maps")', false],
    ['numbers by value', [['add_up(1, 2)']], [['add_up(a=1, b=2)']], true],
    ['a float result is another text', [['add_up(1, 2)']], [['add_up(a=1.0, b=2)']], false],
    ['a forbidden name fails on both sides', [['run()', 'count("maps")']], [['run(), count(title="maps")']], true],
    ['a text that names a tool before a bracket', [['write("count(x)")']], [['write(text="count(x)")']], false],
    ['an empty dict fails its step', [['count("maps")']], [['count(title="maps"), write(text={})']], false],
    ['a call within', [['write({"sum": 3})']], [['write(text=add_up(a=1, b=2))']], true],
  ])('%s', async (_name, reference, result, right) => {
    expect(await verdict(reference, result)).toEqual({
      id: 'multi_turn_base_0',
      correct: right,
      reason: right ? '' : expect.stringMatching(/turn/),
    });
  });

  it('says what differs', async () => {
    expect((await verdict([['add("maps")']], [['add(title="maps", count=3)']]))?.reason).toBe(
      'turn 1: the state differs in Shelf.books',
    );
    expect((await verdict([['count("maps")']], [['go(shelf="a")']]))?.reason).toBe(
      'turn 1: a result of the reference is missing: 2',
    );
  });

  it('tells the classes of a long context', async () => {
    const reference = [['count("atlas")']];
    const calls = [['[count(title="atlas")]']];
    expect((await verdict(reference, calls, { category: 'multi_turn_long_context' }))?.correct).toBe(true);
  });

  it('gives no verdict without the classes', async () => {
    const found = await verdict([['f()']], [['f()']], { classes: ['Boat'] });
    expect(found).toMatchObject({ correct: false, unjudged: true, reason: expect.stringContaining('the class Boat') });
  });

  it('gives no verdict where nothing runs the classes', async () => {
    const report = await scoreBfcl({
      results: '{"id":"multi_turn_base_0","result":[]}',
      read: async () => '{"id":"multi_turn_base_0","ground_truth":[]}',
    });
    expect(report.verdicts[0]).toMatchObject({ correct: false, reason: expect.stringContaining('--backends') });
    expect(report.categories).toEqual({ multi_turn_base: { total: 1, correct: 0 } });
  });
});

it('classes are found in the folder that holds the package, and the package is imported', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'bfcl-package-'));
  const sources = path.join(root, 'bfcl_eval', 'eval_checker', 'multi_turn_eval', 'func_source_code');
  mkdirSync(sources, { recursive: true });
  writeFileSync(path.join(sources, 'shelves.py'), SHELVES);
  writeFileSync(path.join(sources, 'words.py'), WORDS);
  writeFileSync(path.join(root, 'bfcl_eval', 'shelf.py'), 'class Shelf:\n    pass\n');
  for (const named of [root, path.join(root, 'bfcl_eval'), sources]) {
    const multiTurn = createMultiTurnJudge(await findBackends(named));
    const found = await verdict([['count("maps")']], [['count(title="maps")']], { multiTurn, classes: ['Shelf'] });
    await multiTurn.close();
    expect(found).toMatchObject({ correct: true, reason: '' });
  }
  rmSync(root, { recursive: true });
});
