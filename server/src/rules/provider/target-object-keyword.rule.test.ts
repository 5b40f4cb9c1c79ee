import { testRule } from '../testing/test-rule.ts';
import { targetObjectKeyword } from './target-object-keyword.rule.ts';

testRule(targetObjectKeyword, {
  bad: [
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"type": "string", "description": "Which.", [|"properties"|]: {"id": {"type": "string", "description": "Key."}}}}}}]}`,
      targets: ['gemini'],
    },
  ],
  good: [
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"type": "object", "description": "Which.", "properties": {"id": {"type": "string", "description": "Key."}}}}}}]}`,
      targets: ['gemini'],
    },
    {
      input: `{"functionDeclarations": [{"name": "weigh_crate", "description": "Weighs one crate of the harbour.", "parameters": {"type": "object", "properties": {"crate": {"type": "string", "description": "Which.", "properties": {"id": {"type": "string", "description": "Key."}}}}}}]}`,
      targets: ['openai'],
    },
  ],
});
