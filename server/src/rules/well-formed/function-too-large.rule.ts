import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Findings that are not kept are reported where the rules are run: only there they are counted. */
export const functionTooLarge = defineRule({
  code: 'function-too-large',
  family: 'well-formed',
  severity: 'information',
  title: 'A function so large that it was not checked whole.',
  message: message`This function is too large to be checked whole: ${'left'}.`,
  docs: {
    what: 'A function with more than 20,000 schemas, or with schemas nested deeper than 48 steps, of which only the first are looked at; or one of which a single rule would say more than 1,000 things, of which only the first 1,000 are kept.',
    why: 'What is not told here may still be wrong. No model works with a function of that size either.',
    bad: '',
    good: '',
  },
  checkFunction({ leftOut }, report) {
    if (leftOut !== undefined) report({ part: ['name'], data: { left: leftOut } });
  },
});
