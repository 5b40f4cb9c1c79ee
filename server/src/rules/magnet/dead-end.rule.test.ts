import { testRule } from '../testing/test-rule.ts';
import { deadEnd } from './dead-end.rule.ts';

testRule(deadEnd);
