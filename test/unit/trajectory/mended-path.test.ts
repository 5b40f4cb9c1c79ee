import { expect, it } from 'vitest';
import type { PathTurn } from '../../../server/src/path/index.ts';
import { createOfflineTeacher, type Teacher, type TeacherTask } from '../../../server/src/teacher/index.ts';
import { SYSTEM_PROMPT } from '../../../server/src/trajectory/index.ts';
import { PositiveMaker } from '../../../server/src/trajectory/positive/index.ts';
import { createSimulatedWorld } from '../../../server/src/world/index.ts';
import { AIRLINE, contextOf } from './support.ts';

const turn = (id: string): PathTurn => ({ kind: 'call', functions: [`airline.${id}`], origins: ['walk'] });
const [SEARCH, STATUS, AIRPORT] = [turn('find_flights'), turn('flight_status'), turn('nearest_airport')];

/** A maker of conversations, what its teacher was asked to write, and what ran in its world. */
function watched() {
  const offline = createOfflineTeacher();
  const queries: number[] = [];
  const teacher: Teacher = {
    ...offline,
    perform: (task, signal) => {
      const any = task as TeacherTask;
      if (any.kind === 'write_query') queries.push(any.turn);
      return offline.perform(task, signal);
    },
  };
  const plain = contextOf(AIRLINE, { teacher });
  const world = createSimulatedWorld([...plain.functions.values()]);
  const ran: string[] = [];
  const context = {
    ...plain,
    world: {
      ...world,
      execute: (call: Parameters<typeof world.execute>[0], ...rest: [never]) => {
        ran.push(call.function.replace('airline.', ''));
        return world.execute(call, ...rest);
      },
    },
  };
  const offered = (turns: readonly PathTurn[]) => [...new Set(turns.flatMap(({ functions }) => functions))];
  const plan = { seed: 'mended', offered, system: SYSTEM_PROMPT, distinct: false };
  return { maker: new PositiveMaker(plan, context as never), queries, ran };
}

it('a path that is mended is made and written again from the turn that changed, and not before', async () => {
  const { maker, queries, ran } = watched();
  await maker.outline([SEARCH, STATUS]);
  const before = await maker.write();
  const [messages, runs] = [[...before.messages], ran.length];
  await maker.outline([SEARCH, AIRPORT]);
  const after = await maker.write();
  const end = before.turns[0]?.messages[1] ?? 0;
  expect(after.messages.slice(0, end)).toEqual(messages.slice(0, end));
  expect(queries).toEqual([0, 1, 1]);
  expect(ran.slice(runs)).not.toContain('find_flights');
  expect(after.turns.map(({ plan }) => plan.ran.map(({ id }) => id))).toEqual([SEARCH.functions, AIRPORT.functions]);
  // Words that stand were written beside these tools: they stay.
  expect(after.tools).toEqual(before.tools);
});

it('a path whose first turn changed begins anew', async () => {
  const { maker, queries } = watched();
  await maker.outline([SEARCH, STATUS]);
  await maker.write();
  await maker.outline([AIRPORT]);
  const { turns, tools } = await maker.write();
  expect(queries).toEqual([0, 1, 0]);
  expect(turns).toHaveLength(1);
  expect(tools.map((tool) => tool.function.name)).toEqual(['nearest_airport']);
});
