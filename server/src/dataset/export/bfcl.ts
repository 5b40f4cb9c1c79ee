import type { Json } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { ExportTarget } from './target.ts';

/** BFCL multi-turn questions, and beside them the reference calls, so that its harness can score a model. */
export const bfcl: ExportTarget = {
  id: 'bfcl',
  title: 'BFCL evaluation tasks',
  row: "BFCL's questions, the answers in a second file, `NAME.answers.jsonl`",
  pairs: false,
  withoutTemplate: true,
  write: (record) => {
    const question = record.turns.map((turn): Json => {
      const first = record.messages[turn.messages[0]];
      // An empty turn is where BFCL supplies a withheld function.
      const supplies = record.withheld?.some(({ until }) => until === turn.messages[0]) === true;
      return supplies || first?.role !== 'user' ? [] : [{ role: 'user', content: first.content }];
    });
    const missed = missedFunctions(record);
    const row: Json = {
      id: `magnet_${record.id}`,
      question,
      initial_config: {},
      involved_classes: [],
      path: record.turns.flatMap((turn) => turn.calls.map((call) => callName(record, call))),
      function: record.tools.map((tool) => ({
        ...tool.function,
        parameters: { ...tool.function.parameters, type: 'dict' },
      })) as unknown as Json,
      ...(Object.keys(missed).length === 0 ? {} : { missed_function: missed }),
    };
    const ground = record.turns.map((turn) => turn.calls.map((call) => callExpression(record, call)));
    return {
      rows: [row],
      answers: [{ id: `magnet_${record.id}`, ground_truth: ground }],
      notes: ['back ends of BFCL do not know these functions: only calls can be compared'],
    };
  },
};

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

function callName(record: TrajectoryRecord, place: CallPlace): string {
  return callAt(record, place)?.name ?? '';
}

/** `find_flights(from='SFO', to='LIS')`: Python, as the answers are written. */
function callExpression(record: TrajectoryRecord, place: CallPlace): string {
  const call = callAt(record, place);
  const args = Object.entries(call?.arguments ?? {}).map(([name, value]) => `${name}=${pythonLiteral(value)}`);
  return `${call?.name ?? ''}(${args.join(', ')})`;
}

export function pythonLiteral(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return pythonText(value);
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${pythonText(key)}: ${pythonLiteral(item)}`)
    .join(', ')}}`;
}

function pythonText(text: string): string {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t');
  return `'${escaped}'`;
}
