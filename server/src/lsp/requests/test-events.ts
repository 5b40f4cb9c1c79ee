import { callText, type PlayEvent, turnTexts } from '../../endpoint/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import type { TestEvent, TestPauseParams } from '../protocol.ts';

/** What is told of an event of a play; nothing of its end, for the verdict on the record says more. */
export function eventOf(event: PlayEvent, index: number): TestEvent | undefined {
  switch (event.type) {
    case 'turn':
      return { type: 'turn', index, turn: event.turn, query: event.query };
    case 'reply': {
      const { text, milliseconds } = event.reply;
      return { type: 'reply', index, turn: event.turn, text, milliseconds };
    }
    case 'call': {
      const { turn, call, problems, outcome } = event;
      const output = JSON.stringify(outcome.ok ? outcome.output : { error: outcome.error.message });
      return { type: 'call', index, turn, call: callText(call), problems, output };
    }
    case 'result': {
      const { turn, verdict, problems, advice, milliseconds } = event.result;
      return { type: 'result', index, turn, verdict, problems, advice, milliseconds, ...turnTexts(event.result) };
    }
    case 'end':
      return undefined;
  }
}

/** What a person sees where a run of tests waits at a turn. */
export function pauseAt(record: TrajectoryRecord, turn: number): Pick<TestPauseParams, 'turn' | 'query' | 'expected'> {
  const [start, end] = record.turns.find(({ index }) => index === turn)?.messages ?? [0, 0];
  const messages = record.messages.slice(start, end);
  const query = messages.filter((message) => message.role === 'user').map(({ content }) => content);
  const calls = messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => callText(call.function)) : [],
  );
  const last = messages.findLast((message) => message.role === 'assistant')?.content ?? '';
  return { turn, query: query.join('\n'), expected: [...calls, ...(last === '' ? [] : [`says: ${last}`])].join('\n') };
}
