import { testRule } from '../testing/test-rule.ts';
import { geminiToolCount } from './gemini-tool-count.rule.ts';

const list = (count: number, first: string) =>
  Array.from(
    { length: count },
    (_, index) => `/** Does number ${index}. */ function ${index === 0 ? first : `f${index}`}(): string;`,
  ).join('\n');

testRule(geminiToolCount, {
  bad: [{ input: list(513, '[|f|]'), message: '513 functions' }],
  good: [list(512, 'f')],
});
