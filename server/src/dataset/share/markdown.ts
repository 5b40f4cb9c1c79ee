import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { type Block, recordBlocks } from './blocks.ts';

/** A record as Markdown; what others wrote stands in fences or escaped, so that none of it is markup. */
export function recordMarkdown(record: TrajectoryRecord): string {
  const { shared, right, wrong } = recordBlocks(record);
  const { divergesAt, certificates } = record;
  const lines = [
    `# Record ${escaped(record.id)}`,
    '',
    `${escaped(record.kind)}, ${record.tools.length} tools offered: ${record.tools.map((tool) => code(tool.function.name)).join(', ') || 'none'}`,
    '',
    ...shared.flatMap(blockLines),
  ];
  if (right.length + wrong.length > 0) {
    lines.push('## Right', '', ...right.flatMap(blockLines), '## Wrong', '', ...wrong.flatMap(blockLines));
    if (divergesAt !== undefined) lines.push(`Error type ${divergesAt.errorType}: ${escaped(divergesAt.reason)}`, '');
  }
  if (certificates.length > 0)
    lines.push(
      '## Certificates',
      '',
      ...certificates.map(
        ({ kind, turn, holds, detail }) => `- ${holds ? '✓' : '✗'} ${kind}, turn ${turn + 1}: ${escaped(detail)}`,
      ),
      '',
    );
  return `${lines.join('\n').trimEnd()}\n`;
}

const WORDS = { valid: '✓ valid', invalid: '✗', 'not-checked': '? not checked' } as const;

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'turn':
      return [`## Turn ${block.turn}`, ''];
    case 'said':
      return [`**${block.role}:**`, '', ...fenced(block.text, ''), ''];
    case 'call': {
      const { state, reason } = block.check;
      const why = state === 'valid' || reason === undefined ? '' : `: ${escaped(reason)}`;
      return [`**call** ${code(block.name)} (${WORDS[state]}${why})`, '', ...fenced(block.arguments, 'json'), ''];
    }
    case 'output':
      return [`**output** of ${code(block.name)}`, '', ...fenced(block.text, 'json'), ''];
  }
}

/** A fence longer than any in the text. */
function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, text, fence];
}

function code(name: string): string {
  return `\`${name.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;
}

/** Text on one line, in which nothing is markup. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-!|~&]/g, (character) => `\\${character}`);
}
