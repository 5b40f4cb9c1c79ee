import type { Json } from '../../json/index.ts';
import type { ToolCall, TrajectoryRecord } from '../../trajectory/index.ts';
import { possibleAnswer } from './bfcl-answer.ts';
import { bfclFunction } from './bfcl-function.ts';
import { manyTurns } from './bfcl-turns.ts';
import { isPythonName } from './python-literal.ts';
import type { Exported, ExportTarget } from './target.ts';

/**
 * Tasks that BFCL's own checkers score: what one turn asks as calls with their possible answers, many turns where the world
 * of the run is a Python class. Anything else is refused with the reason: a task that takes any argument scores nothing.
 */
export const bfcl: ExportTarget = {
  id: 'bfcl',
  title: 'BFCL evaluation tasks',
  row: "BFCL's questions, the answers in a second file, `NAME.answers.jsonl`; both by category in the folder `NAME.bfcl`",
  pairs: false,
  withoutTemplate: true,
  write: (record, { classWorld }) => {
    const asked = record.messages.filter(({ role }) => role === 'user');
    if (asked.length === 1 && record.withheld === undefined) return oneTurn(record);
    if (classWorld === undefined) return refused(NO_CLASS);
    return manyTurns(record, classWorld);
  },
};

const NO_CLASS =
  'it has several turns: BFCL scores those by running them on Python classes; name the world with --world module:FILE#Class';

function refused(reason: string): Exported {
  return { rows: [], answers: [], notes: [reason] };
}

/** A task of the AST checkers: one message with all its calls, or none where no function fits. */
function oneTurn(record: TrajectoryRecord): Exported {
  const steps = record.messages.flatMap((message) =>
    message.role === 'assistant' && message.tool_calls !== undefined ? [message.tool_calls] : [],
  );
  if (steps.length > 1)
    return refused(
      `its calls come in ${steps.length} steps, of which later ones need what came out: BFCL's checker of one turn knows one step`,
    );
  const calls = (steps[0] ?? []).map((call) => call.function);
  if (record.tools.length === 0) return refused('it offers no function, so that there is none that does not fit');
  const id = `${categoryOf(calls.length, record.tools.length)}_${record.index}`;
  const functions = record.tools.map((tool) => bfclFunction(tool));
  const problem = functions.find((item) => typeof item === 'string');
  if (typeof problem === 'string') return refused(problem);
  const row: Json = {
    id,
    question: [
      record.messages.flatMap(({ role, content }): Json[] =>
        role === 'user' || role === 'system' ? [{ role, content }] : [],
      ),
    ],
    function: functions as Json[],
  };
  if (calls.length === 0) return { rows: [row], notes: [] };
  const answers = calls.map((call) => possibleAnswer(call, record.tools));
  const unfit = answers.find((answer) => typeof answer === 'string');
  if (typeof unfit === 'string') return refused(unfit);
  return { rows: [row], answers: [{ id, ground_truth: answers as Json[] }], notes: outsidePython(calls) };
}

/** Names that no call in Python can have. Models that call by JSON are scored all the same. */
function outsidePython(calls: readonly ToolCall['function'][]): string[] {
  const names = calls.flatMap(({ name, arguments: args }) => [
    ...(name.split('.').every(isPythonName) ? [] : [name]),
    ...Object.keys(args).flatMap((argument) => (isPythonName(argument) ? [] : [`${argument} of ${name}`])),
  ]);
  return [...new Set(names)].map(
    (name) => `${name} is no name in Python: models that answer in Python cannot give it, those that call by JSON can`,
  );
}

function categoryOf(calls: number, tools: number): string {
  if (calls === 0) return 'irrelevance';
  if (calls === 1) return tools === 1 ? 'simple_python' : 'multiple';
  return tools === 1 ? 'parallel' : 'parallel_multiple';
}
