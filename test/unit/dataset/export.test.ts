import { beforeAll, describe, expect, it } from 'vitest';
import {
  EXPORT_IDS,
  EXPORT_TARGETS,
  type ExportChoices,
  type ExportId,
  exportRecord,
  openTemplate,
  readRow,
} from '../../../server/src/dataset/index.ts';
import type { Json, JsonObject } from '../../../server/src/json/index.ts';
import type { Message, TrajectoryRecord } from '../../../server/src/trajectory/index.ts';
import { AIRLINE, contextOf, recordsOf } from '../trajectory/support.ts';
import { HERMES } from './template/templates.ts';

let records: TrajectoryRecord[] = [];
let choices: ExportChoices = {};
/** Rendering is what `template/` tests: here only where there is no row without it. */
const choicesFor = (as: ExportId): ExportChoices => (EXPORT_TARGETS[as].needsTemplate === true ? choices : {});
beforeAll(async () => {
  records = await recordsOf(contextOf(AIRLINE), 25);
  choices = { renderer: await openTemplate({ text: HERMES, tokens: {} }) };
});

type Row = JsonObject & {
  messages: Message[];
  prompt: Message[];
  chosen: Message[];
  rejected: Message[];
  tools: string;
};
const rowOf = (record: TrajectoryRecord, as: ExportId) => exportRecord(record, as).rows[0] as Row;
const parse = (text: Json | undefined) => JSON.parse(String(text)) as Json[];

describe('every export', () => {
  // BFCL's tasks of many turns need the class of the world: bfcl.test.ts.
  it.each(EXPORT_IDS.filter((as) => as !== 'bfcl'))('%s gives one row for each certified record', (as) => {
    for (const record of records) {
      const exported = exportRecord(record, as, choicesFor(as));
      expect(exported.losses.filter((loss) => loss.level === 'dropped')).toEqual([]);
      expect(exported.rows).toHaveLength(1);
      expect(JSON.stringify(exported.rows)).not.toMatch(/\[hint\]/i);
    }
  });

  it.each([...EXPORT_IDS])('%s is a pure function of the record', (as) => {
    const record = records[0] as TrajectoryRecord;
    const before = JSON.stringify(record);
    expect(exportRecord(record, as, choicesFor(as))).toEqual(exportRecord(record, as, choicesFor(as)));
    expect(JSON.stringify(record)).toBe(before);
  });
});

describe('TRL', () => {
  it('gets tools as JSON text and arguments as objects', () => {
    for (const record of records) {
      const row = rowOf(record, 'trl-sft');
      expect(parse(row.tools)[0]).toMatchObject({ type: 'function', function: { name: expect.any(String) } });
      const calls = row.messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
      for (const call of calls) expect(typeof call.function.arguments).toBe('object');
    }
  });

  it('gets the longest common prefix as prompt, ending with user or tool', () => {
    for (const record of records) {
      const { prompt, chosen, rejected } = rowOf(record, 'trl-dpo');
      expect(prompt).toHaveLength(record.divergesAt?.message ?? -1);
      expect(['user', 'tool']).toContain(prompt.at(-1)?.role);
      expect(JSON.stringify(chosen[0])).not.toBe(JSON.stringify(rejected[0]));
      expect([chosen[0]?.role, rejected[0]?.role]).toEqual(['assistant', 'assistant']);
    }
  });

  it('gets one message for each side in the step form', () => {
    const row = rowOf(records[0] as TrajectoryRecord, 'trl-dpo-step');
    expect([row.chosen.length, row.rejected.length]).toEqual([1, 1]);
  });

  it('gets a withheld tool in the text that supplies it, and not in the list before', () => {
    const record = records.find((item) => item.withheld !== undefined) as TrajectoryRecord;
    const [{ name, until }] = record.withheld as [{ name: string; until: number }];
    const exported = exportRecord(record, 'trl-sft');
    const row = exported.rows[0] as Row;
    expect(row.tools).not.toContain(`"name":"${name}"`);
    expect(row.messages[until]?.content).toContain(`"name":"${name}"`);
    expect(exported.losses).toContainEqual(
      expect.objectContaining({ level: 'changed', message: expect.stringContaining(name) }),
    );
  });
});

