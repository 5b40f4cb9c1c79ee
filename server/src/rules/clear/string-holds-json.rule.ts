import { wordsOfName } from '../../english/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { onlyType, textOf } from '../support/schema.ts';

const SAYS_JSON =
  /\b(?:json(?:[- ](?:string|encoded|formatted|serialized|object|array|payload))|(?:stringified|serialized|encoded|valid) json|string (?:of|containing) (?:a )?json|in json format|as (?:a )?json)\b/i;

export const stringHoldsJson = defineRule({
  code: 'string-holds-json',
  family: 'clear',
  severity: 'information',
  title: 'A text that carries JSON.',
  message: message`${'name'} is a text that holds JSON: declare the object itself.`,
  docs: {
    what: 'A text parameter whose description or name says that it contains JSON, and that has no `contentMediaType`.',
    why: 'The model must escape JSON inside JSON, which it gets wrong, and nobody checks what is in it.',
    bad: `{"name": "create_page", "description": "Creates a page.", "inputSchema": {"type": "object", "properties": {
  [|"content"|]: {"type": "string", "description": "Blocks of the page as a JSON string."}}}}`,
    good: `{"name": "create_page", "description": "Creates a page.", "inputSchema": {"type": "object", "properties": {
  "content": {"type": "array", "description": "Blocks of the page.", "items": {"type": "string"}}}}}`,
  },
  checkProperty(node, subject, report) {
    const schema = subject.resolve(node);
    if (onlyType(schema) !== 'string' || schema.enum !== undefined || schema.contentMediaType !== undefined) return;
    const named = wordsOfName(node.name).at(-1) === 'json';
    const description = textOf(schema, 'description');
    if (!named && (!SAYS_JSON.test(description) || /\b(?:file|path|url|name of|or (?:a )?json)\b/i.test(description)))
      return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\`` } });
  },
});
