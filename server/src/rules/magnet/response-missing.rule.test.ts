import { testRule } from '../testing/test-rule.ts';
import { responseMissing } from './response-missing.rule.ts';

testRule(responseMissing, {
  bad: [
    {
      input: `/** A. */ function [|a|]();
/** B. */ function b();
/** C. */ function c();`,
      message: `3 of 3 functions`,
    },
  ],
  good: [`{"type": "function", "function": {"name": "f", "description": "A."}}`],
});
