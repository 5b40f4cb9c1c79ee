import { testRule } from '../testing/test-rule.ts';
import { openaiToolCount } from './openai-tool-count.rule.ts';

const list = (count: number, first: string) =>
  Array.from(
    { length: count },
    (_, index) => `/** Does number ${index}. */ function ${index === 0 ? first : `f${index}`}(): string;`,
  ).join('\n');

testRule(openaiToolCount, {
  bad: [{ input: list(129, '[|f|]'), message: '129 functions' }],
  good: [list(128, 'f')],
});
