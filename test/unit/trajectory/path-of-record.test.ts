import { describe, expect, it } from 'vitest';
import { outsideIds, pathOfRecord, type TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

const IDS: Record<string, string> = { find_boat: 'harbour.find_boat', rent_boat: 'harbour.rent_boat' };
const names = { idOf: (name: string) => IDS[name] };
const call = (...called: string[]) => ({
  role: 'assistant' as const,
  content: '',
  tool_calls: called.map((name) => ({ id: name, type: 'function' as const, function: { name, arguments: '{}' } })),
});
const user = { role: 'user' as const, content: 'A boat, please.' };

function record(path: TrajectoryRecord['path']['turns'], turns: (typeof user | ReturnType<typeof call>)[][]) {
  const start = (turn: number) => turns.slice(0, turn).flat().length;
  const spans = turns.map((_, turn) => ({ messages: [start(turn), start(turn + 1)] }));
  return { path: { turns: path }, messages: turns.flat(), turns: spans } as unknown as TrajectoryRecord;
}

describe('the path of a record', () => {
  it('is the one it was made from', () => {
    const turns = [{ kind: 'call' as const, functions: ['harbour.find_boat'], origins: ['insert' as const] }];
    expect(pathOfRecord(record(turns, []), names)).toEqual({ turns });
  });

  it('is read from the calls of its turns where none is kept, turns without a call left out', () => {
    const read = pathOfRecord(
      record([], [[user, call('find_boat'), call('rent_boat')], [user], [user, call('find_boat')]]),
      names,
    );
    expect(read?.turns.map(({ functions }) => functions)).toEqual([
      ['harbour.find_boat', 'harbour.rent_boat'],
      ['harbour.find_boat'],
    ]);
  });

  it.each([
    ['no call', record([], [[user]])],
    ['a call of what the workspace does not have', record([], [[user, call('sink_boat')]])],
    [
      'a request for what no function does',
      record([{ kind: 'miss_func', functions: [], origins: [], missing: { function: outsideIds([])[0] ?? '' } }], []),
    ],
  ])('is none with %s', (_, of) => {
    expect(pathOfRecord(of, names)).toBeUndefined();
  });
});
