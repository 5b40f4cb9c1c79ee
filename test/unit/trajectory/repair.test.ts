import { describe, expect, it } from 'vitest';
import type { PathTurn, SignaturePath } from '../../../server/src/path/index.ts';
import {
  createOfflineTeacher,
  type TaskKind,
  type Teacher,
  TeacherError,
  type TeacherTask,
  writingApart,
} from '../../../server/src/teacher/index.ts';
import { generateRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE, contextOf, recordsOf } from './support.ts';

/** The offline teacher, spoilt at the given tasks: how often, and with what instead. */
function spoilt(
  kind: TaskKind,
  times: number,
  answer: (task: TeacherTask, right: unknown) => unknown,
): Teacher & { readonly repairs: string[] } {
  const offline = createOfflineTeacher();
  const repairs: string[] = [];
  let left = times;
  return {
    ...offline,
    repairs,
    perform: async (task, signal) => {
      const any = task as TeacherTask;
      if (any.repair !== undefined) repairs.push(any.repair);
      const reply = await offline.perform(task, signal);
      if (any.kind !== kind || left <= 0) return reply;
      left -= 1;
      return { ...reply, value: answer(any, reply.value) } as never;
    },
  };
}

/** A path of two turns with calls: what the first query, reading and step are does not hang on any sampling. */
const TURNS: PathTurn[] = [
  { kind: 'call', functions: ['airline.find_flights'], origins: ['walk'] },
  { kind: 'call', functions: ['airline.flight_status'], origins: ['walk'] },
];
const PATH: SignaturePath = {
  seed: 's',
  index: 0,
  turns: TURNS,
  operations: [],
  stages: { walk: TURNS, merge: TURNS, insert: TURNS, split: TURNS },
};

const oneRecord = async (teacher: Teacher) =>
  generateRecord(
    { id: 'r', index: 0, kind: 'multi-turn', seed: 's', path: PATH, errorType: 5 },
    contextOf(AIRLINE, { teacher }),
  );

describe('a teacher that errs is asked once more, with the reason', () => {
  it.each<[string, TaskKind, (task: TeacherTask, right: unknown) => unknown, RegExp]>([
    [
      'a query that names a function',
      'write_query',
      (_task, right) => `${String(right)} Use find_flights.`,
      /names-function/,
    ],
    ['a query that leaves a value out', 'write_query', () => 'Could you help me with that?', /value-missing/],
    ['a query that speaks of hints', 'write_query', (_task, right) => `${String(right)} [Hint]`, /hint-word/],
    [
      'a reader who comes to other calls',
      'write_calls',
      () => [{ name: 'find_flights', arguments: {} }],
      /a reader of the message comes to/,
    ],
    ['a reader who gives up', 'write_calls', () => undefined, /FINISH/],
    ['an agent that does not follow the hint', 'act', () => ({ content: 'Well.', calls: [] }), /not those of the hint/],
    [
      'an agent that speaks of the hint',
      'act',
      (_task, right) => ({ ...(right as object), content: 'As the hint says.' }),
      /speaks of the hint/,
    ],
  ])('%s', async (_name, kind, answer, reason) => {
    const teacher = spoilt(kind, 1, answer);
    const made = await oneRecord(teacher);
    expect(made).toMatchObject({ ok: true });
    expect(teacher.repairs.join('\n')).toMatch(reason);
    expect(JSON.stringify(made)).not.toMatch(/\[Hint\]|as the hint says/i);
  });

  it.each<[string, TaskKind, unknown, RegExp]>([
    ['query', 'write_query', 'Could you help me with that?', /^query-/],
    ['reading', 'write_calls', undefined, /^forward-disagrees$/],
    ['acting', 'act', { content: 'The hint!', calls: [] }, /^act-deviates$/],
  ])('and gives no record where its %s stays wrong', async (_name, kind, value, reason) => {
    const made = await oneRecord(spoilt(kind, Number.MAX_SAFE_INTEGER, () => value));
    expect(made).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });
});

/** A teacher that takes several texts at once, spoilt the first time at that, with the kinds of task it is given. */
function spoiltTogether(
  answer: (right: readonly string[]) => readonly string[],
): Teacher & { readonly asked: string[] } {
  const teacher = writingApart(createOfflineTeacher());
  const asked: string[] = [];
  return {
    ...teacher,
    asked,
    perform: async (task, signal) => {
      const first = !asked.includes('write_together');
      asked.push(`${task.kind}${task.repair === undefined ? '' : ': again'}`);
      const reply = await teacher.perform(task, signal);
      if (task.kind !== 'write_together' || !first) return reply;
      return { ...reply, value: answer(reply.value as readonly string[]) } as never;
    },
  };
}

describe('texts that are asked for together', () => {
  it('give the record that they give alone, in fewer requests', async () => {
    const together = spoiltTogether((right) => right);
    const made = await oneRecord(together);
    expect(made).toEqual(await oneRecord(createOfflineTeacher()));
    expect(together.asked).toContain('write_together');
    expect(together.asked.filter((kind) => kind.startsWith('write_query'))).toEqual([]);
  });

  it.each<[string, (right: readonly string[]) => readonly string[], string]>([
    ['a query that names a function', ([, text = '']) => ['Use find_flights.', text], 'write_query: again'],
    ['a closing text that speaks of the hint', ([query = '']) => [query, 'As the hint says.'], 'act: again'],
    ['a closing text that is not there', ([query = '']) => [query], 'act'],
    ['a query that is not there', ([, text = '']) => ['', text], 'write_query'],
  ])('are asked for alone where one is refused: %s', async (_name, answer, again) => {
    const teacher = spoiltTogether(answer);
    const made = await oneRecord(teacher);
    expect(made).toMatchObject({ ok: true });
    const alone = teacher.asked.filter((kind) => kind.startsWith('write_query') || kind.startsWith('act:'));
    expect([...alone, ...teacher.asked.filter((kind) => kind === 'act')]).toContain(again);
    expect(JSON.stringify(made)).not.toMatch(/as the hint says|Use find_flights/i);
  });

  it('are asked for alone where the answer cannot be read', async () => {
    const teacher = spoiltTogether(() => {
      throw new TeacherError('malformed', 'no list of texts');
    });
    expect(await oneRecord(teacher)).toEqual(await oneRecord(createOfflineTeacher()));
    expect(teacher.asked.slice(0, 2)).toEqual(['write_together', 'write_query']);
  });
});

describe('a negative that is not one', () => {
  it('is not taken: a teacher that does the right thing under a misleading hint gives no pair', async () => {
    const context = contextOf(AIRLINE);
    const [right] = await recordsOf(context, 1);
    const obstinate = spoilt('act_misled', Number.MAX_SAFE_INTEGER, () => ({
      content: 'All is as it should be.',
      calls: [],
    }));
    const made = await oneRecord(obstinate);
    // Where the text happens to be an error of the wanted type it may stand; it never stands uncertified.
    if (made.ok) expect(made.record.certificates.every((certificate) => certificate.holds)).toBe(true);
    else expect(made.reason).toMatch(/^certificate-negative$|^misled-/);
    expect(right?.rejected).toBeDefined();
  });
});
