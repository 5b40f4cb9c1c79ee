import { testRule } from '../testing/test-rule.ts';
import { targetType } from './target-type.rule.ts';

testRule(targetType, {
  bad: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"note": [|{"description": "What to write on it."}|]}}}}`,
      targets: ['moonshot'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"type": "string", "description": "By key."}, "bay": {"type": "string", "description": "By place."}}, [|"anyOf"|]: [{"required": ["crate"]}, {"required": ["bay"]}]}}}`,
      targets: ['moonshot'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"note": {"type": "string", "description": "On it.", [|"oneOf"|]: [{"const": "a"}, {"const": "b"}]}}}}}`,
      targets: ['moonshot'],
    },
  ],
  good: [
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"note": {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "What to write on it."}}}}}`,
      targets: ['moonshot'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"note": {"enum": ["a", "b"], "description": "What to write on it."}}}}}`,
      targets: ['moonshot'],
    },
    {
      input: `{"type": "function", "function": {"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"note": {"description": "What to write on it."}}}}}`,
      targets: ['openai'],
    },
  ],
});
