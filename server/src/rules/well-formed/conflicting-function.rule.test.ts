import { testRule } from '../testing/test-rule.ts';
import { conflictingFunction } from './conflicting-function.rule.ts';

testRule(conflictingFunction);
