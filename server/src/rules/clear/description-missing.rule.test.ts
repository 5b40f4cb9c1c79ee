import { testRule } from '../testing/test-rule.ts';
import { descriptionMissing } from './description-missing.rule.ts';

testRule(descriptionMissing, {
  bad: [{ input: `function [|pay|](): string;`, message: `\`pay\` has no description` }],
  good: [`/** Pays. */ function pay(): string;`],
});
