import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'magnet-check-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return name;
}

/** Runs `magnet check …` as `main.ts` does; a rejected promise is exit code 2. */
async function check(...args: string[]): Promise<{ out: string; code: number }> {
  const out: string[] = [];
  let code = 0;
  const terminal = {
    result: (text: string) => out.push(text),
    message: () => undefined,
    progress: () => undefined,
    interactive: false,
  };
  const program = new Command('magnet').exitOverride().configureOutput({ writeErr: () => undefined });
  registerCheck(program as never, {
    terminal: terminal as never,
    cwd: folder,
    signal: new AbortController().signal,
    exit: (exit) => {
      code = exit;
    },
  });
  try {
    await program.parseAsync(['node', 'magnet', 'check', ...args]);
  } catch (error) {
    return { out: error instanceof Error ? error.message : String(error), code: 2 };
  }
  return { out: out.join('\n'), code };
}

const GOOD =
  '/** Holds the script up. @param seconds How long. @minimum 0 */\nfunction wait(seconds: number): boolean;\n';
const BAD = '/** Holds the script up. @param seconds How long. */\nfunction wait(seconds: Seconds): boolean;\n';

describe('magnet check', () => {
  it('prints the JSON of its contract, lines and columns from 1, and exits 1 on an error', async () => {
    const { out, code } = await check(write('bad.fsig', BAD), '--format', 'json');
    const result = JSON.parse(out) as { files: number; functions: number; diagnostics: Record<string, unknown>[] };
    expect(code).toBe(1);
    expect(Object.keys(result)).toEqual(['files', 'functions', 'diagnostics']);
    expect([result.files, result.functions]).toEqual([1, 1]);
    expect(result.diagnostics[0]).toEqual({
      file: 'bad.fsig',
      line: 2,
      column: 24,
      endLine: 2,
      endColumn: 31,
      code: 'unknown-type',
      severity: 'error',
      message: 'No type named Seconds is known here.',
    });
  });

  it('exits 0 where nothing is an error, and says so in words', async () => {
    const { out, code } = await check(write('good.fsig', GOOD));
    expect(code).toBe(0);
    expect(out).toBe('0 errors, 0 warnings in 1 function of 1 file.');
  });

  it('shows the line with the place underlined', async () => {
    const { out } = await check(write('bad.fsig', BAD));
    expect(out).toContain('error[unknown-type]: No type named Seconds is known here.\n  --> bad.fsig:2:24\n');
    expect(out).toContain('2 | function wait(seconds: Seconds): boolean;\n  |                        ^^^^^^^');
  });

  it('writes SARIF 2.1.0', async () => {
    const { out } = await check(write('bad.fsig', BAD), '--format', 'sarif');
    const log = JSON.parse(out) as {
      version: string;
      runs: {
        results: {
          ruleId: string;
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
        }[];
        tool: { driver: { rules: { id: string }[] } };
      }[];
    };
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]?.tool.driver.rules.map(({ id }) => id)).toContain('unknown-type');
    const place = log.runs[0]?.results.find(({ ruleId }) => ruleId === 'unknown-type')?.locations[0]?.physicalLocation;
    expect(place?.artifactLocation.uri).toBe('bad.fsig');
    expect(place?.region).toEqual({ startLine: 2, startColumn: 24, endLine: 2, endColumn: 31 });
  });

  it('prints as many findings as it is told to, and finds errors beyond them all the same', async () => {
    const file = write('two.fsig', `${GOOD.replace('wait', 'hold')}${BAD}`);
    const { out, code } = await check(file, '--severity', 'hint', '--max-diagnostics', '1');
    expect(out.match(/ --> /g)).toHaveLength(1);
    expect(out).toContain('error[unknown-type]');
    expect(out).toMatch(/\n\d+ more not shown; --max-diagnostics none shows all\.$/);
    expect(code).toBe(1);
    for (const most of ['0', '-1', 'many', '1.5'])
      expect(await check(file, '--max-diagnostics', most)).toMatchObject({ code: 2 });
    expect(await check(file, '--max-diagnostics', 'none')).toMatchObject({ code: 1 });
  });

  it('takes targets as a list, more than once, and refuses unknown ones', async () => {
    const file = write(
      'dot.tools.json',
      '{"name": "a b.c", "description": "Does something useful.", "inputSchema": {"type": "object", "properties": {}}}',
    );
    const codes = async (...args: string[]) => {
      const { out } = await check(file, '--format', 'json', '--no-graph', ...args);
      return (JSON.parse(out) as { diagnostics: { code: string }[] }).diagnostics
        .map(({ code }) => code)
        .filter((code) => code.endsWith('-name'));
    };
    expect(await codes()).toEqual(['mcp-name']);
    expect(await codes('--target', 'openai,gemini')).toEqual(['gemini-name', 'openai-name']);
    expect(await codes('--target', 'openai', '--target', 'anthropic')).toEqual(['anthropic-name', 'openai-name']);
    expect(await check(file, '--target', 'llama')).toMatchObject({
      code: 2,
      out: expect.stringContaining('there is no target "llama"') as string,
    });
  });

  it('follows the nearest magnet.config.jsonc, or the one that is named', async () => {
    const file = write('project/deep/bad.fsig', BAD);
    write('project/magnet.config.jsonc', '{ "rules": { "unknown-type": "off" } } // here\n');
    expect((await check(file)).code).toBe(0);
    const named = write('strict.jsonc', '{ "rules": { "unknown-type": "error" } }');
    expect((await check(file, '--config', named)).code).toBe(1);
    const broken = write('broken.jsonc', '{\n  "rules": { "unknown-tipe": "off" }\n}');
    expect(await check(file, '--config', broken)).toEqual({
      code: 2,
      out: expect.stringMatching(/broken\.jsonc:2:30: there is no rule "unknown-tipe"/) as string,
    });
  });

  it('compares responses with recorded answers', async () => {
    const file = write(
      'shop.fsig',
      '/** Counts the orders of a day. */\nfunction count_orders(): { count: integer };\n',
    );
    const run = write(
      'run.jsonl',
      '{"messages": [{"role": "tool", "name": "count_orders", "content": "{\\"count\\": \\"three\\"}"}]}\n{"call": "count_orders()", "result": {"count": 3}}\n',
    );
    const { out } = await check(file, '--recordings', run);
    expect(out).toContain(
      "warning[response-differs]: It returned something else (run.jsonl:1): 'count' must be an integer.",
    );
  });

  it.each([
    ['half a file', 'half.tools.json', '[{"name": "pay", "description": "Pays'],
    ['a binary file', 'binary.tools.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe])],
    ['a wrong dialect', 'package.tools.json', '{"scripts": {"a": "b"}}'],
    ['a name used twice', 'twice.fsig', '/** A. */ function f(): string;\n/** B. */ function f(): string;'],
    ['a cycle of types', 'cycle.fsig', 'type A = B;\ntype B = A;'],
  ])('says what is wrong with %s, with file and line', async (_what, name, content) => {
    const { out, code } = await check(write(name, content));
    expect(code).toBeLessThan(2);
    expect(out).toMatch(
      new RegExp(`(?:error|warning)\\[[a-z-]+\\]: .+\\n  --> ${name.replaceAll('.', '\\.')}:\\d+:\\d+`),
    );
  });

  it('reads 10 MB on one line in reasonable time, and cuts the line it shows', async () => {
    const tool =
      '{"name": "pay", "description": "Pays an invoice in full.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "default": 7}}}}';
    const file = write('long.tools.json', `[${tool}, {"pad": "${'x'.repeat(10_000_000)}"}]`);
    const { out } = await check(file);
    expect(out).toContain('default-mismatch');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(400);
  });

  it('refuses an empty file with exit code 2, by name', async () => {
    expect(await check(write('empty.tools.json', ''))).toMatchObject({
      code: 2,
      out: expect.stringContaining('empty.tools.json') as string,
    });
  });

  it('refuses what is not there with exit code 2', async () => {
    expect(await check('nowhere.fsig')).toMatchObject({ code: 2 });
    mkdirSync(path.join(folder, 'void'), { recursive: true });
    expect(await check('void')).toMatchObject({ code: 2 });
  });
});

