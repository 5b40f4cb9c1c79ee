import { testRule } from '../testing/test-rule.ts';
import { keywordNoEffect } from './keyword-no-effect.rule.ts';

const tool = (schema: string) =>
  `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": ${schema}}}}`;

testRule(keywordNoEffect, {
  bad: [
    {
      input: tool('{"type": "string", [|"maximum"|]: 3}'),
      message: '`maximum` has no effect on type string: it is for type number or integer',
      fix: 'Remove `maximum`',
      fixed: tool('{"type": "string"}'),
    },
    { input: tool('{"type": ["string", "null"], [|"items"|]: {"type": "string"}}') },
    { input: tool('{"type": "integer", [|"format"|]: "date-time"}') },
  ],
  good: [
    tool('{"type": ["string", "null"], "format": "date-time"}'),
    tool('{"type": ["string", "integer"], "minLength": 1, "minimum": 1}'),
    tool('{"minLength": 1}'),
    tool('{"type": "integer", "format": "int32"}'),
  ],
});