describe('LLaMA-Factory', () => {
  it('gets human or observation at odd places, gpt or function_call at even ones, an even number in all', () => {
    for (const record of records) {
      const { conversations } = rowOf(record, 'llamafactory-sft') as unknown as {
        conversations: { from: string; value: string }[];
      };
      expect(conversations.length % 2).toBe(0);
      for (const [index, { from }] of conversations.entries())
        expect(index % 2 === 0 ? ['human', 'observation'] : ['gpt', 'function_call']).toContain(from);
    }
  });

  it('gets pairs whose conversation is odd and whose sides are single messages', () => {
    for (const record of records) {
      const row = rowOf(record, 'llamafactory-dpo') as unknown as {
        conversations: { from: string }[];
        chosen: { from: string };
        rejected: { from: string };
      };
      expect(row.conversations.length % 2).toBe(1);
      expect(['human', 'observation']).toContain(row.conversations.at(-1)?.from);
      for (const side of [row.chosen, row.rejected]) expect(['gpt', 'function_call']).toContain(side.from);
    }
  });

  it('gets its dataset_info.json', () => {
    const info = JSON.parse(
      EXPORT_TARGETS['llamafactory-dpo'].companions?.('pairs.jsonl')['dataset_info.json'] ?? '{}',
    ) as { magnet: JsonObject };
    expect(info.magnet).toMatchObject({
      file_name: 'pairs.jsonl',
      formatting: 'sharegpt',
      ranking: true,
      columns: { chosen: 'chosen', rejected: 'rejected' },
    });
  });
});

describe('others', () => {
  it('ms-swift gets the whole other conversation and its tools', () => {
    const row = rowOf(records[0] as TrajectoryRecord, 'ms-swift-dpo');
    expect(Object.keys(row).sort()).toEqual(['messages', 'rejected_messages', 'rejected_tools', 'tools']);
    expect(row.rejected_tools).toBe(row.tools);
    expect(JSON.stringify(row.messages)).toContain('"role":"tool_call"');
  });

  it('OpenAI gets arguments as text', () => {
    const row = rowOf(records[0] as TrajectoryRecord, 'openai-sft');
    const calls = row.messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
    for (const call of calls) expect(typeof call.function.arguments).toBe('string');
    expect(Array.isArray(row.tools)).toBe(true);
  });

  it('BFCL gets an empty turn where a function is supplied, and answers as Python calls', () => {
    const record = records.find((item) => item.withheld !== undefined) as TrajectoryRecord;
    const methods = record.tools.map((tool) => tool.function.name);
    const classWorld = { file: 'airline.py', classes: [{ name: 'Airline', methods }], initialConfig: {} };
    const { rows, answers } = exportRecord(record, 'bfcl', { classWorld });
    const { question, missed_function: missed } = rows[0] as {
      question: Json[][];
      missed_function: Record<string, string[]>;
    };
    const [[turn, names]] = Object.entries(missed) as [[string, string[]]];
    expect(question[Number(turn)]).toEqual([]);
    expect(names).toEqual([record.withheld?.[0]?.name]);
    const { ground_truth: truth } = answers[0] as { ground_truth: string[][] };
    expect(truth).toHaveLength(question.length);
    expect(truth.flat().every((call) => /^\w+\(.*\)$/.test(call))).toBe(true);
  });
});

