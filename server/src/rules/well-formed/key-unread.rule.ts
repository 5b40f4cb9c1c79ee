import { isSchema } from '../../json/index.ts';
import { AS_WRITTEN } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { unreadKeys } from '../support/written-keys.ts';
import { misplaced } from './key-misplaced.rule.ts';

/** Dialects of data sets, whose rows carry notes of their own. */
const ROWS = new Set(['bfcl', 'toolbench', 'seal-tools', 'xlam']);

/** Names that say that they are somebody's own. */
const OWN = /^(?:x-|_|\$|magnet)/;

export const keyUnread = defineRule({
  code: 'key-unread',
  family: 'well-formed',
  severity: 'information',
  title: 'A key of a tool that its dialect does not read.',
  message: message`Nobody reads \`${'key'}\` of a tool in this dialect (${'dialect'}).`,
  docs: {
    what: `A key of a tool, beside its name, description and schemas, that the dialect's reference does not have. Keys that begin
with \`x-\`, \`_\` or \`$\` are somebody's own and fine. In data sets, where rows carry notes, it is a hint.`,
    why: `Some providers refuse a request with an unknown key, others pass over it: what it says reaches no model. It is also lost when the tool
is written in another dialect.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", [|"cost"|]: "high", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
    good: `{"name": "pay", "description": "Pays an invoice. Costly.", "input_schema": {"type": "object", "properties": {"id": {"type": "string", "description": "Invoice to pay."}}, "required": ["id"]}}`,
  },
  checkFunction(subject, report) {
    const unread = unreadKeys(subject).filter(({ key, known }) => !known && !OWN.test(key) && key !== 'strict');
    const element = unread.length === 0 ? undefined : subject.raw();
    if (!isSchema(element)) return;
    const level = ROWS.has(subject.dialect) ? ({ level: 'hint' } as const) : {};
    for (const key of unread) {
      if (misplaced(key, element, subject) !== undefined) continue;
      const part = [AS_WRITTEN, ...(key.inside === undefined ? [] : [key.inside]), key.key];
      report({ part, what: 'key', data: { key: key.key, dialect: subject.dialect }, ...level });
    }
  },
});
