import { testRule } from '../testing/test-rule.ts';
import { descriptionMissing } from './description-missing.rule.ts';

testRule(descriptionMissing, {
  bad: [
    { input: `function [|pay|](): string;`, message: `\`pay\` has no description` },
    { input: `/** TODO */ function [|pay|](): string;` },
    { input: `{"name": [|"pay"|], "description": " n/a. ", "inputSchema": {"type": "object"}}` },
  ],
  good: [`/** Pays. */ function pay(): string;`, `/** Todo list. */ function todos(): string;`],
});
