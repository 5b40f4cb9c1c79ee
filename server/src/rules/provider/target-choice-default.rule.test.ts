import { testRule } from '../testing/test-rule.ts';
import { targetChoiceDefault } from './target-choice-default.rule.ts';

testRule(targetChoiceDefault, {
  bad: [
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "Which.", [|"default"|]: "all"}}}}]}`,
      targets: ['vertex'],
    },
  ],
  good: [
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "Which."}}}}]}`,
      targets: ['vertex'],
    },
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"type": "string", "description": "Which.", "default": "all"}}}}]}`,
      targets: ['vertex'],
    },
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "Which.", "default": "all"}}}}]}`,
      targets: ['gemini'],
    },
  ],
});
