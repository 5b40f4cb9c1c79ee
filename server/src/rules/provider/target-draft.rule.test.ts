import { testRule } from '../testing/test-rule.ts';
import { targetDraft } from './target-draft.rule.ts';

testRule(targetDraft, {
  bad: [
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"span": {"type": "array", "description": "From and to.", [|"items"|]: [{"type": "number"}, {"type": "number"}]}}}}`,
      targets: ['anthropic'],
    },
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"kilos": {"type": "number", "description": "Most.", "minimum": 0, [|"exclusiveMinimum"|]: true}}}}`,
      targets: ['mistral'],
    },
  ],
  good: [
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"span": {"type": "array", "description": "From and to.", "prefixItems": [{"type": "number"}, {"type": "number"}]}}}}`,
      targets: ['anthropic'],
    },
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"kilos": {"type": "number", "description": "Most.", "exclusiveMinimum": 0}}}}`,
      targets: ['anthropic'],
    },
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"items": {"type": "string", "description": "What is in it.", "enum": ["tea"]}}}}`,
      targets: ['anthropic'],
    },
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"span": {"type": "array", "description": "From and to.", "items": [{"type": "number"}, {"type": "number"}]}}}}`,
      targets: ['openai'],
    },
  ],
});
