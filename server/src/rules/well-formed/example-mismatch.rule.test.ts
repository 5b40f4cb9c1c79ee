import { testRule } from '../testing/test-rule.ts';
import { exampleMismatch } from './example-mismatch.rule.ts';

testRule(exampleMismatch);
