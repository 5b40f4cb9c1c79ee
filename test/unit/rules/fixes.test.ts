import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  applyChanges,
  createChecker,
  type Finding,
  fixAllFor,
  fixesFor,
  RULES,
} from '../../../server/src/rules/index.ts';
import { buildCatalog, type Catalog, parseDocument, segmentText } from '../../../server/src/signature/index.ts';

const data = path.join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(data);
const settings = { rules: {}, targets: 'auto' } as const;

interface Checked {
  readonly catalog: Catalog;
  readonly findings: readonly Finding[];
}

function check(uri: string, text: string): Checked {
  const catalog = buildCatalog([parseDocument(uri, text)]);
  const checker = createChecker();
  checker.update({ catalog, settingsFor: () => settings });
  const { findings } = checker.findings(uri);
  expect(checker.takeFailures()).toEqual([]);
  return { catalog, findings };
}

const grave = ({ findings }: Checked) =>
  findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
const ofCode = ({ findings }: Checked, code: string) => findings.filter((finding) => finding.code === code).length;

/** Applies each fix of each finding on its own: its finding must be gone, and nothing graver may have come. */
function tryEveryFix(uri: string, text: string): number {
  const before = check(uri, text);
  let tried = 0;
  for (const finding of before.findings) {
    for (const fix of fixesFor(finding, before.catalog)) {
      const edit = fix.edits.find((each) => each.uri === uri);
      const after = check(uri, applyChanges(text, edit?.changes ?? []));
      const where = `${uri}: "${fix.title}" for ${finding.code} at ${text.slice(finding.span.start, finding.span.end).slice(0, 80)}`;
      expect(after.catalog.entries.length, where).toBe(before.catalog.entries.length);
      expect(ofCode(after, finding.code), where).toBeLessThan(ofCode(before, finding.code));
      const came = grave(after).filter(({ code }) => ofCode(after, code) > ofCode(before, code));
      expect(
        came.map(({ code, message }) => `${code}: ${message}`),
        where,
      ).toEqual([]);
      tried++;
    }
  }
  return tried;
}

function* filesUnder(folder: string): Iterable<string> {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* filesUnder(file);
    else if (/\.jsonl?$/.test(name)) yield file;
  }
}

const files = present ? [...filesUnder(data)] : [];

describe.skipIf(!present)(
  'every fix on every collection of real tools (skipped where ../shared/data is absent)',
  () => {
    it.each(files.map((file) => [path.relative(data, file), file]))('%s', (_name, file) => {
      const uri = pathToFileURL(file).href;
      const document = parseDocument(uri, readFileSync(file, 'utf8'));
      if (document.kind === 'openapi') {
        tryEveryFix(uri, document.text);
        return;
      }
      // One element at a time: what a fix changes stays in its element, and parsing it is quick.
      const seen = new Set<string>();
      for (let index = 0; index < document.segments.length; index++) {
        const text = segmentText(document, index);
        const { hash } = document.segments[index] ?? { hash: '' };
        if (seen.has(hash)) continue;
        seen.add(hash);
        tryEveryFix(uri, text);
      }
    });
  },
);

describe.skipIf(!present)('fix-all on every collection', () => {
  it.each(files.map((file) => [path.relative(data, file), file]))('%s', (_name, file) => {
    const uri = pathToFileURL(file).href;
    let text = readFileSync(file, 'utf8');
    let now = check(uri, text);
    const graveBefore = grave(now).length;
    for (let round = 0; round < 4; round++) {
      const { edits, fixed } = fixAllFor(now.findings, now.catalog);
      if (fixed === 0) break;
      text = applyChanges(text, edits[0]?.changes ?? []);
      now = check(uri, text);
    }
    expect(grave(now).length).toBeLessThanOrEqual(graveBefore);
    expect(fixAllFor(now.findings, now.catalog).fixed, 'fix-all comes to an end').toBe(0);
  });
});

