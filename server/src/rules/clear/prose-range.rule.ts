import { isRecord, type Json } from '../../json/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { rangeIn } from '../support/prose.ts';
import { onlyType, textOf } from '../support/schema.ts';
import { fits } from '../support/values.ts';

export const proseRange = defineRule({
  code: 'prose-range',
  family: 'clear',
  severity: 'information',
  title: 'The range stands only in the description.',
  message: message`The range (${'range'}) stands only in the text: say it with \`minimum\` and \`maximum\`.`,
  docs: {
    what: 'A number without bounds whose description gives them: "between 1 and 100", "from 0 to 5", "at least 1", "at most 50", "maximum 100".',
    why: 'Bounds in keywords are checked before a call is sent and respected by whatever makes up values.',
    bad: `{"name": "set_volume", "description": "Sets the volume.", "inputSchema": {"type": "object", "properties": {
  "percent": {"type": "integer", "description": "Loudness, [|between 0 and 100|]."}}}}`,
    good: `{"name": "set_volume", "description": "Sets the volume.", "inputSchema": {"type": "object", "properties": {
  "percent": {"type": "integer", "description": "Loudness.", "minimum": 0, "maximum": 100}}}}`,
  },
  checkProperty(node, subject, report) {
    const schema = subject.resolve(node);
    const type = onlyType(schema);
    if ((type !== 'number' && type !== 'integer') || schema.enum !== undefined) return;
    if (['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].some((keyword) => schema[keyword] !== undefined))
      return;
    const found = rangeIn(textOf(node.schema, 'description'));
    if (found === undefined || !fits({ ...schema, ...found.bounds })) return;
    const range = [found.bounds.minimum ?? '', found.bounds.maximum ?? ''].join(' … ').trim();
    report({ part: partOf(node, 'description'), excerpt: found.text, data: { range }, fix: { ...found.bounds } });
  },
  fixes: ({ edit, part, fix }) => {
    if (!isRecord(fix)) return [];
    const bounds: Record<string, Json> = {};
    for (const keyword of ['minimum', 'maximum']) {
      const value = fix[keyword];
      if (typeof value === 'number') bounds[keyword] = value;
    }
    const title = `Add ${Object.keys(bounds)
      .map((keyword) => `\`${keyword}\``)
      .join(' and ')}`;
    return offer(title, edit.patch(part.slice(0, -1), bounds), { preferred: true });
  },
});
