import { testRule } from '../testing/test-rule.ts';
import { targetClosed } from './target-closed.rule.ts';

testRule(targetClosed, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs crates of the harbour.", "strict": true, "parameters": {"type": "object", "additionalProperties": false, "required": ["crates"], "properties": {"crates": {"description": "Which.", "anyOf": [{"type": "array", "items": [|{"type": "object", "properties": {"id": {"type": "string", "description": "Crate."}}, "required": ["id"]}|]}, {"type": "null"}]}}}}}`,
      targets: ['groq'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"id": {"type": "string", "description": "Crate."}}}}}`,
      targets: ['groq'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "strict": true, "parameters": {"type": "object", "additionalProperties": false, "required": ["id"], "properties": {"id": {"type": "string", "description": "Crate."}}}}}`,
      targets: ['groq'],
    },
  ],
});
