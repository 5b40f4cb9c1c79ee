import { testRule } from '../testing/test-rule.ts';
import { targetStrictField } from './target-strict-field.rule.ts';

testRule(targetStrictField, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", [|"strict"|]: false, "parameters": {"type": "object", "properties": {"kilos": {"type": "number", "description": "Most."}}}}}`,
      targets: ['cohere'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"kilos": {"type": "number", "description": "Most."}}}}}`,
      targets: ['cohere'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "strict": false, "parameters": {"type": "object", "properties": {"kilos": {"type": "number", "description": "Most."}}}}}`,
      targets: ['mistral'],
    },
  ],
});
