import { testRule } from '../testing/test-rule.ts';
import { defaultMismatch } from './default-mismatch.rule.ts';

testRule(defaultMismatch);
