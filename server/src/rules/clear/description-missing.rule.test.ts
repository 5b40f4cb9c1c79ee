import { testRule } from '../testing/test-rule.ts';
import { descriptionMissing } from './description-missing.rule.ts';

testRule(descriptionMissing, {
  bad: [
    { input: `function [|pay|](): string;`, message: `\`pay\` has no description` },
    { input: `/** TODO */ function [|pay|](): string;` },
    { input: `{"name": [|"pay"|], "description": " n/a. ", "inputSchema": {"type": "object"}}` },
    { input: `/** TODO(ann): say what it is for. */ function [|pay|](): string;` },
  ],
  good: [
    `/** Pays. */ function pay(): string;`,
    `/** Todo list. */ function todos(): string;`,
    `/** TODO lists of a user. */ function todos(): string;`,
  ],
});
