import { testRule } from '../testing/test-rule.ts';
import { targetOpenObject } from './target-open-object.rule.ts';

const tool = (properties: string) =>
  `{"functionDeclarations": [{"name": "tune_harp", "description": "Tunes one harp of the hall.", "parameters": {"type": "OBJECT", "properties": ${properties}}}]}`;

testRule(targetOpenObject, {
  bad: [
    { input: tool('{"pegs": [|{"type": "OBJECT", "description": "Pegs."}|]}'), targets: ['gemini'] },
    {
      input: tool(
        '{"pegs": {"type": "ARRAY", "description": "Pegs.", "items": [|{"type": "OBJECT", "properties": {}}|]}}',
      ),
      targets: ['gemini'],
    },
  ],
  good: [
    { input: tool('{}'), targets: ['gemini'] },
    {
      input: tool(
        '{"pegs": {"type": "OBJECT", "description": "Pegs.", "properties": {"row": {"type": "STRING", "description": "Row."}}}}',
      ),
      targets: ['gemini'],
    },
    { input: tool('{"pegs": {"type": "OBJECT", "description": "Pegs."}}'), targets: ['mcp'] },
  ],
});
