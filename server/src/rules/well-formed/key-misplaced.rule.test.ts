import { testRule } from '../testing/test-rule.ts';
import { keyMisplaced } from './key-misplaced.rule.ts';

testRule(keyMisplaced, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Counts.", "parameters": {"type": "object", "properties": {"a": {"type": "string"}}}, [|"required"|]: ["a"]}}`,
      message: '`required` is read inside `parameters`',
      fixed: `{"type": "function", "function": {"name": "f", "description": "Counts.", "parameters": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}}`,
    },
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Counts."}, [|"parameters"|]: {"type": "object", "properties": {}}}`,
      message: '`parameters` is read inside `function`',
      fixed: `{"type": "function", "function": {"name": "f", "description": "Counts.", "parameters": { "type": "object", "properties": {} }}}`,
    },
    {
      input: `{"name": "f", "description": "Counts.", "input_schema": {"type": "object", "properties": {"a": {"type": "string"}}}, [|"required"|]: ["a"]}`,
      message: '`required` is read inside `input_schema`',
      fixed: `{"name": "f", "description": "Counts.", "input_schema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}}`,
    },
    {
      input: `{"type": "function", "function": {"name": "f", "description": "Counts.", [|"input_schema"|]: {"type": "object", "properties": {"a": {"type": "string"}}}}}`,
      message: 'not what this dialect calls the parameters',
      fixed: `{"type": "function", "function": {"name": "f", "description": "Counts.", "parameters": { "type": "object", "properties": { "a": { "type": "string" } } }}}`,
    },
    {
      input: `{"type": "function", "function": {"name": "f", "desciption": 1, [|"paramters"|]: {"type": "object", "properties": {}}, "description": "Counts."}}`,
      message: '`parameters` is meant',
    },
    {
      input: `{"toolSpec": {"name": "f", "description": "Counts."}, [|"inputSchema"|]: {"json": {"type": "object", "properties": {}}}}`,
      message: '`inputSchema` is read inside `toolSpec`',
    },
    {
      input: `{"toolSpec": {"name": "f", "description": "Counts.", "inputSchema": [|{"type": "object", "properties": {}}|]}}`,
      message: '`inputSchema` holds the schema under `json`',
      fixed: `{"toolSpec": {"name": "f", "description": "Counts.", "inputSchema": {"json":{"type":"object","properties":{}}}}}`,
    },
    {
      input: `{"functionDeclarations": [{"name": "f", "description": "Counts.", [|"parametersJsonSchema"|]: {"type": "object"}, "parameters": {"type": "OBJECT", "properties": {"a": {"type": "STRING"}}}}]}`,
      message: 'Gemini takes one of the two',
    },
  ],
  good: [
    `{"name": "f", "description": "Counts.", "input_schema": {"type": "object", "properties": {"required": {"type": "array", "items": {"type": "string"}}}}, "cache_control": {"type": "ephemeral"}}`,
    `{"name": "f", "description": "Counts.", "parameters": {"a": {"type": "str", "description": "A."}}, "required": ["a"]}`,
  ],
});
