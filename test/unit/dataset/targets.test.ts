import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  EXPORT_IDS,
  EXPORT_TARGETS,
  type ExportChoices,
  exportRecord,
  openTemplate,
} from '../../../server/src/dataset/index.ts';
import type { JsonObject } from '../../../server/src/json/index.ts';
import type { Message } from '../../../server/src/trajectory/index.ts';
import { call, ONE_BY_ONE, PARALLEL, recordOf } from './template/records.ts';
import { HERMES, NINE, ONE_CALL } from './template/templates.ts';

const withTemplate = async (text: string): Promise<ExportChoices> => ({
  renderer: await openTemplate({ text, tokens: {} }),
});
const REJECTED: readonly Message[] = [
  ...ONE_BY_ONE.slice(0, 3),
  { role: 'assistant', content: 'It is open. I cannot read meters.' },
];
const PAIR = recordOf(ONE_BY_ONE, { rejected: REJECTED });
const dropped = (record: ReturnType<typeof recordOf>, as: (typeof EXPORT_IDS)[number], choices?: ExportChoices) =>
  exportRecord(record, as, choices).losses.flatMap(({ level, message }) => (level === 'dropped' ? [message] : []));

describe('axolotl-dpo', () => {
  it('is what the template makes of prompt and sides, each ending with its end token', async () => {
    const { rows } = exportRecord(PAIR, 'axolotl-dpo', await withTemplate(HERMES));
    const [row] = rows as [JsonObject];
    expect(String(row.prompt)).toMatch(
      /<tool_response>\n\{"open": true\}\n<\/tool_response><\|im_end\|>\n<\|im_start\|>assistant\n$/,
    );
    expect(row.chosen).toBe(
      '\n<tool_call>\n{"name": "read_meter", "arguments": {"meter_id": "M-771"}}\n</tool_call><|im_end|>',
    );
    expect(row.rejected).toBe('It is open. I cannot read meters.<|im_end|>');
  });

  it('needs a template', () => {
    expect(dropped(PAIR, 'axolotl-dpo')).toEqual([expect.stringContaining('--template')]);
  });
});

describe('nemo-rl', () => {
  it('gets messages and tools as they are', () => {
    const { rows, losses } = exportRecord(PAIR, 'nemo-rl-sft');
    expect([rows, losses]).toMatchObject([[{ messages: ONE_BY_ONE, tools: [{ type: 'function' }, {}] }], []]);
  });

  it('gets pairs of role and content alone, with tools and calls as text', () => {
    const { rows, losses } = exportRecord(PAIR, 'nemo-rl-dpo');
    const [{ context, completions }] = rows as unknown as [{ context: Message[]; completions: JsonObject[] }];
    expect(context.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(context[0]?.content).toContain('"name":"read_meter"');
    expect(context[2]?.content).toBe(
      '<tool_call>\n{"name":"open_gate","arguments":{"gate_id":"north-4","quick":true}}\n</tool_call>',
    );
    expect(completions).toEqual([
      { rank: 0, completion: [{ role: 'assistant', content: expect.stringContaining('read_meter') }] },
      { rank: 1, completion: [REJECTED.at(-1)] },
    ]);
    expect(losses.map(({ level }) => level)).toEqual(['changed', 'changed']);
  });
});

describe('verl-sft', () => {
  it('keeps what differs from row to row as JSON text', () => {
    const [row] = exportRecord(PAIR, 'verl-sft').rows as unknown as [{ messages: JsonObject[]; tools: string }];
    expect(JSON.parse(row.tools)).toHaveLength(2);
    expect(row.messages[1]).toMatchObject({
      tool_calls: [{ function: { arguments: '{"gate_id":"north-4","quick":true}' } }],
    });
  });

  it('has a class of data set that gives the template what the record says', (test) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'magnet-verl-'));
    try {
      execFileSync('python3', ['--version'], { stdio: 'ignore' });
    } catch {
      test.skip('python3 is not here');
    }
    const files = EXPORT_TARGETS['verl-sft'].companions?.('rows.jsonl') ?? {};
    writeFileSync(path.join(folder, 'dataset.py'), files['rows.verl_dataset.py'] ?? '');
    writeFileSync(path.join(folder, 'row.json'), JSON.stringify(exportRecord(PAIR, 'verl-sft').rows[0]));
    // A stand-in for verl's class, which reads a Parquet file: keys that a row lacks come as None.
    writeFileSync(
      path.join(folder, 'drive.py'),
      `import json, sys, types
class Base:
    def _read_files_and_process(self):
        row = json.load(open("row.json"))
        keys = ["role", "content", "tool_calls", "tool_call_id", "name"]
        self.messages = [[{key: message.get(key) for key in keys} for message in row["messages"]]]
        self.tools = [row["tools"]]
for name in ["verl", "verl.utils", "verl.utils.dataset", "verl.utils.dataset.multiturn_sft_dataset"]:
    sys.modules[name] = types.ModuleType(name)
sys.modules[name].MultiTurnSFTDataset = Base
import dataset
one = dataset.MagnetDataset()
one._read_files_and_process()
print(json.dumps({"messages": one.messages[0], "tools": one.tools[0]}))
`,
    );
    const out = JSON.parse(
      execFileSync('python3', ['-B', 'drive.py'], { cwd: folder, encoding: 'utf8' }),
    ) as JsonObject;
    expect(out).toEqual({ messages: ONE_BY_ONE, tools: PAIR.tools });
    rmSync(folder, { recursive: true });
  });
});

