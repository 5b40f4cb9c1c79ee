import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { PositionMapper } from '../../../server/src/cli/check/diagnostic.ts';
import { JsonList, JsonWriter } from '../../../server/src/cli/check/json.ts';
import { Report } from '../../../server/src/cli/check/report.ts';
import { SarifWriter } from '../../../server/src/cli/check/sarif.ts';
import { TextWriter } from '../../../server/src/cli/check/text.ts';
import { checkCatalog, type Finding } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const cwd = '/work';

/** Two files: the first with remarks alone, the second with errors; two of them name another place. */
const catalog = buildCatalog([
  parseDocument(
    'file:///work/first%20%23%31.fsig',
    '/** Holds the script up. */\nfunction wait(seconds: number): boolean;\n',
  ),
  parseDocument(
    'file:///elsewhere/twice.fsig',
    '/** Pays a bill. */\nfunction pay(bill: Bill): boolean;\n/** Pays a bill. */\nfunction pay(bill: Bill): boolean;\n',
  ),
]);
const findings = [...checkCatalog({ catalog }).values()].flat();

function printed(
  format: 'text' | 'json' | 'sarif',
  most = Number.POSITIVE_INFINITY,
  list: readonly Finding[] = findings,
) {
  const out: string[] = [];
  const print = (text: string) => out.push(text);
  const places = new PositionMapper(catalog, cwd);
  const writer =
    format === 'text'
      ? new TextWriter(places, print)
      : format === 'json'
        ? new JsonWriter(places, { files: 2, functions: 3 }, print)
        : new SarifWriter(places, cwd, print);
  const report = new Report(writer, { least: 'hint', most });
  for (const finding of list) report.add(finding);
  report.end(2, 3);
  return { text: out.join('\n'), pieces: out.length };
}

describe('text', () => {
  it('keeps the gravest under a limit, in the order of the files, and says how many more there are', () => {
    const graver = findings.filter(({ severity }) => severity === 'error').length;
    const { text } = printed('text', graver + 1);
    expect(text.match(/^[a-z]+\[/gm)).toEqual(['information[', ...Array.from({ length: graver }, () => 'error[')]);
    expect(text).toContain(`\n${findings.length - graver - 1} more not shown; --max-diagnostics none shows all.`);
    expect(printed('text').text).not.toContain('not shown');
  });

  it('counts what it does not show', () => {
    const counts = /^\d+ errors?, .* in 3 functions of 2 files\.$/m;
    expect(counts.exec(printed('text', 1).text)?.[0]).toBe(counts.exec(printed('text').text)?.[0]);
  });

  it('leads to the other place, too', () => {
    expect(printed('text').text).toContain('\n  --> ../elsewhere/twice.fsig:2:10: First declared here\n');
  });
});

describe('JSON', () => {
  it('is what JSON.stringify writes, whatever is in the list', () => {
    for (const list of [[], [{}], [{ a: 'x\n@list "@list"' }, { b: [1, { c: [] }] }]]) {
      const out: string[] = [];
      const written = new JsonList(
        (inside) => ({ before: [{ a: 1 }], deep: [{ inside, after: '@list' }] }),
        (text) => out.push(text),
      );
      for (const element of list) written.add(element);
      written.end();
      const whole = { before: [{ a: 1 }], deep: [{ inside: list, after: '@list' }] };
      expect(out.join('\n')).toBe(JSON.stringify(whole, null, 2));
    }
  });

  it('comes in pieces, so that no text of all findings is made', () => {
    const many = Array.from({ length: 2_000 }, () => findings).flat();
    const { text, pieces } = printed('json', Number.POSITIVE_INFINITY, many);
    expect((JSON.parse(text) as { diagnostics: unknown[] }).diagnostics).toHaveLength(many.length);
    expect(pieces).toBeGreaterThan(10);
  });

  it('says what a limit left out', () => {
    const all = JSON.parse(printed('json').text) as object;
    expect(Object.keys(all)).toEqual(['files', 'functions', 'diagnostics']);
    const some = JSON.parse(printed('json', 1).text) as { diagnostics: unknown[]; notShown: number };
    expect(some.diagnostics).toHaveLength(1);
    expect(some.notShown).toBe(findings.length - 1);
  });
});

const text = { type: 'string', minLength: 1 };
const worded = object({ text }, ['text']);
const from1 = { type: 'integer', minimum: 1 };
const physicalLocation = object(
  {
    artifactLocation: object({ uri: { type: 'string', pattern: '^[!-~]+$' } }, ['uri']),
    region: object({ startLine: from1, startColumn: from1, endLine: from1, endColumn: from1 }, ['startLine']),
  },
  ['artifactLocation', 'region'],
);
const level = { enum: ['none', 'note', 'warning', 'error'] };

/**
 * The part of SARIF 2.1.0's schema that our logs use: names, required properties and values as it has them, and nothing
 * else allowed. (The whole schema was run over logs by hand; it is no package of its own, and too large to keep here.)
 */
const SARIF = object(
  {
    $schema: text,
    version: { const: '2.1.0' },
    runs: list(
      object(
        {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: list(
            object(
              {
                ruleId: text,
                ruleIndex: { type: 'integer', minimum: 0 },
                level,
                message: worded,
                locations: list(object({ physicalLocation }, ['physicalLocation'])),
                relatedLocations: list(object({ physicalLocation, message: worded }, ['physicalLocation'])),
              },
              ['message'],
            ),
          ),
          tool: object(
            {
              driver: object(
                {
                  name: text,
                  version: text,
                  rules: list(
                    object({ id: text, shortDescription: worded, fullDescription: worded, help: worded }, ['id']),
                  ),
                },
                ['name'],
              ),
            },
            ['driver'],
          ),
          invocations: list(
            object(
              {
                executionSuccessful: { type: 'boolean' },
                toolExecutionNotifications: list(object({ level, message: worded }, ['message'])),
              },
              ['executionSuccessful'],
            ),
          ),
        },
        ['tool'],
      ),
    ),
  },
  ['version', 'runs'],
);

function object(properties: object, required: readonly string[]): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object): object {
  return { type: 'array', items };
}

describe('SARIF', () => {
  const valid = new Ajv({ strict: false, allErrors: true }).compile(SARIF);

  it.each([
    ['all findings', printed('sarif').text],
    ['a limit', printed('sarif', 1).text],
    ['no findings', printed('sarif', 5, []).text],
  ])('has the shape of its schema: %s', (_what, log) => {
    valid(JSON.parse(log));
    expect(valid.errors).toBeNull();
  });

  it('names the rule of each result by place in the list of rules', () => {
    const { runs } = JSON.parse(printed('sarif').text) as {
      runs: [{ results: { ruleId: string; ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }];
    };
    expect(runs[0].results).toHaveLength(findings.length);
    for (const { ruleId, ruleIndex } of runs[0].results) expect(runs[0].tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('refers to files below the working folder, and to others by their address', () => {
    const uris = [...printed('sarif').text.matchAll(/"uri": "([^"]+)"/g)].map(([, uri]) => uri);
    expect(new Set(uris)).toEqual(new Set(['first%20%231.fsig', 'file:///elsewhere/twice.fsig']));
  });

  it('says what a limit left out', () => {
    expect(printed('sarif', 1).text).toContain(
      `${findings.length - 1} results are left out; --max-diagnostics none writes all.`,
    );
    expect(printed('sarif').text).not.toContain('invocations');
  });
});