describe('magnet check --matrix and --score', () => {
  const tools = (inputSchema: unknown) =>
    JSON.stringify({ tools: [{ name: 'set_tags', description: 'Sets the tags of one image.', inputSchema }] });
  const bare = { type: 'object', properties: { tags: { type: 'array', description: 'Tags to set.' } } };

  it('says which tools work where, as text and as JSON', async () => {
    const file = write('matrix.json', tools(bare));
    const { out, code } = await check(file, '--matrix');
    expect(code).toBe(0);
    expect(out).toContain('refused: set_tags (target-array-items)');
    expect(out).toContain('unknown:');
    const json = JSON.parse((await check(file, '--matrix', '--format', 'json', '--target', 'mistral')).out);
    expect(json.targets).toEqual([
      expect.objectContaining({ id: 'mistral', works: { yes: 0, likely: 1, warned: 0, no: 0 } }),
    ]);
    expect(json.tools).toEqual([
      { id: 'set_tags', file: 'matrix.json', targets: { mistral: { works: 'likely', because: [] } } },
    ]);
  });

  it('exits with 1 where a target that was named refuses a tool', async () => {
    const file = write('matrix.json', tools(bare));
    expect((await check(file, '--matrix', '--target', 'openai,vscode')).code).toBe(1);
    expect((await check(file, '--matrix', '--target', 'mistral')).code).toBe(0);
  });

  it('scores descriptions, with a threshold', async () => {
    const file = write('score.json', tools(bare));
    const json = JSON.parse((await check(file, '--score', '--format', 'json', '--min-score', '0.9')).out);
    expect(Object.keys(json.tools[0].components)).toEqual([
      'purpose',
      'guidelines',
      'limitations',
      'parameters',
      'length',
      'examples',
    ]);
    expect(json.below).toEqual(['set_tags']);
    expect((await check(file, '--score', '--min-score', '0.9')).code).toBe(1);
    expect((await check(file, '--score', '--min-score', '0.1')).code).toBe(0);
  });
});