describe('the pre-flight says what a trainer would drop', () => {
  const change = (edit: (record: TrajectoryRecord) => Partial<TrajectoryRecord>, as: ExportId = 'trl-dpo') => {
    const record = records.find((item) => item.withheld === undefined) as TrajectoryRecord;
    return exportRecord({ ...record, ...edit(record) }, as)
      .losses.filter((loss) => loss.level === 'dropped')
      .map((loss) => loss.message);
  };

  it.each<[string, (record: TrajectoryRecord) => Partial<TrajectoryRecord>, RegExp]>([
    ['a pair without its other side', () => ({ rejected: undefined as never }), /no rejected side/],
    ['equal sides', (record) => ({ rejected: record.messages }), /are the same/],
    [
      'an end that is not the assistant',
      (record) => ({ messages: record.messages.slice(0, -1) }),
      /last message is not the assistant/,
    ],
    ['a call of a tool that was not offered', () => ({ tools: [] }), /was not offered/],
    [
      'an empty message',
      (record) => ({ messages: [...record.messages.slice(0, -1), { role: 'assistant', content: ' ' }] }),
      /empty assistant message/,
    ],
    [
      'an output that answers nothing',
      (record) => ({
        messages: record.messages.filter((message) => message.role !== 'assistant' || message.tool_calls === undefined),
      }),
      /answers no call/,
    ],
    [
      'a call without an answer',
      (record) => ({ messages: record.messages.filter((message) => message.role !== 'tool') }),
      /never answered/,
    ],
    [
      'a query that names a function',
      (record) => ({
        messages: record.messages.map((message, index) =>
          index === 1
            ? {
                role: 'user' as const,
                content:
                  'call find_flights or book_flight or create_passenger or invoice() or get_booking or nearest_airport or seat_map or contact_support',
              }
            : message,
        ),
      }),
      /names the function/,
    ],
    [
      'a record that a reviewer rejected',
      (record) => ({ review: { ...record.review, status: 'rejected' } }),
      /reviewer/,
    ],
  ])('%s', (_name, edit, reason) => {
    expect(change(edit).join('\n')).toMatch(reason);
  });

  it('arguments that their schema rejects', () => {
    const spoil = (record: TrajectoryRecord) => ({
      messages: record.messages.map((message) =>
        message.role === 'assistant' && message.tool_calls !== undefined
          ? {
              ...message,
              tool_calls: message.tool_calls.map((call) => ({
                ...call,
                function: { ...call.function, arguments: {} },
              })),
            }
          : message,
      ),
    });
    expect(change(spoil, 'trl-sft').join('\n')).toMatch(/arguments of \w+ are not valid/);
  });

  it('and warns of what is only cut', () => {
    const record = records[0] as TrajectoryRecord;
    const losses = exportRecord(record, 'trl-sft', { maxTokens: 50 }).losses;
    expect(losses).toContainEqual(
      expect.objectContaining({ level: 'changed', message: expect.stringMatching(/tokens/) }),
    );
    expect(exportRecord(record, 'trl-sft', { maxTokens: 50 }).rows).toHaveLength(1);
  });
});

describe('what is exported can be read back', () => {
  it.each<[ExportId, string]>([
    ['trl-sft', 'openai-messages'],
    ['trl-dpo', 'trl'],
    ['openai-sft', 'openai-messages'],
    ['openai-dpo', 'openai-preference'],
    ['llamafactory-sft', 'sharegpt'],
    ['llamafactory-dpo', 'sharegpt'],
    ['ms-swift-dpo', 'ms-swift'],
    ['axolotl-sft', 'openai-messages'],
  ])('%s as %s, with the same calls', (as, format) => {
    const record = records.find((item) => item.withheld === undefined) as TrajectoryRecord;
    const read = readRow(exportRecord(record, as).rows[0] as Json, 3);
    if (typeof read === 'string') throw new Error(read);
    expect(read.format).toBe(format);
    const calls = (messages: readonly Message[]) =>
      messages.flatMap((message) =>
        message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
      );
    const expected = calls(record.messages);
    expect(calls(read.record.messages)).toEqual(expected.slice(0, calls(read.record.messages).length));
    if (EXPORT_TARGETS[as].pairs) expect(read.record.divergesAt?.message).toBeGreaterThan(0);
    expect(read.record.tools.length).toBe(record.tools.length);
  });
});
