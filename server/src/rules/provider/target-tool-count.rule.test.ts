import { testRule } from '../testing/test-rule.ts';
import { targetToolCount } from './target-tool-count.rule.ts';

const tools = (count: number, mark = (name: string) => name) =>
  `[${Array.from({ length: count }, (_, index) => {
    const name = JSON.stringify(`pay_${index}`);
    return `{"name": ${index === 0 ? mark(name) : name}, "description": "Pays.", "input_schema": {"type": "object", "properties": {}}}`;
  }).join(',\n')}]`;

testRule(targetToolCount, {
  bad: [{ input: tools(129, (name) => `[|${name}|]`), targets: ['groq'] }],
  good: [
    { input: tools(128), targets: ['groq'] },
    { input: tools(129), targets: ['xai'] },
  ],
});
