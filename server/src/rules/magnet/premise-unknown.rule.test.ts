import { testRule } from '../testing/test-rule.ts';
import { premiseUnknown } from './premise-unknown.rule.ts';

testRule(premiseUnknown, {
  bad: [
    {
      input: `/** A. @requires [|logn|] */ function pay(): boolean;
/** B. */ function login(): boolean;`,
      message: `is \`login\` meant?`,
      fixed: `/** A. @requires login */ function pay(): boolean;
/** B. */ function login(): boolean;`,
    },
  ],
  good: [],
});
