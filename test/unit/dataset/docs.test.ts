import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPORT_IDS, EXPORT_TARGETS } from '../../../server/src/dataset/index.ts';

const DOC = new URL('../../../docs/datasets.md', import.meta.url);
const [START, END] = ['<!-- made:targets -->\n', '<!-- /made:targets -->'] as const;

function table(): string {
  const rows = EXPORT_IDS.map((id) => {
    const { row, pairs, needsTemplate, companions } = EXPORT_TARGETS[id];
    const beside = Object.keys(companions?.('NAME.jsonl') ?? {}).map((name) => `\`${name}\``);
    const notes = needsTemplate === true ? ['needs `--template`'] : [];
    return `| \`${id}\` | ${row} | ${pairs ? 'yes' : ''} | ${[...beside, ...notes].join(', ')} |`;
  });
  return ['| `--as` | row | pairs | beside it |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

describe('docs/datasets.md', () => {
  it('lists every target as the table of targets has it (refresh: npx vitest run test/unit/dataset/docs.test.ts --update)', async () => {
    const text = readFileSync(DOC, 'utf8');
    const [before = '', rest = ''] = text.split(START);
    const after = rest.slice(rest.indexOf(END));
    await expect(`${before}${START}${table()}${after}`).toMatchFileSnapshot('../../../docs/datasets.md');
  });
});
