import type { Message, ToolDefinition, TrajectoryRecord } from '../../../../server/src/trajectory/index.ts';

/** Two tools of a pumping station, and what somebody asks of them. */
export const TOOLS: readonly ToolDefinition[] = [tool('open_gate', 'gate_id'), tool('read_meter', 'meter_id')];

function tool(name: string, parameter: string): ToolDefinition {
  const properties = { [parameter]: { type: 'string' as const }, quick: { type: 'boolean' as const } };
  return {
    type: 'function',
    function: {
      name,
      description: `Does ${name}.`,
      parameters: { type: 'object', properties, required: [parameter] },
    },
  };
}

export const call = (id: string, name: string, args: Record<string, string | boolean>) => ({
  id,
  type: 'function' as const,
  function: { name, arguments: args },
});

export const PARALLEL: readonly Message[] = [
  { role: 'user', content: 'Open gate north-4 quickly and read meter M-771.' },
  {
    role: 'assistant',
    content: '',
    tool_calls: [
      call('call00001', 'open_gate', { gate_id: 'north-4', quick: true }),
      call('call00002', 'read_meter', { meter_id: 'M-771' }),
    ],
  },
  { role: 'tool', tool_call_id: 'call00001', name: 'open_gate', content: '{"open": true}' },
  { role: 'tool', tool_call_id: 'call00002', name: 'read_meter', content: '{"kwh": 1840}' },
  { role: 'assistant', content: 'It is open; the meter says 1840.' },
];

export const ONE_BY_ONE: readonly Message[] = [
  PARALLEL[0] as Message,
  { role: 'assistant', content: '', tool_calls: [call('call00001', 'open_gate', { gate_id: 'north-4', quick: true })] },
  PARALLEL[2] as Message,
  { role: 'assistant', content: '', tool_calls: [call('call00002', 'read_meter', { meter_id: 'M-771' })] },
  PARALLEL[3] as Message,
  PARALLEL[4] as Message,
];

export function recordOf(messages: readonly Message[], more: Partial<TrajectoryRecord> = {}): TrajectoryRecord {
  return {
    id: 'r',
    index: 7,
    kind: 'parallel',
    catalogHash: '',
    path: { seed: '', index: 7, turns: [], operations: [], stages: { walk: [], merge: [], insert: [], split: [] } },
    tools: TOOLS,
    messages,
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
    ...more,
  };
}
