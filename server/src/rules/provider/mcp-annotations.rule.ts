import { MCP_HINTS } from '../../signature/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { isSchema } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';

/** A hint with another value; the element is read only where there may be one. */
const ODD_HINT = /"(?:readOnly|destructive|idempotent|openWorld)Hint"\s*:\s*(?!true|false|\s)/;

export const mcpAnnotations = defineRule({
  code: 'mcp-annotations',
  family: 'provider',
  target: 'mcp',
  severity: 'warning',
  title: 'Annotations that contradict each other, or are not true or false.',
  message: message`${'problem'}.`,
  docs: {
    what: `\`readOnlyHint: true\` beside \`destructiveHint: true\`; a hint that is neither true nor false, such as the text \`"true"\`.`,
    why: `Clients ask a person before destructive calls and let reading pass: this tool is treated as one or the other by chance.`,
    bad: `/** Shows an invoice. @param id Invoice to show. @readonly @destructive */
function [|show|](id: string): string;`,
    good: `/** Shows an invoice. @param id Invoice to show. @readonly */
function show(id: string): string;`,
    sources: [SOURCES.mcpSchema],
  },
  checkFunction(subject, report) {
    const { readOnly, destructive } = subject.signature.annotations;
    if (readOnly === true && destructive === true)
      report({ part: ['name'], data: { problem: 'A tool that only reads cannot be destructive' } });
    if (subject.dialect !== 'mcp' || !ODD_HINT.test(subject.text())) return;
    const raw = subject.raw();
    const annotations = isSchema(raw) && isSchema(raw.annotations) ? raw.annotations : {};
    for (const [hint, name] of MCP_HINTS) {
      const value: unknown = annotations[hint];
      if (value === undefined || typeof value === 'boolean') continue;
      const fix = value === 'true' ? true : value === 'false' ? false : undefined;
      const problem = `\`${hint}\` must be true or false, not ${show(value)}`;
      report({ part: ['annotations', name], data: { problem }, ...(fix === undefined ? {} : { fix }) });
    }
  },
  fixes: ({ edit, part, fix }) =>
    typeof fix === 'boolean' ? offer(`Change to ${fix}`, edit.replace(part, fix), { preferred: true, safe: true }) : [],
});
