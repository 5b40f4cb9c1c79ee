import { window, workspace } from 'vscode';
import type { SignaturePath } from '../../../server/src/lsp/protocol.ts';
import { operationLabel, turnLabel } from './labels.ts';

/** The four stages of a path, as a small Markdown document. */
export function describePath(path: SignaturePath): string {
  const stages = ['walk', 'merge', 'insert', 'split'] as const;
  const lines = [`# Path ${path.index} · seed ${path.seed}`, ''];
  for (const stage of stages) {
    const operations = path.operations.filter(({ op }) => op === stage).map(operationLabel);
    lines.push(`## After ${stage}${operations.length > 0 ? `: ${operations.join(', ')}` : ''}`, '');
    path.stages[stage].forEach((turn, index) => {
      lines.push(`${index + 1}. ${turnLabel(turn)}`);
    });
    lines.push('');
  }
  return lines.join('\n');
}

/** One path as text: to read, search, copy. */
export async function showPathText(path: SignaturePath): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'markdown', content: describePath(path) });
  await window.showTextDocument(document, { preview: true });
}