describe('--parallel-results sequence', () => {
  it('writes one call after another, and the template takes what it refused', async () => {
    const choices = await withTemplate(ONE_CALL);
    const record = recordOf(PARALLEL);
    expect(dropped(record, 'trl-sft', choices)).toEqual([expect.stringContaining('One call at a time')]);
    const mended = exportRecord(record, 'trl-sft', { ...choices, parallelResults: 'sequence' });
    expect(mended.rows).toMatchObject([{ messages: ONE_BY_ONE }]);
    expect(mended.losses.map(({ message }) => message)).toContain(
      'parallel calls are written one after another, each with its output',
    );
  });

  it('moves what points into the messages', () => {
    const withheld = [{ name: 'read_meter', until: 5 }];
    const messages: Message[] = [
      ...PARALLEL,
      { role: 'user', content: 'And M-772?' },
      { role: 'assistant', content: '', tool_calls: [call('call00003', 'read_meter', { meter_id: 'M-772' })] },
      { role: 'tool', tool_call_id: 'call00003', name: 'read_meter', content: '{}' },
      { role: 'assistant', content: 'Nothing.' },
    ];
    const record = recordOf(messages, { withheld: [{ ...withheld[0], name: 'close_gate', until: 5 }] as never });
    const { losses } = exportRecord(record, 'trl-sft', { parallelResults: 'sequence' });
    expect(losses.map(({ message }) => message)).toContainEqual(expect.stringContaining('message 6'));
  });

  it('leaves a record without parallel calls as it is', () => {
    const record = recordOf(ONE_BY_ONE);
    expect(exportRecord(record, 'trl-sft', { parallelResults: 'sequence' })).toEqual(exportRecord(record, 'trl-sft'));
  });
});

describe('LLaMA-Factory', () => {
  const observation = (choices: ExportChoices) => {
    const [{ conversations }] = exportRecord(recordOf(PARALLEL), 'llamafactory-sft', choices).rows as unknown as [
      { conversations: { from: string; value: string }[] },
    ];
    return conversations[2]?.value;
  };

  it("joins parallel outputs as the model's template does, so that training reads as serving", async () => {
    expect(observation(await withTemplate(HERMES))).toBe(
      '{"open": true}\n</tool_response>\n<tool_response>\n{"kwh": 1840}',
    );
    expect(observation({})).toBe('[{"open": true}, {"kwh": 1840}]');
  });
});

describe('a template that raises for the ids of a record', () => {
  it('gets ids that it takes', async () => {
    const long = PARALLEL.map(
      (message): Message => JSON.parse(JSON.stringify(message).replaceAll('call0000', 'toolu_0')),
    );
    expect(dropped(recordOf(long), 'trl-sft', await withTemplate(NINE))).toEqual([]);
  });
});

describe('what lies beside an export', () => {
  it.each([...EXPORT_IDS.filter((id) => id !== 'bfcl' && !id.startsWith('openai'))])('%s: names the rows', (id) => {
    const files = Object.entries(EXPORT_TARGETS[id].companions?.('my rows.jsonl') ?? {});
    expect(files.length).toBeGreaterThan(0);
    for (const [name, text] of files) {
      if (name.endsWith('.yaml')) {
        expect(text).toMatch(/^# \S+/);
        const config = parse(text) as JsonObject;
        expect(Object.keys(config).length).toBeGreaterThan(2);
        if (!name.includes('llamafactory')) expect(JSON.stringify(config)).toContain('"my rows.jsonl"');
      }
      if (name.endsWith('.sh')) execFileSync('sh', ['-n'], { input: text });
    }
  });
});
