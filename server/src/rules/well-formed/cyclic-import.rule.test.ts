import { testRule } from '../testing/test-rule.ts';
import { cyclicImport } from './cyclic-import.rule.ts';

testRule(cyclicImport, {
  bad: [
    {
      input: `// --- a.fsig
import { B } from [|"./b.fsig"|];
type A = string;
// --- b.fsig
import { A } from [|"./a.fsig"|];
type B = string;`,
      message: `b.fsig`,
    },
  ],
  good: [],
});
