import { testRule } from '../testing/test-rule.ts';
import { geminiDepth } from './gemini-depth.rule.ts';

const nested = (levels: number): string =>
  levels === 0 ? '{"type": "STRING"}' : `{"type": "OBJECT", "properties": {"a": ${nested(levels - 1)}}}`;
const tool = (levels: number, key = '"parameters"') =>
  `{"functionDeclarations": [{"name": "f", "description": "Does it.", ${key}: ${nested(levels)}}]}`;

testRule(geminiDepth, {
  bad: [{ input: tool(9, '[|"parameters"|]'), message: 'Nested 9 levels' }],
  good: [tool(8)],
});
