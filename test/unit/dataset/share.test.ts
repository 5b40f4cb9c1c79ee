import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  differences,
  readRow,
  recordCurl,
  recordMarkdown,
  recordPrint,
  recordsPage,
} from '../../../server/src/dataset/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

const EVIL = `</pre><script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) \`\`\`\n# not a heading ' " $(touch /tmp/x) \`id\` \u0007`;

function record(said = EVIL): TrajectoryRecord {
  const read = readRow(
    {
      id: said,
      prompt: [{ role: 'user', content: said }],
      chosen: [
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'a', function: { name: said, arguments: JSON.stringify({ it: said }) } }],
        },
        { role: 'tool', tool_call_id: 'a', name: said, content: JSON.stringify({ out: said }) },
        { role: 'assistant', content: said },
      ],
      rejected: [{ role: 'assistant', content: said }],
      tools: [{ type: 'function', function: { name: 'ring', description: said, parameters: { type: 'object' } } }],
    } as never,
    0,
  );
  if (typeof read === 'string') throw new Error(read);
  return { ...read.record, id: said, certificates: [{ kind: 'replay', turn: 0, holds: false, detail: said }] };
}

/** Lines of a Markdown text that stand in no fence: a fence ends with one at least as long. */
function outsideFences(text: string): string[] {
  let fence = '';
  return text.split('\n').filter((line) => {
    const ticks = /^`{3,}/.exec(line)?.[0] ?? '';
    if (fence === '' && ticks !== '') fence = ticks;
    else if (fence !== '' && ticks.length >= fence.length && line === ticks) fence = '';
    else return fence === '';
    return false;
  });
}

describe('a record handed on', () => {
  it('as a page: nothing is loaded or run, and what others wrote is text', () => {
    const page = recordsPage(EVIL, [{ record: record(), review: 'flagged' }, { record: record('plain') }], 7);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(?:script|img|link|iframe|object|form)\b/i);
    expect(page).not.toMatch(/\b(?:src|href)="(?!#r\d)/i);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('7 more records are not on this page');
    expect(page).not.toContain('\u0007');
    // A call that was not offered is marked with its reason, as in the panel.
    expect(page).toContain('✗ does not fit its signature');
  });

  it('as Markdown: text stands in fences that it cannot close', () => {
    const text = recordMarkdown(record());
    expect(outsideFences(text).filter((line) => line.startsWith('# '))).toHaveLength(1);
    expect(
      outsideFences(text)
        .join('\n')
        .replace(/(?<!\\)`[^`]*`/g, ''),
    ).not.toMatch(/(?<!\\)<script|\[x\]\(javascript/);
    expect(text).toContain('✗ replay, turn 1');
  });

  it.each([EVIL, 'magnet:model'])('as curl: a shell gives the body its model, and runs nothing of %j', (said) => {
    const command = recordCurl(record(said));
    const run = spawnSync('sh', ['-c', `curl() { for last; do :; done; printf %s "$last"; }\n${command}`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', MODEL: 'my-model' },
    });
    const body = JSON.parse(run.stdout) as { model: string; messages: { content: string }[]; tools: unknown[] };
    expect(body.model).toBe('my-model');
    expect(body.messages.map(({ content }) => content)).toEqual([said]);
    expect(body.tools).toHaveLength(1);
  });
});

describe('two runs', () => {
  const prints = (...said: string[]) =>
    said.map((text, at) => recordPrint({ ...record(text), id: `${at}${text.slice(0, 1)}` }, at));

  it('that are the same differ in nothing', () => {
    expect(differences(prints('a', 'b'), prints('a', 'b'))).toEqual({ same: 2, differences: [] });
  });

  it('differ in records by id, else by place; what only one has is told', () => {
    const { same, differences: found } = differences(prints('a', 'b', 'c'), prints('a', 'x'));
    expect(same).toBe(1);
    expect(found).toEqual([
      { first: 1, second: 1, parts: expect.arrayContaining(['messages']) },
      { first: 2, parts: [] },
    ]);
    expect(differences(prints(), prints('a')).differences).toEqual([{ second: 0, parts: [] }]);
  });
});
