import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_IDS, type ExportId, exportRecord, type Loss } from '../../../server/src/dataset/index.ts';
import type { Message, TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

/** What each trainer's loader does to records that somebody changed: one thing in each, the rest sound. */

const tool = (name: string, properties: Record<string, { type: string }>, description = 'Does it.') => ({
  type: 'function' as const,
  function: {
    name,
    description,
    parameters: { type: 'object' as const, properties, required: Object.keys(properties) },
  },
});
const OPEN = tool('open_gate', { gate_id: { type: 'string' } });
const READ = tool('read_meter', { meter_id: { type: 'string' } });

const call = (id: string, name: string, args: Record<string, string>) => ({
  id,
  type: 'function' as const,
  function: { name, arguments: args },
});
const said = (content: string): Message => ({ role: 'assistant', content });
const user: Message = { role: 'user', content: 'Open gate north-4 and read meter M-771.' };
const calls: Message = {
  role: 'assistant',
  content: '',
  tool_calls: [
    call('call00001', 'open_gate', { gate_id: 'north-4' }),
    call('call00002', 'read_meter', { meter_id: 'M-771' }),
  ],
};
const opened: Message = { role: 'tool', tool_call_id: 'call00001', name: 'open_gate', content: '{"open":true}' };
const value: Message = { role: 'tool', tool_call_id: 'call00002', name: 'read_meter', content: '{"kwh":1840.5}' };
const SOUND: readonly Message[] = [user, calls, opened, value, said('It is open; the meter says 1,840.5.')];

let shell: Omit<TrajectoryRecord, 'messages' | 'tools'>;
beforeAll(() => {
  shell = {
    id: 'r',
    index: 7,
    kind: 'parallel',
    catalogHash: '',
    path: { seed: '', index: 7, turns: [], operations: [], stages: { walk: [], merge: [], insert: [], split: [] } },
    turns: [],
    certificates: [],
    provenance: {
      teacher: '',
      model: '',
      parameters: {},
      promptHash: '',
      tokens: { input: 0, output: 0 },
      costUsd: 0,
      seed: '',
      world: '',
      codeVersion: '',
    },
    review: { status: 'unreviewed', edits: [] },
  };
});

function exported(messages: readonly Message[], as: ExportId, tools = [OPEN, READ]) {
  return exportRecord({ ...shell, messages, tools }, as);
}
const texts = (losses: readonly Loss[]) => losses.map(({ index, level, message }) => `${index} ${level}: ${message}`);

describe('a sound record', () => {
  it.each(EXPORT_IDS.filter((as) => as.endsWith('-sft')))('%s takes it and says nothing', (as) => {
    const { rows, losses } = exported(SOUND, as);
    expect([rows.length, losses]).toEqual([1, []]);
  });
});

describe('two messages of the assistant in a row', () => {
  const twice = [user, said('One moment.'), ...SOUND.slice(1)];

  it('LLaMA-Factory drops, for its roles alternate by place', () => {
    const { rows, losses } = exported(twice, 'llamafactory-sft');
    expect(rows).toEqual([]);
    expect(texts(losses)).toContain(
      '7 dropped: LLaMA-Factory drops it: function_call at place 2, where human or observation belongs',
    );
  });

  it.each(['trl-sft', 'ms-swift-sft', 'axolotl-sft', 'openai-sft'] as const)('%s takes with a word', (as) => {
    const { rows, losses } = exported(twice, as);
    expect(rows).toHaveLength(1);
    expect(texts(losses)).toEqual([expect.stringMatching(/^7 changed: .*two assistant messages in a row at place 2/)]);
  });
});

describe('outputs that stand in another order than their calls', () => {
  const swapped = [user, calls, value, opened, ...SOUND.slice(4)];

  it('are put in the order of their calls, for loaders pair them by place', () => {
    const { rows, losses } = exported(swapped, 'ms-swift-sft');
    expect(rows).toEqual(exported(SOUND, 'ms-swift-sft').rows);
    expect(texts(losses)).toEqual(['7 changed: the outputs behind message 1 are put in the order of their calls']);
  });
});

describe('call ids that a template refuses', () => {
  const long = 'call_of-another-server/with.a.rather.long.id';
  const messages = SOUND.map((message): Message => {
    if (message === calls)
      return {
        ...calls,
        tool_calls: [call(long, 'open_gate', { gate_id: 'north-4' }), ...(calls.tool_calls ?? []).slice(1)],
      };
    return message === opened ? { ...opened, tool_call_id: long } : message;
  });

  it.each(['trl-sft', 'axolotl-sft', 'openai-sft'] as const)('%s gets fitting ones, and they are named', (as) => {
    const { rows, losses } = exported(messages, as);
    expect(rows).toEqual(exported(SOUND, as).rows);
    expect(texts(losses)).toEqual([expect.stringContaining(long)]);
  });

  it('are counted anew on both sides of a pair, also where one side alone has such an id', () => {
    const rejected = [...messages.slice(0, 1), said('I cannot do that.')];
    for (const sides of [
      { messages, rejected },
      { messages: rejected, rejected: messages },
    ]) {
      const { rows, losses } = exportRecord({ ...shell, ...sides, tools: [OPEN, READ] }, 'trl-dpo');
      expect(JSON.stringify(rows)).toContain('"id":"call00001"');
      expect(JSON.stringify(rows)).not.toContain(long);
      expect(texts(losses)).toEqual([expect.stringContaining(long)]);
    }
  });

  it('and that no row holds are no loss', () => {
    expect(exported(messages, 'llamafactory-sft').losses).toEqual([]);
  });
});

describe('tools', () => {
  it('offered twice are written once, and named', () => {
    const { rows, losses } = exported(SOUND, 'openai-sft', [OPEN, READ, OPEN]);
    expect(rows).toEqual(exported(SOUND, 'openai-sft').rows);
    expect(texts(losses)).toEqual(['7 changed: the tool open_gate is offered twice: it is written once']);
  });

  it('of one name and two definitions drop the record', () => {
    const { rows, losses } = exported(SOUND, 'trl-sft', [OPEN, READ, { ...tool('open_gate', {}, 'Another.') }]);
    expect(rows).toEqual([]);
    expect(texts(losses)).toContain('7 dropped: the tool open_gate is offered twice, with different definitions');
  });

  it('whose name OpenAI refuses drop the record there alone', () => {
    const named = [OPEN, READ, tool('close.gate', {})];
    expect(texts(exported(SOUND, 'openai-sft', named).losses)).toEqual([
      expect.stringContaining('OpenAI refuses the tool name close.gate'),
    ]);
    expect(exported(SOUND, 'trl-sft', named).losses).toEqual([]);
  });
});

describe('arguments and values', () => {
  const withArguments = (args: Record<string, string>) =>
    SOUND.map((message) =>
      message === calls
        ? { ...calls, tool_calls: [call('call00001', 'open_gate', args), ...(calls.tool_calls ?? []).slice(1)] }
        : message,
    );

  it('that the tool does not declare drop the record, by name and call id', () => {
    const { rows, losses } = exported(withArguments({ gate_id: 'north-4', force: 'north-4' }), 'trl-sft');
    expect(rows).toEqual([]);
    expect(texts(losses)).toEqual([expect.stringMatching(/open_gate declares no argument force \(call00001: /)]);
  });

  it('that nobody gave are named', () => {
    expect(texts(exported(withArguments({ gate_id: 'south-9' }), 'trl-sft').losses)).toEqual([
      '7 changed: gate_id = "south-9" of open_gate (call00001) stands in nothing that was said or came out before it',
    ]);
  });

  it('of an output that was changed no longer agree with what is said of it', () => {
    const changed = SOUND.map((message) => (message === value ? { ...value, content: '{"kwh":2200}' } : message));
    expect(texts(exported(changed, 'trl-sft').losses)).toEqual([
      '7 changed: message 4 says 1840.5, which nothing before it says',
    ]);
  });
});

describe('thoughts in the text', () => {
  it('are named, for templates cut them or train on them', () => {
    const messages = [...SOUND.slice(0, -1), said('<think>\nBoth went well.\n</think>\n\nDone.')];
    expect(texts(exported(messages, 'trl-sft').losses)).toEqual([
      expect.stringMatching(/^7 changed: chosen: thoughts in the assistant message at place 4/),
    ]);
  });
});
