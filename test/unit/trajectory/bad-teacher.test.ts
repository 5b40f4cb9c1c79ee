import { describe, expect, it } from 'vitest';
import { runGeneration } from '../../../server/src/dataset/index.ts';
import {
  type AgentMove,
  createOfflineTeacher,
  type Teacher,
  type TeacherTask,
  writingApart,
} from '../../../server/src/teacher/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { memoryFolder, runOf } from '../dataset/support.ts';
import { AIRLINE } from './support.ts';

/** What a bad teacher makes of a text, with what shows that it survived. */
const POISON: readonly (readonly [worse: (text: string) => string, mark: RegExp | undefined])[] = [
  [(text) => `${text} In total that comes to $48,173.33.`, /48,173/],
  [(text) => `${text} Zebulon Quarkington signed it off, and Zebulon agrees.`.replace('. Z', ', and Z'), /Quarkington/],
  [(text) => `${text} Your reference is ZQX-99812.`, /ZQX-99812/],
  [(text) => `${text} It was settled on 31 March 1987.`, /1987/],
  [(text) => `${text} We had forty-seven thousand of those left.`, /forty-seven/],
  [() => '%%% lorem ipsum dolor', /lorem/],
  [(text) => `${text} (As the hint says.)`, /hint/i],
  [(text) => `{"text": "${text.slice(0, 10).replaceAll('"', '')}", "calls": []}`, /"calls": \[\]/],
  [(text) => `**Summary** ${text}`, /\*\*Summary/],
  [(text) => `${text} I ran search_flights() for that.`, /search_flights\(\)/],
  [() => 'As an AI language model, I cannot assist with that.', /language model/],
  [() => 'Das ist leider nicht möglich, bitte versuchen Sie es später mit einer anderen Angabe.', /leider/],
  [() => 'すみません、それはできません。', /すみません/],
  [() => '', undefined],
];

const STRANGE = { name: 'launch_rocket', arguments: { target: 'moon' } };

/** Every third task is answered badly, and some of those badly again when they are asked for once more. */
function badTeacher(): Teacher & { readonly told: number[] } {
  const offline = createOfflineTeacher();
  const told: number[] = [];
  let count = 0;
  const spoil = (task: TeacherTask, value: unknown): unknown => {
    count += 1;
    const again = 'repair' in task && task.repair !== undefined;
    if (again ? told.length % 4 !== 0 : count % 3 !== 0) return value;
    const which = told.length % (POISON.length + 1);
    told.push(which);
    const poison = POISON[which];
    if (typeof value === 'string') return poison === undefined ? value : poison[0](value);
    const move = value as AgentMove;
    if (poison === undefined) return { ...move, calls: [...move.calls, STRANGE] };
    return { ...move, content: poison[0](move.content) };
  };
  return {
    ...offline,
    told,
    perform: async (task, signal) => {
      const reply = await offline.perform(task, signal);
      const spoken = task.kind === 'write_query' || task.kind === 'act' || task.kind === 'act_misled';
      return spoken ? { ...reply, value: spoil(task as TeacherTask, reply.value) as never } : reply;
    },
  };
}

describe.each([
  ['each text alone', (teacher: Teacher) => teacher],
  ['texts of a turn together', writingApart],
] as const)('a bad teacher that is asked for %s, over 100 records', (_name, asked) => {
  it('has nothing it invented, leaked or broke survive, on either side', { timeout: 240_000 }, async () => {
    const folder = memoryFolder();
    const bad = badTeacher();
    const mixture = { 'multi-turn': 1, single: 4, parallel: 1, multiple: 1, irrelevance: 1 };
    const settings = { count: 100, seed: 'bad', mixture, attempts: 4 };
    const summary = await runGeneration(runOf(AIRLINE, settings, { folder, teacher: asked(bad) }));
    const records = (folder.files.get('records.jsonl') ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TrajectoryRecord);
    expect(new Set(bad.told).size).toBe(POISON.length + 1);
    expect(records.length).toBeGreaterThan(60);
    for (const record of records) {
      const names = record.tools.map((tool) => tool.function.name);
      for (const message of [...record.messages, ...(record.rejected ?? [])]) {
        if (message.role !== 'assistant' && message.role !== 'user') continue;
        for (const [, mark] of POISON) if (mark !== undefined) expect(message.content).not.toMatch(mark);
        if (message.role === 'user') expect(message.content).not.toBe('');
        else {
          const calls = message.tool_calls ?? [];
          expect(message.content !== '' || calls.length > 0).toBe(true);
          for (const call of calls) expect(names).toContain(call.function.name);
        }
      }
    }
    expect(Object.keys(summary.repairs)).toEqual(
      expect.arrayContaining(['text-invented', 'text-markup', 'text-language', 'query-invented', 'misled-invented']),
    );
    const dropped = (folder.files.get('dropped.jsonl') ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const texts = dropped.filter(({ reason }) => /^(?:text|query|misled|rejected)-/.test(reason));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.every(({ text }) => typeof text === 'string')).toBe(true);
  });
});

describe('a text that our own code breaks on', () => {
  it('costs its path, is counted, and the run goes on', { timeout: 120_000 }, async () => {
    const folder = memoryFolder();
    const offline = createOfflineTeacher();
    let asked = 0;
    const teacher: Teacher = {
      ...offline,
      perform: async (task, signal) => {
        if (task.kind === 'write_query') asked += 1;
        if (task.kind === 'write_query' && [2, 5, 9].includes(asked))
          throw new SyntaxError('Invalid regular expression');
        return offline.perform(task, signal);
      },
    };
    const settings = { count: 12, seed: 'fault', attempts: 4 };
    const summary = await runGeneration(runOf(AIRLINE, settings, { folder, teacher }));
    expect(summary.counts.records).toBe(12);
    expect(summary.dropped['own-fault']).toBeGreaterThan(0);
    expect(folder.files.get('dropped.jsonl')).toContain('SyntaxError: Invalid regular expression');
  });

  it('is no longer a path’s own matter where the teacher is at an end', async () => {
    const teacher: Teacher = {
      ...createOfflineTeacher(),
      perform: () => Promise.reject(new Error('the disk is gone')),
    };
    await expect(
      runGeneration(runOf(AIRLINE, { count: 2, seed: 'fault' }, { folder: memoryFolder(), teacher })),
    ).rejects.toThrow('the disk is gone');
  });
});
