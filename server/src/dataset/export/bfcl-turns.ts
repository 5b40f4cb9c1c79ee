import type { Json } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { bfclFunction } from './bfcl-function.ts';
import { pythonLiteral } from './python-literal.ts';
import type { ClassWorld, Exported } from './target.ts';

/** A task of many turns on Python classes: BFCL runs the model's calls and the reference's and compares what became of both. */
export function manyTurns(record: TrajectoryRecord, world: ClassWorld): Exported {
  const functions = record.tools.map((tool) => bfclFunction(tool));
  const problem = functions.find((item) => typeof item === 'string');
  if (typeof problem === 'string') return { rows: [], notes: [problem] };
  const names = record.turns.flatMap((turn) => turn.calls.map((place) => callAt(record, place)?.name ?? ''));
  const owner = (name: string) => world.classes.find(({ methods }) => methods.includes(name));
  const homeless = names.find((name) => owner(name) === undefined);
  if (homeless !== undefined) return { rows: [], notes: [`no class of the world has a method ${homeless}`] };
  const involved = world.classes.filter(({ methods }) =>
    record.tools.some((tool) => methods.includes(tool.function.name)),
  );
  const missed = missedFunctions(record);
  const id = `${categoryOf(record)}_${record.index}`;
  const row: Json = {
    id,
    question: record.turns.map((turn): Json => {
      const first = record.messages[turn.messages[0]];
      // An empty turn is where BFCL supplies a withheld function.
      const supplies = record.withheld?.some(({ until }) => until === turn.messages[0]) === true;
      return supplies || first?.role !== 'user' ? [] : [{ role: 'user', content: first.content }];
    }),
    initial_config: Object.fromEntries(
      involved.flatMap(({ name }) => {
        const state = world.initialConfig[name];
        return state === undefined ? [] : [[name, state] as const];
      }),
    ),
    involved_classes: involved.map(({ name }) => name),
    path: names.map((name) => `${owner(name)?.name}.${name}`),
    function: functions as Json[],
    ...(Object.keys(missed).length === 0 ? {} : { missed_function: missed }),
  };
  const truth = record.turns.map((turn) => turn.calls.map((place) => callExpression(record, place)));
  return { rows: [row], answers: [{ id, ground_truth: truth }], notes: [] };
}

function categoryOf(record: TrajectoryRecord): string {
  if (record.withheld !== undefined) return 'multi_turn_miss_func';
  return record.turns.some(({ kind }) => kind === 'miss_params') ? 'multi_turn_miss_param' : 'multi_turn_base';
}

/** Turn in which a withheld function is supplied, as BFCL counts them. */
function missedFunctions(record: TrajectoryRecord): Record<string, Json> {
  return Object.fromEntries(
    (record.withheld ?? []).map(({ name, until }) => [
      String(record.turns.findIndex((turn) => turn.messages[0] === until)),
      [name],
    ]),
  );
}

type CallPlace = TrajectoryRecord['turns'][number]['calls'][number];

function callAt(record: TrajectoryRecord, place: CallPlace) {
  const message = record.messages[place.message];
  return message?.role === 'assistant' ? message.tool_calls?.[place.call]?.function : undefined;
}

/** `find_flights(from='SFO', to='LIS')`: Python, as the answers are written. */
function callExpression(record: TrajectoryRecord, place: CallPlace): string {
  const call = callAt(record, place);
  const args = Object.entries(call?.arguments ?? {}).map(([name, value]) => `${name}=${pythonLiteral(value)}`);
  return `${call?.name ?? ''}(${args.join(', ')})`;
}
