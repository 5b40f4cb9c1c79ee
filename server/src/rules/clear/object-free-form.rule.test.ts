import { testRule } from '../testing/test-rule.ts';
import { objectFreeForm } from './object-free-form.rule.ts';

testRule(objectFreeForm);
