import { describe, expect, it } from 'vitest';
import {
  htmlReport,
  junitReport,
  makeReport,
  markdownReport,
  type RecordResult,
  type TestTurn,
} from '../../../../server/src/endpoint/index.ts';

const HOSTILE = `</pre><script>alert("1")</script>'"]]>&amp;<!--\u0000\u0007\uD800 \`| |\n# Heading\n[link](javascript:x) <img src=x onerror=y>`;

const turn: TestTurn = {
  turn: 0,
  kind: 'call',
  right: false,
  verdict: 'wrong',
  calls: { right: false, matches: [-1], extra: [], problems: [HOSTILE], faults: [] },
  sameOutcome: false,
  actual: [{ name: HOSTILE, arguments: { [HOSTILE]: HOSTILE } }],
  reference: [{ name: 'plain', arguments: {} }],
  problems: [HOSTILE],
  faults: [{ label: 'wrong-value', text: HOSTILE }],
  labels: ['wrong-value'],
  text: HOSTILE,
  referenceText: HOSTILE,
  repairs: { object: 1 },
  subgoals: { reached: 0, of: 1 },
  ended: true,
  replies: 1,
  usage: { input: 1_000, output: 20 },
  milliseconds: 5,
  advice: [HOSTILE],
  functions: [HOSTILE],
  edges: [HOSTILE],
  operations: ['walk'],
};
const result = (verdict: 'wrong' | 'unjudged'): RecordResult => ({
  id: HOSTILE,
  index: 0,
  kind: HOSTILE,
  right: false,
  verdict,
  turns: verdict === 'wrong' ? [turn] : [],
  ...(verdict === 'unjudged' ? { error: HOSTILE } : {}),
  progress: 0,
  success: false,
  usage: { input: 1_000, output: 20 },
  milliseconds: 5,
});
const report = makeReport({
  url: `http://x/${HOSTILE}`,
  model: HOSTILE,
  results: [result('wrong'), result('unjudged')],
  broken: [{ line: 3, reason: HOSTILE }],
  milliseconds: 10,
  cancelled: true,
  price: { input: 2, output: 50 },
});

describe('a report of hostile texts', () => {
  it('as HTML holds them as text', () => {
    const html = htmlReport(report);
    expect(html).not.toMatch(/<script|<img|onerror=y>|<!--/);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map((match) => match[1]);
    expect(new Set(tags)).not.toContain('a');
    // Each element that is opened is closed: no text ended one.
    for (const tag of ['table', 'pre', 'details', 'dl', 'ul'])
      expect(tags.filter((name) => name === tag)).toHaveLength(
        2 * (html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0),
      );
  });

  it('as JUnit is XML 1.0 with the texts in their places', () => {
    const xml = junitReport(report);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/);
    expect(xml).not.toMatch(/<script|<img|<!--|\]\]>/);
    const open = xml.match(/<(?:testsuites?|testcase|failure|error)\b[^>]*[^/]>/g) ?? [];
    const closed = xml.match(/<\/(?:testsuites?|testcase|failure|error)>/g) ?? [];
    expect(open).toHaveLength(closed.length);
    // Ampersands begin entities of ours alone.
    expect(xml.replace(/&(?:amp|lt|gt|quot|#10);/g, '')).not.toContain('&');
  });

  it('as Markdown keeps them in code spans of one line', () => {
    const lines = markdownReport(report).split('\n');
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(1);
    for (const line of lines) {
      const outside = line.replace(/`[^`]*`/g, '');
      expect(outside).not.toMatch(/<|\[link\]|javascript:/);
      if (line.startsWith('|')) expect(outside.match(/\|/g)).toHaveLength(3);
    }
  });

  it('sums what the tokens cost', () => {
    expect(report.usage).toEqual({ input: 2_000, output: 40, costUsd: (2_000 * 2 + 40 * 50) / 1e6 });
    expect(markdownReport(report)).toContain('2000 tokens in, 40 out, $0.0060');
  });
});
