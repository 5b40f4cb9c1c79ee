import { testRule } from '../testing/test-rule.ts';
import { syntaxError } from './syntax-error.rule.ts';

testRule(syntaxError, {
  bad: [
    {
      input: '/** Pays. @param id Invoice to pay. */\nfunction pay(id: [|)|]: boolean;',
      message: 'A type was expected.',
      fixed: null,
    },
  ],
});
