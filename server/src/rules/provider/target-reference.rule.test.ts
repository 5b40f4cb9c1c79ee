import { testRule } from '../testing/test-rule.ts';
import { targetReference } from './target-reference.rule.ts';

testRule(targetReference, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"$ref": "#/$defs/Crate", [|"description"|]: "Which to weigh."}}, "$defs": {"Crate": {"type": "string", "description": "A crate."}}}}}`,
      targets: ['moonshot'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"$ref": "#/$defs/Crate", "description": "Which to weigh."}}, "$defs": {"Crate": {"type": "string"}}}}}`,
      targets: ['moonshot'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"$ref": "#/$defs/Crate"}}, "$defs": {"Crate": {"type": "string", "description": "A crate."}}}}}`,
      targets: ['moonshot'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"$ref": "#/$defs/Crate", "description": "Which to weigh."}}, "$defs": {"Crate": {"type": "string", "description": "A crate."}}}}}`,
      targets: ['openai'],
    },
  ],
});
