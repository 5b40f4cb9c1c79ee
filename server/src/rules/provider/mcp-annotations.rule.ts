import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { SOURCES } from '../support/provider.ts';

export const mcpAnnotations = defineRule({
  code: 'mcp-annotations',
  family: 'provider',
  target: 'mcp',
  severity: 'warning',
  title: 'Annotations that contradict each other.',
  message: message`A tool that only reads cannot be ${'other'}.`,
  docs: {
    what: `\`readOnlyHint: true\` beside \`destructiveHint: true\`.`,
    why: `Clients ask a person before destructive calls and let reading pass: this tool is treated as one or the other by chance.`,
    bad: `/** Shows an invoice. @param id Invoice to show. @readonly @destructive */
function [|show|](id: string): string;`,
    good: `/** Shows an invoice. @param id Invoice to show. @readonly */
function show(id: string): string;`,
    sources: [SOURCES.mcpSchema],
  },
  checkFunction({ signature }, report) {
    const { readOnly, destructive } = signature.annotations;
    if (readOnly !== true || destructive !== true) return;
    report({ part: ['name'], data: { other: 'destructive' } });
  },
});
