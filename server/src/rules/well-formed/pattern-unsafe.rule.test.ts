import { testRule } from '../testing/test-rule.ts';
import { patternUnsafe } from './pattern-unsafe.rule.ts';

testRule(patternUnsafe, {
  bad: [
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|"^(a|a)*$"|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|"^(\\\\w+\\\\s?)*$"|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|"^(([a-z])+.)+[A-Z]([a-z])+$"|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|"^(\\\\w{2,10} ?){1,10}$"|]}}}}`,
    },
    {
      input: `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": [|"(.*b){25}"|]}}}}`,
    },
  ],
  good: [
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^(\\\\d{1,3}\\\\.){3}\\\\d{1,3}$"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^(\\\\d{3}-)*\\\\d{4}$"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^([a-z]+,)*[a-z]+$"}}}}`,
    `{"name": "f", "description": "Does it.", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^[A-Z]{3}$"}}}}`,
  ],
});
