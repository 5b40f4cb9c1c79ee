import { testRule } from '../testing/test-rule.ts';
import { enumMismatch } from './enum-mismatch.rule.ts';

testRule(enumMismatch);