describe('fixes', () => {
  const uri = 'file:///shop.tools.json';
  const tool = (order: string) =>
    `[\r\n\t{\r\n\t\t"name": "list_orders",\r\n\t\t"description": "Lists the orders of a customer.",\r\n\t\t"inputSchema": {\r\n\t\t\t"type": "object",\r\n\t\t\t"properties": {\r\n\t\t\t\t"order": ${order}\r\n\t\t\t}\r\n\t\t}\r\n\t}\r\n]\r\n`;

  it('keep the indentation and line ends of the file', () => {
    const text = tool('{\r\n\t\t\t\t\t"type": "string",\r\n\t\t\t\t\t"description": "Day, YYYY-MM-DD."\r\n\t\t\t\t}');
    const { findings, catalog } = check(uri, text);
    const { edits } = fixAllFor(findings, catalog, { code: 'prose-format' });
    const after = applyChanges(text, edits[0]?.changes ?? []);
    expect(after).toBe(
      tool(
        '{\r\n\t\t\t\t\t"type": "string",\r\n\t\t\t\t\t"description": "Day, YYYY-MM-DD.",\r\n\t\t\t\t\t"format": "date"\r\n\t\t\t\t}',
      ),
    );
  });

  describe('fix-all in every form of file', () => {
    const made = {
      name: 'list_orders',
      description: 'Lists the orders of a customer.',
      strict: 'false',
      input_schema: {
        properties: {
          day: { type: 'String', description: 'Day, YYYY-MM-DD.' },
          count: { type: 'integer', description: 'How many.', default: '5' },
          open: { type: 'boolean', description: 'Whether only open ones are meant.', default: 'True' },
        },
        required: ['day', 'customer', 'days'],
      },
    };
    const tools = ['first', 'second', 'third'].map((which) => ({ ...made, name: `list_${which}_orders` }));
    const lines = (list: readonly object[]) => `${list.map((each) => JSON.stringify(each)).join('\n')}\n`;
    const spaced = `${JSON.stringify(tools, null, 2)}\n`;
    const tabbed = `${JSON.stringify(tools, null, '\t')}\n`;
    const commented = spaced.replace('"day": {', '/* its day */ "day": { // "day"');

    it.each([
      ['two spaces', 'a.tools.json', spaced],
      ['CRLF', 'a.tools.json', spaced.replaceAll('\n', '\r\n')],
      ['a BOM, tabs and CRLF', 'a.tools.json', `\uFEFF${tabbed.replaceAll('\n', '\r\n')}`],
      ['one line', 'a.tools.json', JSON.stringify(tools)],
      ['comments', 'a.tools.json', commented],
      ['JSON Lines', 'a.tools.jsonl', lines(tools)],
      ['JSON Lines, a BOM and CRLF', 'a.tools.jsonl', `\uFEFF${lines(tools).replaceAll('\n', '\r\n')}`],
      ['JSON Lines named .json', 'a.tools.json', lines(tools)],
    ])('%s', (_form, name, text) => {
      const file = `file:///${name}`;
      let after = text;
      let left = check(file, after);
      // All of it fits into one round: no edit touches another.
      const { edits, left: clashing } = fixAllFor(left.findings, left.catalog);
      expect(clashing).toBe(0);
      after = applyChanges(after, edits[0]?.changes ?? []);
      left = check(file, after);
      expect(fixAllFor(left.findings, left.catalog).fixed).toBe(0);
      expect(grave(left)).toEqual([]);
      const plain = after.replace(/^\uFEFF/, '').replace(/\/\*.*?\*\/|\/\/.*$/gm, '');
      const read = name.endsWith('l') || !plain.startsWith('[') ? `[${plain.trim().split(/\r?\n/).join(',')}]` : plain;
      const [first] = JSON.parse(read) as { strict: unknown; input_schema: Record<string, unknown> }[];
      expect(first?.strict).toBe(false);
      expect(first?.input_schema).toEqual({
        type: 'object',
        properties: {
          day: { type: 'string', description: 'Day, YYYY-MM-DD.', format: 'date' },
          count: { type: 'integer', description: 'How many.', default: 5 },
          open: { type: 'boolean', description: 'Whether only open ones are meant.', default: true },
        },
        required: ['day'],
      });
      expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
      expect(/(?<!\r)\n/.test(after)).toBe(/(?<!\r)\n/.test(text));
    });
  });

  it('fix all of one kind leave the others alone', () => {
    const text = tool('{"type": "boolean", "default": "false"}');
    const { findings, catalog } = check(uri, text);
    expect(fixAllFor(findings, catalog, { code: 'prose-format' })).toEqual({ edits: [], fixed: 0, left: 0 });
    expect(fixAllFor(findings, catalog, { code: 'default-as-text' }).fixed).toBe(1);
  });

  it('answer nothing for a function that is gone', () => {
    const { findings } = check(uri, tool('{"type": "boolean", "default": "false"}'));
    const gone = buildCatalog([parseDocument(uri, '[]')]);
    for (const finding of findings) expect(fixesFor(finding, gone)).toEqual([]);
  });

  it('survive data that an editor changed on the way', () => {
    const { catalog } = check(uri, tool('{"type": "boolean", "default": "false"}'));
    for (const code of Object.keys(RULES) as (keyof typeof RULES)[]) {
      for (const fix of [null, 7, 'x', ['x'], { values: 'x' }, undefined]) {
        const finding = {
          code,
          data: {
            id: 'list_orders',
            part: ['parameters', 'nowhere', 3],
            values: {},
            ...(fix === undefined ? {} : { fix }),
          },
        };
        expect(() => fixesFor(finding, catalog), `${code} ${JSON.stringify(fix)}`).not.toThrow();
      }
    }
  });
});
