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
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"crate": {"type": "string", "description": "Which one.", [|"required"|]: true}}}}`,
      targets: ['anthropic'],
    },
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"of": {"type": "object", "description": "Its ship.", "properties": {"berth": {"type": "integer", "description": "Where it lies.", [|"required"|]: false}}}}}}`,
      targets: ['openai'],
    },
  ],
  good: [
    {
      input: `{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "input_schema": {"type": "object", "properties": {"required": {"type": "boolean", "description": "Whether it must be weighed."}}, "required": ["required"]}}`,
      targets: ['anthropic', 'openai'],
    },
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
