/**
 * The small inputs of ../shared/cases, each with the right answer to its line in that folder's README. Nothing of the folder
 * is copied here: where it is absent, the tests are skipped, and say so. Two lines need an editor and have tests of their
 * own: a glob that runs for ever (x05, test/unit/pattern/glob.test.ts and the editor's hostile folder) and a key that a
 * workspace's address must not get (x06, the editor's suite). Devices, pipes and folders in the place of files: test/unit/files/regular-file.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisterCommand } from '../../server/src/cli/command.ts';
import { registerCheck } from '../../server/src/cli/commands/check.ts';
import { registerConvert } from '../../server/src/cli/commands/convert.ts';
import { registerExport } from '../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../server/src/cli/commands/generate.ts';
import { registerGraph } from '../../server/src/cli/commands/graph.ts';
import { readJson } from '../../server/src/endpoint/bfcl/json.ts';
import { judgeSingleTurn } from '../../server/src/endpoint/bfcl/single.ts';
import type { Py, PyDict } from '../../server/src/endpoint/bfcl/value.ts';
import type { ServerRequests } from '../../server/src/lsp/protocol.ts';
import { runCommand } from '../unit/cli/run.ts';
import { CLI, NODE, TestClient } from './client.ts';

const CASES = path.resolve(import.meta.dirname, '../../../shared/cases');
const here = existsSync(CASES);
/** Lines of the README that this file leaves to others. */
const ELSEWHERE = ['x05', 'x06'];
/** Lines of the README that have a test below. */
const tried = new Set<string>();

const out = here ? mkdtempSync(path.join(tmpdir(), 'magnet-cases-')) : '';
afterAll(() => rmSync(out, { recursive: true, force: true }));

function fileOf(id: string): string {
  const name = readdirSync(CASES).find((file) => file.startsWith(`${id}-`));
  if (name === undefined) throw new Error(`${id} is not in ${CASES}`);
  return path.join(CASES, name);
}

/** A test of one line of the README. */
function line(id: string, expected: string, run: () => Promise<void> | void): void {
  tried.add(id);
  test(`${id}: ${expected}`, run, 120_000);
}

// biome-ignore lint/suspicious/noExplicitAny: what a command prints is looked at key by key
async function json(register: RegisterCommand, ...args: string[]): Promise<any> {
  const ran = await runCommand(register, ...args, '--format', 'json');
  return { ...JSON.parse(ran.out.join('\n')), code: ran.code };
}

interface Diagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/** "error target-properties", one a finding. */
async function check(id: string, target?: string): Promise<string[]> {
  const targets = target === undefined ? [] : ['--target', target];
  const { diagnostics } = await json(registerCheck, 'check', fileOf(id), ...targets);
  return (diagnostics as Diagnostic[]).map(({ severity, code }) => `${severity} ${code}`);
}

const grave = (found: readonly string[]) => found.filter((each) => /^(?:error|warning) /.test(each));

interface Converted {
  readonly text: string;
  readonly losses: readonly { readonly part: readonly (string | number)[] }[];
  readonly parameters: readonly { readonly original: string; readonly name: string }[];
}

async function convert(id: string, to: string): Promise<Converted> {
  return json(registerConvert, 'convert', fileOf(id), '--to', to);
}

/** The functions of OpenAI's list, by name. */
async function openai(id: string) {
  const { text } = await convert(id, 'openai-chat');
  const tools = JSON.parse(text) as { function: { name: string; description: string; parameters: Parameters } }[];
  return tools.map((tool) => tool.function);
}

