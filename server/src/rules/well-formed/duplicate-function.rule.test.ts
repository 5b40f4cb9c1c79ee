import { testRule } from '../testing/test-rule.ts';
import { duplicateFunction } from './duplicate-function.rule.ts';

testRule(duplicateFunction, {
  bad: [
    {
      input: `{"name": "f", "description": "A.", "inputSchema": {"type": "object"}}
{"name": [|"f"|], "description": "A.", "inputSchema": {"type": "object"}}`,
      message: `word for word`,
    },
    {
      input: `/** A. */ function f(): string;
/** B. */ function [|f|](): string;`,
      message: `with another definition`,
    },
  ],
  good: [
    `{"id": 1, "question": "?", "function": [{"name": "f", "description": "A.", "parameters": {"type": "dict", "properties": {}}}]}
{"id": 2, "question": "?", "function": [{"name": "f", "description": "A.", "parameters": {"type": "dict", "properties": {}}}]}`,
    `namespace a { /** A. */ function f(): string; }
namespace b { /** A. */ function f(): string; }`,
  ],
});