interface Parameters {
  readonly type: string;
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required?: readonly string[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly inferred: boolean;
}

async function edges(id: string): Promise<readonly Edge[]> {
  return (await json(registerGraph, 'graph', fileOf(id))).edges;
}

const pairs = (found: readonly Edge[]) => found.map(({ from, to }) => `${from} → ${to}`).sort();

interface Exported {
  readonly rows: number;
  // biome-ignore lint/suspicious/noExplicitAny: rows of trainers, looked at key by key
  readonly written: readonly any[];
  readonly losses: readonly { readonly level: string; readonly message: string }[];
  readonly broken: readonly { readonly line: number }[];
}

async function exported(id: string, as: string): Promise<Exported> {
  // A folder of its own: at a second try of a test the file of the first is still there.
  const file = path.join(mkdtempSync(path.join(out, `${id}-`)), `${as}.jsonl`);
  const said = await json(registerExport, 'export', fileOf(id), '--as', as, '--out', file);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return { ...said, written: lines.filter((each) => each !== '').map((each) => JSON.parse(each)) };
}

async function dropped(id: string, as: string, why: RegExp): Promise<void> {
  const { rows, written, losses } = await exported(id, as);
  expect(rows).toBe(0);
  expect(written).toEqual([]);
  expect(losses.filter(({ level }) => level === 'dropped').map(({ message }) => message)).toContainEqual(
    expect.stringMatching(why),
  );
}

async function changed(id: string, as: string, why: RegExp): Promise<Exported> {
  const done = await exported(id, as);
  expect(done.rows).toBe(1);
  expect(done.losses.map(({ level, message }) => `${level}: ${message}`)).toContainEqual(
    expect.stringMatching(new RegExp(`^changed: .*${why.source}`)),
  );
  return done;
}

interface Judged {
  readonly functions: readonly PyDict[];
  readonly allowed: readonly PyDict[];
}

test.runIf(!here)('the folder of cases is absent: nothing of it is tried here', ({ skip }) => {
  skip('../shared/cases is absent');
});

describe.skipIf(!here)('fit for a provider', () => {
  const FOUND: readonly (readonly [string, string, string])[] = [
    ['p01', 'openai', 'error target-properties'],
    ['p02', 'openai', 'error target-pattern'],
    ['p03', 'openai', 'error openai-strict-type'],
    ['p04', 'openai', 'warning type-missing'],
    ['p05', 'openai', 'error schema-invalid'],
    ['p06', 'openai', 'warning key-misplaced'],
    ['p07', 'openai', 'warning key-misplaced'],
    ['p08', 'openai', 'error schema-invalid'],
    ['p09', 'gemini', 'error target-required'],
    ['p10', 'gemini', 'warning target-size'],
    ['p11', 'gemini', 'error gemini-enum'],
    ['p12', 'anthropic', 'error anthropic-root-object'],
    ['p15', 'mcp', 'information target-name-prefix'],
    ['p16', 'mcp', 'warning target-array-items'],
    ['p17', 'mcp', 'information parameters-undeclared'],
    ['p18', 'mcp', 'warning target-recursion'],
    ['p19', 'openai', 'warning required-unknown'],
    ['p21', 'openai', 'error openai-strict-closed'],
    ['p23', 'mcp', 'warning mcp-output-object'],
    ['p24', 'gemini', 'error target-keyword'],
  ];
  for (const [id, target, finding] of FOUND)
    line(id, `${finding} for ${target}`, async () => expect(await check(id, target)).toContain(finding));

  line('p13', 'three names of parameters are errors', async () => {
    expect(grave(await check('p13', 'anthropic'))).toEqual(Array(3).fill('error anthropic-property-name'));
  });
  line('p14', 'names below the first level are no fault', async () => {
    expect(grave(await check('p14', 'anthropic'))).toEqual([]);
  });
  line('p20', 'both patterns are warned of for llama.cpp', async () => {
    expect(grave(await check('p20', 'llama.cpp'))).toEqual(Array(2).fill('warning target-pattern'));
  });
  line('p22', 'both lengths of a strict tool are errors', async () => {
    expect(grave(await check('p22', 'anthropic'))).toEqual(Array(2).fill('error anthropic-strict-schema'));
  });
  line('p25', 'fields of Vertex AI are no fault', async () => {
    expect(grave(await check('p25', 'gemini'))).toEqual([]);
  });

  line('p05', 'no parameter is made of a stray keyword', async () => {
    const [{ inputSchema }] = JSON.parse((await convert('p05', 'mcp')).text).tools;
    expect(Object.keys(inputSchema.properties)).toEqual(['sheet', 'columns']);
  });
  for (const [id, part] of [
    ['p06', 'required'],
    ['p07', 'parameters'],
  ] as const)
    line(id, `what stands at the wrong level is a loss: ${part}`, async () => {
      expect((await convert(id, 'mcp')).losses.map((loss) => loss.part)).toContainEqual([part]);
    });
  line('p12', 'the converted choice passes and is listed', async () => {
    const { text, losses } = await convert('p12', 'anthropic');
    const [{ input_schema }] = JSON.parse(text);
    expect(Object.keys(input_schema)).not.toContain('anyOf');
    expect(Object.keys(input_schema.properties)).toEqual(['piece', 'row', 'column']);
    expect(losses.map(({ part }) => part)).toEqual([['parameters', 'anyOf']]);
    const file = path.join(out, 'p12.json');
    writeFileSync(file, text);
    const { diagnostics } = await json(registerCheck, 'check', file, '--target', 'anthropic', '--severity', 'warning');
    expect(diagnostics).toEqual([]);
  });
  line('p13', 'converted names are mapped with a table', async () => {
    const { text, parameters } = await convert('p13', 'anthropic');
    const [{ input_schema }] = JSON.parse(text);
    expect(Object.keys(input_schema.properties)).toEqual(parameters.map(({ name }) => name));
    expect(parameters).toHaveLength(3);
    for (const { name } of parameters) expect(name).toMatch(/^[a-zA-Z0-9_.-]{1,64}$/);
  });
  line('p25', 'its references are written with a dollar sign, its types in small letters', async () => {
    const { text } = await convert('p25', 'openai-chat');
    expect(text).toContain('"$ref": "#/$defs/Node"');
    expect(text).not.toMatch(/"(?:OBJECT|STRING|ARRAY)"/);
  });
});

describe.skipIf(!here)('forms of tool definitions', () => {
  line('f01', 'one function of a Bedrock request, also where a dialect is forced', async () => {
    const [tide, ...more] = await openai('f01');
    expect(more).toEqual([]);
    expect(tide?.name).toBe('tide');
    expect(Object.keys(tide?.parameters.properties ?? {})).toEqual(['harbour', 'days']);
    expect(tide?.parameters.required).toEqual(['harbour']);
    const { text } = await json(registerConvert, 'convert', fileOf('f01'), '--from', 'mcp', '--to', 'openai-chat');
    expect(text).not.toContain('unnamed');
  });
  line('f02', 'one function of a bare list', async () => {
    expect((await openai('f02')).map(({ name }) => name)).toEqual(['tide']);
  });
  line('f03', 'flat parameters of Cohere', async () => {
    const [report] = await openai('f03');
    expect(report?.parameters).toMatchObject({
      properties: { day: { type: 'string' }, rows: { type: 'integer' } },
      required: ['day'],
    });
  });
  line('f04', "a tool of an editor's manifest, described for the model", async () => {
    expect(await openai('f04')).toMatchObject([{ description: 'Counts the open panes of one group.' }]);
  });
  line('f05', 'entries of a bundle are valid, and both are kept', async () => {
    expect((await check('f05')).filter((each) => each.startsWith('error'))).toEqual([]);
    expect(JSON.parse((await convert('f05', 'mcp')).text).tools).toHaveLength(2);
  });
  line('f06', 'one function of Dify', async () => {
    expect(grave(await check('f06'))).toEqual([]);
    expect(await openai('f06')).toMatchObject([{ name: 'tide_lookup', parameters: { required: ['harbour'] } }]);
  });
  line('f07', 'one method of OpenRPC', async () => {
    expect(await openai('f07')).toMatchObject([{ name: 'list_goats', parameters: { required: ['pen'] } }]);
  });
  line('f08', 'both parameters of a LangChain tool', async () => {
    const [tide] = await openai('f08');
    expect(Object.keys(tide?.parameters.properties ?? {})).toEqual(['harbour', 'days']);
  });
  line('f09', 'a function in the system text', async () => {
    expect(await openai('f09')).toMatchObject([{ name: 'Harbour_x20_Tide', parameters: { required: ['harbour'] } }]);
  });
  line('f10', 'a number that is either, and the response', async () => {
    const [plus] = JSON.parse((await convert('f10', 'mcp')).text).tools;
    expect(plus.inputSchema.properties.arg_0.type).toEqual(['integer', 'number']);
    expect(plus.outputSchema.properties.result.type).toEqual(['integer', 'number']);
  });
  line('f11', 'two functions by their keys', async () => {
    expect((await openai('f11')).map(({ name }) => name)).toEqual(['tide', 'alarm']);
  });
  line('f12', 'a function of Python, without faults of another language', async () => {
    expect(await check('f12')).not.toContain('error syntax-error');
    expect(await openai('f12')).toMatchObject([{ name: 'tide', parameters: { required: ['harbour'] } }]);
  });
  line('f13', '`returns` is the response: kept, and an edge', async () => {
    const tools = JSON.parse((await convert('f13', 'mcp')).text).tools;
    expect(Object.keys(tools[0].outputSchema.properties)).toEqual(['film_id']);
    expect(pairs(await edges('f13'))).toContain('find_film → film_cast');
  });
  line('f14', "one function, the provider's own passed over with a note", async () => {
    expect(await check('f14')).toContainEqual(expect.stringMatching(/^(?:information|hint) provider-tool$/));
    expect((await openai('f14')).map(({ name }) => name)).toEqual(['tide']);
  });
});

describe.skipIf(!here)('graph', () => {
  line('g01', 'ten edges of one lookup', async () => {
    const found = await edges('g01');
    expect(found).toHaveLength(10);
    expect(new Set(found.map(({ from }) => from))).toEqual(new Set(['locate']));
  });
  line('g02', 'prose does not take the edge away', async () => {
    expect(pairs(await edges('g02'))).toContain('find_author_id_by_name → find_author_works');
  });
  line('g03', 'no is number', async () => expect(pairs(await edges('g03'))).toContain('find_trains → train_seats'));
  line('g04', 'forwards, and not back', async () => {
    expect(pairs(await edges('g04'))).toEqual(['find_workshops → book_workshop']);
  });
  line('g05', 'an optional echo is a value, not an order', async () => {
    const found = await edges('g05');
    expect(found.filter(({ kind }) => kind !== 'premise').map(({ to }) => to)).toContain('drop_ticket');
  });
  line('g06', 'each login opens its own service alone', async () => {
    expect(pairs(await edges('g06'))).toEqual(['login_clinic → move_clinic_visit', 'login_garden → rent_garden_bed']);
  });
  line('g07', 'an edge out of prose is marked as predicted', async () => {
    const edge = (await edges('g07')).find(({ from, to }) => from === 'get_member' && to === 'get_loan');
    expect(edge?.inferred).toBe(true);
  });
  line('g08', 'plurals of names in capitals', async () => {
    expect(pairs(await edges('g08'))).toContain('list_open → remove_one');
  });
  line('g09', 'what is no graph is refused', async () => {
    await expect(runCommand(registerGraph, 'graph', fileOf('g04'), '--diff', fileOf('g09'))).rejects.toThrow(
      /not an output of `magnet graph/,
    );
  });
});

describe.skipIf(!here)('records and their export', () => {
  const DROPPED: readonly (readonly [string, string, RegExp])[] = [
    ['r01', 'trl-sft', /arguments of return_loan are no JSON object/],
    ['r02', 'trl-sft', /arguments of extend_loan are not valid: 'days' must be an integer/],
    ['r04', 'llamafactory-sft', /^LLaMA-Factory drops it/],
    ['r05', 'trl-sft', /call00002 is never answered/],
    ['r07', 'trl-sft', /return_loan was not offered/],
    ['r09', 'trl-sft', /the last message is not the assistant's/],
    ['r10', 'trl-sft', /a call of return_loan is written/],
    ['r14', 'llamafactory-sft', /a system message at place 3/],
  ];
  for (const [id, as, why] of DROPPED) line(id, `dropped for ${as}, with the reason`, () => dropped(id, as, why));

  line('r03', 'text and call in one message', async () => {
    await changed('r03', 'llamafactory-sft', /text and call in one turn cannot be expressed/);
  });
  line('r04', 'two messages of the assistant in a row are said', async () => {
    await changed('r04', 'ms-swift-sft', /two assistant messages in a row/);
  });
  line('r06', 'no content is an empty text', async () => {
    const { rows, losses, written } = await exported('r06', 'axolotl-sft');
    expect({ rows, losses }).toEqual({ rows: 1, losses: [] });
    expect(JSON.stringify(written[0].messages)).not.toContain('"content":null');
  });
  line('r08', 'a long call id is made to fit', async () => {
    const { written } = await changed('r08', 'trl-sft', /nine letters or digits/);
    const ids = written[0].messages.flatMap((message: { tool_calls?: { id: string }[] }) =>
      (message.tool_calls ?? []).map(({ id }) => id),
    );
    expect(ids).not.toEqual([]);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{9}$/);
  });
  line('r11', 'an output that is an object is its JSON', async () => {
    const { rows, written } = await exported('r11', 'trl-sft');
    expect(rows).toBe(1);
    const output = written[0].messages.find(({ role }: { role: string }) => role === 'tool');
    expect(typeof JSON.parse(output.content)).toBe('object');
  });
  line('r12', 'a tool offered twice is written once', async () => {
    const { written } = await changed('r12', 'trl-sft', /extend_loan is offered twice/);
    const names = JSON.parse(written[0].tools).map((tool: { function: { name: string } }) => tool.function.name);
    expect(names).toHaveLength(new Set(names).size);
  });
  line('r13', 'thoughts of earlier messages are said', async () => {
    await changed('r13', 'trl-sft', /thoughts in the assistant message/);
  });
  line('r15', 'the last record needs no line feed', async () => {
    const { rows, broken } = await exported('r15', 'trl-sft');
    expect({ rows, broken }).toEqual({ rows: 2, broken: [] });
  });
  line('r16', 'the line that a crash cut is named', async () => {
    const { rows, broken } = await exported('r16', 'trl-sft');
    expect({ rows, lines: broken.map((each) => each.line) }).toEqual({ rows: 2, lines: [3] });
  });
  line('r17', 'a damaged manifest never costs the records', async () => {
    const run = path.join(out, 'r17');
    cpSync(path.join(CASES, 'r17-cut-run'), run, { recursive: true });
    const before = readFileSync(path.join(run, 'records.jsonl'), 'utf8');
    const said = await runCommand(
      registerGenerate,
      'generate',
      path.join(CASES, 'w01-lamps.fsig'),
      '--count',
      '4',
      '--out',
      run,
    ).then(
      ({ messages }) => messages.join('\n'),
      (error: Error) => error.message,
    );
    expect(said).toMatch(/manifest\.json is damaged or missing/);
    expect(said).not.toContain('--force');
    expect(readFileSync(path.join(run, 'records.jsonl'), 'utf8')).toBe(before);
  });
});

describe.skipIf(!here)('scoring', () => {
  const WHY: Readonly<Record<string, RegExp>> = {
    k01: /required argument port is missing/,
    k02: /ids .*(?:type|text)/,
    k03: /^$/,
    k04: /port has the wrong type: str/,
  };
  for (const [id, why] of Object.entries(WHY))
    line(id, 'right or wrong as the case says, for this reason', () => {
      const text = readFileSync(fileOf(id), 'utf8');
      const { language, right, answer } = JSON.parse(text);
      // Numbers as Python reads them: 5 is no 5.0.
      const { functions, allowed } = Object.fromEntries(readJson(text) as Map<string, Py>) as unknown as Judged;
      // As results of models with calls are kept: names without dots, arguments as JSON text.
      const calls = (answer as Record<string, unknown>[]).map((call) =>
        Object.fromEntries(
          Object.entries(call).map(([name, given]) => [name.replaceAll('.', '_'), JSON.stringify(given)]),
        ),
      );
      const row = { category: `simple_${language}`, functions, answers: allowed };
      const { correct, reason } = judgeSingleTurn(row, readJson(JSON.stringify(calls)));
      expect(correct).toBe(right);
      expect(reason).toMatch(why);
    });
});

describe.skipIf(!here)('conversations in the run panel', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ files: { 'a.fsig': '' } });
  });
  afterAll(() => client?.stop());
  const ask = <Name extends keyof ServerRequests>(name: Name, params: ServerRequests[Name][0]) =>
    client.rpc.request<ServerRequests[Name][1]>(name, params);

  async function records(id: string) {
    const uri = pathToFileURL(fileOf(id)).href;
    const { total, broken } = await ask('magnet/openRun', { uri });
    expect(broken).toEqual([]);
    return Promise.all(Array.from({ length: total }, (_, index) => ask('magnet/readRecord', { uri, index })));
  }
  const callsOf = (messages: Awaited<ReturnType<typeof records>>[number]['messages']) =>
    messages.map((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [],
    );

  line('c01', 'one turn, one call with its output', async () => {
    const [record, ...more] = await records('c01');
    expect(more).toEqual([]);
    expect(record?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'assistant']);
    expect(callsOf(record?.messages ?? [])[1]).toEqual(['rent_bike']);
    expect(record?.messages[2]?.content).toBe('{"rental":"r1"}');
  });
  line('c02', 'both calls are wrong, and the broken text is shown', async () => {
    const [refused, broken] = await records('c02');
    expect(refused?.checks).toMatchObject([{ state: 'invalid', reason: expect.stringMatching(/bike/) }]);
    expect(broken?.checks).toMatchObject([{ state: 'invalid', given: '{"bike_id": b7' }]);
  });
  line('c03', 'one call and the text', async () => {
    const [record] = await records('c03');
    expect(callsOf(record?.messages ?? []).flat()).toEqual(['rent_bike']);
    expect(record?.messages.at(-1)?.content).toBe('Done.');
  });
  line('c04', 'three steps of a turn, and a result that is one text', async () => {
    const [steps, single] = await records('c04');
    const said = (steps?.messages ?? []).filter(({ role }) => role === 'assistant');
    expect(callsOf(said)).toEqual([['find_bikes'], ['rent_bike', 'end_rental'], []]);
    expect(said.at(-1)?.content).toBe('Done.');
    expect(callsOf(single?.messages ?? []).flat()).toEqual(['rent_bike']);
  });
});

describe.skipIf(!here)('worlds', () => {
  line('w01', 'a class is named before anything is made', async () => {
    const run = path.join(out, 'w01');
    const world = `module:${path.join(CASES, 'w01-class-world.py')}`;
    const args = [
      'generate',
      path.join(CASES, 'w01-lamps.fsig'),
      '--world',
      world,
      '--yes',
      '--out',
      run,
      '--count',
      '4',
    ];
    await expect(runCommand(registerGenerate, ...args)).rejects.toThrow(
      /no function add_lamp.*class Room has add_lamp/s,
    );
    expect(existsSync(path.join(run, 'records.jsonl'))).toBe(false);
  });
});

describe.skipIf(!here)('hostile', () => {
  for (const id of ['x01', 'x02', 'x03'])
    line(id, 'a pattern that can run for ever is named within 5 s, by the server too', async () => {
      const begun = performance.now();
      expect(await check(id)).toContain('warning pattern-unsafe');
      const name = `${id}.tools.json`;
      const other = 'b.fsig';
      const client = await TestClient.start({
        files: { [name]: readFileSync(fileOf(id), 'utf8'), [other]: 'function f(): ;' },
      });
      try {
        client.open(name, readFileSync(fileOf(id), 'utf8'));
        client.open(other, 'function f(): ;');
        expect(await client.codes(other)).toContain('syntax-error');
        expect(await client.codes(name)).toContain('pattern-unsafe');
      } finally {
        await client.stop();
      }
      expect(performance.now() - begun).toBeLessThan(15_000);
    });

  line('x04', 'no control character and no forged line reaches the terminal', () => {
    const file = fileOf('x04');
    const name = JSON.parse(readFileSync(file, 'utf8')).tools[0].name;
    const runs = [
      ['check', file],
      ['graph', file],
      ['graph', file, '--format', 'dot'],
      ['paths', file, '--count', '2'],
      ['convert', file, '--to', 'fsig'],
      ['convert', file, '--to', 'openai-chat'],
      ['generate', file, '--count', '2', '--out', path.join(out, 'x04')],
      ['call', name, file, '--example'],
    ];
    for (const args of runs) {
      const { stdout, stderr, signal } = spawnSync(NODE, [CLI, ...args], { encoding: 'utf8', timeout: 60_000 });
      expect(signal, args[0]).toBeNull();
      expect(stdout + stderr, args[0]).not.toBe('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
      expect(stdout + stderr, args.join(' ')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      expect(stdout + stderr, args.join(' ')).not.toMatch(/^\s*INJECTED/m);
    }
  });
});

test.skipIf(!here)('every line of the README has a test here, or is left to others by name', () => {
  const named = [...readFileSync(path.join(CASES, 'README.md'), 'utf8').matchAll(/^\| ([a-z]\d\d)-/gm)].map(
    ([, id]) => id,
  );
  expect(named.length).toBeGreaterThan(70);
  expect([...tried, ...ELSEWHERE].sort()).toEqual([...new Set(named)].sort());
});
